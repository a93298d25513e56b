"""The file that tells what became of each row."""

from collections.abc import Iterator

from children.importing.columns import STEP
from children.importing.content import content_of, reasons_of
from children.importing.workbooks import result_list
from children.models import ImportBatch, ImportRow


def result_of(batch: ImportBatch) -> bytes:
    """Each row as it came, with its outcome and the reason beside it."""
    tables = batch.reading.get("tables", [])
    return result_list(
        (table["sheet"], [STEP.join(header) for header in table["headers"]], _rows(batch, number))
        for number, table in enumerate(tables)
    )


def _rows(batch: ImportBatch, table: int) -> Iterator[list]:
    for row in batch.rows.filter(table=table).select_related("child"):
        _, verdict, content = content_of(row)
        yield [row.number, _outcome(row), " ".join(reasons_of(verdict, content)), *content["cells"]]


def _outcome(row: ImportRow) -> str:
    """With the child's code where there is one: so the list can be put beside the register."""
    written = "đã ghi" if row.written else ""
    code = row.child.code if row.child else ""
    return ", ".join(filter(None, (row.get_outcome_display(), written, code)))
