"""An empty ward (DEMO=0): set up on a phone and at a desk, then the pages of a ward that has nothing yet."""

import os
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.site import running_site
from tests.journeys.visitor import DESK, PHONE, Visitor

WITH_MISTAKES = """Tên tổ\tTổ trưởng\tĐiện thoại
Tổ dân phố 1\tNguyễn Văn Tường\t0000 000 101
Tổ dân phố 2\tTrần Thị Bích Thảo\t12345
Tổ dân phố 3, Lê Đình Sỹ
Tổ dân phố 3, Phạm Ẩn, 0000 000 104"""
CORRECTED = WITH_MISTAKES.replace("12345", "0000 000 102").replace("Tổ dân phố 3, Phạm", "Tổ dân phố 4, Phạm")
ADMIN_PASSWORD, OFFICER_PASSWORD = "nắng vàng trên sông Trà", "mèo mun ngủ trưa"
EMPTY = {
    "admin": ("/", "/users/", "/agencies/", "/neighbourhoods/", "/ward/", "/calendar/", "/committee/", "/jobs/"),
    "officer": (
        "/", "/children/", "/children/import/", "/households/", "/tasks/", "/programmes/", "/reports/", "/committee/",
        "/documents/", "/notifications/", "/jobs/", "/access-log/", "/search",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory):
    var = tmp_path_factory.mktemp("empty-site")
    with running_site(f"empty_site_{os.getpid()}", var, demo_children=0, processes=("web",)) as site:
        yield site


@pytest.fixture
def arrive(browser, empty_site):
    opened: list[Visitor] = []

    def someone(size: tuple[int, int]) -> Visitor:
        opened.append(Visitor(browser, empty_site, *size))
        return opened[-1]

    yield someone
    for each in opened:
        each.context.close()


def go_on(page, to: str) -> None:
    page.get_by_role("button", name=re.compile("Lưu và tiếp tục|Hoàn tất thiết lập")).click()
    expect(page.get_by_text(to)).to_be_visible()


def see_nothing_yet(someone: Visitor, who: str) -> None:
    """The empty states of the pages somebody begins with."""
    for address in EMPTY[who]:
        someone.page.goto(address)
        name = address.strip("/").replace("/", "-") or "home"
        someone.look_everywhere(f"empty-{name}-{who}")


def test_an_empty_ward_sets_itself_up_and_shows_what_to_do_next(arrive):
    # given somebody who begins on a phone: any address leads to the first step
    phone = arrive(PHONE)
    page = phone.page
    page.goto("/children/")
    expect(page).to_have_url(re.compile("/first-run/1/"))
    phone.look_everywhere("first_run-1")

    # when a step is not complete, it says what is missing
    phone.resize(PHONE)
    page.get_by_label("Tên đơn vị").fill("")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    phone.look_everywhere("first_run-1-wrong")
    page.get_by_label("Tên đơn vị").fill("phường Cẩm Thành")
    go_on(page, "Bước 2 trong 4")

    # and a pasted list is read back with its mistakes while it is typed
    phone.resize(PHONE)
    listed = page.get_by_label("Danh sách tổ dân phố")
    listed.fill(WITH_MISTAKES)
    expect(page.get_by_text("Dòng 4 và dòng 5 cùng tên “Tổ dân phố 3”")).to_be_visible()
    phone.look_everywhere("first_run-2-wrong")
    listed.fill(CORRECTED)
    expect(page.get_by_text("Đọc được 4 dòng.")).to_be_visible()
    expect(page.get_by_text("cùng tên")).to_be_hidden()
    phone.look_everywhere("first_run-2")
    go_on(page, "Bước 3 trong 4")

    # then it goes on at a desk, where the answers are
    desk = arrive(DESK)
    page = desk.page
    page.goto("/")
    expect(page.get_by_text("Bước 3 trong 4")).to_be_visible()
    page.get_by_label("Trường học").fill("Trường Mầm non Hoa Mai, 0000 000 201\nTrường THCS Ánh Dương")
    desk.look_everywhere("first_run-3")
    go_on(page, "Bước 4 trong 4")
    page.get_by_label("Họ và tên quản trị viên").fill("Ngô Minh Trí")
    page.get_by_label("Tên đăng nhập của quản trị viên").fill("tri.nm")
    page.get_by_label("Điện thoại quản trị viên").fill("0000 000 306")
    page.get_by_label("Họ và tên công chức").fill("Phạm Thị Hồng Vân")
    page.get_by_label("Tên đăng nhập của công chức").fill("tri.nm")
    page.get_by_label("Mật khẩu của quản trị viên").fill("12345")
    page.get_by_role("button", name="Hoàn tất thiết lập").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    desk.look_everywhere("first_run-4-wrong")
    page.get_by_label("Tên đăng nhập của công chức").fill("van.pth")
    page.get_by_label("Mật khẩu của quản trị viên").fill(ADMIN_PASSWORD)
    go_on(page, "Thiết lập xong")
    temporary = page.locator("dd b").inner_text()
    desk.look_everywhere("first_run-done")

    # and both people find a ward that has nothing yet but says what to do
    page.get_by_role("link", name="Đăng nhập").click()
    desk.sign_in("tri.nm", ADMIN_PASSWORD)
    see_nothing_yet(desk, "admin")

    officer = arrive(PHONE).sign_in("van.pth", temporary)
    page = officer.page
    page.get_by_label("Mật khẩu đang dùng").fill(temporary)
    page.get_by_label("Mật khẩu mới", exact=True).fill(OFFICER_PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(OFFICER_PASSWORD)
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_role("heading", name="Việc cần làm")).to_be_visible()
    see_nothing_yet(officer, "officer")
