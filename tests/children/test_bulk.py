"""One deed for many households: what is ticked, what is looked at, what is written, what is taken back."""

import re

import pytest

from accounts.acting import acting_as
from accounts.models import AccessEvent
from children.actions.bulk import MOST, BulkDraft, carry_out_bulk, decide_bulk, start_bulk, undo_bulk, undo_part
from children.actions.households import edit_household
from children.actions.poverty import ClassDraft, class_of, put_class
from children.models import BulkDeed, BulkResult, Child, Household, PovertyYear, SupportRecipient
from interface.refusals import NotAllowed, Refused, StaleVersion
from jobs.actions import run_job
from tests.children.test_page_list import names_in
from tests.children.test_page_support import GIFT


@pytest.fixture
def street(child_of):
    """Three children in three households of TDP 7, and one of no household."""
    children = [child_of(full_name=f"Lê Số {n}", address=f"{n} Lê Lợi") for n in (9, 12, 15)]
    return [*children, child_of(full_name="Hồ Lẻ", own_address="Nhà trọ")]


def ids(records) -> list[str]:
    return [str(each.public_id) for each in records]


def started(browser, kind, records, list="children", query="", **more):
    return browser.post(f"/lists/{list}/bulk?{query}", {"kind": kind, "row": ids(records), **more})


def only() -> BulkDeed:
    return BulkDeed.objects.get()


def done(browser, address, **answers):
    """Every row that the preview offers, as its page would send it."""
    page = browser.get(address).content.decode()
    opened = re.search(r'name="opened" value="([^"]+)"', page)[1]
    kept = re.findall(r'name="kept" value="([^"]+)"', page)
    return browser.post(address, {"opened": opened, "kept": kept, **answers})


def where(officer, *children) -> list[int]:
    with acting_as(officer):
        return [Child.objects.get(pk=child.pk).neighbourhood.number for child in children]


# --- Moving ----------------------------------------------------------------------------------
def test_ticked_children_move_with_their_households_and_back(street, ward, officer, as_user):
    browser = as_user(officer)
    address = started(browser, "move", [street[0], street[3]]).url
    page = browser.get(address).content.decode()
    assert "2 dòng" in page
    assert "Chính trẻ này, chưa thuộc hộ nào" in page
    assert where(officer, *street) == [7, 7, 7, 7]  # nothing is written by looking
    done(browser, address, neighbourhood=str(ward["tdp12"].public_id))
    assert where(officer, *street) == [12, 7, 7, 12]
    result = browser.get(address).content.decode()
    assert "Chuyển đến Tổ dân phố 12" in result
    assert "Hoàn tác" in result
    browser.post(f"{address}undo")
    assert where(officer, *street) == [7, 7, 7, 7]
    assert "Đã hoàn tác lúc" in browser.get(address).content.decode()


def test_the_way_back_leads_to_the_list_one_came_from(street, officer, as_user):
    browser = as_user(officer)
    address = started(browser, "move", street[:1], query="sex=female").url
    assert '<a href="/children/?sex=female">Trẻ em</a>' in browser.get(address).content.decode()
    address = started(browser, "move", [street[0].household], "households").url
    assert '<a href="/households/">Hộ gia đình</a>' in browser.get(address).content.decode()


def test_two_children_of_one_household_are_one_row(street, officer):
    with acting_as(officer):
        home = Household.objects.get(pk=street[0].household_id)
        Child.objects.filter(pk=street[3].pk).update(household=home)
        deed = start_bulk(kind="move", records=Child.objects.filter(household=home), by=officer)
        assert deed.rows.count() == 1


def test_a_whole_filter_with_the_typed_words_and_no_row_more(street, ward, officer, as_user):
    browser = as_user(officer)
    browser.post("/households/?tdp=7", {"q": "12 le loi"})
    address = started(browser, "move", [], "households", "tdp=7&searched=1", everything="1").url
    done(browser, address, neighbourhood=str(ward["tdp12"].public_id))
    assert where(officer, *street) == [7, 12, 7, 7]


