"""Joining and leaving a group."""

import datetime

import pytest

from accounts.acting import acting_as
from children.actions.circumstances import CircumstanceDraft, add_circumstance, end_circumstance
from children.models import Circumstance, CircumstanceGroup
from interface.refusals import NotAllowed, Refused, StaleVersion

DAY = datetime.date(2026, 3, 2)


def draft(code="G04", on=DAY, proof=""):
    return CircumstanceDraft(CircumstanceGroup.objects.get(code=code), started_on=on, proof=proof)


@pytest.fixture
def child(child_of, lists):
    return child_of()


def test_a_child_may_be_in_several_groups_and_the_recorder_is_in_charge(child, officer):
    with acting_as(officer):
        for code in ("G01", "G04", "R08"):
            add_circumstance(child=child, by=officer, draft=draft(code))
        assert {each.officer for each in Circumstance.objects.all()} == {officer}
        assert Circumstance.objects.current(DAY).count() == 3


def test_the_same_group_twice_at_once_is_refused(child, officer):
    with acting_as(officer):
        first = add_circumstance(child=child, by=officer, draft=draft())
        with pytest.raises(Refused, match="đang ở trong nhóm này"):
            add_circumstance(child=child, by=officer, draft=draft())
        end_circumstance(circumstance=first, by=officer, version=first.version, ended_on=datetime.date(2026, 6, 1))
        add_circumstance(child=child, by=officer, draft=draft(on=datetime.date(2026, 9, 1)))


def test_membership_is_half_open_the_day_of_leaving_is_outside(child, officer):
    with acting_as(officer):
        joined = add_circumstance(child=child, by=officer, draft=draft())
        end_circumstance(circumstance=joined, by=officer, version=joined.version, ended_on=datetime.date(2026, 6, 1))
        days = [DAY, datetime.date(2026, 5, 31), datetime.date(2026, 6, 1)]
        assert [Circumstance.objects.current(day).count() for day in days] == [1, 1, 0]


def test_days_must_be_in_order(child, officer):
    with acting_as(officer):
        with pytest.raises(Refused, match="trước ngày sinh"):
            add_circumstance(child=child, by=officer, draft=draft(on=datetime.date(2019, 3, 13)))
        joined = add_circumstance(child=child, by=officer, draft=draft())
        with pytest.raises(Refused, match="trước ngày bắt đầu"):
            end_circumstance(
                circumstance=joined, by=officer, version=joined.version, ended_on=datetime.date(2026, 3, 1)
            )


def test_only_officers_record_and_only_the_one_in_charge_ends_a_secret(
    child, officer, other_officer, collaborator, chair
):
    for user in (collaborator, chair):
        with acting_as(user), pytest.raises(NotAllowed):
            add_circumstance(child=child, by=user, draft=draft())
    with acting_as(officer):
        secret = add_circumstance(child=child, by=officer, draft=draft("G11"))
    with acting_as(other_officer), pytest.raises(Circumstance.DoesNotExist):
        end_circumstance(circumstance=secret, by=other_officer, version=secret.version, ended_on=DAY)


def test_two_who_end_it_at_once_the_second_is_told(child, officer, other_officer):
    with acting_as(officer):
        joined = add_circumstance(child=child, by=officer, draft=draft())
        opened, day = joined.version, datetime.date(2026, 6, 1)
        joined = end_circumstance(circumstance=joined, by=officer, version=opened, ended_on=day)
    with acting_as(other_officer):
        with pytest.raises(StaleVersion):
            end_circumstance(circumstance=joined, by=other_officer, version=opened, ended_on=day)
        with pytest.raises(Refused, match="đã được ghi kết thúc"):
            end_circumstance(circumstance=joined, by=other_officer, version=joined.version, ended_on=day)


def test_the_proof_is_encrypted(child, officer, sql):
    with acting_as(officer):
        joined = add_circumstance(child=child, by=officer, draft=draft(proof="Giấy xác nhận số 37"))
        stored = sql("select proof from children_circumstance where id = %s", joined.pk)[0][0]
        assert "37" not in bytes(stored).decode("latin-1")
        assert Circumstance.objects.get().proof == "Giấy xác nhận số 37"
