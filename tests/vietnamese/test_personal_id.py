"""The twelve digits: reading them from people and spreadsheets, what they say, hiding them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese.outcomes import is_sentence, outcome
from vietnamese.errors import Unreadable
from vietnamese.partial_dates import PartialDate
from vietnamese.personal_id import (
    format_personal_id,
    mask_personal_id,
    meaning,
    parse_personal_id,
    warnings,
)
from vietnamese.provinces import PROVINCES

numbers = st.builds("{}{}".format, st.sampled_from(sorted(PROVINCES)), st.from_regex(r"[0-9]{9}", fullmatch=True))


@pytest.mark.parametrize(
    "value",
    ["051213000217", " 051 213 000 217 ", "051.213.000.217", "051-213-000-217", "'051213000217", "051213\u00a0000217"],
)
def test_separators_are_dropped(value):
    assert parse_personal_id(value) == "051213000217"


@pytest.mark.parametrize("value", ["51213000217", 51213000217, 51213000217.0, "51213000217.0"])
def test_eleven_digits_propose_the_lost_zero(value):
    with pytest.raises(Unreadable) as refused:
        parse_personal_id(value)
    assert str(refused.value) == "Số định danh có 11 chữ số, phải có 12. Có phải thiếu số 0 đầu?"
    assert refused.value.proposal == "051213000217"


def test_a_number_of_ha_noi_loses_two_zeros():
    with pytest.raises(Unreadable, match="thiếu hai số 0 đầu") as refused:
        parse_personal_id(1213000217)
    assert refused.value.proposal == "001213000217"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "Chưa ghi số định danh."),
        ("5.1213E+10", "Excel đã đổi số định danh thành dạng rút gọn"),
        ("5,12E+10", "Excel đã đổi số định danh thành dạng rút gọn"),
        ("05121300021O", "Số định danh có ký tự “O”, chỉ được có chữ số."),
        ("212345678", "Số có 9 chữ số là số chứng minh nhân dân cũ."),
        ("99213000217", "Số định danh có 11 chữ số, phải có 12. Kiểm tra lại với giấy tờ."),
        ("0512130002171", "Số định danh có 13 chữ số, phải có 12."),
        ("٠٥١٢١٣٠٠٠٢١٧", "Số định danh có ký tự"),
    ],
)
def test_errors_say_what_is_wrong_and_propose_nothing(value, sentence):
    with pytest.raises(Unreadable) as refused:
        parse_personal_id(value)
    assert str(refused.value).startswith(sentence)
    assert refused.value.proposal is None


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("051213000217", ("Quảng Ngãi", "male", 2013)),
        ("062319000217", ("Kon Tum", "female", 2019)),
        ("001085000217", ("Hà Nội", "male", 1985)),
        ("001185000217", ("Hà Nội", "female", 1985)),
        ("003413000217", (None, "male", 2113)),
    ],
)
def test_meaning(number, says):
    assert meaning(number) == says


def test_the_list_of_provinces_is_the_one_before_the_mergers():
    assert len(PROVINCES) == 63
    assert len(set(PROVINCES.values())) == 63
    assert PROVINCES["051"] == "Quảng Ngãi"
    assert PROVINCES["062"] == "Kon Tum"
    assert all("001" <= code <= "096" for code in PROVINCES)


def test_a_number_that_fits_has_no_warning():
    assert warnings("051213000217", sex="male", birth=date(2013, 5, 9)) == []
    assert warnings("051213000217") == []


def test_every_contradiction_is_a_sentence():
    assert warnings("003213000217", sex="female", birth=PartialDate(2015, 9)) == [
        "Ba chữ số đầu 003 không phải mã tỉnh đã biết. Kiểm tra lại với giấy khai sinh.",
        "Chữ số thứ tư của số định danh là 2, cho biết giới tính nam, nhưng giới tính ghi nữ. Kiểm tra lại cả hai.",
        "Số định danh chỉ năm sinh 2013, nhưng ngày sinh ghi năm 2015. Kiểm tra lại cả hai.",
    ]


def test_the_century_is_part_of_the_year():
    assert len(warnings("051013000217", birth=date(2013, 5, 9))) == 1


def test_an_unknown_sex_and_a_guessed_age_contradict_nothing():
    assert warnings("051213000217", sex="unknown", birth=PartialDate(2015, estimated=True)) == []


def test_shown_and_masked():
    assert format_personal_id("051213000217") == "051 213 000 217"
    assert mask_personal_id("051213000217") == "051 ••• ••• 217"


@given(numbers)
def test_every_number_survives_formatting_and_a_lost_zero(number):
    assert parse_personal_id(format_personal_id(number)) == number
    with pytest.raises(Unreadable) as refused:
        parse_personal_id(int(number))
    assert refused.value.proposal == number


@given(numbers)
def test_a_number_never_contradicts_itself(number):
    says = meaning(number)
    assert warnings(number, sex=says.sex, birth=date(says.birth_year, 6, 1)) == []
    assert len(warnings(number, sex="male" if says.sex == "female" else "female")) == 1


@given(st.text() | st.integers() | st.floats())
def test_anything_else_is_twelve_digits_or_refused_in_a_sentence(value):
    read = outcome(parse_personal_id, value)
    assert is_sentence(read) or (read.isdecimal() and len(read) == 12)
