"""Proposing on a phone, deciding at a desk: through addresses, forms and templates."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting_as
from accounts.models import AccessEvent
from children.actions.changes import answer_change, propose_change, refuse_change, return_change
from children.actions.children import draft_of, edit_child
from children.models import CareRelation, Child, ChildChange, Circumstance, CircumstanceGroup
from interface.refusals import Refused
from tests.children.changes import approved, newborn, proposed
from vietnamese.partial_dates import PartialDate


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def only_change(user) -> ChildChange:
    with acting_as(user):
        return ChildChange.objects.select_related("child", "household", "neighbourhood").get()


DEPARTURE = {"answer": "moved_out", "when": "day", "day_day": "20", "day_month": "11", "day_year": "2026"}


def test_a_departure_is_said_looked_at_and_sent(hân, collaborator, as_user):
    browser, address = as_user(collaborator), f"/children/{hân.public_id}/changes/new"
    assert "Chuyển đi" in words_of(browser.get(address))
    page = browser.get(f"{address}?kind=departure")
    assert 'name="day_day"' in page.content.decode()
    typed = DEPARTURE | {"note": "Cả nhà vào Nam"}
    looked = browser.post(f"{address}?kind=departure", typed | {"review": "1"})
    assert "Thường trú" in words_of(looked)
    assert "Đã chuyển đi" in words_of(looked)
    assert browser.post(f"{address}?kind=departure", typed | {"send": "1"}).url == "/changes/sent/"
    change = only_change(collaborator)
    assert (change.kind, change.detail, change.happened.isoformat()) == ("departure", "moved_out", "2026-11-20")
    sent = words_of(browser.get("/changes/sent/"))
    assert "Chờ duyệt" in sent


def test_since_when_a_child_lives_here_is_said_as_everywhere(child_of, collaborator, as_user):
    child = child_of(moved_in_on="2026-02-01")
    address = f"/children/{child.public_id}/changes/new?kind=departure"
    assert "Thường trú từ 01/02/2026" in words_of(as_user(collaborator).post(address, DEPARTURE | {"review": "1"}))


def test_a_death_wants_a_day_and_a_circumstance_is_content_with_a_month(lists, hân, collaborator, as_user, at):
    browser, address = as_user(collaborator), f"/children/{hân.public_id}/changes/new"
    with at("2026-11-23 09:00"):
        assert "Chưa ghi ngày" in words_of(browser.post(f"{address}?kind=death", {"when": "day", "review": "1"}))
        browser.post(f"{address}?kind=circumstance", {"answer": "R04", "when": "month", "send": "1"})
    change = only_change(collaborator)
    assert (change.group.code, change.happened.isoformat()) == ("R04", "2026-11")


def test_the_offered_circumstances_name_no_secret_and_only_living_parents(lists, hân, collaborator, as_user):
    text = words_of(as_user(collaborator).get(f"/children/{hân.public_id}/changes/new?kind=circumstance"))
    assert "Mẹ mất" in text
    assert "Cha mất" not in text  # nobody wrote down a father
    for word in ("xâm hại", "HIV", "ma túy", "bạo lực"):
        assert word not in text


def test_an_officers_change_is_recorded_at_once(hân, officer, as_user):
    browser, address = as_user(officer), f"/children/{hân.public_id}/changes/new?kind=departure"
    answer = browser.post(address, {"answer": "away", "when": "today", "send": "1"})
    assert answer.url == f"/children/{hân.public_id}/"
    page = words_of(browser.get(answer.url))
    assert "Tạm vắng" in page
    assert "Biến động:" in page


def test_an_officer_names_the_group_at_once(lists, hân, officer, as_user):
    browser, address = as_user(officer), f"/children/{hân.public_id}/changes/new?kind=circumstance"
    page = browser.get(address).content.decode()
    assert 'value="other"' not in page
    assert 'value="G01"' in page
    for secret in CircumstanceGroup.objects.filter(extra_secret=True):
        assert f'value="{secret.code}"' not in page
    answer = browser.post(address, {"answer": "G01", "when": "today", "send": "1"})
    assert answer.url == f"/children/{hân.public_id}/"
    with acting_as(officer):
        assert Circumstance.objects.get().group.code == "G01"


def test_who_has_died_does_not_come_back(hân, collaborator, officer, as_user):
    back = proposed(collaborator, hân, "departure", "away")
    approved(officer, back)
    with acting_as(officer):
        hân.refresh_from_db()
    back = proposed(collaborator, hân, "arrival", "permanent")
    proposed(officer, hân, "death", "")
    with acting_as(officer):
        hân.refresh_from_db()
        assert hân.residence == "dead"
    page = words_of(as_user(collaborator).get(f"/children/{hân.public_id}/changes/new"))
    assert "Trở về" not in page
    assert "Sổ ghi trẻ đã mất" in page
    with pytest.raises(Refused, match="đã mất"):
        proposed(collaborator, hân, "arrival", "permanent", PartialDate(2026, 11, 22))
    browser = as_user(officer)
    assert "Không duyệt được phiếu này" in words_of(browser.get(f"/changes/{back.public_id}/"))
    shown = {"version": 1, "child_version": hân.version}
    assert "Sổ ghi trẻ đã mất" in words_of(browser.post(f"/changes/{back.public_id}/approve", shown))


def test_the_same_slip_twice_is_answered_in_the_words_of_its_rule(lists, hân, collaborator, as_user):
    browser, address = as_user(collaborator), f"/children/{hân.public_id}/changes/new"
    browser.post(f"{address}?kind=departure", DEPARTURE | {"send": "1"})
    assert "Đã có một phiếu như vậy về trẻ này" in words_of(
        browser.post(f"{address}?kind=departure", DEPARTURE | {"send": "1"})
    )
    said = {"answer": "R04", "when": "today", "send": "1"}
    browser.post(f"{address}?kind=circumstance", said)
    assert "Đã gửi một phiếu như vậy" in words_of(browser.post(f"{address}?kind=circumstance", said))


def test_what_is_typed_for_a_new_child_stays_with_its_household(hân, child_of, collaborator, as_user):
    other = child_of(full_name="Lê An", address="3 Lê Lợi")
    pages = [
        as_user(collaborator).get(f"/households/{each.household.public_id}/changes/child").content.decode()
        for each in (hân, other)
    ]
    first, second = (re.search(r'data-draft="(new-child:[^"]+)"', page)[1] for page in pages)
    assert first != second


def test_a_child_is_added_beside_its_brothers(hân, collaborator, as_user, at):
    with acting_as(collaborator):
        mother = CareRelation.objects.get().caregiver
    address = f"/households/{hân.household.public_id}/changes/child"
    browser = as_user(collaborator)
    [box] = re.findall(rf'<input[^>]*value="{mother.public_id}"[^>]*>', browser.get(address).content.decode())
    assert "checked" in box  # who looks after the brothers
    typed = {
        "full_name": "Nguyễn Gia Bảo", "sex": "male", "birth_day": "2", "birth_month": "11", "birth_year": "2026",
        "carer": str(mother.public_id), "kind": "birth", "residence": "permanent",
    }  # fmt: skip
    with at("2026-11-23 09:00"):
        assert browser.post(address, typed).url == "/changes/sent/"
    change = only_change(collaborator)
    assert (change.household, change.carer_name, change.carer_relation) == (hân.household, mother.full_name, "mother")


def test_a_likely_twin_is_shown_and_can_be_another_child(hân, collaborator, as_user):
    address = f"/households/{hân.household.public_id}/changes/child"
    typed = {
        "full_name": "Nguyễn Gia Hân", "sex": "female", "birth_day": "14", "birth_month": "3", "birth_year": "2019",
        "kind": "unlisted", "residence": "permanent",
    }  # fmt: skip
    browser = as_user(collaborator)
    assert "Có thể đã có trong danh sách" in words_of(browser.post(address, typed))
    assert browser.post(address, typed | {"still": "1"}).url == "/changes/sent/"


def test_deciding_leads_through_the_list(hân, collaborator, officer, as_user):
    change = proposed(collaborator, hân)
    browser = as_user(officer)
    page = browser.get("/changes/")
    assert "không còn tính trong số trẻ em" in words_of(page)
    assert browser.get("/changes/?kind=death").status_code == 200
    shown = {"version": 1, "child_version": hân.version}
    answer = browser.post(f"/changes/{change.public_id}/approve?kind=departure", shown)
    assert answer.url == "/changes/?kind=departure"  # the filter stays
    assert "Không có phiếu nào chờ duyệt" in words_of(browser.get("/changes/"))
    with acting_as(officer):
        assert Child.objects.get(pk=hân.pk).residence == "moved_out"


def test_what_the_register_said_then_and_says_now_stand_side_by_side(hân, collaborator, officer, as_user):
    change = proposed(collaborator, hân)
    with acting_as(officer):
        draft = replace(draft_of(hân), residence="away")
        edit_child(child=hân, by=officer, draft=draft, version=hân.version)
    browser = as_user(officer)
    text = words_of(browser.get(f"/changes/{change.public_id}/"))
    assert "Sổ đã đổi từ khi gửi phiếu" in text
    assert "lúc gửi: Thường trú" in text


def test_a_record_edited_since_the_page_was_opened_is_shown_again(hân, collaborator, officer, as_user):
    change = proposed(collaborator, hân)
    browser = as_user(officer)
    answer = browser.post(f"/changes/{change.public_id}/approve", {"version": 1, "child_version": hân.version + 5})
    assert answer.url == f"/changes/{change.public_id}/"
    assert "Chưa ghi gì" in words_of(browser.get(answer.url))


def test_an_unnamed_circumstance_is_named_by_the_officer(lists, hân, collaborator, officer, as_user):
    change = proposed(collaborator, hân, "circumstance", "other", note="Nhà cháy")
    browser, address = as_user(officer), f"/changes/{change.public_id}/approve"
    shown = {"version": 1, "child_version": hân.version}
    assert "Chọn nhóm hoàn cảnh" in words_of(browser.post(address, shown))
    assert browser.post(address, shown | {"group": "G03"}).status_code == 302
    with acting_as(officer):
        assert Circumstance.objects.get().group.code == "G03"


def test_the_twin_of_a_new_child_is_asked_about_before_approval(hân, ward, collaborator, officer, as_user):
    draft = newborn(
        ward, kind="unlisted", full_name="Nguyễn Gia Hân", birth=hân.birth, sex="female", temporary_name=False
    )
    with acting_as(collaborator):
        change = propose_change(by=collaborator, draft=draft, despite_namesakes=True)
    browser, address = as_user(officer), f"/changes/{change.public_id}/approve"
    assert "Trẻ khác, vẫn duyệt" in words_of(browser.post(address, {"version": 1}))
    assert browser.post(address, {"version": 1, "still": "1"}).status_code == 302


def test_question_answer_and_second_thoughts(hân, collaborator, officer, as_user, django_client):
    change = proposed(collaborator, hân)
    desk, phone = as_user(officer), django_client()
    phone.force_login(collaborator, backend="accounts.backend.ActiveUserBackend")

    def opened(page):
        return re.search(r'name="opened" value="([^"]*)"', page.content.decode())[1].replace("&quot;", '"')

    address = f"/changes/{change.public_id}/return"
    desk.post(address, {"opened": opened(desk.get(address)), "question": "Đi tỉnh nào?"})
    assert "Đi tỉnh nào?" in words_of(phone.get("/"))
    address = f"/changes/sent/{change.public_id}/answer"
    page = phone.get(address)
    assert "Đi tỉnh nào?" in words_of(page)
    phone.post(address, {"opened": opened(page), "answer": "Bình Dương"})
    assert "Bình Dương" in words_of(desk.get(f"/changes/{change.public_id}/"))
    for stale in ("", "x", "²", "1"):
        answer = phone.post(f"/changes/sent/{change.public_id}/withdraw", {"version": stale}, follow=True)
        assert "Xem lại trước khi rút" in words_of(answer)
    phone.post(f"/changes/sent/{change.public_id}/withdraw", {"version": 3})
    assert only_change(collaborator).state == "withdrawn"


def test_a_reason_of_refusal_stands_beside_the_question_and_its_answer(hân, collaborator, officer, as_user):
    change = proposed(collaborator, hân)
    with acting_as(officer):
        return_change(change=change, by=officer, version=1, question="Đi tỉnh nào?")
    with acting_as(collaborator):
        answer_change(change=change, by=collaborator, version=2, answer="Bình Dương")
    with acting_as(officer):
        refuse_change(change=change, by=officer, version=3, reason="Cháu đã về lại")
    read = words_of(as_user(collaborator).get(f"/changes/sent/{change.public_id}/"))
    decided = words_of(as_user(officer).get(f"/changes/{change.public_id}/"))
    for page in (read, decided):
        for words in ("Đi tỉnh nào?", "Bình Dương", "Cháu đã về lại"):
            assert words in page
    assert "Lý do không duyệt: Cháu đã về lại" in read
    assert "Lý do: “Cháu đã về lại”" in words_of(as_user(collaborator).get("/changes/sent/"))


def _asked(browser, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return sum("children_" in each["sql"] for each in queries)


def test_lists_of_slips_take_few_queries_however_long(lists, child_of, ward, collaborator, officer, as_user):
    """Beside those of the menu's count, which every page has."""
    with acting_as(collaborator):
        group = CircumstanceGroup.objects.get(code="R04")
    for number in range(6):
        child = child_of("tdp7", full_name=f"Lê Văn {number}", address=f"{number} Lê Lợi", mother=f"Hồ Thị {number}")
        proposed(collaborator, child)
        proposed(collaborator, child, "circumstance", "", group=group)
        proposed(collaborator, child, "circumstance", "mother_died")
        with acting_as(collaborator):
            propose_change(by=collaborator, draft=newborn(ward, full_name=f"Lê Mới {number}", temporary_name=False))
    for person, address in ((officer, "/changes/"), (collaborator, "/changes/sent/")):
        browser = as_user(person)
        assert _asked(browser, address) - _asked(browser, "/account/") <= 12


def test_reading_and_deciding_are_logged_without_a_name(hân, collaborator, officer, chair, as_user):
    change = proposed(collaborator, hân)
    browser = as_user(officer)
    browser.get(f"/changes/{change.public_id}/")
    browser.post(f"/changes/{change.public_id}/approve", {"version": 1, "child_version": hân.version})
    with acting_as(chair):
        events = AccessEvent.objects.filter(object_id=change.public_id).order_by("pk")
        events = list(events.values_list("event", "about"))
    assert ("CHANGE_PROPOSED", "phiếu biến động, TDP 7") in events
    assert ("CHANGE_READ", "phiếu biến động, TDP 7") in events
    assert ("CHANGE_DECIDED", "phiếu biến động, TDP 7") in events
