"""Agencies and neighbourhoods: they begin, change and end; nothing is deleted."""

import datetime
from dataclasses import replace

import pytest

from accounts.acting import acting_as
from agencies.actions.organisations import (
    AgencyDraft,
    NeighbourhoodDraft,
    add_agency,
    add_neighbourhood,
    add_neighbourhoods,
    edit_agency,
    edit_neighbourhood,
    end,
    reopen,
)
from agencies.models import Agency, AgencyKind, Neighbourhood, SchoolLevel
from interface.refusals import NotAllowed, Refused, StaleVersion

SINCE = datetime.date(2025, 7, 1)
TODAY = datetime.date(2026, 11, 23)
YESTERDAY = TODAY - datetime.timedelta(days=1)
SCHOOL = AgencyDraft(AgencyKind.SCHOOL, "Trường Mầm non Hoa Mai", SINCE, school_level=SchoolLevel.PRESCHOOL)
STATION = AgencyDraft(AgencyKind.HEALTH, "Trạm Y tế", SINCE)
TDP7 = NeighbourhoodDraft(7, "Tổ dân phố 7", SINCE)


@pytest.fixture
def administering(admin):
    with acting_as(admin):
        yield


def test_a_school_is_added_and_edited(admin, administering):
    school = add_agency(by=admin, draft=SCHOOL)
    renamed = replace(SCHOOL, name="Trường Mầm non Hoa Đào")
    assert edit_agency(agency=school, by=admin, version=school.version, draft=renamed).name == "Trường Mầm non Hoa Đào"
    with pytest.raises(StaleVersion):
        edit_agency(agency=school, by=admin, version=school.version, draft=SCHOOL)


def test_two_of_a_name_at_the_same_time_are_refused(admin, ward, administering):
    with pytest.raises(Refused, match="Đã có “Trạm Y tế”") as refused:
        add_agency(by=admin, draft=replace(STATION, valid_from=TODAY))
    assert refused.value.field == "name"
    with pytest.raises(Refused, match="Đã có “Tổ dân phố 7”"):
        add_neighbourhood(by=admin, draft=replace(TDP7, valid_from=TODAY))


def test_a_name_is_free_again_after_its_agency_ended(admin, ward, administering):
    end(record=ward["station"], by=admin, version=1, last_day=YESTERDAY)
    new = add_agency(by=admin, draft=replace(STATION, valid_from=TODAY))
    assert set(Agency.objects.filter(name="Trạm Y tế")) == {ward["station"], new}
    assert Agency.objects.on(TODAY).get(name="Trạm Y tế") == new


def test_what_ended_does_not_go_on_beside_its_successor(admin, ward, administering):
    ended = end(record=ward["station"], by=admin, version=1, last_day=YESTERDAY)
    add_agency(by=admin, draft=replace(STATION, valid_from=TODAY))
    with pytest.raises(Refused, match="Đã có “Trạm Y tế”"):
        reopen(record=ended, by=admin, version=ended.version)


def test_only_a_school_has_a_level(admin, ward, administering):
    with pytest.raises(Refused) as refused:
        edit_agency(
            agency=ward["station"], by=admin, version=1, draft=replace(STATION, school_level=SchoolLevel.PRIMARY)
        )
    assert refused.value.field == "school_level"


def test_an_agency_does_not_end_while_somebody_works_there(admin, teacher, ward, administering):
    with pytest.raises(Refused, match="Nguyễn Thùy Trang"):
        end(record=ward["school"], by=admin, version=1, last_day=TODAY)
    teacher.left_on = TODAY
    teacher.save()
    ended = end(record=ward["school"], by=admin, version=1, last_day=TODAY)
    assert reopen(record=ended, by=admin, version=ended.version).valid_to is None


def test_a_neighbourhood_does_not_end_while_a_collaborator_works_there(admin, collaborator, ward, administering):
    with pytest.raises(Refused, match="Lê Thị Lan"):
        end(record=ward["tdp7"], by=admin, version=1, last_day=TODAY)


def test_an_end_before_the_beginning_is_refused(admin, ward, administering):
    with pytest.raises(Refused, match="01/07/2025") as refused:
        end(record=ward["tdp12"], by=admin, version=1, last_day=datetime.date(2025, 6, 30))
    assert refused.value.field == "last_day"


def test_after_a_merger_the_new_neighbourhood_knows_the_old_ones(admin, ward, administering):
    old = [ward["tdp7"], ward["tdp12"]]
    for each in old:
        end(record=each, by=admin, version=each.version, last_day=YESTERDAY)
    new = add_neighbourhood(by=admin, draft=NeighbourhoodDraft(1, "Tổ dân phố 1", TODAY), formed_from=old)
    assert set(new.formed_from.all()) == set(old)
    assert list(ward["tdp7"].became.all()) == [new]
    assert list(Neighbourhood.objects.on(TODAY)) == [new]
    assert set(Neighbourhood.objects.on(YESTERDAY)) == set(old)


def test_what_a_neighbourhood_was_formed_from_stays_when_nothing_is_said_of_it(admin, ward, administering):
    edited = edit_neighbourhood(
        neighbourhood=ward["tdp7"], by=admin, version=1, draft=TDP7, formed_from=[ward["tdp12"]]
    )
    again = edit_neighbourhood(
        neighbourhood=edited, by=admin, version=edited.version, draft=replace(TDP7, population=1200)
    )
    assert (list(again.formed_from.all()), again.population) == ([ward["tdp12"]], 1200)


def test_a_neighbourhood_is_not_formed_from_itself(admin, ward, administering):
    with pytest.raises(Refused, match="chính nó"):
        edit_neighbourhood(neighbourhood=ward["tdp7"], by=admin, version=1, draft=TDP7, formed_from=[ward["tdp7"]])


def test_a_pasted_list_adds_what_is_new(admin, ward, administering):
    added = add_neighbourhoods(by=admin, drafts=[TDP7, NeighbourhoodDraft(8, "Tổ dân phố 8", SINCE)])
    assert [each.name for each in added] == ["Tổ dân phố 8"]
    assert Neighbourhood.objects.count() == 3


def test_only_administrators_write(officer, chair, ward):
    for person in (officer, chair):
        with acting_as(person):
            with pytest.raises(NotAllowed):
                add_agency(by=person, draft=SCHOOL)
            with pytest.raises(NotAllowed):
                end(record=ward["tdp7"], by=person, version=1, last_day=TODAY)
