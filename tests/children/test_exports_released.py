"""A large list, or one with personal IDs, leaves the register only when a second person allows it (PRIV-09)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import AccessEvent, Notification
from children.actions import exports
from children.actions.exports import decide_export, lock_file
from children.models import Export
from interface.refusals import NotAllowed, Refused, StaleVersion
from jobs.actions import run_job
from tests.children.exporting import asked_for, made, taken_out


@pytest.fixture(autouse=True)
def small_ward(monkeypatch):
    monkeypatch.setattr(exports, "MANY", 3)
    monkeypatch.setattr(exports, "FEW", 1)


@pytest.fixture
def three(child_of, lists):
    return [child_of(full_name=f"Lê Thị {name}") for name in ("An", "Bình", "Cúc")]


@pytest.fixture
def large(three, officer):
    with acting_as(officer):
        export = asked_for(officer, format="ods")
    run_job(export.job_id)
    with acting_as(officer):
        return Export.objects.get(pk=export.pk)


def decides(person, export, *, allowed=True) -> Export:
    with acting_as(person):
        return decide_export(export=export, by=person, allowed=allowed, version=export.version)


def answers(browser, export, word: str):
    """On the page of a list that waits."""
    opened = browser.get(f"{export.get_absolute_url()}release").context["opened"]
    return browser.post(f"{export.get_absolute_url()}{word}", {"opened": opened})


def test_a_list_of_many_waits_for_a_second_person(large, officer, as_user):
    address = large.get_absolute_url()
    assert "Chờ người thứ hai cho phép" in as_user(officer).get(address).content.decode()
    answer = as_user(officer).get(f"{address}file")
    assert (answer.status_code, answer.url) == (302, address)


@pytest.mark.parametrize("who", ["other_officer", "chair"])
def test_the_second_person_sees_what_for_and_how_many_but_nobody(large, who, request, as_user, officer):
    browser = as_user(request.getfixturevalue(who))
    assert "Cho phép xuất danh sách 3 trẻ" in browser.get("/").content.decode()
    page = browser.get(f"{large.get_absolute_url()}release").content.decode()
    for said in ("Phạm Thị Hồng Vân", "Rà soát tại tổ dân phố", "gửi Sở Y tế", "Họ và tên", "3 trẻ"):
        assert said in page
    assert "Lê Thị" not in page
    allowed = answers(browser, large, "allow")
    assert allowed.url == "/"
    assert as_user(officer).get(f"{large.get_absolute_url()}file").status_code == 200


def test_only_its_owner_reaches_the_file_also_when_others_may_allow_it(large, other_officer, as_user):
    for part in ("", "file", "progress"):
        assert as_user(other_officer).get(f"{large.get_absolute_url()}{part}").status_code == 404


def test_a_list_that_was_not_allowed_is_thrown_away(large, officer, chair, as_user):
    answers(as_user(chair), large, "refuse")
    with acting_as(officer):
        export = Export.objects.get(pk=large.pk)
        assert (export.allowed, export.content, export.query) == (False, None, "")
        assert "không được cho phép" in Notification.objects.filter(recipient=officer).latest("pk").text
    assert "Không được cho phép" in as_user(officer).get(large.get_absolute_url()).content.decode()


def test_nobody_allows_what_is_ones_own(large, officer, as_user):
    with pytest.raises(NotAllowed):
        decides(officer, large)
    assert as_user(officer).get(f"{large.get_absolute_url()}release").url == large.get_absolute_url()


@pytest.mark.parametrize("who", ["collaborator", "teacher", "clerk", "admin"])
def test_only_officers_and_leaders_allow(large, who, request, as_user):
    browser = as_user(request.getfixturevalue(who))
    assert browser.post(f"{large.get_absolute_url()}allow", {"opened": "x"}).status_code == 403


def test_once_decided_is_decided(large, chair, other_officer, as_user):
    decides(chair, large)
    assert as_user(other_officer).get(f"{large.get_absolute_url()}release").status_code == 404
    with pytest.raises(StaleVersion):
        decides(chair, large)


def test_who_allowed_whose_list_is_in_the_access_log_and_the_owner_hears_of_it(large, officer, chair):
    decides(chair, large)
    with acting_as(chair):
        event = AccessEvent.objects.get(event="EXPORT_RELEASED")
    assert event.about.startswith("3 trẻ, tệp ods")
    assert "tài khoản van.pth" in event.reason
    with acting_as(officer):
        assert "được cho phép" in Notification.objects.filter(recipient=officer).latest("pk").text


def test_many_small_lists_of_one_day_need_a_second_person_too(three, officer, at):
    with acting_as(officer):
        with at("2026-11-22 09:00"):
            assert not made(officer, query="sex=male").needs_release
        with at("2026-11-23 09:00"):
            assert not made(officer, typed="an").needs_release
            assert not made(officer, typed="binh").needs_release
            assert made(officer, typed="cuc").needs_release


def test_paper_does_not_go_round_the_second_person(three, officer, as_user):
    """A few rows may be printed; what was printed and exported on one day counts together."""
    browser, address = as_user(officer), "/lists/children/print"
    refused = browser.post(address, {"everything": "1"}, follow=True).content.decode()
    assert "cần người thứ hai cho phép" in refused
    assert browser.post(address, {"row": [str(three[0].public_id)]}).status_code == 200
    with acting_as(officer):
        assert AccessEvent.objects.filter(event="LIST_PRINTED").count() == 1
        assert not made(officer, typed="binh").needs_release
        assert made(officer, typed="cuc").needs_release
    assert browser.post(address, {"row": [str(three[0].public_id)]}).status_code == 302


def test_of_printed_households_their_children_count(officer, child_of, lists, as_user):
    home = child_of(full_name="Lê Thị An", address="9 Lê Lợi").household
    for name in ("Bình", "Cúc"):
        child_of(full_name=f"Lê Thị {name}", household=home)
    answer = as_user(officer).post("/lists/households/print", {"row": [str(home.public_id)]}, follow=True)
    assert "cần người thứ hai cho phép" in answer.content.decode()


def test_more_than_a_few_personal_ids_need_a_second_person(three, child_of, officer, monkeypatch):
    monkeypatch.setattr(exports, "MANY", 100)
    with acting_as(officer):
        assert not made(officer, purpose="school").needs_release
        assert not made(officer, purpose="police", typed="an").needs_release
        export = made(officer, purpose="police")
        assert export.needs_release
        with pytest.raises(Refused, match="Chờ người thứ hai"):
            lock_file(export=export, by=officer)


@pytest.mark.parametrize("format", ["csv", "ods", "json"])
def test_personal_ids_leave_in_a_locked_workbook_only(child_of, lists, officer, format):
    child_of(full_name="Lê Thị An", personal_id="051319000217")
    with acting_as(officer):
        export = made(officer, purpose="police", format=format)
        assert "personal_id" not in export.columns
        assert b"051319000217" not in export.file()
        assert taken_out(officer, purpose="police").startswith(b"PK")


def test_a_list_whose_time_is_over_is_not_made(three, officer):
    with acting_as(officer):
        export = asked_for(officer)
        exports.forget_exports(made_before=timezone.now() + timedelta(days=1))
        with pytest.raises(Refused, match="quá hạn lưu"):
            exports.make_export(export=export, by=officer)


def test_every_list_needs_a_reason_in_words(three, officer):
    with acting_as(officer), pytest.raises(Refused, match="lý do"):
        asked_for(officer, reason="")
