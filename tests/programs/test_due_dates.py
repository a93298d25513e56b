import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interface.reference import read_yaml
from programs.due_dates import AfterEvent, Unit, UnreadableDue, due_dates, due_in_words, parse_due, short_due
from programs.reference import HERE

YEARS = st.integers(2020, 2100)
MONTHS_AND_DAYS = st.dates(date(2023, 1, 1), date(2023, 12, 31)).map(lambda day: f"{day:%m-%d}")
FIXED = st.lists(MONTHS_AND_DAYS, min_size=1, max_size=4, unique=True).map(lambda days: ",".join(sorted(days)))
CLOCKS = st.builds("E+{}{}".format, st.integers(0, 999), st.sampled_from(["d", "wd", "h"]))
GRAMMAR = st.one_of(FIXED, st.sampled_from(["Q", "M", "OPEN"]), st.lists(CLOCKS, min_size=1, max_size=2).map(",".join))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("11-29", [date(2026, 11, 29)]),
        ("01-15,05-31", [date(2026, 1, 15), date(2026, 5, 31)]),
        ("Q", [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]),
        ("OPEN", []),
        ("E+7d", []),
        ("E+2wd,E+12h", []),
    ],
)
def test_due_dates_of_a_year(text, dates):
    assert due_dates(text, 2026) == dates


def test_monthly_ends_with_the_month_also_in_a_leap_year():
    assert due_dates("M", 2028)[1] == date(2028, 2, 29)
    assert due_dates("M", 2026)[1] == date(2026, 2, 28)
    assert len(due_dates("M", 2026)) == 12


def test_two_clocks_run_side_by_side():
    assert parse_due("E+2wd,E+12h") == (AfterEvent(2, Unit.WORKING_DAYS), AfterEvent(12, Unit.HOURS))


@pytest.mark.parametrize(
    "text",
    ["", "Q,M", "E+7", "E7d", "E+2wd,11-30", "13-01", "00-10", "04-31", "02-29", "1-5", "10-31,06-30", "06-30,06-30"],
)
def test_what_is_no_due_date_is_said_to_be_none(text):
    with pytest.raises(UnreadableDue, match=r"MM-DD|not a day|in the order") as refused:
        parse_due(text)
    assert repr(text) in str(refused.value)


@given(GRAMMAR, YEARS)
def test_dates_lie_in_the_year_in_order_and_once(text, year):
    dates = due_dates(text, year)
    assert all(day.year == year for day in dates)
    assert dates == sorted(set(dates))


@given(FIXED, YEARS)
def test_fixed_days_are_the_same_every_year(text, year):
    assert ",".join(f"{day:%m-%d}" for day in due_dates(text, year)) == text


@given(YEARS)
def test_a_quarter_ends_with_every_third_month(year):
    assert due_dates("Q", year) == due_dates("M", year)[2::3]
    assert all(day.day == calendar.monthrange(year, day.month)[1] for day in due_dates("M", year))


@given(GRAMMAR)
def test_every_rule_can_be_said_in_words(text):
    words = due_in_words(text)
    assert words
    assert "E+" not in words


def test_the_words_of_a_person():
    assert due_in_words("06-30,10-31") == "30/06 và 31/10 hằng năm"
    assert due_in_words("Q") == "ngày cuối mỗi quý"
    assert due_in_words("E+2wd,E+12h") == "trong 2 ngày làm việc kể từ khi phát sinh; trong 12 giờ kể từ khi phát sinh"
    assert due_in_words("E+0h") == "ngay khi phát sinh"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("06-30,10-31", "30/06, 31/10"),
        ("Q", "hằng quý"),
        ("M", "hằng tháng"),
        ("E+12h", "khi phát sinh"),
        ("OPEN", "khi phát sinh"),
    ],
)
def test_the_words_of_a_narrow_column(text, words):
    assert short_due(text) == words


def test_every_due_text_of_the_plan_is_readable_and_fits_its_frequency():
    expected = {"annual": 1, "half_year": 2, "quarterly": 4, "continuous": 4, "monthly": 12, "event": 0}
    for task in read_yaml(HERE / "plan.yaml")["tasks"]:
        assert len(due_dates(task["due"], 2026)) == expected[task["freq"]], task["id"]
