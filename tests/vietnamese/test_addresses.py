"""The order of addresses: a street's houses together, by their numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.addresses import LONGEST, address_order


@pytest.mark.parametrize(
    "in_order",
    [
        ("Tổ 2", "Tổ 10"),
        ("số 9", "số 12"),
        ("9 Lê Lợi", "12 Lê Lợi", "12/4 Lê Lợi", "12/15 Lê Lợi", "12A Lê Lợi", "101 Lê Lợi"),
        ("100 Lê Lợi", "2 Trần Phú", "Số nhà 10 Trần Phú", "11 Trần Phú"),
        ("Hẻm 3, Lê Lợi", "Hẻm 20, Lê Lợi"),
        ("", "1 An Dương Vương"),
    ],
)
def test_streets_then_numbers(in_order):
    shuffled = [*in_order[1:], in_order[0]]
    assert sorted(shuffled, key=address_order) == list(in_order)


def test_an_address_that_is_only_a_number_stays_one():
    assert address_order("37") == "00037"


def test_the_number_of_a_street_named_after_a_day_is_its_own():
    assert address_order("12 đường 30 tháng 4") == "duong 00030 thang 00004 00012"


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(["{} Lê Lợi", "Tổ {}", "số {}", "Thôn 2, nhà {}"]))
def test_numbers_are_compared_as_numbers(one, other, place):
    keys = address_order(place.format(one)), address_order(place.format(other))
    assert (keys[0] < keys[1]) is (one < other)


@given(st.text(alphabet="1 /aĂ", max_size=200))
def test_the_key_of_any_text_fits_its_column_and_two_spellings_have_one(text):
    key = address_order(text)
    assert len(key) <= LONGEST
    assert address_order(text.lower()) == key
