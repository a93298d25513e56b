"""An administrator lets another system in, for one purpose; leaders are told; the token is seen once."""

import re

import pytest

from accounts.acting import acting_as
from accounts.models import Connection, Notification, User
from children.exporting.purposes import OF_EXCHANGE
from tests.children.exchange import HOSPITAL, Program, confirmed, connected

TYPED = {
    "name": HOSPITAL.name,
    "operator": HOSPITAL.operator,
    "contact": HOSPITAL.contact,
    "basis": HOSPITAL.basis,
    "purpose": "health",
    "reach": "ward",
    "writes": "on",
    "valid_until_day": "30",
    "valid_until_month": "6",
    "valid_until_year": "2027",
}


@pytest.fixture
def browser(admin, as_user):
    return as_user(admin)


@pytest.fixture
def decides(as_user):
    """A leader's answer on the page of a connection."""

    def decide(leader, connection, word):
        browser, url = as_user(leader), connection.get_absolute_url()
        return browser.post(f"{url}{word}", {"opened": opened_on(browser.get(url).content.decode())})

    return decide


def only() -> Connection:
    return Connection.objects.select_related("account").get()


def token_on(page: str) -> str | None:
    found = re.search(r"<code>(choche_[\w-]{43})</code>", page)
    return found and found[1]


def opened_on(page: str) -> str:
    return re.search(r'name="opened" value="([^"]+)"', page)[1]


def test_from_the_registration_to_the_first_answer(browser, admin, chair, as_user, decides, hân, lists):
    answer = browser.post("/connections/add", TYPED)
    connection = only()
    assert answer.url == f"/connections/{connection.public_id}/"
    page = browser.get(answer.url).content.decode()
    assert "Chưa cấp mã" in page
    page = browser.post(f"{answer.url}token", {"opened": opened_on(page)}).content.decode()
    token = token_on(page)
    assert Program(token).get("children").status_code == 401
    assert "Chờ lãnh đạo xác nhận" in browser.get(answer.url).content.decode()
    decides(chair, connection, "confirm")
    browser = as_user(admin)
    assert Program(token).get("children").json()["children"][0]["full_name"] == "Nguyễn Gia Hân"
    page = browser.get(answer.url).content.decode()
    assert token_on(page) is None
    assert token[:13] in page
    assert "Đang dùng" in browser.get("/connections/").content.decode()
    with acting_as(chair):
        told = list(Notification.objects.visible_to(chair).order_by("pk").values_list("text", flat=True))
    assert told == [
        "Thêm kết nối ket-noi-1, đọc và ghi: trẻ em toàn phường, đến 30/06/2027; chờ lãnh đạo xác nhận",
        "Cấp mã cho kết nối ket-noi-1, đọc và ghi: trẻ em toàn phường, đến 30/06/2027; chờ lãnh đạo xác nhận",
    ]


def test_a_token_asked_for_on_an_old_page_is_not_made(browser, admin):
    connection, token = connected(admin)
    page = browser.get(connection.get_absolute_url()).content.decode()
    browser.post(f"{connection.get_absolute_url()}token", {"opened": opened_on(page)})
    answer = browser.post(f"{connection.get_absolute_url()}token", {"opened": opened_on(page)})
    assert answer.status_code == 409
    assert Program(token).get("connection").status_code == 401


