"""Dates as people know, type and store them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese.outcomes import is_sentence, outcome
from vietnamese.errors import Unreadable
from vietnamese.partial_dates import PartialDate, Precision, from_excel_serial, parse_partial_date, read_cell

TODAY = date(2026, 11, 23)
FIRST, LAST = date(1900, 1, 1), TODAY

known_days = st.dates(FIRST, LAST).map(PartialDate.of)
known_months = st.dates(FIRST, LAST).map(lambda day: PartialDate(day.year, day.month))
known_years = st.integers(1901, TODAY.year).map(PartialDate)
guessed = st.integers(0, 99).map(lambda age: PartialDate.from_age(age, on=TODAY))
guessed_infants = st.integers(0, 23).map(lambda months: PartialDate.from_age_in_months(months, on=TODAY))
partial_dates = known_days | known_months | known_years | guessed | guessed_infants


class TestParts:
    @pytest.mark.parametrize(
        ("parts", "precision", "earliest", "latest"),
        [
            ((2019, 3, 14), Precision.DAY, date(2019, 3, 14), date(2019, 3, 14)),
            ((2020, 2), Precision.MONTH, date(2020, 2, 1), date(2020, 2, 29)),
            ((2017,), Precision.YEAR, date(2017, 1, 1), date(2017, 12, 31)),
            ((2017, None, None, True), Precision.ESTIMATED, date(2016, 1, 1), date(2017, 12, 31)),
            ((2026, 1, None, True), Precision.ESTIMATED, date(2025, 12, 1), date(2026, 1, 31)),
        ],
    )
    def test_precision_and_range(self, parts, precision, earliest, latest):
        known = PartialDate(*parts)
        assert (known.precision, known.earliest(), known.latest()) == (precision, earliest, latest)

    @pytest.mark.parametrize("parts", [(2019, 2, 29), (2019, 13), (2019, None, 5), (0,), (2019, 3, 14, True)])
    def test_impossible_parts_are_refused(self, parts):
        with pytest.raises(ValueError):
            PartialDate(*parts)

    @given(st.integers(0, 30), st.dates(date(2000, 1, 1), TODAY))
    def test_a_guessed_age_covers_every_day_that_gives_this_age(self, age, on):
        guess = PartialDate.from_age(age, on=on)
        assert guess.earliest() <= on.replace(year=on.year - age - 1, day=min(on.day, 28)) + timedelta(days=1)
        assert guess.latest() >= on.replace(year=on.year - age, day=min(on.day, 28))


class TestShowing:
    @pytest.mark.parametrize(
        ("parts", "shown"),
        [
            ((2019, 3, 14), "14/03/2019"),
            ((2019, 9), "09/2019"),
            ((2017,), "2017"),
            ((2017, None, None, True), "khoảng 9 tuổi"),
            ((2026, 5, None, True), "khoảng 6 tháng tuổi"),
            ((2023, 5, None, True), "khoảng 3 tuổi"),
        ],
    )
    def test_as_precisely_as_known(self, parts, shown):
        assert PartialDate(*parts).display(TODAY) == shown

    def test_an_estimate_without_a_day_to_count_to(self):
        assert str(PartialDate(2017, estimated=True)) == "khoảng năm 2017"
        assert str(PartialDate(2026, 5, estimated=True)) == "khoảng tháng 05/2026"

    @pytest.mark.parametrize("written", ["2019-03-14", "2019-09", "2017", "2017~", "2026-05~"])
    def test_stored_form(self, written):
        assert PartialDate.fromisoformat(written).isoformat() == written

    @pytest.mark.parametrize("written", ["", "2019-3-14", "19", "2019-03-14~", "2019-02-30", "14/03/2019"])
    def test_other_text_is_no_stored_form(self, written):
        with pytest.raises(ValueError):
            PartialDate.fromisoformat(written)

    @given(partial_dates)
    def test_what_is_stored_or_shown_reads_back(self, known):
        assert PartialDate.fromisoformat(known.isoformat()) == known
        assert parse_partial_date(known.isoformat(), on=TODAY) == known
        assert parse_partial_date(str(known), on=TODAY) == known
        assert known.earliest() <= known.latest()


class TestTyped:
    @pytest.mark.parametrize(
        "typed",
        ["5/9/2015", "05/09/2015", "05.09.15", "5-9-2015", "5 9 2015", " 05 / 09 / 2015 ", "05,09,2015", "05092015"],
    )
    def test_a_day(self, typed):
        assert parse_partial_date(typed, on=TODAY) == PartialDate(2015, 9, 5)

    @pytest.mark.parametrize(
        "typed",
        ["2015-09-05", "2015/9/5", "2015-09-05T00:00:00", "2015-09-05 00:00:00", "5/9/2015 0:00"],
    )
    def test_a_day_from_other_programs(self, typed):
        assert parse_partial_date(typed, on=TODAY) == PartialDate(2015, 9, 5)

    @pytest.mark.parametrize(
        "typed",
        [
            "ngày 5 tháng 9 năm 2015",
            "Ngày 05 tháng 9 năm 2015",
            "5 tháng 9 năm 2015",
            "nga\u0300y 5 tha\u0301ng 9 n\u0103m 2015",
        ],
    )
    def test_a_day_in_words(self, typed):
        assert parse_partial_date(typed, on=TODAY) == PartialDate(2015, 9, 5)

    @pytest.mark.parametrize("typed", ["09/2015", "9/2015", "9-2015", "09.2015", "tháng 9 năm 2015", "2015-09"])
    def test_a_month(self, typed):
        assert parse_partial_date(typed, on=TODAY) == PartialDate(2015, 9)

    @pytest.mark.parametrize("typed", ["2015", " 2015 ", "năm 2015", "sinh năm 2015"])
    def test_a_year(self, typed):
        assert parse_partial_date(typed, on=TODAY) == PartialDate(2015)

    @pytest.mark.parametrize(
        "typed", ["khoảng 9 tuổi", "Khoảng 9", "~9 tuổi", "9 tuổi", "chừng 9 tuổi", "khoảng năm 2017", "2017~"]
    )
    def test_a_guessed_age(self, typed):
        assert parse_partial_date(typed, on=TODAY) == PartialDate(2017, estimated=True)

    @pytest.mark.parametrize("typed", ["khoảng 6 tháng", "6 tháng tuổi", "khoảng tháng 5/2026", "~05/2026"])
    def test_a_guessed_age_of_an_infant(self, typed):
        assert parse_partial_date(typed, on=TODAY) == PartialDate(2026, 5, estimated=True)

    @pytest.mark.parametrize(
        ("typed", "year"), [("1/1/00", 2000), ("1/1/26", 2026), ("1/1/27", 1927), ("1/1/85", 1985), ("1/1/99", 1999)]
    )
    def test_years_of_two_digits_are_the_last_hundred(self, typed, year):
        assert parse_partial_date(typed, on=TODAY).year == year

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("", "Chưa ghi ngày sinh."),
            ("31/02/2015", "Ngày 31 không có: tháng 02/2015 chỉ có 28 ngày."),
            ("0/5/2015", "Ngày 0 không có"),
            ("40/50/2015", "Tháng 50 không có. Tháng là từ 1 đến 12."),
            ("13/2015", "Tháng 13 không có."),
            ("05/09/2027", "05/09/2027 ở sau ngày 23/11/2026. Kiểm tra lại năm."),
            ("12/2026", "12/2026 ở sau ngày 23/11/2026."),
            ("1815", "Năm 1815 quá xa."),
            ("0000", "Năm 0000 không có."),
            ("150 tuổi", "Năm 1876 quá xa."),
            ("9", "“9” chưa đủ để biết năm sinh."),
            ("5/9", "“5/9” chưa đủ để biết năm sinh."),
            ("tháng 9", "“tháng 9” chưa đủ để biết năm sinh."),
            ("không rõ", "Không đọc được ngày “không rõ”."),
        ],
    )
    def test_errors_say_what_is_wrong(self, typed, sentence):
        with pytest.raises(Unreadable) as refused:
            parse_partial_date(typed, on=TODAY)
        assert str(refused.value).startswith(sentence)
        assert refused.value.proposal is None

    def test_day_and_month_the_american_way_are_a_question(self):
        with pytest.raises(Unreadable) as refused:
            parse_partial_date("9/25/2015", on=TODAY)
        assert str(refused.value) == "Tháng 25 không có. Có phải 25/09/2015?"
        assert parse_partial_date(refused.value.proposal, on=TODAY) == PartialDate(2015, 9, 25)

    @given(st.dates(FIRST, LAST), st.sampled_from(["{0:%d/%m/%Y}", "{0.day}.{0.month}.{0.year}", "{0:%Y-%m-%d}"]))
    def test_every_day_is_read_in_every_way_of_writing(self, day, written):
        assert parse_partial_date(written.format(day), on=TODAY) == PartialDate.of(day)

    @given(st.text() | st.text("0123456789/.- tuổingàythánăm~"))
    def test_any_text_is_a_date_not_after_today_or_refused_in_a_sentence(self, typed):
        read = outcome(parse_partial_date, typed, on=TODAY)
        assert is_sentence(read) or read.earliest() <= TODAY


class TestSpreadsheets:
    @pytest.mark.parametrize(
        ("serial", "day"),
        [(1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (43713.9, "2019-09-05"), (2958465, "9999-12-31")],
    )
    def test_serials_of_the_1900_calendar(self, serial, day):
        assert from_excel_serial(serial) == date.fromisoformat(day)

    @pytest.mark.parametrize(
        ("serial", "day"), [(0, "1904-01-01"), (59, "1904-02-29"), (42251, "2019-09-05"), (2957003, "9999-12-31")]
    )
    def test_serials_of_the_1904_calendar(self, serial, day):
        assert from_excel_serial(serial, epoch_1904=True) == date.fromisoformat(day)

    @pytest.mark.parametrize(
        ("serial", "epoch_1904"), [(0, False), (60, False), (-1, False), (2958466, False), (-1, True), (2957004, True)]
    )
    def test_days_that_never_were_are_refused(self, serial, epoch_1904):
        with pytest.raises(Unreadable, match="không phải là ngày"):
            from_excel_serial(serial, epoch_1904=epoch_1904)

    @given(st.integers(61, 2_958_465))
    def test_both_calendars_are_1462_days_apart(self, serial):
        if serial >= 1462:
            assert from_excel_serial(serial) == from_excel_serial(serial - 1462, epoch_1904=True)

    @pytest.mark.parametrize(
        ("value", "known"),
        [
            (datetime(2019, 9, 5, 0, 0), PartialDate(2019, 9, 5)),
            (date(2019, 9, 5), PartialDate(2019, 9, 5)),
            (43713, PartialDate(2019, 9, 5)),
            (43713.0, PartialDate(2019, 9, 5)),
            ("43713", PartialDate(2019, 9, 5)),
            ("43713.0", PartialDate(2019, 9, 5)),
            (2015, PartialDate(2015)),
            (2015.0, PartialDate(2015)),
            (9.2015, PartialDate(2015, 9)),
            (10.201, PartialDate(2010, 10)),
            (5092015, PartialDate(2015, 9, 5)),
            (1012015, PartialDate(2015, 1, 1)),
            ("05.09.15", PartialDate(2015, 9, 5)),
        ],
    )
    def test_cells(self, value, known):
        assert read_cell(value, on=TODAY) == known

    def test_a_cell_of_an_old_mac_file(self):
        assert read_cell(42251, on=TODAY, epoch_1904=True) == PartialDate(2019, 9, 5)

    @pytest.mark.parametrize("value", [None, "", "x", True, float("nan"), float("inf"), -5, 0.5, 9.9, 10**12, 60, 9])
    def test_cells_without_a_date(self, value):
        with pytest.raises(Unreadable):
            read_cell(value, on=TODAY)

    def test_a_date_after_today_is_refused_from_a_cell_too(self):
        with pytest.raises(Unreadable, match="ở sau ngày"):
            read_cell(date(2027, 1, 1), on=TODAY)


class TestTwoDates:
    def test_a_day_may_lie_in_a_month_or_a_year_and_in_no_other(self):
        day = PartialDate(2015, 9, 5)
        assert all(day.may_be(each) and each.may_be(day) for each in (PartialDate(2015, 9), PartialDate(2015), day))
        assert not any(day.may_be(each) for each in (PartialDate(2015, 8), PartialDate(2014), PartialDate(2015, 9, 6)))

    def test_day_and_month_in_each_others_place(self):
        assert PartialDate(2015, 9, 5).is_turned(PartialDate(2015, 5, 9))
        assert not PartialDate(2015, 9, 5).is_turned(PartialDate(2015, 9, 5))
        assert not PartialDate(2015, 9).is_turned(PartialDate(2015, 9))
