"""What the police wrote into the list of a batch (Đề án 06): the code of the line, their answer, the day."""

import re
from typing import Any

from children.importing.row_cells import RowCells, key_of
from vietnamese.errors import Unreadable
from vietnamese.partial_dates import read_cell

YES, NO = "yes", "no"
_NO = re.compile(r"^(khong|ko|k|chua|sai|lech)\b")
_YES = re.compile(r"^(dung|khop|co|da|du|xac (thuc|minh)|trung khop|hop le)\b")


def police_in(row: RowCells) -> dict[str, Any]:
    return {
        "row_code": row.text("row_code", 20).upper(),
        "police": _answer(row),
        "verified_on": _day(row),
    }


def _answer(row: RowCells) -> str:
    key = key_of(row.text("police_result"))
    if _NO.match(key):
        return NO
    if _YES.match(key) or row.marked("police_result"):
        return YES
    if key:
        row.warn(
            f"Kết quả xác minh “{row.text('police_result')}” không rõ nên coi như chưa trả lời. Ghi Đúng hoặc Không."
        )
    return ""


def _day(row: RowCells) -> str:
    """The day as ISO text; "" when none is given."""
    cell = row.cells.get("police_date")
    if cell is None:
        return ""
    try:
        day = read_cell(cell, on=row.known.on, epoch_1904=row.known.epoch_1904)
    except Unreadable as unreadable:
        row.warn(f"Ngày xác minh: {unreadable.sentence}")
        return ""
    if not day.day:
        row.warn("Ngày xác minh chưa đủ ngày, tháng, năm nên để trống.")
        return ""
    return day.isoformat()
