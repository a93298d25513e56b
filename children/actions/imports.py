"""Importing a list of children: upload → read → decide → import. Nothing touches the register before “Nhập”."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.authorization import authorize
from accounts.events import Event, record
from children.importing import matching
from children.importing.columns import GROUP, label_of
from children.importing.matching import Judge, Verdict
from children.importing.reading import MOST_BYTES, Reading, read_file
from children.importing.register import find_children, known_lists, words_of
from children.importing.repeats import Place, Repeats
from children.importing.rows import Candidate, Known, Problem, read_line
from children.importing.tables import Table
from children.importing.writing import Plan, write_plans
from children.models import Child, Household, ImportBatch, ImportRow, ImportState, Outcome
from interface.refusals import Refused
from jobs.actions import request_job
from vietnamese.errors import Unreadable

Say = Callable[[str, int], None]
ROWS_AT_ONCE = 1000
ONE_IMPORT_AT_A_TIME = 5601  # key of the advisory lock
CHANGED_SINCE = "Sổ đã thay đổi sau khi xem trước"


def silent(step: str, percent: int) -> None:
    """For callers without a progress page."""


# --- Upload ----------------------------------------------------------------------------------
@transaction.atomic
def upload_list(*, by, file_name: str, data: bytes) -> ImportBatch:
    """Keep a file, encrypted, until it is imported or discarded. Raises NotAllowed, Refused."""
    authorize(by, "children.import")
    if len(data) > MOST_BYTES:
        raise Refused("Tệp lớn hơn 20 MB. Chia danh sách thành nhiều tệp, hoặc bỏ hình ảnh trong tệp.")
    batch = ImportBatch(owner=by, file_name=file_name)
    batch.keep_file(data)
    batch.save()
    return batch


@transaction.atomic
def request_for(batch: ImportBatch, kind: str, *, by) -> ImportBatch:
    """Queue `read_list` or `import_list` for this batch, unless it is already under way."""
    authorize(by, "children.import", batch)
    batch = ImportBatch.objects.lock(batch.pk)
    if batch.job is None or not batch.job.unfinished:
        batch.job = request_job(kind=kind, by=by, batch=str(batch.public_id))
        batch.save_next_version()
    return batch


# --- Preview ---------------------------------------------------------------------------------
@transaction.atomic
def read_batch(*, batch: ImportBatch, by, say: Say = silent) -> ImportBatch:
    """Read the file and judge each row against the register. Reading again begins anew. Raises Refused."""
    authorize(by, "children.import", batch)
    batch = ImportBatch.objects.lock(batch.pk)
    if batch.state not in (ImportState.UPLOADED, ImportState.PREVIEWED) or batch.upload is None:
        return batch
    say("Đang đọc tệp", 5)
    try:
        reading = read_file(batch.file())
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable
    known = known_lists(timezone.localdate(), epoch_1904=reading.epoch_1904)
    batch.rows.all().delete()
    rows = list(_judged(batch, list(_read(reading, known, say)), known, by, say))
    ImportRow.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    batch.counts = Counter(row.outcome for row in rows)
    batch.how_read = json.dumps(_how_read(reading, known), ensure_ascii=False)
    batch.state = ImportState.PREVIEWED
    batch.save_next_version()
    return batch


Read = tuple[int, Place, list, Candidate, list[Problem]]


def _read(reading: Reading, known: Known, say: Say) -> Iterator[Read]:
    done = 0
    for number, table in enumerate(reading.tables):
        for line in table.lines:
            if done % ROWS_AT_ONCE == 0:
                say(f"Đang kiểm tra dòng {done + 1} trong {reading.lines}", 10 + 40 * done // max(1, reading.lines))
            done += 1
            place = Place(table.sheet if len(reading.tables) > 1 else "", line.number)
            yield number, place, line.cells, *read_line(line, table, known)


def _judged(batch: ImportBatch, rows: list[Read], known: Known, by, say: Say) -> Iterator[ImportRow]:
    say("Đang so với sổ trẻ em", 55)
    found = find_children([row for *_, row, _ in rows], by=by, on=known.on)
    judge, repeats = Judge(found.register, words_of(known)), Repeats()
    for done, (table, place, cells, candidate, problems) in enumerate(rows):
        if done % ROWS_AT_ONCE == 0:
            say(f"Đang so với sổ, dòng {done + 1} trong {len(rows)}", 60 + 35 * done // len(rows))
        if any(problem.error for problem in problems):
            verdict = Verdict(matching.ERROR)
        else:
            candidate, more = repeats.one_poverty(candidate, place)
            problems = [*problems, *more]
            verdict = repeats.seen(candidate, place) or repeats.means_twice(judge.judge(candidate), place)
        row = ImportRow(batch=batch, table=table, number=place.number)
        put_verdict(row, verdict, _content(place, cells, candidate, problems))
        yield row


def _content(place: Place, cells: list, candidate: Candidate, problems: list[Problem]) -> dict[str, Any]:
    return {
        "sheet": place.sheet,
        "cells": cells,
        "candidate": candidate.to_json(),
        "problems": [vars(problem) for problem in problems],
    }


def put_verdict(row: ImportRow, verdict: Verdict, content: dict[str, Any]) -> None:
    """Write a judgement into a row (not yet into the database)."""
    row.outcome = verdict.outcome
    row.child_id = verdict.children[0] if len(verdict.children) == 1 else None
    row.decision = ""
    row.content = json.dumps({**content, "verdict": verdict.to_json()}, ensure_ascii=False, default=str)


def _how_read(reading: Reading, known: Known) -> dict[str, Any]:
    return {"notes": reading.notes, "tables": [_table(table, known) for table in reading.tables]}


def _table(table: Table, known: Known) -> dict[str, Any]:
    columns = [
        {
            "index": index,
            "header": list(header),
            "field": field,
            "label": known.groups[field.removeprefix(GROUP)].label
            if field and field.removeprefix(GROUP) in known.groups
            else label_of(field),
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


def _examples(table: Table, column: int) -> list[str]:
    """The first three different values."""
    found: dict[str, None] = {}
    for line in table.lines:
        if column < len(line.cells) and line.cells[column] not in ("", None):
            found[str(line.cells[column])[:40]] = None
            if len(found) == 3:
                break
    return list(found)


# --- Decisions -------------------------------------------------------------------------------
def content_of(row: ImportRow) -> tuple[Candidate, Verdict, dict[str, Any]]:
    """What a row says, how it was judged, and the rest of its content."""
    content = json.loads(row.content)
    return Candidate.from_json(content["candidate"]), Verdict.from_json(content["verdict"]), content


@transaction.atomic
def decide(*, batch: ImportBatch, by, answers: dict[str, str]) -> int:
    """Keep what a person answered, by public id of the row; answers that were not offered are passed over."""
    authorize(by, "children.import", batch)
    batch = ImportBatch.objects.lock(batch.pk)
    if batch.state != ImportState.PREVIEWED:
        raise Refused("Danh sách này đã nhập hoặc đã bỏ nên không quyết định nữa.")
    rows = list(batch.rows.filter(public_id__in=answers, outcome=Outcome.DECIDE, written=False))
    for row in rows:
        answer = answers[str(row.public_id)]
        offered = [option.answer for option in content_of(row)[1].options]
        row.decision = answer if answer in offered else row.decision
    ImportRow.objects.bulk_update(rows, ["decision"])
    return len(rows)


# --- Import ----------------------------------------------------------------------------------
@transaction.atomic
def import_batch(*, batch: ImportBatch, by, say: Say = silent) -> ImportBatch:
    """Write the accepted rows. A row whose child has changed since the preview comes back as a question.

    Running twice writes once: what is written is marked, and all of it is one transaction.
    """
    authorize(by, "children.import", batch)
    batch = ImportBatch.objects.lock(batch.pk)
    if batch.state != ImportState.PREVIEWED:
        return batch
    say("Đang so lại với sổ trẻ em", 5)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])
    rows = list(batch.rows.to_write())
    known = known_lists(timezone.localdate())
    plans = dict(_Again(rows, known, by).plans())
    say(f"Đang ghi {len(plans)} dòng vào sổ", 40)
    write_plans([plan for plan in plans.values() if plan.fields or plan.is_new], by=by, known=known)
    say("Đang ghi kết quả từng dòng", 90)
    _save(rows, plans)
    _close(batch, len(plans))
    record(Event.CHILDREN_IMPORTED, f"{len(plans)} dòng")
    return batch


WRITTEN = """
update children_importrow r set written = true, child_id = w.child
from unnest(%s::bigint[], %s::bigint[]) as w(id, child) where r.id = w.id
"""


def _save(rows: list[ImportRow], plans: dict[ImportRow, Plan]) -> None:
    """Rows that came back carry a new content, which is encrypted on saving."""
    for row in rows:
        if row not in plans:
            row.save()
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [[row.pk for row in plans], [plan.child.pk for plan in plans.values()]])  # type: ignore[union-attr]


def _close(batch: ImportBatch, written: int) -> None:
    """Open questions keep the batch open; the file itself is no longer needed."""
    batch.written += written
    batch.imported_at = timezone.now()
    batch.counts = Counter(batch.rows.values_list("outcome", flat=True))
    batch.upload = None
    if not batch.rows.filter(outcome=Outcome.DECIDE, written=False).exists():
        batch.state = ImportState.IMPORTED
    batch.save_next_version()


class _Again:
    """Judges rows a second time, now that nobody else can change their children, and plans what to write."""

    def __init__(self, rows: list[ImportRow], known: Known, by) -> None:
        self.rows = {row: content_of(row) for row in rows}
        children = [pk for _, verdict, _ in self.rows.values() for pk in verdict.children]
        _lock(children)
        self.found = find_children([candidate for candidate, _, _ in self.rows.values()], by=by, on=known.on)
        self.judge = Judge(self.found.register, words_of(known))
        self.taken: set[int] = set()

    def plans(self) -> Iterator[tuple[ImportRow, Plan]]:
        """The rows that may be written. The others get their new judgement."""
        for row, (candidate, seen, content) in self.rows.items():
            now = self.judge.judge(candidate)
            plan = self._plan(row, candidate, seen, now)
            if plan is None:
                put_verdict(row, _asked_again(now, seen), content)
            else:
                yield row, plan

    def _plan(self, row: ImportRow, candidate: Candidate, seen: Verdict, now: Verdict) -> Plan | None:
        if row.decision == matching.IS_NEW and not seen.children:  # a namesake inside the file
            return Plan(candidate) if now.outcome == matching.NEW else None
        if (now.children, now.changes) != (seen.children, seen.changes) or now.outcome == matching.ERROR:
            return None
        if matching.NEW in (now.outcome, row.decision):
            return Plan(candidate)
        child = self._meant(row.decision, now)
        if child is None or child.pk in self.taken:
            return None
        self.taken.add(child.pk)
        return Plan(candidate, child, frozenset(self._fields(row.decision, candidate, child, now)))

    def _meant(self, decision: str, now: Verdict) -> Child | None:
        public_id = decision.removeprefix(matching.IS) if decision.startswith(matching.IS) else ""
        return next(
            (
                child
                for child in (self.found.children.get(pk) for pk in now.children)
                if child and public_id in ("", str(child.public_id))
            ),
            None,
        )

    def _fields(self, decision: str, candidate: Candidate, child: Child, now: Verdict) -> Iterable[str]:
        changes = now.changes
        if decision.startswith(matching.IS):
            changes = self.judge.compare(candidate, self.found.register.by_pk[child.pk]).changes
        with_conflicts = decision == matching.AS_FILE
        return [change.field for change in changes if with_conflicts or not change.conflict]


def _asked_again(now: Verdict, seen: Verdict) -> Verdict:
    """What was sure before and is something else now is asked; what has become the same needs no answer."""
    if now.outcome in (matching.IDENTICAL, matching.ERROR, matching.DECIDE):
        return now
    if now.outcome == matching.NEW:
        return Verdict(matching.DECIDE, CHANGED_SINCE, options=(matching.Option(matching.IS_NEW, "Trẻ mới"), _LEAVE))
    options = (matching.Option(matching.AS_FILE, "Ghi như tệp"), _LEAVE)
    return Verdict(matching.DECIDE, CHANGED_SINCE, now.children, now.changes, options, now.notes)


_LEAVE = matching.Option(matching.LEAVE, "Để dòng này lại")


def _lock(children: list[int]) -> None:
    """Households before children, each in one order: so an import never waits for somebody who waits for it."""
    homes = Child.objects.filter(pk__in=children).exclude(household=None).values("household")
    list(Household.objects.filter(pk__in=homes).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    list(
        Child.objects.filter(pk__in=children)
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
        .values_list("pk")
    )


# --- Discard, forget -------------------------------------------------------------------------
@transaction.atomic
def discard_batch(*, batch: ImportBatch, by) -> None:
    """Throw file and rows away; that somebody uploaded something stays known."""
    authorize(by, "children.import", batch)
    _throw_away(ImportBatch.objects.lock(batch.pk))


def _throw_away(batch: ImportBatch) -> None:
    if batch.is_open:
        batch.state = ImportState.IMPORTED if batch.written else ImportState.DISCARDED
        batch.upload = None
    batch.rows.all().delete()
    batch.save_next_version()


@transaction.atomic
def forget_imports(*, uploaded_before: datetime, imported_before: datetime) -> int:
    """Throw away what nobody imported in time, and the rows of imports whose result nobody needs any more."""
    left = ImportBatch.objects.open().filter(updated_at__lt=uploaded_before)
    old = ImportBatch.objects.filter(imported_at__lt=imported_before, rows__isnull=False).distinct()
    batches = list(left) + list(old)
    for batch in batches:
        _throw_away(batch)
    return len(batches)
