"""The frame in a real browser: where the focus is, kept drafts, the idle notice, the menu of a phone."""

import re

import pytest
from playwright.sync_api import expect

PASSWORD = "mat-khau-rat-dai"
MAKE_OFFICER = f"""
from accounts.acting import acting_as
from accounts.models import User
with acting_as(User.objects.system()):
    user = User.objects.filter(username="thu.ngh").first() or User(username="thu.ngh", role="officer")
    user.full_name, user.must_change_password = "Nguyễn Hoài Thư", False
    user.set_password("{PASSWORD}")
    user.save()
"""


@pytest.fixture(scope="module")
def officer_account(site):
    site.manage("shell", "-c", MAKE_OFFICER)
    return "thu.ngh"


@pytest.fixture
def officer_at(visitor, officer_account):
    """An officer signed in at a desk (a machine that several people use)."""

    def arrive(**size):
        return visitor(**size).sign_in(officer_account, PASSWORD)

    return arrive


def test_what_is_wrong_with_a_form_has_the_focus(visitor):
    page = visitor().page
    page.goto("/gallery/")
    expect(page.locator("[data-error-summary]")).to_be_focused()


def test_the_menu_of_a_phone_opens_and_closes(officer_at):
    page = officer_at(width=390, height=844).page
    menu = page.locator("#menu")
    expect(menu).to_be_hidden()
    page.get_by_role("link", name="Mở danh mục").click()
    expect(menu.get_by_role("link", name="Việc cần làm")).to_be_visible()
    expect(menu.get_by_role("button", name="Đăng xuất")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.get_by_role("link", name="Mở danh mục")).to_be_focused()


def test_the_menu_of_a_phone_opens_without_script(browser, site):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, base_url=site.url)
    page = context.new_page()
    page.goto("/gallery/")
    page.get_by_role("link", name="Mở danh mục").click()
    expect(page.locator("#menu").get_by_role("link", name="Hộ gia đình")).to_be_visible()
    context.close()


def test_what_was_typed_comes_back_and_a_sent_form_leaves_no_draft(officer_at):
    page = officer_at().page
    page.goto("/gallery/")
    name = page.locator("#id_full_name")
    with page.expect_response(lambda answer: "/drafts/" in answer.url and answer.request.method == "POST"):
        name.fill("Y Thơm")
        page.locator("label[for=id_sex_1]").click()

    page.goto("/gallery/")
    page.get_by_role("button", name=re.compile("Khôi phục chữ gõ dở lúc")).click()
    expect(name).to_have_value("Y Thơm")
    expect(page.locator("#id_sex_1")).to_be_checked()

    def taken(route):
        """The gallery itself takes nothing."""
        posted = route.request.method == "POST"
        route.fulfill(status=303, headers={"location": "/"}) if posted else route.fallback()

    page.route("**/gallery/", taken)
    page.locator("form[data-draft]").evaluate("form => form.requestSubmit()")
    page.wait_for_url(lambda url: "/gallery/" not in url)
    page.wait_for_load_state("networkidle")
    for _ in range(10):  # the answer to leaving the page may arrive after the next page asked
        page.goto("/gallery/")
        page.wait_for_load_state("networkidle")
        if not page.get_by_role("button", name=re.compile("Khôi phục")).count():
            break
    expect(page.get_by_role("button", name=re.compile("Khôi phục"))).to_have_count(0)


def test_nobody_is_signed_out_without_warning(officer_at):
    someone = officer_at()
    page = someone.page
    page.clock.install()
    page.goto("/gallery/")  # the sample frame has no session of its own
    page.goto("/")
    notice = page.get_by_role("dialog", name="Còn 2 phút nữa sẽ tự thoát")
    page.clock.run_for("12:00")
    expect(notice).to_be_hidden()
    page.clock.run_for("01:10")
    expect(notice).to_be_visible()
    someone.check()
    notice.get_by_role("button", name="Làm tiếp").click()
    expect(notice).to_be_hidden()
    page.clock.run_for("12:00")
    expect(notice).to_be_hidden()
    page.clock.run_for("03:00")
    page.wait_for_url(re.compile("/sign-in/"))


def test_a_question_behind_a_button_can_be_left(visitor):
    page = visitor().page
    page.goto("/gallery/")
    page.locator(".cc-confirm > summary").click()
    expect(page.get_by_role("button", name="Chưa ban hành")).to_be_visible()
    page.get_by_role("button", name="Chưa ban hành").click()
    expect(page.get_by_role("button", name="Chưa ban hành")).to_be_hidden()


def test_a_password_can_be_shown(visitor):
    page = visitor().page
    page.goto("/sign-in/")
    box = page.get_by_label("Mật khẩu", exact=True)
    box.fill("thử")
    page.get_by_role("button", name="Hiện").click()
    assert box.get_attribute("type") == "text"
    page.get_by_role("button", name="Ẩn").click()
    assert box.get_attribute("type") == "password"


def test_a_whole_date_pasted_into_any_box_fills_the_three_and_tells_the_age(officer_at):
    page = officer_at().page
    page.clock.set_fixed_time("2026-11-23T08:00:00+07:00")
    page.goto("/children/add")
    paste = """(box, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }"""
    for box, text in (("month", "14/03/2019"), ("year", "2019-03-14")):
        page.locator(f"[name=birth_{box}]").evaluate(paste, text)
        parts = [page.locator(f"[name=birth_{part}]").input_value() for part in ("day", "month", "year")]
        assert parts == ["14", "03", "2019"]
    age = page.locator("[data-age]")
    expect(age).to_have_text("Tính đến hôm nay: 7 tuổi 8 tháng.")
    for day, month, told in (("29", "2", ""), ("14", "13", ""), ("14", "", ""), ("", "2", "7 tuổi 9 tháng")):
        page.locator("[name=birth_day]").fill(day)
        page.locator("[name=birth_month]").fill(month)
        expect(age).to_have_text(told and f"Tính đến hôm nay: {told}.")


def test_the_suggestions_are_walked_with_the_arrows(officer_at):
    page = officer_at().page
    page.goto("/account/")
    box = page.locator("#q")
    box.press_sequentially("nguyen")
    links = page.locator("#q-found a")
    expect(links.nth(1)).to_be_visible()
    box.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    box.press("ArrowDown")
    address = links.nth(0).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
