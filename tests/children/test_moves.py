"""Children go to another household: Vân moves one, splits a family, and everybody's page says since when."""

import re
from dataclasses import replace
from datetime import date

import pytest

from accounts.acting import acting_as
from children.actions.children import draft_of, edit_child
from children.actions.moves import MoveDraft, move_children
from children.actions.visits import edit_visit, record_visit
from children.households.moves import stays_of
from children.households.visits import visits_of_child
from children.models import Child, HomeVisit, Household, HouseholdMove
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.children.visits import VISIT

MOVED = date(2026, 6, 1)


@pytest.fixture
def linh(child_of):
    return child_of("tdp7", full_name="Đặng Thị Mỹ Linh", address="50/7 Nguyễn Trãi")


@pytest.fixture
def đức(child_of, linh):
    return child_of("tdp7", full_name="Đặng Huỳnh Đức", household=linh.household)


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def moved(by, household, children, *, head="Võ Thị Hoa", address="9 Trần Phú", tdp, version=1, on=MOVED) -> Household:
    with acting_as(by):
        draft = MoveDraft(head, tdp, on, address, "về ở với bà ngoại")
        return move_children(household=household, by=by, version=version, children=children, draft=draft)


def test_van_splits_a_household_and_both_pages_tell_of_it(linh, đức, ward, officer, as_user, at):
    with at("2026-11-23 09:00"):
        browser, old = as_user(officer), linh.household
        form = browser.get(f"/households/{old.public_id}/move").content.decode()
        [opened] = re.findall(r'name="opened" value="([^"]+)"', form)
        assert "Đặng Huỳnh Đức" in form
        typed = {
            "children": [str(linh.public_id)], "head_name": "Võ Thị Hoa", "address": "9 Trần Phú", "opened": opened,
            "neighbourhood": str(ward["tdp12"].public_id), "moved_on_day": "1", "moved_on_month": "6",
            "moved_on_year": "2026", "note": "Về ở với bà ngoại.",
        }  # fmt: skip
        page = words_of(browser.post(f"/households/{old.public_id}/move", typed, follow=True))
        assert "Đã chuyển sang Hộ Võ Thị Hoa." in page
        assert "Đã rời hộ (1)" in page
        assert "sang hộ Võ Thị Hoa, 9 Trần Phú từ 06/2026" in page
        with acting_as(officer):
            new = Household.objects.get(head_name="Võ Thị Hoa")
            assert Child.objects.get(pk=linh.pk).neighbourhood == ward["tdp12"]
            assert Child.objects.get(pk=đức.pk).household == old
        there = words_of(browser.get(new.get_absolute_url()))
        assert "Vào hộ: Đặng Thị Mỹ Linh từ hộ Trần Văn Sáu, 50/7 Nguyễn Trãi. Về ở với bà ngoại." in there
        assert "Chuyển hộ: hộ Trần Văn Sáu" in words_of(browser.get(linh.get_absolute_url()))


def test_a_known_household_takes_the_child_in(linh, child_of, ward, officer):
    other = child_of("tdp12", full_name="Trần Thị An", address="9 Trần Phú").household
    target = moved(officer, linh.household, [linh], head="trần văn sáu", tdp=ward["tdp12"])
    assert target == other


def test_to_where_it_lives_already_nobody_moves(linh, ward, officer):
    with pytest.raises(Refused, match="chính hộ đang ở"):
        moved(officer, linh.household, [linh], head="Trần Văn Sáu", address="50/7 Nguyễn Trãi", tdp=ward["tdp7"])
    with pytest.raises(Refused, match="Chưa chọn trẻ"):
        moved(officer, linh.household, [], tdp=ward["tdp7"])
    with pytest.raises(Refused, match="trước ngày sinh"):
        moved(officer, linh.household, [linh], tdp=ward["tdp7"], on=date(2001, 1, 1))