def test_a_row_that_is_not_kept_stays(street, ward, officer, as_user):
    browser = as_user(officer)
    address = started(browser, "move", street[:2]).url
    with acting_as(officer):
        kept = str(Household.objects.get(address="9 Lê Lợi").public_id)
    done(browser, address, kept=[kept], neighbourhood=str(ward["tdp12"].public_id))
    assert where(officer, *street) == [12, 7, 7, 7]


def test_who_was_edited_meanwhile_is_left_and_named(street, ward, officer, other_officer, as_user):
    browser = as_user(officer)
    address = started(browser, "move", street[:2]).url
    _rename(street[0].household, other_officer, "Trần Đổi Tên")
    done(browser, address, neighbourhood=str(ward["tdp12"].public_id))
    assert where(officer, *street) == [7, 12, 7, 7]
    page = browser.get(address).content.decode()
    trouble = page[page.index("Dòng phải xem lại") : page.index("Các dòng khác")]
    assert "Trần Đổi <b>Tên</b>" in trouble
    assert f"/households/{street[0].household.public_id}/" in trouble
    assert "12 Lê Lợi" not in trouble


def _rename(household, by, name):
    from children.actions.households import HouseholdDraft

    with acting_as(by):
        household = Household.objects.get(pk=household.pk)
        draft = HouseholdDraft(name, household.neighbourhood, household.address)
        edit_household(household=household, by=by, draft=draft, version=household.version)


def test_undoing_leaves_who_was_edited_since(street, ward, officer, as_user):
    browser = as_user(officer)
    address = started(browser, "move", street[:2]).url
    done(browser, address, neighbourhood=str(ward["tdp12"].public_id))
    _rename(street[0].household, officer, "Trần Sửa Sau")
    browser.post(f"{address}undo")
    assert where(officer, *street[:2]) == [12, 7]
    with acting_as(officer):
        assert sorted(only().rows.values_list("result", flat=True)) == [BulkResult.KEPT, BulkResult.UNDONE]
        with pytest.raises(Refused, match="hoàn tác rồi"):
            undo_bulk(deed=only(), by=officer)


# --- The class of households -----------------------------------------------------------------
@pytest.fixture
def homes(street, officer):
    with acting_as(officer):
        home = Household.objects.get(address="9 Lê Lợi")
        put_class(household=home, by=officer, year=2026, draft=ClassDraft("poor", "CN-1"))
        return list(Household.objects.order_by("address_order"))


def classes(officer) -> list[tuple[str, str, int | None]]:
    with acting_as(officer):
        rows = Household.objects.order_by("address_order")
        return list(rows.values_list("poverty", "certificate_number", "certificate_year"))


def test_the_class_of_a_year_with_the_numbers_of_the_certificates(homes, officer, as_user):
    browser = as_user(officer)
    address = started(browser, "poverty", homes, "households").url
    numbers = {f"number-{homes[1].public_id}": " CN-2 "}
    done(browser, address, poverty="poor", certificate_year="2026", **numbers)
    assert classes(officer) == [("poor", "CN-1", 2026), ("poor", "CN-2", 2026), ("poor", "", 2026)]
    with acting_as(officer):
        results = [row.result for row in only().rows.in_order()]
        undo_bulk(deed=only(), by=officer)
    assert results == ["same", "done", "done"]
    assert classes(officer) == [("poor", "CN-1", 2026), ("", "", None), ("", "", None)]


def test_a_new_year_needs_a_new_number_and_who_is_no_longer_poor_has_none(homes, officer, as_user):
    browser = as_user(officer)
    done(browser, started(browser, "poverty", homes[:1], "households").url, poverty="poor", certificate_year="2027")
    assert classes(officer)[0] == ("poor", "CN-1", 2026)  # still: the other year has not begun
    with acting_as(officer):
        assert class_of(household=homes[0], by=officer, year=2027) == ClassDraft("poor")
    address = started(browser, "poverty", homes[:1], "households").url
    number = {f"number-{homes[0].public_id}": "CN-9"}
    refused = done(browser, address, poverty="none", certificate_year="2026", **number).content.decode()
    assert "Chỉ hộ nghèo, hộ cận nghèo có giấy chứng nhận" in refused
    done(browser, address, poverty="none", certificate_year="2026")
    assert classes(officer)[0] == ("none", "", None)


