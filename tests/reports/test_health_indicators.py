"""Figures of the health station; these are their borders."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.checkups import CheckUpDraft, ScreeningDraft, record_checkup, record_screening
from children.actions.health import MeasurementDraft, record_measurement, withdraw_measurement
from children.actions.immunisation import VaccinationDraft, record_vaccinations
from children.models import Residence, ScheduledDose, Sex
from reports.indicators import Measured, Period, figure, measure
from tests.children.conftest import child_of  # noqa: F401  a fixture
from vietnamese.partial_dates import PartialDate

YEAR = Period(date(2026, 1, 1), date(2026, 11, 15))
BORN = PartialDate(2024, 9, 20)
SMALL = {"birth": BORN, "sex": Sex.FEMALE}


@pytest.fixture
def weigh(nurse):
    def record(child, weight, day=date(2026, 10, 20), height="82"):
        with acting_as(nurse):
            numbers = MeasurementDraft(day, Decimal(weight), Decimal(height), "standing")
            return record_measurement(child=child, by=nurse, draft=numbers)

    return record


@pytest.fixture
def counting():
    def measured(*codes):
        with acting_as(User.objects.system(), scope=FIGURES):
            return [measure(code, YEAR) for code in codes]

    return measured


def test_nobody_weighed_is_no_figure(child_of, counting):  # noqa: F811
    child_of(**SMALL)
    assert counting("HLT-03", "HLT-04", "HLT-05a", "HLT-05b") == [Measured(None)] * 4


def test_the_last_measurement_of_the_period_counts_and_each_child_once(child_of, weigh, nurse, counting):  # noqa: F811
    thin, well, other = (child_of(**SMALL) for _ in range(3))
    weigh(thin, "11", date(2026, 3, 1))
    weigh(thin, "8.5")
    weigh(well, "8.5", date(2026, 3, 1))
    weigh(well, "11")
    weigh(other, "8.5", date(2025, 12, 31))  # before the period
    weigh(other, "8.5", date(2026, 11, 16))  # after the cut-off
    assert counting("HLT-03") == [Measured(1, 2)]
    mistake = weigh(well, "8", date(2026, 11, 1))
    assert counting("HLT-03") == [Measured(2, 2)]
    with acting_as(nurse):
        withdraw_measurement(measurement=mistake, by=nurse, version=1, reason="trẻ khác")
    assert counting("HLT-03") == [Measured(1, 2)]


def test_stunted_overweight_and_obese_children(child_of, weigh, counting):  # noqa: F811
    short, stout, fat = (child_of(**SMALL) for _ in range(3))
    weigh(short, "9", height="77")
    weigh(stout, "14.8", height="86")
    weigh(fat, "16", height="86")
    assert counting("HLT-04", "HLT-05a", "HLT-05b") == [Measured(1, 3), Measured(1, 3), Measured(2, 3)]


def test_who_is_five_or_has_left_or_whose_birth_is_known_in_part_is_not_counted(child_of, weigh, counting):  # noqa: F811
    weigh(child_of(**SMALL), "8.5")
    weigh(child_of(birth=PartialDate(2021, 11, 15)), "8.5")
    weigh(child_of(birth=PartialDate(2024)), "8.5")
    gone = child_of(**SMALL)
    weigh(gone, "8.5")
    with acting_as(User.objects.system(), scope=FIGURES):
        gone.residence, gone.left_on = Residence.MOVED_OUT, date(2026, 11, 1)
        gone.save()
    assert counting("HLT-03") == [Measured(1, 1)]


def test_the_year_before_is_compared_where_it_was_measured(child_of, weigh, counting):  # noqa: F811
    child = child_of(birth=PartialDate(2023, 9, 20))
    weigh(child, "8", date(2025, 6, 1))
    weigh(child, "13")
    with acting_as(User.objects.system(), scope=FIGURES):
        child.created_at = "2024-01-01T00:00:00Z"
        child.save()
        found = figure("HLT-03", YEAR)
    assert (found.numerator, found.denominator, found.previous) == (0, 1, Decimal("100.0"))


@pytest.fixture
def full(nurse, lists):
    """Gives a child all doses that count, but for some."""

    def give(child, *, but=(), day=date(2026, 11, 10)):
        with acting_as(nurse):
            doses = list(ScheduledDose.objects.filter(counts_full=True).exclude(code__in=but).order_by("position"))
            draft = VaccinationDraft("given", day)
            record_vaccinations(child=child, by=nurse, doses=doses, draft=draft)

    return give


def test_fully_immunised_are_infants_old_enough_for_the_last_dose(child_of, full, counting):  # noqa: F811
    done, open_, young, old = (
        child_of(birth=birth)
        for birth in (
            PartialDate(2026, 1, 10),
            PartialDate(2026, 2, 15),
            PartialDate(2026, 2, 16),  # nine months tomorrow
            PartialDate(2025, 11, 15),  # one year today
        )
    )
    assert counting("HLT-02") == [Measured(None)]
    full(done)
    full(open_, but=["SOI-1"])
    full(young)
    full(old)
    assert counting("HLT-02") == [Measured(1, 2)]


def test_checked_children_and_help_for_those_in_need(child_of, nurse, counting):  # noqa: F811
    assert counting("HLT-07", "HLT-08") == [Measured(None)] * 2
    first, second, third = (child_of(**SMALL) for _ in range(3))
    with acting_as(nurse):
        for child, day in ((first, date(2026, 5, 4)), (first, date(2026, 6, 4)), (second, date(2025, 6, 4))):
            record_checkup(child=child, by=nurse, draft=CheckUpDraft(day))
        day = date(2026, 5, 4)
        record_screening(child=first, by=nurse, draft=ScreeningDraft(day, concern=True, help="service", helped_on=day))
        record_screening(child=second, by=nurse, draft=ScreeningDraft(day, concern=True))
        record_screening(child=third, by=nurse, draft=ScreeningDraft(day))
    assert counting("HLT-07", "HLT-08") == [Measured(1, 3), Measured(1, 2)]


def test_screenings_of_another_year_say_nothing_of_this_one(child_of, nurse, counting):  # noqa: F811
    child = child_of(**SMALL)
    with acting_as(nurse):
        record_screening(child=child, by=nurse, draft=ScreeningDraft(date(2025, 5, 4), concern=True))
    assert counting("HLT-08") == [Measured(None)]
