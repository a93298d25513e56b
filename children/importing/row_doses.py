"""The doses a row of an immunisation list says were given, each with its day."""

import re

from children.importing.columns import DOSE
from children.importing.row_cells import RowCells, is_no
from vietnamese.errors import Unreadable
from vietnamese.partial_dates import PartialDate, read_cell

_NOT_GIVEN = re.compile(r"(?i)^\s*(chưa|hoãn|không|từ chối|ccđ|chống chỉ định)\b")


def doses_in(row: RowCells, birth: PartialDate | None) -> dict[str, str]:
    """Code of the dose → day as ISO text. A dose without a whole day is told of, not kept."""
    found = {}
    for name in [name for name in row.cells if name.startswith(DOSE)]:
        code = name.removeprefix(DOSE)
        if code not in row.known.doses or is_no(row.cells[name]) or _NOT_GIVEN.match(row.raw(name)):
            continue
        if day := _day(row, name, row.known.doses[code].label, birth):
            found[code] = day
    return found


def _day(row: RowCells, name: str, dose: str, birth: PartialDate | None) -> str:
    if row.marked(name):
        row.warn(f"Mũi {dose} chỉ đánh dấu, không có ngày tiêm nên không ghi.")
        return ""
    try:
        day = read_cell(row.cells[name], on=row.known.on, epoch_1904=row.known.epoch_1904)
    except Unreadable:
        row.warn(f"Ngày tiêm {dose} “{row.text(name, 40)}” không đọc được hoặc ở sau hôm nay nên không ghi.")
        return ""
    if not day.day:
        row.warn(f"Ngày tiêm {dose} chưa đủ ngày, tháng, năm nên không ghi.")
        return ""
    if birth and day.latest() < birth.earliest():
        row.warn(f"Ngày tiêm {dose} ở trước ngày sinh nên không ghi.")
        return ""
    return day.isoformat()
