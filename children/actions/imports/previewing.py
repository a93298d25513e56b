"""What a list would do to the register: each row is read and judged. Nothing is written there."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize
from accounts.models import User
from children.actions.imports.judging import judge_for
from children.importing.candidate import Candidate, Known, Problem
from children.importing.columns import DOSE, GROUP, label_of
from children.importing.content import first_content, put_verdict
from children.importing.matching import Judge
from children.importing.reading import Reading, read_file
from children.importing.register import known_lists
from children.importing.repeats import Place, Repeats
from children.importing.row_cells import as_text
from children.importing.rows import read_line
from children.importing.tables import Table
from children.importing.verdicts import ERROR, Verdict
from children.models import ColumnMapping, ImportBatch, ImportRow, ImportState
from interface.refusals import Refused
from jobs.work import Say, silent
from vietnamese.errors import Unreadable
from vietnamese.formats import format_number

ROWS_AT_ONCE = 1000

Read = tuple[int, Place, list, Candidate, list[Problem]]


@transaction.atomic
def read_batch(*, batch: ImportBatch, by: User, say: Say = silent) -> ImportBatch:
    """Read the file and judge each row against the register. Reading again begins anew. Raises Refused."""
    authorize(by, "children.import", batch)
    batch = ImportBatch.objects.lock(batch.pk)
    if batch.state not in (ImportState.UPLOADED, ImportState.PREVIEWED) or batch.upload is None:
        return batch
    say("Đang đọc tệp", 5)
    try:
        chosen = ColumnMapping.objects.known()
        reading = read_file(batch.file(), lambda headers: chosen.get(ColumnMapping.key_of(headers)))
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable
    known = known_lists(timezone.localdate(), epoch_1904=reading.epoch_1904)
    batch.rows.all().delete()
    batch.counts = _keep_judged(batch, reading, known, by, say)
    batch.how_read = json.dumps(_how_read(reading, known), ensure_ascii=False)
    batch.state = ImportState.PREVIEWED
    batch.save_next_version()
    return batch


def _keep_judged(batch: ImportBatch, reading: Reading, known: Known, by: User, say: Say) -> Counter[str]:
    """Some rows at a time: neither they nor the children they could mean are all in memory at once."""
    counts: Counter[str] = Counter()
    repeats = Repeats()
    lines = _read(reading, known)
    while some := list(islice(lines, ROWS_AT_ONCE)):
        done = counts.total()
        say(
            f"Đang so với sổ, dòng {format_number(done + 1)} trong {format_number(reading.lines)}",
            10 + 85 * done // reading.lines,
        )
        _, judge = judge_for(batch, [row for *_, row, _ in some], known, by)
        rows = list(_judged(batch, some, judge, repeats))
        ImportRow.objects.bulk_create(rows)
        counts.update(row.outcome for row in rows)
    return counts


def _read(reading: Reading, known: Known) -> Iterator[Read]:
    for number, table in enumerate(reading.tables):
        for line in table.lines:
            place = Place(table.sheet if len(reading.tables) > 1 else "", line.number)
            yield number, place, line.cells, *read_line(line, table, known)


def _judged(batch: ImportBatch, rows: list[Read], judge: Judge, repeats: Repeats) -> Iterator[ImportRow]:
    for table, place, cells, candidate, problems in rows:
        if any(problem.error for problem in problems):
            verdict = Verdict(ERROR)
        else:
            candidate, more = repeats.one_poverty(candidate, place)
            problems = [*problems, *more]
            verdict = repeats.seen(candidate, place) or repeats.means_twice(judge.judge(candidate), place)
        row = ImportRow(batch=batch, table=table, number=place.number)
        put_verdict(row, verdict, first_content(place, cells, candidate, problems))
        yield row


def _how_read(reading: Reading, known: Known) -> dict[str, Any]:
    return {"notes": reading.notes, "tables": [_table(table, known) for table in reading.tables]}


def _table(table: Table, known: Known) -> dict[str, Any]:
    columns = [
        {
            "index": index,
            "header": list(header),
            "field": field,
            "label": _label(field, known),
            "examples": _examples(table, index),
        }
        for index, (header, field) in enumerate(zip(table.headers, table.fields, strict=True))
        if header
    ]
    return {
        "sheet": table.sheet,
        "notes": table.notes,
        "columns": columns,
        "headers": [list(header) for header in table.headers],
    }


def _label(field: str | None, known: Known) -> str:
    """Groups and doses are named by the ward's lists, the rest by the register."""
    named = known.groups.get((field or "").removeprefix(GROUP)) or known.doses.get((field or "").removeprefix(DOSE))
    return named.label if named else label_of(field)


def _examples(table: Table, column: int) -> list[str]:
    """The first three different values."""
    found: dict[str, None] = {}
    for line in table.lines:
        if column < len(line.cells) and (text := as_text(line.cells[column])):
            found[text[:40]] = None
            if len(found) == 3:
                break
    return list(found)
