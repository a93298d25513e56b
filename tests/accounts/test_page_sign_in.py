"""Screen 01 and what belongs to it: signing in and out, locks, the way back, one's own password."""

import pytest
from axes.models import AccessAttempt
from django.conf import settings

from accounts.acting import acting_as
from accounts.actions.passwords import reset_password
from accounts.actions.users import unlock_user
from accounts.models import AccessEvent

PASSWORD = "mat-khau-rat-dai"


def enter(client, username="van.pth", password=PASSWORD, to="/sign-in/", **more):
    return client.post(to, {"username": username, "password": password, **more})


def events(user) -> list[str]:
    with acting_as(user):
        return list(AccessEvent.objects.order_by("id").values_list("event", "about"))


def test_the_page_says_whom_to_call_and_what_to_do_without_an_account(admin, client):
    page = client.get("/sign-in/").content.decode()
    assert "Ngô Minh Trí" in page
    assert "0255 3822 000" in page
    for number in ("111", "113", "115"):
        assert f'href="tel:{number}"' in page
    assert "91/2025/QH15" in page


def test_signing_in_leads_home(officer, client):
    assert enter(client).url == "/"
    assert client.get("/still-here/").status_code == 204


@pytest.mark.parametrize("username", ["Van.PTH ", "van.pth"])
def test_capitals_and_spaces_of_a_phone_keyboard_do_not_matter(officer, client, username):
    assert enter(client, username).status_code == 302


@pytest.mark.parametrize(("shared", "minutes"), [({"shared": "on"}, 15), ({}, 120)])
def test_a_shared_machine_signs_out_sooner(officer, client, shared, minutes):
    enter(client, **shared)
    assert client.session.get_expiry_age() == minutes * 60


def test_a_shared_machine_forgets_when_its_browser_is_closed(officer, client):
    enter(client, shared="on")
    assert not client.cookies["session"]["max-age"]
    client.post("/sign-out/")
    enter(client)
    assert client.cookies["session"]["max-age"] == 120 * 60


def test_a_quiet_session_ends(officer, client, at):
    with at("2026-11-23 09:00"):
        enter(client, shared="on")
    with at("2026-11-23 09:14"):
        assert client.get("/still-here/").status_code == 204
    with at("2026-11-23 09:28"):
        assert client.get("/still-here/").status_code == 204
    with at("2026-11-23 09:44"):
        assert client.get("/still-here/").status_code == 302


def test_after_the_end_of_a_session_sign_in_leads_back_to_the_same_page(admin, client):
    away = client.get("/jobs/?page=2&x=1")
    assert enter(client, "tri.nm", to=away.url).url == "/jobs/?page=2&x=1"


def test_a_form_sent_too_late_leads_back_to_its_page(admin, client):
    away = client.post("/password/", {}, headers={"Referer": "http://testserver/password/?a=1"})
    assert enter(client, "tri.nm", to=away.url).url == "/password/?a=1"


