"""The file that tells what became of each row."""

import datetime
import io

import openpyxl
import pytest

from accounts.acting import acting_as
from children.importing.results import result_of
from children.models import (
    Child,
    ImportBatch,
)
from tests.children.spreadsheets import csv, xlsx
from vietnamese.partial_dates import PartialDate


# --- Result ----------------------------------------------------------------------------------
def result_cells(batch: ImportBatch, officer) -> dict[str, list[list]]:
    with acting_as(officer):
        book = openpyxl.load_workbook(io.BytesIO(result_of(batch)))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_the_result_names_each_row_its_outcome_and_reason(importer, officer, child_of, at):
    child_of(full_name="Nguyễn Gia Bảo", birth=PartialDate(2016), class_name="4A")
    header = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp"]
    rows = [
        ["DANH SÁCH TỔ 7"],
        header,
        [1, "Nguyễn Gia Hân", datetime.date(2019, 3, 14), "Nữ", "1A"],
        [2, "Nguyễn Gia Bảo", "2/2/2016", "Nam", "5A"],
        [3, "Lê Thị Ân", "31/9/2015", "Nữ", 2],
        [4, "Nguyễn Gia Hân", datetime.date(2019, 3, 14), "Nữ", "1A"],
    ]
    with at("2026-11-23 08:00"):
        batch = importer.bring_and_accept(xlsx(("Tổ 7", rows)))
    incomplete = "Cùng tên, ngày sinh một bên chưa đủ ngày, tháng"
    no_such_day = "Ngày 31 không có: tháng 09/2015 chỉ có 30 ngày."
    once = "Trùng dòng 3, chỉ nhập một lần"
    assert result_cells(batch, officer) == {
        "1. Tổ 7": [
            ["Dòng", "Kết quả nhập", "Nhận xét của máy", *header],
            [3, "Trẻ mới, đã ghi, TE-2026-0002", None, "1", "Nguyễn Gia Hân", "14/03/2019", "Nữ", "1A"],
            [4, "Cần quyết định, TE-2026-0001", incomplete, "2", "Nguyễn Gia Bảo", "2/2/2016", "Nam", "5A"],
            [5, "Dòng lỗi", no_such_day, "3", "Lê Thị Ân", "31/9/2015", "Nữ", "2"],
            [6, "Giống hệt", once, "4", "Nguyễn Gia Hân", "14/03/2019", "Nữ", "1A"],
        ]
    }


@pytest.mark.parametrize("formula", ['=HYPERLINK("http://x")', "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_nothing_in_a_result_is_a_formula(importer, officer, formula):
    header = ["Họ và tên", "Ngày sinh", "Tổ", "Ghi chú", formula]
    batch = importer.bring(csv(header, ["Lê An", "2015", "7", formula, "x"], [formula, "2016", "7", "", ""]))
    with acting_as(officer):
        book = openpyxl.load_workbook(io.BytesIO(result_of(batch)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells].count(formula) == 3
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_result_that_was_corrected_can_be_imported(importer, officer, seen):
    """Our own columns are not taken for the list's; the rows are found again."""
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", None, "Tổ", "Ghi chú"],
        [None, None, "Nam", "Nữ", None, None],
        [1, "Nguyễn Gia Hân", None, "14/3/2019", 7, "Học bán trú"],
        [2, "Nguyễn Gia Bảo", "31/9/2015", None, 7, None],
    ]
    batch = importer.bring_and_accept(xlsx(("DS", rows), merged=["C1:D1"]))
    with acting_as(officer):
        book = openpyxl.load_workbook(io.BytesIO(result_of(batch)))
    sheet = book.worksheets[0]
    sheet["F3"] = "30/9/2015"
    corrected = io.BytesIO()
    book.save(corrected)
    again = importer.bring_and_accept(corrected.getvalue())
    assert [column["label"] for column in again.reading["tables"][0]["columns"]][:4] == [
        "Không nhập", "Không nhập", "Không nhập", "Số thứ tự",
    ]  # fmt: skip
    assert all(column["field"] is not None for column in again.reading["tables"][0]["columns"])
    assert again.counts == {"identical": 1, "new": 1}
    with seen():
        assert sorted((child.sex, child.notes) for child in Child.objects.all()) == [
            ("female", "Học bán trú"),
            ("male", ""),
        ]
