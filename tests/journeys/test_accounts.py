"""Accounts in a real browser: an interrupted administrator, a first sign-in."""

import re

from playwright.sync_api import expect

from agencies.demo.facts import PASSWORD as DEMO_PASSWORD

ADMINISTRATOR = "tri.nm"
PHONE = {"width": 390, "height": 844}


def test_who_is_called_away_in_mid_sentence_comes_back_to_the_same_page_and_the_same_words(visitor):
    someone = visitor()
    page = someone.sign_in(ADMINISTRATOR).page
    page.clock.install()
    page.goto("/users/new/")
    name = page.get_by_label("Họ và tên")
    name.fill("Hồ Thị Mới")
    page.clock.run_for("16:00")

    page.wait_for_url(re.compile(r"/sign-in/\?next=/users/new/"))
    expect(page.get_by_text("Chữ đang gõ dở còn được giữ")).to_be_visible()
    page.get_by_label("Tên đăng nhập").fill(ADMINISTRATOR)
    page.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()

    page.wait_for_url(re.compile("/users/new/"))
    page.get_by_role("button", name=re.compile("Khôi phục chữ gõ dở")).click()
    expect(name).to_have_value("Hồ Thị Mới")


def test_who_was_signed_out_before_sending_keeps_the_page_and_sends_after_signing_in_again(visitor):
    someone = visitor()
    page = someone.sign_in(ADMINISTRATOR).page
    page.goto("/users/new/")
    page.get_by_label("Họ và tên").fill("Hồ Thị Vừa Gõ")
    page.get_by_label("Vai trò").select_option(label="Văn thư")
    other_tab = page.context.new_page()
    other_tab.goto("/account/")
    other_tab.locator("#sign-out").evaluate("form => form.requestSubmit()")
    other_tab.wait_for_url(re.compile("/sign-in/"))

    page.get_by_role("button", name="Thêm người dùng").click()
    expect(page.get_by_role("alert")).to_contain_text("Chữ vừa gõ vẫn ở trên trang này")
    someone.check()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Đăng nhập lại ở thẻ mới").click()
    again = opened.value
    expect(again.get_by_text("Chữ đang gõ dở còn được giữ")).to_have_count(0)
    again.get_by_label("Tên đăng nhập").fill(ADMINISTRATOR)
    again.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    again.get_by_role("button", name="Đăng nhập").click()
    again.wait_for_url(re.compile("/$"))

    page.get_by_role("button", name="Thêm người dùng").click()
    expect(page.locator("code")).to_be_visible()  # the slip of the new account
    expect(page.get_by_text("Hồ Thị Vừa Gõ").first).to_be_visible()


def test_a_new_colleague_gets_a_slip_and_chooses_an_own_password(visitor):
    office = visitor().sign_in(ADMINISTRATOR)
    page = office.page
    page.goto("/users/new/")
    # a browser's keeper of passwords leaves a style on the box that is filled in for the name
    page.get_by_label("Tên đăng nhập").evaluate("box => { box.style.cursor = 'pointer' }")
    page.get_by_label("Họ và tên").fill("Đặng Thị Mỹ Duyên")
    page.get_by_label("Chức vụ").click()
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("duyen.dtm")
    assert office.complaints() == []
    page.get_by_label("Vai trò").select_option(label="Văn thư")
    page.get_by_role("button", name="Thêm người dùng").click()
    temporary = page.locator("code").inner_text()
    office.look("user-slip")

    colleague = visitor(**PHONE).sign_in("duyen.dtm", temporary)
    colleague.page.wait_for_url(re.compile("/password/"))
    colleague.look("first-password-phone")
    colleague.page.get_by_label("Mật khẩu đang dùng").fill(temporary)
    colleague.page.get_by_label("Mật khẩu mới", exact=True).fill("con-meo-den-ngu-trua")
    colleague.page.get_by_label("Nhập lại mật khẩu mới").fill("con-meo-den-ngu-trua")
    colleague.page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(colleague.page.get_by_role("heading", level=1)).not_to_have_text("Đổi mật khẩu")
