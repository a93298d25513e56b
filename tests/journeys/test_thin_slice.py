"""Sign in, import the ward's Excel list, see the children, have the annual report made, download it."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.children.big_list import BigList

REPORT_TIME = 60_000  # milliseconds; far more than it takes


def draft_is_there(page, number: int) -> None:
    expect(page.get_by_role("link", name=f"Tải dự thảo số {number} (PDF)")).to_be_visible(timeout=REPORT_TIME)


@pytest.mark.parametrize("width", [1366, 390])
def test_from_the_excel_list_to_the_annual_report(visitor, site, tmp_path, width):
    officer = visitor(width, 800).sign_in("van.pth")
    page = officer.page

    # given a list as the ward keeps it
    listed = tmp_path / "danh sách.xlsx"
    listed.write_bytes(BigList(60, neighbourhoods=(1, 2), seed=width).data)

    # when the officer imports it
    page.goto("/children/")
    page.get_by_role("link", name="Nhập từ Excel").first.click()
    page.set_input_files("input[type=file]", listed)
    page.get_by_role("button", name="Tải lên và xem trước").click()
    expect(page.get_by_role("heading", name="Xem trước khi nhập")).to_be_visible(timeout=REPORT_TIME)
    officer.look(f"slice-preview-{width}")
    page.locator("summary", has_text=re.compile(r"^Nhập [\d.]+ dòng")).click()
    officer.look(f"slice-confirm-{width}")
    page.get_by_role("button", name=re.compile(r"^Nhập [\d.]+ dòng$")).click()
    expect(page.get_by_text(re.compile(r"Đã ghi [\d.]+ dòng vào sổ"))).to_be_visible(timeout=REPORT_TIME)
    officer.look(f"slice-imported-{width}")

    # then the children are found
    page.goto("/children/")
    page.get_by_role("searchbox", name=re.compile("Tìm trong danh sách")).fill("nguyen")
    page.keyboard.press("Enter")
    expect(page.locator("table tbody tr").first).to_be_visible()
    officer.look(f"slice-children-{width}")

    # and the report counts them
    page.goto("/reports/2026/")
    drafts = page.get_by_role("link", name=re.compile(r"^Tải dự thảo")).count()
    page.get_by_role("button", name=re.compile("^Lập dự thảo")).click()
    draft_is_there(page, drafts + 1)
    officer.look(f"slice-report-{width}")
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Tải dự thảo số {drafts + 1} (PDF)").click()
    paper = PdfReader(io.BytesIO(download.value.path().read_bytes()))
    text = paper.pages[0].extract_text()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "DỮ LIỆU MINH HỌA" in text


def test_a_killed_worker_still_gives_one_report(visitor, site):
    officer = visitor().sign_in("van.pth")
    page = officer.page
    page.goto("/reports/2025/")
    page.get_by_role("button", name="Lập dự thảo").click()
    at_work = re.compile("Bắt đầu|Đang đếm|Đang lập phụ lục|Đang tạo tệp PDF|Đang lưu")
    expect(page.get_by_text(at_work)).to_be_visible(timeout=REPORT_TIME)
    site.kill("worker")
    site.start("worker")
    draft_is_there(page, 1)
    assert page.get_by_role("link", name=re.compile(r"^Tải dự thảo")).count() == 1
