"""Ages: birthdays that do not exist every year, ends of months, the sixteenth birthday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.ages import add_months, add_years, age_in_words, age_on, is_child, sixteenth_birthday
from vietnamese.partial_dates import PartialDate

TODAY = date(2026, 11, 23)
days = st.dates(date(1900, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        ("2018-01-15", "2026-11-23", (8, 10, 8)),
        ("2018-11-23", "2026-11-23", (8, 0, 0)),
        ("2018-11-24", "2026-11-23", (7, 11, 30)),
        ("2020-02-29", "2021-02-27", (0, 11, 29)),
        ("2020-02-29", "2021-02-28", (1, 0, 0)),
        ("2020-02-29", "2024-02-28", (3, 11, 30)),
        ("2020-02-29", "2024-02-29", (4, 0, 0)),
        ("2026-01-31", "2026-02-28", (0, 1, 0)),
        ("2026-01-31", "2026-03-30", (0, 1, 30)),
        ("2026-11-23", "2026-11-23", (0, 0, 0)),
    ],
)
def test_completed_years_months_and_days(birth, on, age):
    assert age_on(date.fromisoformat(birth), date.fromisoformat(on)) == age


def test_there_is_no_age_before_the_birth():
    with pytest.raises(ValueError):
        age_on(TODAY + timedelta(days=1), TODAY)


@given(days, days)
def test_age_never_falls_and_counts_back_to_the_day(one, other):
    birth, on = sorted([one, other])
    age = age_on(birth, on)
    assert add_months(birth, 12 * age.years + age.months) + timedelta(days=age.days) == on
    assert age_on(birth, on + timedelta(days=1)) > age
    assert 0 <= age.months < 12


@pytest.mark.parametrize(
    ("birth", "words"),
    [
        (date(2018, 1, 15), "8 tuổi 10 tháng"),
        (date(2018, 11, 1), "8 tuổi"),
        (date(2026, 4, 20), "7 tháng"),
        (date(2026, 11, 11), "12 ngày tuổi"),
        (TODAY, "0 ngày tuổi"),
        (PartialDate(2018, 1, 15), "8 tuổi 10 tháng"),
        (PartialDate(2018, 1), "8 tuổi 10 tháng"),
        (PartialDate(2026, 11), "dưới 1 tháng"),
        (PartialDate(2017), "khoảng 9 tuổi"),
        (PartialDate.from_age(9, on=TODAY), "khoảng 9 tuổi"),
        (PartialDate.from_age_in_months(6, on=TODAY), "khoảng 6 tháng tuổi"),
    ],
)
def test_age_in_words(birth, words):
    assert age_in_words(birth, TODAY) == words


@pytest.mark.parametrize(
    ("birth", "day"),
    [
        (date(2010, 11, 23), date(2026, 11, 23)),
        (date(2008, 2, 29), date(2024, 2, 29)),
        (date(2084, 2, 29), date(2100, 2, 28)),
        (PartialDate(2010, 11), date(2026, 11, 30)),
        (PartialDate(2010), date(2026, 12, 31)),
        (PartialDate(2010, estimated=True), date(2026, 12, 31)),
    ],
)
def test_a_child_stops_being_one_on_the_sixteenth_birthday(birth, day):
    assert sixteenth_birthday(birth) == day
    assert is_child(birth, day - timedelta(days=1))
    assert not is_child(birth, day)


@given(days, days)
def test_being_a_child_agrees_with_the_age(one, other):
    birth, on = sorted([one, other])
    assert is_child(birth, on) == (age_on(birth, on).years < 16)


@given(days, st.integers(0, 100))
def test_the_same_day_years_later_is_the_same_or_the_last_of_february(day, years):
    later = add_years(day, years)
    assert (later.month, later.year) == (day.month, day.year + years)
    assert later.day == day.day or (day.day, later.day) == (29, 28)