def test_whoever_decides_answers_for_the_deed(street, ward, officer, other_officer):
    with acting_as(officer):
        deed = start_bulk(kind="move", records=street[:1], by=officer)
        kept = [str(row.record.public_id) for row in deed.rows.in_order()]
    with acting_as(other_officer):
        draft = BulkDraft(neighbourhood=ward["tdp12"], kept=kept)
        assert decide_bulk(deed=deed, by=other_officer, version=deed.version, draft=draft).owner == other_officer


def test_a_number_that_no_certificate_has_is_said(homes, officer, as_user):
    browser = as_user(officer)
    address = started(browser, "poverty", homes[:1], list="households").url
    number = {f"number-{homes[0].public_id}": "HN\x00 1"}
    page = done(browser, address, poverty="poor", certificate_year="2026", **number)
    assert page.status_code == 200
    assert "ký tự lạ" in page.content.decode()


def test_children_of_no_household_have_no_class(street, officer, as_user):
    browser = as_user(officer)
    answer = browser.post("/lists/children/bulk", {"kind": "poverty", "row": ids(street[3:])}, follow=True)
    assert "Chưa chọn dòng nào có hộ" in answer.content.decode()


# --- Many ------------------------------------------------------------------------------------
def test_many_rows_are_a_job_and_one_change(street, ward, officer, as_user, monkeypatch):
    monkeypatch.setattr("children.actions.bulk.AT_ONCE", 1)
    browser = as_user(officer)
    address = started(browser, "move", street).url
    done(browser, address, neighbourhood=str(ward["tdp12"].public_id))
    assert where(officer, *street) == [7, 7, 7, 7]
    assert "Đang chờ" in browser.get(address).content.decode()
    with acting_as(officer):
        job = only().job_id
    run_job(job)
    run_job(job)
    assert where(officer, *street) == [12, 12, 12, 12]
    assert "Đã ghi" in browser.get(address).content.decode()


@pytest.fixture
def moved(street, ward, officer, as_user, monkeypatch):
    """Four rows that were moved by a job; where its page is."""
    monkeypatch.setattr("children.actions.bulk.AT_ONCE", 1)
    monkeypatch.setattr("children.actions.bulk.PART", 2)
    browser = as_user(officer)
    address = started(browser, "move", street).url
    done(browser, address, neighbourhood=str(ward["tdp12"].public_id))
    run_job(_job(officer))
    return address


def _job(officer) -> int:
    with acting_as(officer):
        return only().job_id


def test_many_rows_are_taken_back_by_a_job(moved, street, officer, as_user):
    browser = as_user(officer)
    browser.post(f"{moved}undo")
    assert where(officer, *street) == [12, 12, 12, 12]  # nothing of it in the request
    page = browser.get(moved).content.decode()
    assert "Hoàn tác: Chuyển tổ dân phố" in page
    assert "Đang chờ" in page
    with acting_as(officer), pytest.raises(Refused, match="đang được hoàn tác"):
        undo_bulk(deed=only(), by=officer)
    run_job(_job(officer))
    run_job(_job(officer))
    assert where(officer, *street) == [7, 7, 7, 7]
    assert "Đã hoàn tác lúc" in browser.get(moved).content.decode()


def test_taking_back_goes_on_where_a_dead_worker_ended(moved, street, officer, as_user):
    """What is put back is kept, and an edit after it is not lost by the rest."""
    with acting_as(officer):
        assert undo_part(deed=only(), by=officer)
        assert sorted(only().rows.values_list("result", flat=True)) == ["done", "done", "undone", "undone"]
        back = next(row.household for row in only().rows.in_order() if row.household and row.result == "undone")
    browser = as_user(officer)
    assert "dừng giữa chừng" in browser.get(moved).content.decode()
    _rename(back, officer, "Trần Sửa Sau")
    browser.post(f"{moved}undo")
    run_job(_job(officer))
    assert where(officer, *street) == [7, 7, 7, 7]
    with acting_as(officer):
        assert set(only().rows.values_list("result", flat=True)) == {"undone"}
        assert only().undone_at