def test_two_who_move_at_once_and_a_child_that_has_gone(linh, đức, ward, officer):
    moved(officer, linh.household, [linh], tdp=ward["tdp7"])
    with pytest.raises(StaleVersion):
        moved(officer, đức.household, [đức], tdp=ward["tdp7"])
    with pytest.raises(Refused, match="không còn ở hộ này"):
        moved(officer, đức.household, [linh], tdp=ward["tdp7"], version=2)


def test_a_collaborator_moves_nobody_and_a_stranger_sees_no_move(linh, ward, officer, collaborator, stranger):
    with pytest.raises(NotAllowed):
        moved(collaborator, linh.household, [linh], tdp=ward["tdp7"])
    moved(officer, linh.household, [linh], tdp=ward["tdp7"])
    with acting_as(stranger):
        assert not HouseholdMove.objects.exists()


def test_who_takes_a_child_in_learns_no_address_of_another_neighbourhood(linh, ward, officer, stranger, as_user):
    moved(officer, linh.household, [linh], tdp=ward["tdp12"])
    page = words_of(as_user(stranger).get(linh.get_absolute_url()))
    assert "Chuyển hộ: hộ ở tổ dân phố khác sang hộ Võ Thị Hoa" in page
    assert "Nguyễn Trãi" not in page


def test_another_address_in_the_childs_form_is_a_move_of_today(linh, officer, at):
    with at("2026-11-23 09:00"), acting_as(officer):
        draft = replace(draft_of(linh), household=None, head_name="Võ Thị Hoa", address="9 Trần Phú")
        edit_child(child=linh, by=officer, draft=draft, version=linh.version)
        move = HouseholdMove.objects.get()
        assert (move.from_household, move.moved_on) == (linh.household, date(2026, 11, 23))
        again = draft_of(Child.objects.get(pk=linh.pk))
        edit_child(child=linh, by=officer, draft=again, version=linh.version + 1)
        assert HouseholdMove.objects.count() == 1


def test_of_a_visit_to_a_child_that_has_left_her_neighbourhood_the_collaborator_knows_nothing(
    linh, ward, officer, collaborator, as_user
):
    with acting_as(collaborator):
        visit = record_visit(by=collaborator, draft=VISIT, child=linh)
    moved(officer, linh.household, [linh], tdp=ward["tdp12"])
    browser = as_user(collaborator)
    assert browser.get("/visits/").status_code == 200
    assert browser.get(visit.get_absolute_url()).status_code == 404
    with acting_as(collaborator):  # the database itself, without the Python filter
        assert not HomeVisit.objects.exists()
    assert as_user(officer).get(visit.get_absolute_url()).status_code == 200


def test_a_visit_to_a_child_is_filed_under_the_household_of_that_day(linh, ward, officer):
    old = linh.household
    new = moved(officer, old, [linh], tdp=ward["tdp7"])
    with acting_as(officer):
        linh.refresh_from_db()
        visits = {
            day: record_visit(by=officer, draft=replace(VISIT, visited_on=day), child=linh)
            for day in (date(2026, 5, 31), MOVED)
        }
        assert [visit.household for visit in visits.values()] == [old, new]
        draft = replace(VISIT, visited_on=date(2026, 5, 30))
        assert edit_visit(visit=visits[MOVED], by=officer, version=1, draft=draft).household == old


def test_a_visit_belongs_to_whoever_lived_there_then(linh, đức, ward, officer):
    home = linh.household
    with acting_as(officer):
        for day in (date(2026, 5, 31), date(2026, 6, 2)):
            record_visit(by=officer, draft=replace(VISIT, visited_on=day), household=home)
    moved(officer, home, [linh], tdp=ward["tdp7"])
    with acting_as(officer):
        child = Child.objects.get(pk=linh.pk)
        assert [entry.on for entry in visits_of_child(child, officer)] == [date(2026, 5, 31)]
        assert len(list(visits_of_child(đức, officer))) == 2
        assert [(stay.since, stay.until) for stay in stays_of(child)] == [(None, MOVED), (MOVED, None)]
