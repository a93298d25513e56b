"""Text typed and not sent yet: kept for its owner, for a week."""

from accounts.acting import acting_as
from accounts.actions.drafts import MOST
from accounts.models import Draft
from accounts.tasks import forget_drafts


def keeps(browser, key, typed):
    return browser.post("/drafts/", {"key": key, "data": typed})


def kept(browser, key):
    answer = browser.get("/drafts/", {"key": key})
    return answer.json()["data"] if answer.status_code == 200 else None


def forms_of(user) -> list[str]:
    with acting_as(user):
        return list(Draft.objects.visible_to(user).order_by("form").values_list("form", flat=True))


def test_what_was_typed_comes_back_newest_text_only(officer, as_user, at):
    browser = as_user(officer)
    with at("2026-11-23 09:00"):
        keeps(browser, "child", "Nguyễn")
    with at("2026-11-23 09:05"):
        assert keeps(browser, "child", "Nguyễn Gia Hân").status_code == 204
        answer = browser.get("/drafts/", {"key": "child"}).json()
    assert answer == {"saved_at": "09:05", "data": "Nguyễn Gia Hân"}
    assert forms_of(officer) == ["child"]


def test_an_empty_text_drops_the_draft_of_this_form_only(officer, as_user):
    browser = as_user(officer)
    keeps(browser, "child", "x"), keeps(browser, "household", "y")
    keeps(browser, "child", "")
    assert forms_of(officer) == ["household"]
    assert kept(browser, "child") is None


def test_a_form_without_a_name_keeps_nothing(officer, as_user):
    assert keeps(as_user(officer), "", "x").status_code == 204
    assert forms_of(officer) == []


def test_a_mark_no_keyboard_makes_is_refused(officer, as_user):
    assert (
        keeps(as_user(officer), "chi\0ld", "x").status_code == keeps(as_user(officer), "child", "\0").status_code == 400
    )


def test_of_very_many_forms_the_oldest_are_dropped(officer, other_officer, as_user, at):
    keeps(as_user(other_officer), "form-0", "của bà Hà")
    browser = as_user(officer)
    for number in range(MOST + 2):
        with at(f"2026-11-23 09:{number:02}"):
            keeps(browser, f"form-{number}", "x")
    assert sorted(forms_of(officer)) == sorted(f"form-{number}" for number in range(2, MOST + 2))
    assert forms_of(other_officer) == ["form-0"]


def test_a_draft_is_its_owners_alone(officer, other_officer, as_user):
    keeps(as_user(officer), "child", "của bà Vân")
    assert kept(as_user(other_officer), "child") is None
    keeps(as_user(other_officer), "child", "của bà Hà")
    keeps(as_user(other_officer), "child", "")
    assert kept(as_user(officer), "child") == "của bà Vân"


def test_after_a_week_a_draft_is_forgotten_and_a_younger_one_stays(officer, as_user, at):
    with at("2026-11-15 09:00"):
        keeps(as_user(officer), "old", "tám ngày trước")
    with at("2026-11-17 09:00"):
        keeps(as_user(officer), "young", "sáu ngày trước")
    with at("2026-11-23 09:00"):
        forget_drafts()
    assert forms_of(officer) == ["young"]