def test_too_many_are_refused_before_anything_is_kept(street, officer, monkeypatch):
    monkeypatch.setattr("children.actions.bulk.MOST", 2)
    with acting_as(officer), pytest.raises(Refused, match="mỗi lần làm nhiều nhất 2"):
        start_bulk(kind="move", records=Child.objects.all(), by=officer)
    assert MOST == 1000


def test_a_second_press_on_the_same_page_does_nothing_twice(street, ward, officer, as_user):
    browser = as_user(officer)
    address = started(browser, "move", street[:1]).url
    with acting_as(officer):
        deed, draft = only(), BulkDraft(ward["tdp12"], kept=ids([street[0].household]))
        decide_bulk(deed=deed, by=officer, version=1, draft=draft)
        with pytest.raises(StaleVersion):
            decide_bulk(deed=deed, by=officer, version=1, draft=draft)
    with acting_as(officer):
        assert Household.objects.get(pk=street[0].household_id).version == 2
    assert browser.get(address).status_code == 200


def test_a_deed_that_nobody_has_decided_is_not_carried_out(street, officer):
    with acting_as(officer):
        deed = start_bulk(kind="move", records=Child.objects.all(), by=officer)
        with pytest.raises(Refused, match="chưa ai quyết định"):
            carry_out_bulk(deed=deed, by=officer)


# --- Who may, what is written down -----------------------------------------------------------
def test_who_may_not_edit_has_no_ticks_and_no_deed(street, chair, collaborator, as_user):
    for person in (chair, collaborator):
        browser = as_user(person)
        assert 'form="bulk"' not in browser.get("/children/").content.decode()
        assert started(browser, "move", street).status_code == 403
        with acting_as(person), pytest.raises(NotAllowed):
            start_bulk(kind="move", records=Child.objects.visible_to(person), by=person)


def test_the_log_tells_of_the_deed_without_a_name(street, ward, officer, as_user):
    browser = as_user(officer)
    done(browser, started(browser, "move", street[:2]).url, neighbourhood=str(ward["tdp12"].public_id))
    with acting_as(officer):
        [event] = AccessEvent.objects.filter(event="MANY_CHANGED")
        assert event.about == "chuyển tổ dân phố, 2 dòng"
    history = browser.get(f"/households/{street[0].household.public_id}/history").content.decode()
    assert "Tổ dân phố 12" in history


# --- What else ticked rows are for ------------------------------------------------------------
def test_ticked_rows_are_printed_given_to_and_exported(street, officer, as_user):
    browser, ticked = as_user(officer), {"row": ids(street[:2])}
    printed = browser.post("/lists/children/print", ticked)
    assert names_in(printed) == ["Lê Số 12", "Lê Số 9"]
    with acting_as(officer):
        assert AccessEvent.objects.get(event="LIST_PRINTED").about == "trẻ em, 2 dòng"
    giving = browser.post("/support/give", {"picked": "1", **ticked}).content.decode()
    assert "2 trẻ đã chọn ở danh sách" in giving
    assert "cc-sum" not in giving  # nothing was sent yet, so nothing is wrong
    asked = browser.post("/children/export/", {"picked": "1", **ticked}).content.decode()
    assert "<b>2 trẻ</b> đã đánh dấu" in asked
    assert asked.count('name="row"') == 2
    browser.post("/support/give", {**ticked, **GIFT, "child": ids(street[:1])})
    with acting_as(officer):
        assert [each.child for each in SupportRecipient.objects.all()] == [street[0]]


def test_all_of_a_filter_wins_over_ticks(street, officer, as_user):
    """Without the script both can be sent."""
    browser, both = as_user(officer), {"picked": "1", "everything": "1", "row": ids(street[:1])}
    assert "<b>4 trẻ</b> theo bộ lọc" in browser.post("/children/export/?tdp=7", both).content.decode()
    assert "4 trẻ khớp bộ lọc" in browser.post("/support/give?tdp=7", both).content.decode()


