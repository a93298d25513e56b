"""Agencies and neighbourhoods: they begin, change and end; nothing is deleted."""

import datetime

import pytest

from accounts.acting import acting_as
from agencies.actions.organisations import (
    add_agency,
    add_neighbourhood,
    add_neighbourhoods,
    edit_agency,
    edit_neighbourhood,
    end,
    reopen,
)
from agencies.models import Agency, AgencyKind, Neighbourhood, SchoolLevel
from agencies.queries import agencies_by_kind, neighbourhoods_on
from interface.refusals import NotAllowed, Refused, StaleVersion

SINCE = datetime.date(2025, 7, 1)
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def administering(admin):
    with acting_as(admin):
        yield


def test_a_school_is_added_and_edited(admin, administering):
    school = add_agency(
        by=admin, kind=AgencyKind.SCHOOL, name="Trường Mầm non Hoa Mai", school_level="preschool", valid_from=SINCE
    )
    edited = edit_agency(agency=school, by=admin, version=school.version, name="Trường Mầm non Hoa Đào")
    assert edited.name == "Trường Mầm non Hoa Đào"
    with pytest.raises(StaleVersion):
        edit_agency(agency=school, by=admin, version=school.version, name="Khác")


def test_two_of_a_name_at_the_same_time_are_refused(admin, ward, administering):
    with pytest.raises(Refused, match="Đã có “Trạm Y tế”") as refused:
        add_agency(by=admin, kind=AgencyKind.HEALTH, name="Trạm Y tế", valid_from=TODAY)
    assert refused.value.field == "name"


def test_a_name_is_free_again_after_its_agency_ended(admin, ward, administering):
    end(record=ward["station"], by=admin, version=1, last_day=datetime.date(2026, 11, 22))
    add_agency(by=admin, kind=AgencyKind.HEALTH, name="Trạm Y tế", valid_from=TODAY)
    assert Agency.objects.filter(name="Trạm Y tế").count() == 2
    assert len(agencies_by_kind(TODAY)[AgencyKind.HEALTH]) == 1


def test_only_a_school_has_a_level(admin, ward, administering):
    with pytest.raises(Refused) as refused:
        edit_agency(agency=ward["station"], by=admin, version=1, school_level=SchoolLevel.PRIMARY)
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
    with pytest.raises(Refused, match="01/07/2025"):
        end(record=ward["tdp12"], by=admin, version=1, last_day=datetime.date(2025, 6, 30))


def test_after_a_merger_the_new_neighbourhood_knows_the_old_ones(admin, ward, administering):
    old = [ward["tdp7"], ward["tdp12"]]
    for each in old:
        end(record=each, by=admin, version=each.version, last_day=datetime.date(2026, 11, 22))
    new = add_neighbourhood(by=admin, number=1, name="Tổ dân phố 1", valid_from=TODAY, formed_from=old)
    assert set(new.formed_from.all()) == set(old)
    assert list(ward["tdp7"].became.all()) == [new]
    assert neighbourhoods_on(TODAY) == [new]
    assert set(neighbourhoods_on(datetime.date(2026, 1, 1))) == set(old)


def test_a_neighbourhood_is_not_formed_from_itself(admin, ward, administering):
    with pytest.raises(Refused, match="chính nó"):
        edit_neighbourhood(neighbourhood=ward["tdp7"], by=admin, version=1, formed_from=[ward["tdp7"]])


def test_a_pasted_list_adds_what_is_new(admin, ward, administering):
    rows = [{"number": n, "name": f"Tổ dân phố {n}"} for n in (7, 8)]
    added = add_neighbourhoods(by=admin, since=SINCE, rows=rows)
    assert [each.name for each in added] == ["Tổ dân phố 8"]
    assert Neighbourhood.objects.count() == 3


def test_only_administrators_write(officer, chair, ward):
    for person in (officer, chair):
        with acting_as(person):
            with pytest.raises(NotAllowed):
                add_agency(by=person, kind=AgencyKind.FRONT, name="Hội", valid_from=SINCE)
            with pytest.raises(NotAllowed):
                end(record=ward["tdp7"], by=person, version=1, last_day=TODAY)
