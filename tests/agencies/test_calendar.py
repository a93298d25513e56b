"""Working days: the arithmetic, and the days the product knows."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from accounts.acting import acting_as
from agencies.calendar import Calendar
from agencies.models import CalendarDay, CalendarYear, DayKind
from agencies.queries import working_calendar

WEEKS = [date(2026, 1, 1) + timedelta(days=n) for n in range(120)]
days = st.sampled_from(WEEKS)
counts = st.integers(0, 40)
calendars = st.builds(
    Calendar,
    off=st.frozensets(days, max_size=30),
    worked=st.frozensets(st.sampled_from([day for day in WEEKS if day.weekday() >= 5]), max_size=10),
)


@given(calendars, days, counts)
def test_a_term_has_as_many_working_days_as_it_says(calendar, start, count):
    end = calendar.add_working_days(start, count)
    assert calendar.working_days_between(start, end) == count


@given(calendars, days, st.integers(1, 40))
def test_a_term_ends_on_a_working_day(calendar, start, count):
    assert calendar.is_working_day(calendar.add_working_days(start, count))


@given(calendars, days, counts, counts)
def test_two_terms_after_each_other_are_one_long_term(calendar, start, first, second):
    halfway = calendar.add_working_days(start, first)
    assert calendar.add_working_days(halfway, second) == calendar.add_working_days(start, first + second)


@given(calendars, days, counts)
def test_a_day_more_off_never_ends_a_term_earlier(calendar, start, count):
    end = calendar.add_working_days(start, count)
    shorter = Calendar(calendar.off | {end}, calendar.worked, calendar.confirmed)
    assert shorter.add_working_days(start, count) >= end


@given(calendars, days)
def test_the_next_working_day_is_the_first_one(calendar, day):
    found = calendar.next_working_day(day)
    assert calendar.is_working_day(found)
    assert not any(calendar.is_working_day(day + timedelta(days=n)) for n in range((found - day).days))


@given(calendars, days, days)
def test_counting_back_is_counting_forth_with_a_minus(calendar, one, other):
    assert calendar.working_days_between(one, other) == -calendar.working_days_between(other, one)


def test_a_term_has_no_negative_length():
    with pytest.raises(ValueError):
        Calendar().add_working_days(date(2026, 1, 1), -1)


@pytest.fixture
def loaded(officer, at):
    with at("2026-11-23 08:00"):
        call_command("load_reference", stdout=StringIO())
    with acting_as(officer):
        yield working_calendar()


def test_a_term_over_tet_skips_it(loaded):
    assert loaded.add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 23)


def test_the_second_of_january_was_swapped_with_a_saturday(loaded):
    assert not loaded.is_working_day(date(2026, 1, 2))
    assert loaded.is_working_day(date(2026, 1, 10))
    assert CalendarDay.objects.get(day=date(2026, 1, 2)).swapped_with == date(2026, 1, 10)


def test_a_holiday_on_a_sunday_gives_the_monday_off(loaded):
    assert not loaded.is_working_day(date(2026, 4, 27))
    assert CalendarDay.objects.get(day=date(2026, 4, 27)).kind == DayKind.COMPENSATORY


def test_a_day_off_that_is_not_law_yet_is_worked(loaded):
    assert loaded.is_working_day(date(2026, 11, 24))
    assert CalendarDay.objects.get(day=date(2026, 11, 24)).kind == DayKind.PROPOSED


def test_no_year_is_certain_before_somebody_confirmed_it(loaded):
    assert list(CalendarYear.objects.values_list("year", flat=True)) == [2024, 2025, 2026, 2027]
    assert not loaded.is_confirmed(date(2026, 11, 24))


def test_the_file_of_announcements_is_complete_in_the_calendar(loaded):
    assert not any(loaded.is_working_day(date(2027, 2, 4) + timedelta(days=n)) for n in range(7))
    assert loaded.is_working_day(date(2024, 5, 4))
    assert not loaded.is_working_day(date(2024, 4, 29))


def test_the_calendar_is_read_once_per_transaction(officer, django_assert_num_queries):
    with acting_as(officer):
        working_calendar()
        with django_assert_num_queries(0):
            working_calendar()