def test_all_of_a_filter_means_the_words_its_own_page_was_opened_with(street, officer, as_user):
    """Another search was made in another window meanwhile."""
    browser = as_user(officer)
    page = browser.post("/children/", {"q": "Lê Số"}, follow=True).content.decode()
    typed = re.search(r'name="typed" value="([^"]+)"', page)[1]
    query = re.search(r'formaction="/lists/children/print\?([^"]*)"', page)[1].replace("&amp;", "&")
    browser.post("/children/", {"q": "Hồ Lẻ"})
    sent = {"everything": "1", "picked": "1", "typed": typed}
    assert names_in(browser.post(f"/lists/children/print?{query}", sent)) == ["Lê Số 12", "Lê Số 15", "Lê Số 9"]
    assert "<b>3 trẻ</b>" in browser.post(f"/children/export/?{query}", sent).content.decode()
    giving = browser.post(f"/support/give?tdp=7&{query}", sent).content.decode()
    assert "3 trẻ khớp bộ lọc" in giving
    browser.post(f"/lists/children/bulk?{query}", {**sent, "kind": "move"})
    with acting_as(officer):
        assert only().rows.count() == 3


def test_a_whole_list_is_printed_in_its_order_with_its_filters(street, officer, as_user):
    page = as_user(officer).post("/lists/households/print?tdp=7&sort=address", {"everything": "1"}).content.decode()
    assert re.findall(r"<td>([^<]+)<small>Tổ", page) == ["9 Lê Lợi", "12 Lê Lợi", "15 Lê Lợi"]
    assert "Tổ dân phố: 7" in page


def test_nothing_ticked_is_told(street, officer, as_user):
    browser = as_user(officer)
    for address, sent in (("/lists/children/bulk", {"kind": "move"}), ("/lists/children/print", {})):
        assert "Chưa chọn dòng nào" in browser.post(address, sent, follow=True).content.decode()
    unknown = browser.post("/lists/children/bulk", {"kind": "x", "row": ["nobody"]}, follow=True)
    assert "Chọn việc cần làm" in unknown.content.decode()


# --- A job that fails ------------------------------------------------------------------------
POOR_OF_2026 = {"poverty": "poor", "certificate_year": "2026"}
WRONG_DAY = {"issued_on_day": "2", "issued_on_month": "1", "issued_on_year": "2024"}


def test_a_day_that_no_certificate_of_the_year_can_have_is_told_by_the_form(street, officer, as_user, monkeypatch, at):
    monkeypatch.setattr("children.actions.bulk.AT_ONCE", 1)
    with at("2026-11-23 08:00"):
        browser = as_user(officer)
        address = started(browser, "poverty", street[:3]).url
        answer = done(browser, address, **POOR_OF_2026 | WRONG_DAY)
        assert "được cấp trong năm 2025 hoặc 2026" in answer.content.decode()
        with acting_as(officer):
            assert only().job is None


def test_a_deed_whose_job_failed_is_decided_again_with_what_was_typed(street, officer, as_user, monkeypatch, at):
    """One household has a day that no form would take: the job stumbles over it."""
    monkeypatch.setattr("children.actions.bulk.AT_ONCE", 1)
    homes = [child.household for child in street[:3]]
    with at("2026-11-23 08:00"):
        with acting_as(officer):
            PovertyYear.objects.create(household=homes[1], year=2026, poverty="poor", issued_on="2023-01-02")
        browser = as_user(officer)
        address = started(browser, "poverty", street[:3]).url
        numbers = {f"number-{home.public_id}": f"{n}/GCN" for n, home in enumerate(homes)}
        done(browser, address, **POOR_OF_2026 | numbers)
        run_job(_job(officer))
        page = browser.get(address)
        text = page.content.decode()
        assert "được cấp trong năm 2025 hoặc 2026" in text
        assert all(f'value="{n}/GCN"' in text for n in range(3))
        form = page.context["form"]
        assert (form["poverty"].value(), form["certificate_year"].value()) == ("poor", 2026)
        done(browser, address, **POOR_OF_2026 | numbers | WRONG_DAY | {"issued_on_year": "2026"})
        run_job(_job(officer))
        assert "Đã ghi" in browser.get(address).content.decode()
        with acting_as(officer):
            said = PovertyYear.objects.order_by("certificate_number").values_list("certificate_number", "issued_on")
            assert [(number, str(day)) for number, day in said] == [(f"{n}/GCN", "2026-01-02") for n in range(3)]
