"""Telephone numbers: Vietnamese mobiles and landlines, and demo numbers that reach nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese.outcomes import is_sentence, outcome
from vietnamese.errors import Unreadable
from vietnamese.phones import format_phone, parse_phone

phones = st.from_regex(r"0[35789][0-9]{8}|0255[0-9]{7}|02[48][0-9]{8}", fullmatch=True)


@pytest.mark.parametrize(
    "typed",
    ["0905123456", "0905 123 456", "0905.123.456", "0905-123-456", " 0905\u00a0123456"],
)
def test_a_mobile(typed):
    assert parse_phone(typed) == "0905123456"


@pytest.mark.parametrize(
    "typed", ["+84905123456", "+84 905 123 456", "84905123456", "0084905123456", "(+84) 0905123456"]
)
def test_a_mobile_with_the_country_code(typed):
    assert parse_phone(typed) == "0905123456"


@pytest.mark.parametrize("typed", ["02553822123", "0255 3822 123", "(0255) 3.822.123", "+84 255 3822 123"])
def test_a_landline_of_quang_ngai(typed):
    assert parse_phone(typed) == "02553822123"


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("0905123456", "0905 123 456"),
        ("02553822123", "0255 3822 123"),
        ("02438221234", "024 3822 1234"),
        ("0000000123", "0000 000 123"),
    ],
)
def test_shown_in_groups(digits, shown):
    assert format_phone(digits) == shown


def test_demo_numbers_are_phones_only_in_demo_data():
    assert parse_phone("0000 000 123", demo=True) == "0000000123"
    with pytest.raises(Unreadable):
        parse_phone("0000 000 123")


@pytest.mark.parametrize("value", ["905123456", 905123456, 905123456.0])
def test_a_lost_zero_is_proposed(value):
    with pytest.raises(Unreadable) as refused:
        parse_phone(value)
    assert str(refused.value) == "Số điện thoại có 9 chữ số, thiếu số 0 đầu. Có phải 0905 123 456?"
    assert refused.value.proposal == "0905123456"


@pytest.mark.parametrize(("old", "new"), [("01651234567", "0351234567"), ("01231234567", "0831234567")])
def test_a_prefix_of_before_2018_is_proposed_anew(old, new):
    with pytest.raises(Unreadable, match="đã đổi từ năm 2018") as refused:
        parse_phone(old)
    assert refused.value.proposal == new


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Chưa ghi số điện thoại."),
        ("không có", "Số điện thoại có ký tự không phải chữ số."),
        ("0405123456", "Không có đầu số 04."),
        ("0255382212", "Số máy bàn có 10 chữ số, phải có 11 kể cả mã vùng"),
        ("09051234567", "Số điện thoại có 11 chữ số, số di động có 10."),
        ("0905123456/0914123456", "Số điện thoại có ký tự"),
        ("0905123456 0914123456", "Số điện thoại có 20 chữ số"),
    ],
)
def test_errors_say_what_is_wrong(typed, sentence):
    with pytest.raises(Unreadable) as refused:
        parse_phone(typed)
    assert str(refused.value).startswith(sentence)
    assert refused.value.proposal is None


@given(phones)
def test_every_number_survives_formatting_and_the_country_code(digits):
    assert parse_phone(digits) == digits
    assert parse_phone(format_phone(digits)) == digits
    assert parse_phone("+84" + digits[1:]) == digits


@given(st.text() | st.integers() | st.floats())
def test_anything_else_is_digits_or_refused_in_a_sentence(value):
    read = outcome(parse_phone, value)
    if is_sentence(read):
        assert read.proposal is None or parse_phone(read.proposal) == read.proposal
    else:
        assert read.isdecimal()
