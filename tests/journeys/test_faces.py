"""What only a deed shows: what was found, what was wrong, what opens, what was refused."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitor import DESK, PHONE

OFFICER, COLLEAGUE, ADMIN, CLERK = "van.pth", "ha.dtt", "tri.nm", "phuoc.nh"
PEOPLE = """Họ và tên\tVai trò\tĐiện thoại\tNơi làm
Lê Thị Thanh Tâm\tCộng tác viên\t0000 000 901\tTDP 3
Trần Văn Không Rõ\tBảo vệ\t0000 000 902\tTDP 4
Võ Thị Bông\tCộng tác viên\t12345\tTDP 99"""


def first_child(page: Page, name: str = "") -> str:
    """The address of a child whose name begins so, as the list shows it."""
    page.goto("/children/")
    link = page.locator("table a.name", has_text=name).first
    return link.get_attribute("href") or ""


# --- Finding ---------------------------------------------------------------------------------
def test_what_is_found_while_typing_and_after(visitor):
    someone = visitor().sign_in(OFFICER)
    page = someone.page
    page.goto("/search")  # nothing lies under what opens
    box = page.get_by_role("searchbox", name="Tìm trẻ em").first
    box.press_sequentially("nguyen", delay=30)
    expect(page.locator("#q-found li").first).to_be_visible()
    someone.look("search-suggestions-officer-1366")
    box.press("Enter")
    expect(page.get_by_role("heading", name="Tìm trẻ em")).to_be_visible()
    expect(page.locator("table tbody tr").first).to_be_visible()
    someone.look_everywhere("search-found-officer")
    box.fill("không có ai tên như vậy")
    box.press("Enter")
    expect(page.get_by_text("Không tìm thấy trẻ nào")).to_be_visible()
    someone.look_everywhere("search-nothing-found-officer")
    page.goto("/children/")
    page.get_by_role("searchbox", name="Tìm trong danh sách").fill("không có ai tên như vậy")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Không có trẻ nào khớp")).to_be_visible()
    someone.look_everywhere("children-nothing-found-officer")


def test_what_opens_on_a_phone_and_at_a_desk(visitor):
    someone = visitor(*PHONE).sign_in(OFFICER)
    page = someone.page
    page.get_by_role("link", name="Mở danh mục").click()
    someone.look("menu-officer-390")
    page.goto("/children/")
    page.get_by_text("Bộ lọc").click()
    page.get_by_text("Hoàn cảnh", exact=True).first.click()
    someone.look("children-filters-officer-390")

    someone = visitor(*DESK).sign_in(ADMIN)
    page = someone.page
    page.locator(".cc-user > summary").click()
    someone.look("user-menu-admin-1366")
    page.goto("/users/")
    page.get_by_role("link", name="Bùi Thị Đào", exact=True).click()
    page.locator("summary", has_text="Cho nghỉ").click()
    someone.look_everywhere("user-leave-admin")
    page.goto("/children/")
    assert page.get_by_role("heading", level=1).inner_text() == "Không có quyền mở trang này"


def test_a_personal_id_is_shown_in_its_place(visitor):
    someone = visitor().sign_in(OFFICER)
    page = someone.page
    page.goto(first_child(page))
    page.get_by_role("button", name="Hiện").click()
    expect(page.get_by_text(re.compile(r"\d{3} \d{3} \d{3} \d{3}"))).to_be_visible()
    someone.look_everywhere("child-number-shown-officer")


# --- What is wrong with what was typed -------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "address", "button"),
    [
        (OFFICER, "/children/add", "Thêm trẻ em"),
        (OFFICER, "/households/add", "Lập hộ"),
        (OFFICER, "/children/import/", "Tải lên và xem trước"),
        (OFFICER, "/committee/new/", "Ghi"),
        (ADMIN, "/users/new/", "Thêm người dùng"),
        (ADMIN, "/agencies/new/", "Thêm"),
        (ADMIN, "/ward/signers/new/", "Thêm"),
        (ADMIN, "/password/", "Đổi mật khẩu"),
        (CLERK, "/documents/new/", "Cấp số"),
    ],
)
def test_a_form_sent_empty_says_what_is_missing(visitor, who, address, button):
    someone = visitor().sign_in(who)
    someone.page.goto(address)
    someone.page.get_by_role("button", name=button, exact=True).click()
    expect(someone.page.locator("[data-error-summary]")).to_be_focused()
    someone.look_everywhere(f"wrong{address.rstrip('/').replace('/', '-')}-{who}")


def test_a_pasted_list_of_people_is_read_back_then_gives_slips(visitor):
    someone = visitor().sign_in(ADMIN)
    page = someone.page
    page.goto("/users/paste/")
    page.get_by_label("Danh sách").fill(PEOPLE)
    expect(page.get_by_text("Lê Thị Thanh Tâm").last).to_be_visible()
    someone.follow(page.get_by_role("button", name="Đọc thử"))
    someone.look_everywhere("paste_users-read-admin")
    page.get_by_label("Danh sách").fill(PEOPLE.splitlines()[1])
    expect(page.locator("#reading")).not_to_contain_text("TDP 99")  # what was typed before is no longer being read
    page.get_by_role("button", name="Thêm vào danh sách").click()
    expect(page.locator("code")).to_be_visible()
    someone.look_everywhere("user_slips-made-admin")
    page.goto("/users/")
    page.get_by_role("link", name="Nguyễn Thị Tuyết Mai", exact=True).click()
    page.locator("summary", has_text="Đặt lại mật khẩu").click()
    page.get_by_role("button", name="Đặt lại mật khẩu").last.click()
    expect(page.locator("code")).to_be_visible()
    someone.look_everywhere("user_slip-made-admin")


def test_two_people_edit_one_child(visitor):
    first, second = visitor().sign_in(OFFICER), visitor().sign_in(COLLEAGUE)
    child = first_child(first.page)
    for someone in (first, second):
        someone.page.goto(f"{child}edit")
    for someone, notes, class_name in ((second, "Hai chị em ở với bà.", "9D"), (first, "Ở với bà ngoại.", "9D")):
        someone.page.get_by_label("Ghi chú").fill(notes)
        someone.page.get_by_label("Lớp").fill(class_name)
        someone.page.get_by_role("button", name="Lưu", exact=True).click()
    expect(second.page.get_by_text("Đã lưu.")).to_be_visible()
    second.look_everywhere("child-saved-protection_worker")
    expect(first.page.get_by_role("heading", name="Hai người cùng sửa")).to_be_visible()
    first.look_everywhere("two-versions-officer")


# --- What is refused -------------------------------------------------------------------------
def test_error_pages(visitor):
    someone = visitor().sign_in(CLERK)
    page = someone.page
    for name, address, title in (
        ("not-found", "/not/there/", "Không tìm thấy trang"),
        ("forbidden", "/children/", "Không có quyền mở trang này"),
    ):
        page.goto(address)
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        someone.look_everywhere(f"error-{name}")

    page.goto("/password/")
    page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').remove()")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_role("heading", name="Trang mở đã lâu, chưa lưu được")).to_be_visible()
    someone.look_everywhere("error-csrf")

    page.goto("/password/")
    page.evaluate(
        """() => {
          const form = document.querySelector("main form"), box = () => document.createElement("input");
          for (let i = 0; i < 5001; i++) form.append(Object.assign(box(), { name: "x", hidden: true }));
        }"""
    )
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_role("heading", name="Không đọc được yêu cầu")).to_be_visible()
    someone.look_everywhere("error-bad-request")


def test_a_page_that_was_open_too_long_is_refused(visitor):
    someone = visitor().sign_in(OFFICER)
    page = someone.page
    page.goto(f"{first_child(page)}edit")
    page.evaluate("document.querySelector('[name=opened]').value = 'đã lâu'")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("heading", name="Chưa làm được")).to_be_visible()
    someone.look_everywhere("error-refused")


def test_five_wrong_passwords_lock_the_account(visitor):
    someone = visitor()
    page = someone.page
    page.goto("/sign-in/")
    for attempt in range(5):
        page.get_by_label("Tên đăng nhập").fill("hoa.ptt")
        page.get_by_label("Mật khẩu", exact=True).fill("sai-mat-khau")
        page.get_by_role("button", name="Đăng nhập").click()
        if attempt == 0:
            expect(page.get_by_text("Tên đăng nhập hoặc mật khẩu chưa đúng").first).to_be_visible()
            someone.look_everywhere("sign_in-wrong")
        elif attempt < 4:
            page.wait_for_load_state()
    expect(page.get_by_role("heading", name="Tài khoản tạm khóa")).to_be_visible()
    someone.look_everywhere("locked-out")
