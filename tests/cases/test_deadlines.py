"""The clocks of the law, against a plain calculation: day after day, minute after minute."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.calendar import Calendar
from cases.deadlines import (
    Custom,
    Length,
    Measure,
    day_of_separation,
    end_of,
    last_day_of_separation,
)

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
TET = frozenset(date(2026, 2, 16) + timedelta(days=number) for number in range(5))
SWAPPED = Calendar(off=TET | {date(2026, 8, 31)}, worked=frozenset({date(2026, 8, 22)}))
OFFICE, LAW = Custom(), Custom(working_day_ends=time(0), moves_from_days_off=True)

days = st.dates(date(2025, 12, 1), date(2027, 2, 28))
calendars = st.builds(
    lambda off, worked: Calendar(off=off - worked, worked=worked),
    st.frozensets(days, max_size=60),
    st.frozensets(days, max_size=10),
)
customs = st.builds(Custom, st.sampled_from([time(17), time(0)]), st.booleans(), st.booleans())
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(VIETNAM))


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def ends(value: int, measure: Measure, since: str, custom: Custom = OFFICE, calendar: Calendar = SWAPPED) -> datetime:
    return end_of(Length(value, measure), since=vn(since), calendar=calendar, custom=custom)


def test_twelve_hours_run_through_the_night_and_through_tet():
    assert ends(12, Measure.HOURS, "2026-01-30 20:00") == vn("2026-01-31 08:00")
    assert ends(12, Measure.HOURS, "2026-02-16 23:30") == vn("2026-02-17 11:30")


def test_working_days_leave_out_the_day_of_the_event_weekends_and_tet():
    assert ends(5, Measure.WORKING_DAYS, "2026-02-13 09:00") == vn("2026-02-27 17:00")


def test_a_swapped_saturday_is_worked_and_its_monday_is_not():
    assert ends(1, Measure.WORKING_DAYS, "2026-08-21 09:00") == vn("2026-08-22 17:00")
    assert ends(1, Measure.WORKING_DAYS, "2026-08-28 09:00") == vn("2026-09-01 17:00")


def test_a_term_of_days_ends_with_its_last_day_and_moves_only_where_the_ward_says_so():
    assert ends(30, Measure.CALENDAR_DAYS, "2026-01-17 08:00") == vn("2026-02-17 00:00")
    assert ends(30, Measure.CALENDAR_DAYS, "2026-01-17 08:00", LAW) == vn("2026-02-24 00:00")


def test_what_a_plan_names_never_moves():
    length = Length(30, Measure.CALENDAR_DAYS)
    assert end_of(length, since=vn("2026-01-17 08:00"), calendar=SWAPPED, custom=LAW, movable=False) == vn(
        "2026-02-17 00:00"
    )


@pytest.mark.parametrize(
    ("since", "ends_with"),
    [("2026-08-31 09:00", "2027-03-01 00:00"), ("2027-08-31 09:00", "2028-03-01 00:00")],
)
def test_months_end_with_the_same_day_or_with_the_last_one_there_is(since, ends_with):
    assert ends(6, Measure.MONTHS, since) == vn(ends_with)


@given(moments, st.integers(0, 40), calendars, customs)
def test_working_days_as_one_counts_them_on_the_fingers(since, count, calendar, custom):
    day, left = since.date(), count
    while left:
        day += timedelta(days=1)
        left -= day in calendar.worked or (day.weekday() < 5 and day not in calendar.off)
    end = datetime.combine(day, time(17), VIETNAM)
    if custom.working_day_ends == time(0):
        end = datetime.combine(day + timedelta(days=1), time(0), VIETNAM)
    assert end_of(Length(count, Measure.WORKING_DAYS), since=since, calendar=calendar, custom=custom) == end


@given(moments, st.integers(0, 200), calendars, customs)
def test_hours_are_hours_whatever_the_calendar_says(since, count, calendar, custom):
    end = end_of(
        Length(count, Measure.HOURS), since=since.astimezone(ZoneInfo("UTC")), calendar=calendar, custom=custom
    )
    assert (end - since) / timedelta(minutes=1) == count * 60


@given(moments, st.integers(0, 90), calendars, customs)
def test_days_end_at_midnight_and_never_on_a_day_off_where_they_move(since, count, calendar, custom):
    end = end_of(Length(count, Measure.CALENDAR_DAYS), since=since, calendar=calendar, custom=custom)
    last = end.date() - timedelta(days=1)
    assert end.timetz().replace(tzinfo=None) == time(0)
    plain = since.date() + timedelta(days=count)
    if not custom.moves_from_days_off:
        assert last == plain
    else:
        skipped = [plain + timedelta(days=number) for number in range((last - plain).days)]
        assert calendar.is_working_day(last)
        assert not any(map(calendar.is_working_day, skipped))


@given(moments, st.integers(0, 20), calendars, customs)
def test_an_earlier_report_never_gives_more_time(since, count, calendar, custom):
    earlier = since - timedelta(hours=7)
    for measure in Measure:
        length = Length(count, measure)
        late = end_of(length, since=since, calendar=calendar, custom=custom)
        assert end_of(length, since=earlier, calendar=calendar, custom=custom) <= late


@given(days, st.booleans())
def test_a_separation_has_as_many_days_as_it_may(started, counted):
    custom = Custom(separation_counts_first_day=counted)
    last = last_day_of_separation(started, 15, custom)
    assert day_of_separation(started, last, custom) == 15
    assert (last - started).days == (14 if counted else 15)


def test_no_term_is_negative():
    with pytest.raises(ValueError):
        Length(-1, Measure.HOURS)
