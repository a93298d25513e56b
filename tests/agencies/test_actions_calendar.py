"""Days off are entered, swapped, taken away; a year is confirmed by a person."""

import datetime

import pytest

from accounts.acting import acting_as
from agencies.actions.calendar import add_day, confirm_year, remove_day, reopen_year, swap_days
from agencies.models import CalendarDay, CalendarYear, DayKind
from agencies.queries import working_calendar
from interface.refusals import NotAllowed, Refused

FRIDAY, SATURDAY = datetime.date(2026, 1, 2), datetime.date(2026, 1, 10)


@pytest.fixture
def administering(admin):
    with acting_as(admin):
        yield


def test_a_new_day_off_counts_at_once(admin, administering):
    assert working_calendar().is_working_day(FRIDAY)
    add_day(day=FRIDAY, kind=DayKind.HOLIDAY, name="Nghỉ", by=admin)
    assert not working_calendar().is_working_day(FRIDAY)


def test_a_proposed_day_becomes_a_holiday_when_it_is_law(admin, administering):
    day = datetime.date(2026, 11, 24)
    add_day(day=day, kind=DayKind.PROPOSED, name="Ngày Văn hóa Việt Nam", by=admin)
    assert working_calendar().is_working_day(day)
    add_day(day=day, kind=DayKind.HOLIDAY, name="Ngày Văn hóa Việt Nam", by=admin)
    assert not working_calendar().is_working_day(day)


def test_a_day_stands_once(admin, administering):
    add_day(day=FRIDAY, kind=DayKind.HOLIDAY, name="Nghỉ", by=admin)
    with pytest.raises(Refused, match="đã có trong lịch") as refused:
        add_day(day=FRIDAY, kind=DayKind.HOLIDAY, name="Nghỉ", by=admin)
    assert refused.value.field == "day"


def test_swapped_days_come_and_go_together(admin, administering):
    off, worked = swap_days(off=FRIDAY, worked=SATURDAY, by=admin)
    assert not working_calendar().is_working_day(FRIDAY)
    assert working_calendar().is_working_day(SATURDAY)
    assert (off.swapped_with, worked.swapped_with) == (SATURDAY, FRIDAY)
    remove_day(day=worked, by=admin)
    assert not CalendarDay.objects.exists()
    assert working_calendar().is_working_day(FRIDAY)


@pytest.mark.parametrize(("off", "worked", "field"), [(SATURDAY, SATURDAY, "off"), (FRIDAY, FRIDAY, "worked")])
def test_a_swap_is_a_weekday_off_against_a_weekend_day(admin, administering, off, worked, field):
    with pytest.raises(Refused) as refused:
        swap_days(off=off, worked=worked, by=admin)
    assert refused.value.field == field


def test_half_a_swap_is_refused(admin, administering):
    with pytest.raises(Refused, match="cả ngày nghỉ và ngày làm bù"):
        add_day(day=FRIDAY, kind=DayKind.SWAP_OFF, name="Nghỉ", by=admin)


def test_a_year_is_certain_once_somebody_confirmed_it(admin, at, administering):
    with at("2026-11-23 09:00"):
        year = confirm_year(year=2026, by=admin)
    assert (year.confirmed_by, year.confirmed_on) == (admin, datetime.date(2026, 11, 23))
    assert working_calendar().is_confirmed(FRIDAY)
    assert not working_calendar().is_confirmed(FRIDAY, datetime.date(2027, 1, 4))
    reopen_year(year=2026, by=admin)
    assert not working_calendar().is_confirmed(FRIDAY)
    assert CalendarYear.objects.get(year=2026).confirmed_by is None


def test_who_may_not_edit_the_calendar(chair, clerk):
    for person in (chair, clerk):
        with acting_as(person), pytest.raises(NotAllowed):
            confirm_year(year=2026, by=person)
