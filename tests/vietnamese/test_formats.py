"""Numbers, money, dates, time left: as on the screens and as Nghị định 30/2020 wants them on paper."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese import formats
from vietnamese.due_dates import due_before

NOW = datetime(2026, 11, 23, 16, 3)


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1234567, None, "1.234.567"),
        (999, None, "999"),
        (12.5, None, "12,5"),
        (12.0, None, "12"),
        (1e6, None, "1.000.000"),
        (Decimal("12.50"), None, "12,5"),
        (Decimal("1E+3"), None, "1.000"),
        (-1234, None, "-1.234"),
        (12, 1, "12,0"),
        (2.675, 2, "2,68"),
        (0.25, 1, "0,3"),
        (0.35, 1, "0,4"),
        (-0.04, 1, "0,0"),
        (0, None, "0"),
        (999.95, 1, "1.000,0"),
    ],
)
def test_numbers(value, places, written):
    assert formats.format_number(value, places) == written


@given(st.integers())
def test_whole_numbers_keep_every_digit(value):
    written = formats.format_number(value)
    assert int(written.replace(".", "")) == value
    assert all(len(group) == 3 for group in written.lstrip("-").split(".")[1:])


@given(st.decimals(-(10**9), 10**9, places=4))
def test_rounding_is_to_the_nearest_and_half_up(value):
    written = Decimal(formats.format_number(value, 1).replace(".", "").replace(",", "."))
    assert abs(written - value) <= Decimal("0.05")
    if abs(written - value) == Decimal("0.05"):
        assert abs(written) > abs(value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (formats.format_percent(95.6), "95,6%"),
        (formats.format_money(1250000), "1.250.000 đồng"),
        (formats.format_count(5, "trẻ em"), "05 trẻ em"),
        (formats.format_count(12, "vụ"), "12 vụ"),
        (formats.format_count(0, "vụ"), "0 vụ"),
        (formats.format_count(1204), "1.204"),
        (formats.unbroken("05 trẻ em"), "05\u00a0trẻ\u00a0em"),
    ],
)
def test_rates_money_and_counts(written, expected):
    assert written == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (formats.format_date(date(2026, 9, 5)), "05/09/2026"),
        (formats.format_day_month(date(2026, 9, 5)), "05/09"),
        (formats.long_date(date(2026, 1, 5)), "ngày 05 tháng 01 năm 2026"),
        (formats.long_date(date(2026, 2, 28)), "ngày 28 tháng 02 năm 2026"),
        (formats.long_date(date(2026, 3, 20)), "ngày 20 tháng 3 năm 2026"),
        (formats.long_date(date(2026, 11, 20)), "ngày 20 tháng 11 năm 2026"),
        (formats.weekday_date(date(2026, 11, 23)), "Thứ Hai, 23/11/2026"),
        (formats.weekday_date(date(2026, 11, 29)), "Chủ nhật, 29/11/2026"),
        (formats.format_time(time(9, 5)), "09:05"),
        (formats.format_time(datetime(2026, 11, 23, 16, 35)), "16:35"),
        (formats.format_moment(datetime(2026, 11, 23, 16, 8)), "16:08 ngày 23/11/2026"),
    ],
)
def test_dates_and_times(written, expected):
    assert written == expected


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=3, minutes=12), "Còn 3 giờ 12 phút"),
        (timedelta(hours=3, minutes=5, seconds=59), "Còn 3 giờ 05 phút"),
        (timedelta(hours=3), "Còn 3 giờ"),
        (timedelta(minutes=48), "Còn 48 phút"),
        (timedelta(seconds=20), "Còn chưa đến 1 phút"),
        (timedelta(days=1, hours=5), "Còn 1 ngày 5 giờ"),
        (timedelta(days=4, hours=5), "Còn 4 ngày"),
        (timedelta(0), "Quá hạn chưa đến 1 phút"),
        (-timedelta(hours=1, minutes=5), "Quá hạn 1 giờ 05 phút"),
        (-timedelta(days=1), "Quá hạn 1 ngày"),
        (-timedelta(days=23, hours=7), "Quá hạn 23 ngày"),
    ],
)
def test_the_clock_is_a_sentence(left, words):
    assert formats.remaining_time(NOW + left, NOW) == words


@pytest.mark.parametrize(
    ("days", "working", "words"),
    [
        (2, True, "Còn 2 ngày làm việc"),
        (4, False, "Còn 4 ngày"),
        (0, True, "Hạn là hôm nay"),
        (-1, False, "Quá hạn 1 ngày"),
        (-3, True, "Quá hạn 3 ngày làm việc"),
    ],
)
def test_deadlines_in_days(days, working, words):
    assert formats.remaining_days(days, working=working) == words


def test_finished_in_time_or_late():
    due = datetime(2026, 11, 23, 19, 15)
    assert formats.finished(datetime(2026, 11, 23, 14, 20), due) == "Xong đúng hạn, 14:20"
    assert formats.finished(due, due) == "Xong đúng hạn, 19:15"
    assert formats.finished(due + timedelta(hours=2), due) == "Xong, trễ 2 giờ"


@pytest.mark.parametrize(("number", "numeral"), [(1, "I"), (4, "IV"), (8, "VIII"), (49, "XLIX"), (2026, "MMXXVI")])
def test_roman_numerals(number, numeral):
    assert formats.roman(number) == numeral


def test_every_roman_numeral_is_different_and_adds_up():
    values = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
    for number in range(1, 4000):
        digits = [values[letter] for letter in formats.roman(number)]
        signed = [-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True)]
        assert sum(signed) == number
    for number in (0, 4000):
        with pytest.raises(ValueError):
            formats.roman(number)


def test_before_a_day_means_the_day_before():
    assert due_before(date(2026, 11, 30)) == date(2026, 11, 29)
    assert due_before(date(2026, 3, 1)) == date(2026, 2, 28)
