"""What happened to a child: injuries, labour, disasters, taking part."""

import datetime

import pytest

from accounts.acting import acting_as
from children.actions.entries import (
    InjuryDraft,
    LabourDraft,
    ParticipationDraft,
    add_entries,
    edit_entry,
    withdraw_entry,
)
from children.entries import KINDS
from children.models import InjuryEntry, ParticipationEntry
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.children.support import ENTRIES, becomes_poor
from vietnamese.partial_dates import PartialDate

DAY = datetime.date(2026, 3, 2)
FALL = {"kind": "fall", "place": "home", "outcome": "treated"}
FORM = {
    "happened_on_day": "2", "happened_on_month": "3", "happened_on_year": "2026", "kind": "drowning",
    "place": "community", "outcome": "dead", "died_on_day": "3", "died_on_month": "3", "died_on_year": "2026",
    "details": "Sông Trà Khúc",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


def fell(child, by, on=DAY, **more):
    with acting_as(by):
        return add_entries(children=[child], by=by, draft=InjuryDraft(happened_on=on, **FALL | more))[0]


def body(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("on", "words"),
    [(datetime.date(2019, 3, 13), "trước ngày sinh"), (datetime.date(2026, 11, 24), "chưa đến")],
)
def test_days_that_cannot_be(child_of, officer, on, words):
    with pytest.raises(Refused, match=words):
        fell(child_of(), officer, on)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"outcome": "dead"}, "Chưa ghi ngày tử vong"),
        ({"died_on": DAY}, "để trống ngày tử vong"),
        ({"outcome": "dead", "died_on": DAY - datetime.timedelta(days=1)}, "trước ngày xảy ra"),
    ],
)
def test_a_death_has_its_day_and_only_a_death(child_of, officer, facts, words):
    with pytest.raises(Refused, match=words):
        fell(child_of(), officer, **facts)


def test_labour_is_found_from_five_years_on(child_of, officer):
    draft = LabourDraft(happened_on=DAY, form="underage", work="Bán vé số")
    young, old = child_of(birth=PartialDate(2021, 3, 3)), child_of(full_name="Lê Tú", birth=PartialDate(2021, 3, 2))
    with acting_as(officer):
        with pytest.raises(Refused, match="mới 4 tuổi"):
            add_entries(children=[young], by=officer, draft=draft)
        assert add_entries(children=[old], by=officer, draft=draft)


def test_a_correction_and_a_mistake(child_of, officer):
    entry = fell(child_of(), officer)
    with acting_as(officer):
        draft = InjuryDraft(happened_on=DAY, **FALL | {"kind": "burn"})
        changed = edit_entry(entry=entry, by=officer, version=1, draft=draft)
        assert changed.kind == "burn"
        with pytest.raises(StaleVersion):
            withdraw_entry(entry=entry, by=officer, version=1, reason="Ghi nhầm trẻ")
        withdraw_entry(entry=entry, by=officer, version=2, reason="Ghi nhầm trẻ")
        assert not InjuryEntry.objects.true().exists()
        with pytest.raises(Refused, match="từ trước"):
            withdraw_entry(entry=entry, by=officer, version=3, reason="Ghi nhầm trẻ")


def test_a_forum_of_many_children_is_one_change(child_of, officer, sql):
    children = [child_of(full_name=name) for name in ("Lê Tú", "Hồ An")]
    draft = ParticipationDraft(happened_on=DAY, form="forum", topic="An toàn trên mạng")
    with acting_as(officer):
        add_entries(children=children, by=officer, draft=draft)
        assert ParticipationEntry.objects.count() == 2
        changes = sql("select count(distinct request) from audit_change where tbl = 'children_participationentry'")
    assert changes == [(1,)]


def test_officers_write_leaders_read_nobody_else_knows(child_of, officer, chair, collaborator, teacher, ward, as_user):
    child = child_of(school=ward["school"])
    with acting_as(officer):
        for draft in ENTRIES:
            add_entries(children=[child], by=officer, draft=draft)
    for user, sees in ((officer, 1), (chair, 1), (collaborator, 0), (teacher, 0)):
        with acting_as(user):
            for kind in KINDS:
                assert kind.model.objects.count() == sees
    with acting_as(chair), pytest.raises(NotAllowed):
        add_entries(children=[child], by=chair, draft=ENTRIES[0])
    assert "Tai nạn, thương tích:" in body(as_user(chair).get(child.get_absolute_url()))
    assert "Tai nạn" not in body(as_user(collaborator).get(child.get_absolute_url()))
    assert as_user(collaborator).get("/entries/injuries/").status_code == 403