def test_revoking_cuts_it_off(browser, admin):
    connection, token = connected(admin)
    assert Program(token).get("connection").status_code == 200
    browser.post(f"{connection.get_absolute_url()}revoke")
    assert Program(token).get("connection").status_code == 401
    assert "Đã thu hồi mã" in browser.get(connection.get_absolute_url()).content.decode()
    assert browser.post(f"{connection.get_absolute_url()}revoke").status_code == 409


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"valid_until_year": "2028"}, "không quá 1 năm"),
        ({"valid_until_year": "2025"}, "từ hôm nay"),
        ({"reach": "neighbourhoods"}, "ít nhất một tổ dân phố"),
        ({"reach": "agency", "writes": ""}, "Chọn trường học hoặc trạm y tế"),
        ({"basis": ""}, "Căn cứ"),
        ({"purpose": "handover"}, "Mục đích"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(browser, at, otherwise, sentence):
    with at("2026-11-23 09:00"):
        page = browser.post("/connections/add", {**TYPED, **otherwise}).content.decode()
    assert 'class="cc-errors' in page or "invalid" in page
    assert sentence in page
    assert not Connection.objects.exists()


def test_a_schools_system_only_reads(browser, ward):
    school = {"purpose": "school", "reach": "agency", "agency": str(ward["school"].public_id)}
    assert "chỉ được đọc" in browser.post("/connections/add", {**TYPED, **school}).content.decode()
    assert browser.post("/connections/add", {**TYPED, **school, "writes": ""}).status_code == 302
    assert only().account.role == "exchange_read"


@pytest.mark.parametrize(
    ("where", "purpose"), [("school", "ministry"), ("school", "health"), ("station", "ministry"), ("station", "school")]
)
def test_an_agencys_system_gets_the_fields_of_its_own_work_only(browser, ward, where, purpose):
    typed = {**TYPED, "writes": "", "purpose": purpose, "reach": "agency", "agency": str(ward[where].public_id)}
    assert "Chọn lại mục đích" in browser.post("/connections/add", typed).content.decode()
    assert not Connection.objects.exists()


def test_an_edit_changes_what_it_may_see_at_once(browser, admin, ward, hân, lists):
    connection, token = connected(admin)
    url = f"{connection.get_absolute_url()}edit"
    opened = opened_on(browser.get(url).content.decode())
    scope = {"reach": "neighbourhoods", "neighbourhoods": [str(ward["tdp12"].public_id)]}
    assert browser.post(url, {**TYPED, **scope, "opened": opened}).status_code == 302
    confirmed(only())
    assert Program(token).pages() == []


@pytest.mark.parametrize("who", ["officer", "clerk", "collaborator", "teacher"])
def test_who_may_not_see_connections(who, request, as_user, admin):
    connection, _ = connected(admin)
    browser = as_user(request.getfixturevalue(who))
    assert browser.get("/connections/").status_code == 403
    assert browser.get(connection.get_absolute_url()).status_code == 403


def test_leaders_look_and_change_nothing(chair, admin, as_user):
    connection, _ = connected(admin)
    browser = as_user(chair)
    page = browser.get(connection.get_absolute_url()).content.decode()
    assert "Thu hồi mã" not in page
    assert browser.post(f"{connection.get_absolute_url()}token").status_code == 403


def test_a_system_is_no_user(browser, admin, client):
    connection, _ = connected(admin)
    account = connection.account
    assert "ket-noi-1" not in browser.get("/users/").content.decode()
    assert browser.get(f"/users/{account.public_id}/").status_code == 404
    assert account not in User.objects.people()
    account.set_password("mat-khau-rat-dai")
    account.save()
    client.logout()
    client.post("/sign-in/", {"username": "ket-noi-1", "password": "mat-khau-rat-dai"})
    assert client.get("/children/").status_code == 302


def test_the_log_knows_systems_by_name(browser, admin, hân, lists):
    connection, token = connected(admin)
    Program(token).get("children")
    page = browser.get(f"/access-log/?person={connection.account.public_id}").content.decode()
    assert "Đọc danh sách qua kết nối" in page
    assert HOSPITAL.name in page
    assert "Đăng nhập" not in page.partition("<tbody>")[2]


def test_rows_that_wait_are_among_the_officers_things_to_do(admin, officer, as_user, hân, lists):
    program = Program(connected(admin)[1])
    program.put("bn-1", full_name="Nguyễn Gia Hân", birth="2019-03-14", mother="Lê Thị Khác", neighbourhood=7)
    browser = as_user(officer)
    home = browser.get("/").content.decode()
    assert "Quyết định 1 dòng khi nhập danh sách" in home
    address = re.search(r'href="(/children/import/[^"]+)"', home)[1]
    page = browser.get(address.replace("&amp;", "&")).content.decode()
    assert "Cùng tên, cùng ngày sinh, khác mẹ" in page
    assert HOSPITAL.name in page
    assert "Hệ thống khác gửi, chờ quyết định" in page
    assert "tệp" not in page.partition("<h1>")[2].partition("</main>")[0]


def test_anybody_reads_the_description(client, admin):
    page = client.get("/api/").content.decode()
    for purpose in OF_EXCHANGE.values():
        assert purpose.name in page
    assert "/api/v1/records/{own_id}" in page
    assert 'src="http' not in page


def test_the_administrator_is_told_before_a_connection_ends(admin, as_user, at):
    with at("2026-11-23 09:00"):
        connected(admin)
    with at("2027-05-20 09:00"):
        assert "sắp hết hạn" not in as_user(admin).get("/").content.decode()
    with at("2027-06-10 09:00"):
        assert "Kết nối ket-noi-1 sắp hết hạn" in as_user(admin).get("/").content.decode()


# --- A leader answers for it --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changed", "code"),
    [({}, 200), ({"purpose": "ministry"}, 401), ({"writes": ""}, 401), ({"basis": "Công văn 9"}, 200)],
)
def test_an_edit_of_what_a_system_may_see_asks_a_leader_again(browser, admin, changed, code, lists):
    connection, token = connected(admin, purpose="health")
    url = f"{connection.get_absolute_url()}edit"
    opened = opened_on(browser.get(url).content.decode())
    assert browser.post(url, {**TYPED, **changed, "opened": opened}).status_code == 302
    assert Program(token).get("connection").status_code == code


def test_what_a_leader_refuses_is_cut_off_and_the_administrator_hears_of_it(browser, admin, chair, decides):
    browser.post("/connections/add", TYPED)
    page = browser.get(only().get_absolute_url()).content.decode()
    token = token_on(browser.post(f"{only().get_absolute_url()}token", {"opened": opened_on(page)}).content.decode())
    assert decides(chair, only(), "refuse").status_code == 302
    assert Program(token).get("connection").status_code == 401
    assert only().token_fingerprint is None
    with acting_as(admin):
        assert "không được lãnh đạo xác nhận" in Notification.objects.filter(recipient=admin).latest("pk").text


def test_only_who_leads_the_work_with_children_confirms(browser, admin, vice_chair, decides, as_user):
    browser.post("/connections/add", TYPED)
    assert as_user(admin).post(f"{only().get_absolute_url()}confirm", {"opened": "x"}).status_code == 403
    with acting_as(admin):
        User.objects.filter(pk=vice_chair.pk).update(in_charge_of_children=False)
    assert decides(vice_chair, only(), "confirm").status_code == 403
    with acting_as(admin):
        User.objects.filter(pk=vice_chair.pk).update(in_charge_of_children=True)
    decides(vice_chair, only(), "confirm")
    assert only().confirmed_by == vice_chair