def test_a_part_of_a_page_asked_for_too_late_loads_sign_in_as_a_whole(admin, client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/jobs/?page=2"}
    answer = client.get("/jobs/", headers=headers)
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/sign-in/?next=/jobs/%3Fpage%3D2"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_sign_in_never_leads_elsewhere(officer, client, target):
    assert enter(client, to=f"/sign-in/?next={target}").url == "/"


def test_a_wrong_password_is_told_in_one_line_and_logged_without_it(officer, client):
    answer = enter(client, password="sai-mat-khau")
    assert "chưa đúng" in answer.content.decode()
    assert events(officer) == []
    enter(client, username="mat-khau-go-nham-o", password="x")
    enter(client)


def test_what_was_typed_as_a_name_by_mistake_is_not_logged(chair, client):
    enter(client, username="MatKhauCuaToi!", password="x")
    assert events(chair) == [("SIGN_IN_FAILED", "tài khoản không có")]


def test_five_wrong_passwords_lock_the_account_and_the_page_says_until_when(officer, admin, chair, client, at):
    with at("2026-11-23 08:02"):
        for _ in range(4):
            assert enter(client, password="sai").status_code == 200
        locked = enter(client, password="sai")
        assert locked.status_code == 429
        assert "08:17 hôm nay" in locked.content.decode()
        assert "Ngô Minh Trí" in locked.content.decode()
        assert enter(client).status_code == 429
    with at("2026-11-23 08:16"):
        still = enter(client)
        assert still.status_code == 429
        assert "08:17 hôm nay" in still.content.decode()
    with at("2026-11-23 08:18"):
        assert enter(client).status_code == 302
    assert ("LOCKED_OUT", "tài khoản van.pth") in events(chair)


def test_the_administrator_unlocks(officer, admin, client):
    for _ in range(5):
        enter(client, password="sai")
    with acting_as(admin):
        unlock_user(user=officer, by=admin)
    assert enter(client).status_code == 302


def test_one_persons_lock_is_not_the_whole_offices(officer, chair, client):
    for _ in range(5):
        enter(client, password="sai")
    assert enter(client, "duy.tq").status_code == 302


def test_a_given_password_must_be_changed_before_anything_else(officer, admin, client):
    with acting_as(admin):
        temporary = reset_password(user=officer, by=admin)
    enter(client, password=temporary)
    for path in ("/", "/jobs/", "/drafts/"):
        assert client.get(path).url == "/password/"
    assert "do quản trị viên đặt" in client.get("/password/").content.decode()
    new = "con-meo-den-ngu-trua"
    answer = client.post("/password/", {"old": temporary, "new": new, "again": new})
    assert answer.url == "/"
    assert client.get("/still-here/").status_code == 204


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": "khong-phai"}, "chưa đúng"),
        ({"again": "khac-nhau-mot-chut"}, "không giống nhau"),
        ({"new": "ngan", "again": "ngan"}, "10"),
        ({"new": PASSWORD, "again": PASSWORD}, "phải khác"),
    ],
)
def test_an_own_password_is_checked(officer, as_user, typed, said):
    right = {"old": PASSWORD, "new": "con-meo-den-ngu-trua", "again": "con-meo-den-ngu-trua"}
    answer = as_user(officer).post("/password/", right | typed)
    assert said in answer.content.decode()
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_a_changed_password_ends_the_other_sessions(officer, as_user, django_client):
    elsewhere = django_client()
    enter(elsewhere)
    new = "con-meo-den-ngu-trua"
    here = as_user(officer)
    here.post("/password/", {"old": PASSWORD, "new": new, "again": new})
    assert here.get("/still-here/").status_code == 204
    assert elsewhere.get("/still-here/").status_code == 302


def test_signing_out_is_logged_and_opening_its_address_does_nothing(officer, as_user):
    browser = as_user(officer)
    assert browser.get("/sign-out/").status_code == 405
    assert browser.post("/sign-out/").url == "/sign-in/"
    assert browser.get("/still-here/").status_code == 302
    assert ("SIGNED_OUT", "") in events(officer)


def test_a_page_that_signed_out_by_itself_says_where_to_go_back(officer, as_user):
    assert as_user(officer).post("/sign-out/", {"next": "/jobs/"}).url == "/sign-in/?next=/jobs/"


def test_a_cookie_of_the_session_is_not_readable_by_scripts(officer, client):
    enter(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["httponly"]


def test_who_finds_a_page_left_open_cannot_try_passwords_until_one_fits(officer, client):
    enter(client)
    new = "con-meo-den-ngu-trua"
    for _ in range(4):
        assert client.post("/password/", {"old": "doan-mo", "new": new, "again": new}).status_code == 200
    assert client.post("/password/", {"old": "doan-mo", "new": new, "again": new}).status_code == 429
    assert client.get("/").status_code == 302  # signed out
    assert enter(client).status_code == 429


@pytest.mark.parametrize("path", ["/sign-in/", "/password/"])
def test_nothing_typed_is_kept_with_a_wrong_password(officer, client, path):
    enter(client)
    if path == "/sign-in/":
        client.post("/sign-out/")
    typed = {"username": "mat-khau-cua-toi", "password": "sai-mat-khau", "old": "doan-mo", "new": "moi-tinh-kho-doan"}
    client.post(path, typed | {"again": "moi-tinh-kho-doan", "next": "/children/"})
    kept = str(AccessAttempt.objects.values().get())
    assert not [each for each in [*typed.values(), "/children/"] if each in kept]


def test_a_name_nobody_has_is_locked_as_well(officer, client):
    for _ in range(4):
        assert enter(client, "khong-co-ai").status_code == 200
    assert enter(client, "khong-co-ai").status_code == 429
    assert "đến <b>" in enter(client, "khong-co-ai").content.decode()
    assert enter(client).status_code == 302
