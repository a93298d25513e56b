"""Addresses in the order in which somebody walks by: street by street, and in a street by the numbers."""

import re

from vietnamese.names import search_key

_NUMBER = re.compile(r"^(?:so (?:nha )?)?(\d+[a-z]?(?: \d+[a-z]?)*)(?: (?!\d)|$)")  # 12, 12a, 12 4, so nha 12
_DIGITS = re.compile(r"\d+")
_WIDTH = 5
LONGEST = 300  # of a key: the rest of an address without end does not count


def address_order(address: str) -> str:
    """An ASCII string that sorts by bytes (COLLATE "C"): số 9 before số 12, Tổ 2 before Tổ 10, and the houses of one
    street together.

    "12/4 Trần Phú" gives "tran phu 00012 00004": the number of the house stands behind the street's name.
    """
    words = search_key(address)
    if house := _NUMBER.match(words):
        words = f"{words[house.end() :]} {house[1]}".strip()
    return _DIGITS.sub(lambda digits: digits[0].zfill(_WIDTH), words)[:LONGEST]
