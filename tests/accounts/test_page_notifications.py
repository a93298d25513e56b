"""The bell."""

from accounts.acting import acting_as
from accounts.actions.notifications import notify
from accounts.models import Notification


def told(user, text="Có 1 việc mới trong hồ sơ TE-2026-0031", url="/account/"):
    with acting_as(user):
        return notify(recipient=user, text=text, url=url)


def test_the_bell_counts_what_is_unread(officer, as_user):
    told(officer)
    page = as_user(officer).get("/notifications/").content.decode()
    assert "Thông báo, 1 chưa đọc" in page
    assert "TE-2026-0031" in page


def test_opening_a_line_marks_it_and_leads_on(officer, as_user):
    line = told(officer)
    browser = as_user(officer)
    assert browser.post(f"/notifications/{line.public_id}/open").url == "/account/"
    assert "chưa đọc" not in browser.get("/notifications/").content.decode()


def test_a_line_never_leads_elsewhere(officer, as_user):
    line = told(officer, url="https://evil.example/")
    assert as_user(officer).post(f"/notifications/{line.public_id}/open").url == "/notifications/"


def test_all_lines_are_marked_at_once_but_not_those_of_others(officer, chair, as_user):
    told(officer), told(officer), told(chair)
    as_user(officer).post("/notifications/read")
    assert Notification.objects.unread().count() == 1


def test_a_line_of_somebody_else_does_not_exist(officer, chair, as_user):
    line = told(chair)
    assert as_user(officer).post(f"/notifications/{line.public_id}/open").status_code == 404


def test_a_bell_without_lines_says_what_will_come(officer, as_user):
    assert "Chưa có thông báo nào" in as_user(officer).get("/notifications/").content.decode()
