"""Biến động: Lan proposes, Vân decides, the register follows."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import Notification, User
from children.actions.changes import (
    answer_change,
    approve_change,
    propose_change,
    refuse_change,
    return_change,
    withdraw_change,
)
from children.actions.children import Namesakes, draft_of, edit_child
from children.models import Caregiver, Child, ChildChange, Circumstance, CircumstanceGroup, Enrolment
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.children.changes import approved, newborn, proposed
from vietnamese.partial_dates import PartialDate


# --- What approval writes --------------------------------------------------------------------
def test_a_departure_waits_and_changes_nothing_until_it_is_approved(hân, collaborator, officer):
    change = proposed(collaborator, hân)
    with acting_as(officer):
        assert Child.objects.get(pk=hân.pk).residence == "permanent"
        assert change.state == "pending"
    child = approved(officer, change)
    assert (child.residence, child.left_on) == ("moved_out", datetime.date(2026, 11, 20))
    with acting_as(collaborator):
        assert "đã được duyệt" in Notification.objects.visible_to(collaborator).get().text


def test_what_nobody_spoke_of_stays_as_it_was(hân, collaborator, officer):
    with acting_as(officer):
        before = draft_of(hân)
    child = approved(officer, proposed(collaborator, hân, detail="away"))
    with acting_as(officer):
        after = draft_of(Child.objects.get(pk=child.pk))
    same = set(before.__dataclass_fields__) - {"residence", "residence_since"}
    assert {name: getattr(after, name) for name in same} == {name: getattr(before, name) for name in same}


@pytest.mark.parametrize(
    ("kind", "detail", "expected"),
    [
        ("death", "", {"residence": "dead", "left_on": datetime.date(2026, 11, 20)}),
        ("departure", "away", {"residence": "away", "left_on": None}),
    ],
)
def test_each_kind_writes_what_it_says(hân, collaborator, officer, kind, detail, expected):
    child = approved(officer, proposed(collaborator, hân, kind, detail))
    assert {name: getattr(child, name) for name in expected} == expected


def test_a_dropout_is_written_into_the_school_year(hân, collaborator, officer):
    approved(officer, proposed(collaborator, hân, "dropout", "earning"))
    with acting_as(officer):
        year = Enrolment.objects.get(child=hân)
        assert (year.dropped_on, year.dropout_reason) == (datetime.date(2026, 11, 20), "work")


def test_who_is_at_no_school_cannot_drop_out(child_of, collaborator, officer):
    change = proposed(collaborator, child_of("tdp7"), "dropout", "hardship")
    with pytest.raises(Refused, match="chưa ghi trẻ học trường nào"):
        approved(officer, change)


def test_who_had_left_comes_back(hân, collaborator, officer):
    approved(officer, proposed(collaborator, hân))
    with acting_as(officer):
        hân.refresh_from_db()
    child = approved(officer, proposed(collaborator, hân, "arrival", "temporary", PartialDate(2026, 11, 22)))
    assert (child.residence, child.left_on, child.moved_in_on) == ("temporary", None, datetime.date(2026, 11, 22))


def test_a_circumstance_is_recorded_with_the_officer_in_charge(lists, hân, collaborator, officer):
    with acting_as(officer):
        group = CircumstanceGroup.objects.get(code="R04")
    approved(officer, proposed(collaborator, hân, "circumstance", "", PartialDate(2026, 11), group=group))
    with acting_as(officer):
        found = Circumstance.objects.get()
    assert (found.group.code, found.officer, found.started_on) == ("R04", officer, datetime.date(2026, 11, 1))
    assert "chưa rõ ngày" in found.proof


def test_of_a_circumstance_without_a_name_the_officer_says_which_it_is(lists, hân, collaborator, officer):
    change = proposed(collaborator, hân, "circumstance", "other", note="Nhà cháy")
    with pytest.raises(Refused, match="Chọn nhóm"):
        approved(officer, change)
    with acting_as(officer):
        group = CircumstanceGroup.objects.get(code="G03")
    approved(officer, change, group=group)
    with acting_as(officer):
        assert Circumstance.objects.get().group == group


def test_the_mothers_death_is_written_once_for_all_her_children(hân, child_of, collaborator, officer):
    with acting_as(officer):
        mother = Caregiver.objects.get()
    approved(officer, proposed(collaborator, hân, "circumstance", "mother_died"))
    with acting_as(officer):
        mother.refresh_from_db()
        assert mother.life_status == "dead"
        assert not hân.relations.get().is_main_carer


def test_a_newborn_enters_with_family_and_household(ward, collaborator, officer):
    with acting_as(collaborator):
        change = propose_change(by=collaborator, draft=newborn(ward))
    child = approved(officer, change)
    with acting_as(officer):
        assert (child.temporary_name, child.household.head_name) == (True, "Hồ Văn Tư")
        assert child.relations.get().caregiver.full_name == "Trần Thị Mười"


def test_who_moved_in_counts_from_that_day_not_from_birth(hân, ward, collaborator, officer, at):
    with at("2026-11-23 09:00"), acting_as(collaborator):
        draft = newborn(
            ward, kind="arrival", full_name="Lê Mới Đến", birth=PartialDate(2015, 5, 5), household=hân.household
        )
        change = propose_change(by=collaborator, draft=draft)
    child = approved(officer, change)
    assert child.moved_in_on == datetime.date(2026, 11, 23)
    assert child.household == hân.household


# --- Who may ---------------------------------------------------------------------------------
def test_an_officers_own_change_takes_effect_at_once(hân, officer):
    change = proposed(officer, hân)
    assert (change.state, change.decided_by) == ("approved", officer)
    with acting_as(officer):
        assert Child.objects.get(pk=hân.pk).residence == "moved_out"


@pytest.mark.parametrize("who", ["stranger", "chair", "teacher", "clerk", "admin"])
def test_others_propose_nothing_about_this_child(hân, who, request):
    with pytest.raises(NotAllowed):
        proposed(request.getfixturevalue(who), hân)


@pytest.mark.parametrize("who", ["collaborator", "chair"])
def test_only_officers_decide(hân, collaborator, who, request):
    change = proposed(collaborator, hân)
    with pytest.raises(NotAllowed):
        approved(request.getfixturevalue(who), change)


def test_an_extra_secret_group_is_never_proposed(lists, hân, collaborator, officer):
    with acting_as(officer):
        group = CircumstanceGroup.objects.get(code="G11")
    with pytest.raises(Refused, match="không ghi ở đây"):
        proposed(collaborator, hân, "circumstance", "", group=group)


def test_what_a_colleague_says_of_circumstances_is_not_for_the_other_collaborator(
    lists, hân, collaborator, stranger, ward, sql
):
    with acting_as(User.objects.system(), scope=FIGURES):
        stranger.neighbourhoods.add(ward["tdp7"])
        group = CircumstanceGroup.objects.get(code="R04")
    stranger = User.objects.get(pk=stranger.pk)
    proposed(collaborator, hân, "circumstance", "", group=group)
    departure = proposed(collaborator, hân)
    with acting_as(stranger):
        assert list(ChildChange.objects.visible_to(stranger)) == [departure]
        assert sql("select count(*) from children_childchange") == [(1,)]


# --- Two about the same, and a register that goes on ------------------------------------------
def test_the_same_change_of_the_same_child_is_sent_once(hân, collaborator):
    proposed(collaborator, hân)
    with pytest.raises(IntegrityError, match="one_open_change_of_a_kind"), transaction.atomic():
        proposed(collaborator, hân)
    proposed(collaborator, hân, "dropout", "hardship")  # another thing


def test_a_slip_about_a_child_that_left_meanwhile_cannot_be_approved(hân, collaborator, officer):
    dropout = proposed(collaborator, hân, "dropout", "hardship")
    approved(officer, proposed(collaborator, hân))
    with pytest.raises(Refused, match="đã rời sổ"):
        approved(officer, dropout)
    with acting_as(officer):
        refuse_change(change=dropout, by=officer, version=dropout.version, reason="Trẻ đã chuyển đi.")
        assert ChildChange.objects.get(pk=dropout.pk).state == "refused"


def test_approval_of_a_record_that_was_edited_meanwhile_is_asked_again(hân, collaborator, officer, other_officer):
    change = proposed(collaborator, hân)
    with acting_as(other_officer):
        edit_child(child=hân, by=other_officer, draft=draft_of(hân), version=hân.version)
    with pytest.raises(StaleVersion):
        approved(officer, change, child_version=hân.version)
    with acting_as(officer):
        assert ChildChange.objects.get(pk=change.pk).state == "pending"


def test_two_officers_do_not_decide_twice(hân, collaborator, officer, other_officer):
    change = proposed(collaborator, hân)
    approved(officer, change)
    with pytest.raises(StaleVersion):
        approved(other_officer, change, version=change.version)


def test_the_likely_twin_of_a_new_child_is_asked_about_at_both_ends(hân, ward, collaborator, officer):
    draft = newborn(
        ward, kind="unlisted", full_name="Nguyễn Gia Hân", birth=hân.birth, sex="female", temporary_name=False
    )
    with acting_as(collaborator), pytest.raises(Namesakes):
        propose_change(by=collaborator, draft=draft)
    with acting_as(collaborator):
        change = propose_change(by=collaborator, draft=draft, despite_namesakes=True)
    with pytest.raises(Namesakes):
        approved(officer, change)
    assert approved(officer, change, despite_namesakes=True).full_name == "Nguyễn Gia Hân"


# --- Questions, answers, second thoughts -----------------------------------------------------
def test_a_returned_slip_is_answered_and_waits_again(hân, collaborator, officer):
    change = proposed(collaborator, hân)
    with acting_as(officer):
        change = return_change(change=change, by=officer, version=1, question="Đi tỉnh nào?")
        with pytest.raises(Refused, match="không còn chờ duyệt"):
            approve_change(change=change, by=officer, version=2, child_version=hân.version)
    with acting_as(collaborator):
        change = answer_change(change=change, by=collaborator, version=2, answer="Bình Dương")
    assert (change.state, change.answer) == ("pending", "Bình Dương")
    assert approved(officer, change).residence == "moved_out"


def test_a_collaborator_takes_back_what_nobody_has_decided(hân, collaborator, officer):
    change = proposed(collaborator, hân)
    with acting_as(collaborator):
        withdraw_change(change=change, by=collaborator, version=1)
    with pytest.raises(Refused, match="không còn chờ duyệt"):
        approved(officer, change)
    done = proposed(collaborator, hân)
    approved(officer, done)
    with acting_as(collaborator), pytest.raises(Refused, match="đã được quyết định"):
        withdraw_change(change=done, by=collaborator, version=2)


def test_whoever_lost_the_neighbourhood_is_not_asked_any_more(hân, ward, collaborator, officer):
    """The slip stays with the neighbourhood; its sender sees it no longer."""
    change = proposed(collaborator, hân)
    with acting_as(User.objects.system(), scope=FIGURES):
        collaborator.neighbourhoods.set([ward["tdp12"]])
    moved = User.objects.get(pk=collaborator.pk)
    with acting_as(moved):
        assert not ChildChange.objects.visible_to(moved).exists()
    with acting_as(officer), pytest.raises(Refused, match="không còn phụ trách"):
        return_change(change=change, by=officer, version=1, question="Đi đâu?")
    assert approved(officer, change).residence == "moved_out"


def test_a_slip_moves_house_with_its_child(hân, ward, collaborator, stranger, officer):
    change = proposed(collaborator, hân)
    with acting_as(officer):
        hân.household.neighbourhood = ward["tdp12"]
        hân.household.save()
        assert ChildChange.objects.get().neighbourhood == ward["tdp12"]
    with acting_as(stranger):
        assert ChildChange.objects.visible_to(stranger).get() == change
    with acting_as(collaborator):
        assert not ChildChange.objects.visible_to(collaborator).exists()
