"""Pages on paper: A4, nothing of the frame, tables as at a desk, the line of a demo on every sheet."""

import io
from datetime import date

import pdfplumber
import pytest

from tests.journeys.visitor import PHONE, PICTURES

OFFICER, CHAIR, ADMIN = "van.pth", "duy.tq", "tri.nm"
A4 = (595, 842)
DEMO = "DỮ LIỆU MINH HỌA"
FRAME = ("Việc cần làm", "Ngày nghỉ, thời hạn", "Giám sát", "Tìm tên", "Đến nội dung chính")


def a_child(page) -> str:
    page.goto("/children/")
    return page.locator("table a.name").first.get_attribute("href")


SHEETS = {
    "children": (
        OFFICER,
        lambda page: "/children/?sex=female",
        ["Giới tính: Nữ", "Họ và tên", "Ngày sinh", "Địa chỉ", "Người chăm sóc", "Còn thiếu"],
    ),
    "child": (OFFICER, a_child, ["TE-", "Số định danh", "Gia đình", "Hoàn cảnh"]),
    "household": (OFFICER, lambda page: "/households/", ["Chủ hộ", "Trẻ em đang ở", "Diện hộ"]),
    "tasks": (OFFICER, lambda page: "/tasks/", ["Cơ quan", "Nhiệm vụ", "Hạn", "Chu kỳ"]),
    "programmes": (OFFICER, lambda page: "/programmes/", ["Quyết định", "Giai đoạn", "Chủ trì ở phường"]),
    "log": (CHAIR, lambda page: "/access-log/print/", ["Lúc", "Người", "Việc", "Dữ liệu", "Thiết bị"]),
    "report": (OFFICER, lambda page: f"/reports/{date.today().year}/", ["Phần", "Nội dung", "Phụ trách", "Trạng thái"]),
    "documents": (OFFICER, lambda page: "/documents/", ["Số, ký hiệu", "Người ký", "Nơi nhận"]),
    "users": (ADMIN, lambda page: "/users/", ["Họ và tên", "Vai trò", "Vào gần nhất"]),
}


def printed(page, name: str) -> list[str]:
    """The text of each sheet; the paper itself is kept for a person to look at."""
    page.emulate_media(media="print")
    data = page.pdf(prefer_css_page_size=True, print_background=True)
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / f"print-{name}.pdf").write_bytes(data)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert {(round(sheet.width), round(sheet.height)) for sheet in pdf.pages} == {A4}
        return [sheet.extract_text() for sheet in pdf.pages]


@pytest.mark.parametrize("name", SHEETS)
def test_a_page_on_paper(visitor, name):
    who, find, words = SHEETS[name]
    someone = visitor(*PHONE).sign_in(who)  # also from a phone it is the sheet of a desk
    page = someone.page
    page.goto(find(page))
    sheets = printed(page, name)
    assert [word for word in FRAME if any(word in text for text in sheets)] == []
    assert [text for text in sheets if DEMO not in text] == []
    assert [word for word in words if word not in sheets[0]] == []
    assert " in lúc " in sheets[0]
    assert someone.complaints() == []


def test_the_slip_of_an_account_is_one_sheet(visitor):
    page = visitor().sign_in(ADMIN).page
    page.goto("/users/")
    page.get_by_role("link", name="Đoàn Thị Tám", exact=True).click()
    page.locator("summary", has_text="Đặt lại mật khẩu").click()
    page.get_by_role("button", name="Đặt lại mật khẩu").last.click()
    password = page.locator("code").inner_text()
    (sheet,) = printed(page, "slip")
    assert password in sheet
    assert "tam.dt" in sheet