def test_an_injury_is_written_on_the_childs_page_and_stands_in_story_and_book(child_of, officer, as_user):
    child, browser = child_of(), as_user(officer)
    assert "Ghi tai nạn, thương tích" in body(browser.get(child.get_absolute_url()))
    url = f"/children/{child.public_id}/entries/injuries"
    without = {name: "" if name.startswith("died_on") else value for name, value in FORM.items()}
    assert "Chưa ghi ngày tử vong" in body(browser.post(url, without))
    page = body(browser.post(url, FORM, follow=True))
    assert "Ghi thêm ngày mất ở “Sửa thông tin”" in page
    assert "đuối nước. Cộng đồng, tử vong ngày 03/03/2026." in page
    book = body(browser.get("/entries/injuries/?sort=drowning&tdp=7"))
    assert "Đuối nước" in book
    assert "Nguyễn Gia <b>Hân</b>" in book
    assert "Nguyễn Gia <b>Hân</b>" not in body(browser.get("/entries/injuries/?sort=fall"))
    assert "Nguyễn Gia <b>Hân</b>" not in body(browser.get("/entries/injuries/?year=2025"))


def test_an_entry_is_corrected_and_taken_out_on_its_pages(child_of, officer, as_user):
    entry, browser = fell(child_of(), officer), as_user(officer)
    url = f"/entries/injuries/{entry.public_id}"
    opened = browser.get(f"{url}/edit").context["opened"]
    assert "Đã lưu." in body(browser.post(f"{url}/edit", FORM | {"opened": opened}, follow=True))
    opened = browser.get(f"{url}/withdraw").context["opened"]
    browser.post(f"{url}/withdraw", {"opened": opened, "reason": "Ghi nhầm trẻ"})
    with acting_as(officer):
        assert not InjuryEntry.objects.true().exists()
    assert browser.get("/entries/nothing/").status_code == 404
    assert browser.get(f"/entries/labour/{entry.public_id}/edit").status_code == 404


def test_a_flood_is_written_once_for_all_poor_children(child_of, officer, as_user):
    for name in ("Lê Tú", "Hồ An"):
        becomes_poor(child_of(full_name=name, address="1 Lê Lợi"))
    browser = as_user(officer)
    page = browser.get("/entries/disasters/add?group=poor")
    ticked = [str(child.public_id) for child, _ in page.context["children"]]
    flood = {
        "happened_on_day": "2", "happened_on_month": "11", "happened_on_year": "2026", "disaster": "Bão số 13",
        "harm": "house", "child": ticked,
    }  # fmt: skip
    assert "Đã ghi cho 2 trẻ." in body(browser.post("/entries/disasters/add?group=poor", flood, follow=True))


def test_nobody_of_eighteen_works_as_a_child_and_work_ends_after_it_was_found(child_of, officer):
    grown = child_of(birth=PartialDate(2008, 3, 2))
    draft = LabourDraft(happened_on=DAY, form="hours", work="Phụ quán", stopped_on=DAY - datetime.timedelta(days=1))
    with acting_as(officer):
        with pytest.raises(Refused, match="đã 18 tuổi"):
            add_entries(children=[grown], by=officer, draft=draft)
        with pytest.raises(Refused, match="trước ngày phát hiện"):
            add_entries(children=[child_of(full_name="Lê Tú", birth=PartialDate(2008, 3, 3))], by=officer, draft=draft)


def test_what_was_withdrawn_is_corrected_no_more(child_of, officer):
    entry = fell(child_of(), officer)
    with acting_as(officer):
        withdraw_entry(entry=entry, by=officer, version=1, reason="Nhầm")
        with pytest.raises(Refused, match="đã được xóa"):
            edit_entry(entry=entry, by=officer, version=2, draft=InjuryDraft(happened_on=DAY, **FALL))


def test_who_was_away_on_that_day_did_not_live_here(child_of, officer):
    entry = fell(child_of(residence="away", residence_since=DAY), officer)
    assert not entry.lived_here
    entry.child.residence_since = DAY + datetime.timedelta(days=1)
    assert entry.lived_here


def test_the_tabs_count_what_the_list_shows(child_of, officer, as_user, ward):
    fell(child_of(), officer)
    fell(child_of("tdp12", full_name="Lê Tú"), officer, datetime.date(2025, 3, 2))
    page = as_user(officer).get(f"/entries/injuries/?year=2025&neighbourhood={ward['tdp12'].public_id}")
    counts = [(tab.count, len(page.context["page"].object_list)) for tab in page.context["tabs"] if tab.current]
    assert counts == [(1, 1)]
    assert all("year=2025" in tab.url for tab in page.context["tabs"])
