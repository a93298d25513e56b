"""The file that tells what became of each row."""

from collections.abc import Iterator

from children.importing.columns import STEP
from children.importing.content import content_of, reasons_of
from children.importing.workbooks import result_list
from children.models import ImportBatch, ImportRow
from jobs.work import Say, silent
from vietnamese.formats import format_number

AT_ONCE = 1_000  # rows that a page may wait for
AT_A_TIME = 1_000


def told_at_once(batch: ImportBatch) -> bool:
    return batch.rows_in_file <= AT_ONCE


def result_of(batch: ImportBatch, say: Say = silent) -> bytes:
    """Each row as it came, with its outcome and the reason beside it. Of a long list never more than a part at once."""
    tables = batch.reading.get("tables", [])
    rows = _Rows(batch, say)
    return result_list(
        (table["sheet"], [STEP.join(header) for header in table["headers"]], rows.of(number))
        for number, table in enumerate(tables)
    )


class _Rows:
    """The rows of one table after another; says how far they are."""

    def __init__(self, batch: ImportBatch, say: Say) -> None:
        self.batch, self.say, self.told, self.all = batch, say, 0, batch.rows_in_file

    def of(self, table: int) -> Iterator[list]:
        rows = self.batch.rows.filter(table=table).select_related("child")
        for row in rows.iterator(chunk_size=AT_A_TIME):
            if self.told % AT_A_TIME == 0:
                step = f"Đang ghi dòng {format_number(self.told + 1)} trong {format_number(self.all)}"
                self.say(step, 90 * self.told // max(1, self.all))
            self.told += 1
            _, verdict, content = content_of(row)
            yield [row.number, _outcome(row), " ".join(reasons_of(verdict, content)), *content["cells"]]


def _outcome(row: ImportRow) -> str:
    """With the child's code where there is one: so the list can be put beside the register."""
    written = "đã ghi" if row.written else ""
    code = row.child.code if row.child else ""
    return ", ".join(filter(None, (row.get_outcome_display(), written, code)))
