"""Figures of the schools; these are their borders."""

from datetime import date

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from agencies.models import Agency, AgencyKind, SchoolLevel
from children.models import Child, CodeCounter, Enrolment
from reports.indicators import Measured, Period, measure
from vietnamese.partial_dates import PartialDate

YEAR = Period(date(2026, 1, 1), date(2026, 11, 15))


@pytest.fixture
def counting(ward, at):
    with at("2026-11-16 08:00"), acting_as(User.objects.system(), scope=FIGURES):
        yield


@pytest.fixture
def schools(counting):
    return {
        level: Agency.objects.create(
            kind=AgencyKind.SCHOOL, name=f"Trường {level}", school_level=level, valid_from="2020-01-01"
        )
        for level in SchoolLevel
    }


@pytest.fixture
def child(ward, counting):
    def make(birth, school=None, class_name="") -> Child:
        return Child.objects.create(
            code=CodeCounter.objects.take(2026)[0], full_name="Lê An", birth=PartialDate.fromisoformat(birth),
            sex="female", neighbourhood=ward["tdp7"], school=school, class_name=class_name,
        )  # fmt: skip

    return make


def last_year(child, school, class_name, **more):
    return Enrolment.objects.create(child=child, school=school, school_year=2025, class_name=class_name, **more)


def test_nobody_at_school_is_no_figure(child):
    child("2023-01-01")
    codes = ("EDU-01", "EDU-02", "EDU-03", "EDU-04a", "EDU-04b", "EDU-05a", "EDU-05b", "INJ-03")
    assert [measure(code, YEAR) for code in codes] == [Measured(None)] * len(codes)


def test_small_children_at_nursery_and_kindergarten(child, schools):
    preschool = schools[SchoolLevel.PRESCHOOL]
    child("2024-01-01", preschool)
    child("2026-08-15")  # three months today
    child("2026-08-16")  # not yet
    child("2023-11-15", preschool)  # three years today
    child("2021-01-01", preschool)
    child("2021-01-01")
    assert measure("EDU-01", YEAR) == Measured(1, 2)
    assert measure("EDU-02", YEAR) == Measured(2, 3)
    assert measure("EDU-03", YEAR) == Measured(1, 2)


def test_dropouts_are_those_of_the_last_school_year_that_did_not_come_back_in_it(child, schools):
    lower = schools[SchoolLevel.LOWER]
    gone = {"dropped_on": date(2026, 2, 1), "dropout_reason": "work"}
    last_year(child("2012-01-01"), lower, "8A", **gone)
    last_year(child("2012-01-01"), lower, "8A", **gone, returned_on=date(2026, 3, 1))
    last_year(child("2012-01-01"), lower, "8A", **gone, returned_on=date(2026, 9, 5))
    last_year(child("2012-01-01"), lower, "8A")
    last_year(child("2012-01-01"), lower, "8A", left_on=date(2026, 1, 5))
    assert measure("EDU-04b", YEAR) == Measured(2, 4)
    assert measure("EDU-04a", YEAR) == Measured(None)


def test_who_completed_the_last_grade(child, schools):
    primary = schools[SchoolLevel.PRIMARY]
    last_year(child("2015-01-01"), primary, "4A", completed=True)
    last_year(child("2015-01-01"), primary, "5A")
    assert measure("EDU-05a", YEAR) == Measured(None)
    last_year(child("2015-01-01"), primary, "5B", completed=True)
    assert measure("EDU-05a", YEAR) == Measured(1, 2)


def test_who_can_swim_of_all_from_six_on(child, schools):
    child("2015-01-01")
    small = child("2021-01-01")
    last_year(child("2015-01-01"), schools[SchoolLevel.PRIMARY], "5A", swims=True)
    last_year(child("2015-01-01"), schools[SchoolLevel.PRIMARY], "5A", swims=False)
    last_year(small, schools[SchoolLevel.PRESCHOOL], "Lá", swims=True)
    assert measure("INJ-03", YEAR) == Measured(1, 3)


def test_the_last_answer_of_a_child_counts_and_next_years_answer_does_not(child, schools):
    primary = schools[SchoolLevel.PRIMARY]
    forgot, learnt = child("2015-01-01", primary, "5A"), child("2015-01-01", primary, "5A")
    last_year(forgot, primary, "4A", swims=True)
    last_year(learnt, primary, "4A", swims=False)
    Enrolment.objects.filter(child=forgot, school_year=2026).update(swims=False)
    Enrolment.objects.filter(child=learnt, school_year=2026).update(swims=True)
    assert measure("INJ-03", YEAR) == Measured(1, 2)
    assert measure("INJ-03", YEAR.year_before()).numerator == 1  # of these two, the one who could last year
    Enrolment.objects.filter(child=forgot, school_year=2025).update(swims=None)
    assert measure("INJ-03", YEAR.year_before()).numerator == 0


def test_who_moved_away_during_the_year_is_no_pupil_at_its_end(child, schools):
    primary = schools[SchoolLevel.PRIMARY]
    last_year(child("2015-01-01"), primary, "5A", completed=True)
    last_year(child("2015-01-01"), primary, "5A", left_on=date(2026, 5, 31))
    last_year(child("2015-01-01"), primary, "5A", left_on=date(2026, 6, 1))
    assert measure("EDU-05a", YEAR) == Measured(1, 2)


def test_the_end_of_a_short_month_is_the_birthday_of_who_was_born_on_a_later_day(child, schools):
    child("2026-01-31", schools[SchoolLevel.PRESCHOOL])
    on = Period(date(2026, 1, 1), date(2026, 4, 30))
    assert measure("EDU-01", on) == Measured(None)
    child("2025-01-01", schools[SchoolLevel.PRESCHOOL])
    Enrolment.objects.update(school_year=2025)
    assert measure("EDU-01", on) == Measured(2, 2)
