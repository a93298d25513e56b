"""Spreadsheets we hand out: the blank list, and the result of an import with the reason beside each row.

Everything is written as text: a cell that begins with “=” in somebody's list must not become a formula in ours.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# In words that no list uses for its own columns: whoever corrects a result and uploads it gets them passed over.
RESULT_COLUMNS = ("Dòng", "Kết quả nhập", "Nhận xét của máy")
TEMPLATE = (
    # (header, width, how to fill it in)
    ("STT", 5, ""),
    ("Họ và tên", 26, "Như giấy khai sinh"),
    ("Ngày sinh", 12, "05/09/2015; chưa biết ngày thì 09/2015 hoặc 2015"),
    ("Giới tính", 9, "Nam, Nữ"),
    ("Dân tộc", 10, "Kinh, Hrê, Cor, …"),
    ("Số định danh", 16, "12 chữ số, giữ số 0 đầu"),
    ("Số giấy khai sinh", 14, "Như giấy khai sinh: 12/2019"),
    ("Quyển số", 10, ""),
    ("Ngày đăng ký khai sinh", 13, "02/04/2019"),
    ("Nơi đăng ký khai sinh", 22, "UBND phường, xã nào"),
    ("Họ tên cha", 22, ""),
    ("Năm sinh cha", 12, ""),
    ("Họ tên mẹ", 22, ""),
    ("Năm sinh mẹ", 12, ""),
    ("Người nuôi dưỡng", 22, "Nếu không phải cha, mẹ: Bà nội: Võ Thị Hoa"),
    ("Điện thoại", 13, "Của người chăm sóc"),
    ("Chủ hộ", 22, ""),
    ("Địa chỉ", 26, "Số nhà, đường"),
    ("Tổ dân phố", 11, "Số thứ tự"),
    ("Hộ nghèo", 9, "x"),
    ("Hộ cận nghèo", 9, "x"),
    ("Số giấy chứng nhận hộ nghèo", 14, "Cả của hộ cận nghèo"),
    ("Năm của giấy chứng nhận hộ nghèo", 12, "Bốn chữ số"),
    ("Hoàn cảnh", 24, "Tên nhóm; không ghi nhóm được bảo mật đặc biệt"),
    ("Khuyết tật (mức độ)", 14, "đặc biệt nặng, nặng, nhẹ"),
    ("Số thẻ BHYT", 18, "15 ký tự, hoặc 10 chữ số của mã thẻ mới"),
    ("Thẻ BHYT có giá trị đến", 13, "31/12/2026"),
    ("Trường", 24, ""),
    ("Lớp", 8, ""),
    ("Cư trú", 12, "thường trú, tạm trú, tạm vắng"),
    ("Cư trú như vậy từ ngày", 13, "Nếu biết"),
    ("Ghi chú", 30, ""),
)


def blank_list() -> bytes:
    """The list to fill in, with a sheet that explains each column."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        head, text = (
            book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            book.add_format({"num_format": "@"}),
        )
        sheet = book.add_worksheet("Danh sách trẻ em")
        for column, (header, width, _) in enumerate(TEMPLATE):
            sheet.set_column(column, column, width, text)
            sheet.write_string(0, column, header, head)
        sheet.freeze_panes(1, 2)
        guide = book.add_worksheet("Cách ghi")
        guide.set_column(0, 0, 24)
        guide.set_column(1, 1, 60)
        guide.write_row(0, 0, ["Cột", "Cách ghi"], head)
        for row, (header, _, how) in enumerate(TEMPLATE, 1):
            guide.write_row(row, 0, [header, how or "Ghi như tên cột"])
    return out.getvalue()


def result_list(tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """One sheet per table: name, headers, rows of row number, outcome, reason and the cells as they came."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for number, (name, headers, rows) in enumerate(tables, 1):
            sheet = book.add_worksheet(_sheet_name(name, number))
            sheet.set_column(0, 0, 7)
            sheet.set_column(1, 1, 16)
            sheet.set_column(2, 2, 60)
            for column, header in enumerate((*RESULT_COLUMNS, *headers)):
                sheet.write_string(0, column, header, head)
            for index, (line, *cells) in enumerate(rows, 1):
                sheet.write_number(index, 0, line)
                for column, cell in enumerate(cells, 1):
                    if cell not in (None, ""):
                        sheet.write_string(index, column, _as_text(cell), wrap if column == 2 else None)
            sheet.freeze_panes(1, 3)
    return out.getvalue()


def _as_text(cell: Any) -> str:
    if cell is True:
        return "x"
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)


def _sheet_name(name: str, number: int) -> str:
    """Excel allows 31 letters, not []:*?/\\ and no name twice."""
    kept = "".join(char for char in name if char not in "[]:*?/\\'")[:24].strip()
    return f"{number}. {kept}" if kept else f"Bảng {number}"
