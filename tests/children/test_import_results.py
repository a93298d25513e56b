"""The file that tells what became of each row."""

import datetime
import io

import openpyxl
import pytest
from django.utils import timezone

from accounts.acting import acting_as
from accounts.events import Event
from accounts.models import AccessEvent
from children.importing import results
from children.importing.results import result_of
from children.models import Child, ImportBatch, ImportResult
from children.tasks import forget_results
from jobs.actions import run_job
from jobs.models import Job
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


# --- Of a long list --------------------------------------------------------------------------
NAMES = ("Bình", "Chi", "Dũng")


@pytest.fixture
def long_list(importer, monkeypatch):
    """Three rows are a long list today."""
    monkeypatch.setattr(results, "AT_ONCE", 2)
    return importer.bring(
        xlsx(("Tổ 7", [["Họ và tên", "Ngày sinh", "Tổ"], *([f"Lê An {who}", "2015", 7] for who in NAMES)]))
    )


def page_of(batch: ImportBatch) -> str:
    return f"/children/import/{batch.public_id}/result/"


def result_kept(batch: ImportBatch, officer) -> ImportResult:
    with acting_as(officer):
        return ImportResult.objects.select_related("job").get(batch=batch)


def work(batch: ImportBatch, officer) -> None:
    run_job(result_kept(batch, officer).job_id)


def names_in(answer) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    return [row[3].value for row in sheet.iter_rows(min_row=2)]


def downloads(officer) -> int:
    with acting_as(officer):
        return AccessEvent.objects.filter(actor=officer, event=Event.IMPORT_RESULT_DOWNLOADED.name).count()


def test_the_file_of_a_long_list_is_made_by_a_worker(long_list, officer, as_user):
    browser, page = as_user(officer), page_of(long_list)
    assert page in browser.get(long_list.get_absolute_url()).content.decode()
    too_early = browser.get(f"{page[:-1]}.xlsx")
    assert (too_early.status_code, too_early.headers["Location"], downloads(officer)) == (302, page, 0)
    assert "Lập tệp kết quả" in browser.get(page).content.decode()
    for _ in range(2):
        browser.post(page)
    assert "Đang chờ" in browser.get(f"{page}progress").content.decode()
    work(long_list, officer)
    assert browser.get(f"{page}progress").headers["HX-Refresh"] == "true"
    assert "Tải tệp" in browser.get(page).content.decode()
    answer = browser.get(f"{page[:-1]}.xlsx")
    assert names_in(answer) == [f"Lê An {who}" for who in NAMES]
    assert answer.headers["Cache-Control"] == "no-store"
    assert downloads(officer) == 1
    with acting_as(officer):
        assert Job.objects.filter(kind="tell_import").count() == 1


def test_the_kept_file_says_nothing_without_the_key(long_list, officer, as_user, sql):
    as_user(officer).post(page_of(long_list))
    work(long_list, officer)
    kept = bytes(result_kept(long_list, officer).content)
    assert not kept.startswith(b"PK")
    assert result_kept(long_list, officer).file().startswith(b"PK")
    with acting_as(officer):
        history = sql("select coalesce(new, old)::text from audit_change where tbl = 'children_importresult'")
    assert history
    assert not any("content" in whole for (whole,) in history)


def test_a_file_made_before_the_import_is_not_taken_for_its_result(long_list, importer, officer, as_user):
    browser, page = as_user(officer), page_of(long_list)
    browser.post(page)
    work(long_list, officer)
    importer.accept(long_list)
    assert browser.get(f"{page[:-1]}.xlsx").status_code == 302
    browser.post(page)
    work(long_list, officer)
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get(f"{page[:-1]}.xlsx").content)).worksheets[0]
    assert {row[1].value.rpartition(",")[0] for row in sheet.iter_rows(min_row=2)} == {"Trẻ mới, đã ghi"}


def test_the_file_goes_after_a_day_and_with_the_list(long_list, importer, officer, as_user, at):
    browser, page = as_user(officer), page_of(long_list)
    browser.post(page)
    work(long_list, officer)
    tomorrow = timezone.localtime() + datetime.timedelta(hours=25)
    with at(f"{tomorrow:%Y-%m-%d %H:%M}"):
        forget_results()
    with acting_as(officer):
        assert not ImportResult.objects.exists()
    browser.post(page)
    work(long_list, officer)
    importer.discard(long_list)
    with acting_as(officer):
        assert not ImportResult.objects.exists()
    assert browser.post(page).status_code == 409
    assert "Kết quả không còn" in browser.get(page).content.decode()


def test_another_officer_neither_asks_for_the_file_nor_has_it(long_list, officer, other_officer, as_user):
    as_user(officer).post(page_of(long_list))
    work(long_list, officer)
    browser, page = as_user(other_officer), page_of(long_list)
    answers = [browser.get(page), browser.post(page), browser.get(f"{page}progress"), browser.get(f"{page[:-1]}.xlsx")]
    assert {answer.status_code for answer in answers} == {404}
    with acting_as(other_officer):
        assert not ImportResult.objects.exists()
