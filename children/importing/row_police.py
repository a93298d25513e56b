"""What the police wrote into the list of a batch (Đề án 06): the code of the line, their answer, the day.

An answer is one of the words below and nothing else: “Đúng tên, sai ngày sinh” begins with a yes and is none.
"""

from typing import Any

from children.importing.row_cells import RowCells, is_mark, key_of
from vietnamese.errors import Unreadable
from vietnamese.partial_dates import read_cell

NOT_COUNTED = "Dòng này coi như công an chưa trả lời: ghi lại ngày, hoặc bỏ trống ô ngày, rồi nhập lại."
YES, NO, UNCLEAR = "yes", "no", "unclear"
_YES = {
    "dung", "da dung", "khop", "da khop", "dung khop", "trung khop", "khop dung", "hop le", "co", "du", "da xac thuc",
    "da xac minh", "xac thuc dung", "xac minh dung", "da xac thuc dung", "da xac minh dung",
    "da xac minh khop", "da xac thuc khop", "thong tin dung", "thong tin khop", "du lieu khop",
}  # fmt: skip
_NO = {
    "khong", "ko", "k", "0", "chua", "sai", "lech", "sai lech", "co sai lech", "khong dung", "khong khop",
    "khong co", "ko co",
    "khong tim thay", "khong thay", "khong hop le", "khong xac thuc duoc", "khong xac minh duoc", "chua khop",
    "chua dung", "chua co", "chua tim thay", "chua xac thuc", "chua xac minh", "chua xac thuc duoc",
    "chua xac minh duoc", "du lieu khong khop", "thong tin khong khop", "thong tin sai", "da xac minh khong khop",
    "da xac thuc khong khop",
}  # fmt: skip


def police_in(row: RowCells) -> dict[str, Any]:
    day = _day(row)
    answer = _answer(row)
    if day is None and answer != NO:
        answer = UNCLEAR
    return {"row_code": row.text("row_code", 20).upper(), "police": answer, "verified_on": day or ""}


def _answer(row: RowCells) -> str:
    """ "" only of an empty cell: an answer that is not understood is no silence."""
    if "police_result" not in row.cells:
        return ""
    cell, text = row.cells["police_result"], row.text("police_result")
    key = key_of(text)
    if key in _NO or cell is False:
        return NO
    if key in _YES or is_mark(cell):
        return YES
    row.warn(f"Kết quả xác minh “{text}” không rõ nên coi như chưa trả lời. Ghi Đúng hoặc Không.")
    return UNCLEAR


def _day(row: RowCells) -> str | None:
    """The day as ISO text; "" when none is given, None when there is no such day: then nobody knows what was done."""
    cell = row.cells.get("police_date")
    if cell is None:
        return ""
    try:
        day = read_cell(cell, on=row.known.on, epoch_1904=row.known.epoch_1904)
    except Unreadable as unreadable:
        row.warn(f"Ngày xác minh: {unreadable.sentence} {NOT_COUNTED}")
        return None
    if not day.day:
        row.warn(f"Ngày xác minh chưa đủ ngày, tháng, năm. {NOT_COUNTED}")
        return None
    return day.isoformat()
