"""The 12-digit personal number (số định danh cá nhân): PPP province, C century and sex, YY year, 6 digits.

Nghị định 137/2015/NĐ-CP, Điều 13. Stored as text: the first digit is a zero for everyone born in Vietnam.
"""

import re
from datetime import date
from typing import Literal, NamedTuple

from vietnamese.errors import Unreadable
from vietnamese.names import normalise
from vietnamese.partial_dates import PartialDate
from vietnamese.provinces import PROVINCES

Sex = Literal["male", "female", "unknown"]
_SEX_WORDS = {"male": "nam", "female": "nữ"}
_LENGTH = 12


class Meaning(NamedTuple):
    province: str | None  # None for a code not on the list
    sex: Literal["male", "female"]
    birth_year: int


def parse_personal_id(value: str | int | float) -> str:
    """The twelve digits of what was typed or of a cell. Raises `Unreadable`, with a `proposal` where leading
    zeros seem lost (numbers in Excel: 11 digits, 10 for Hà Nội and Hà Giang).
    """
    text = _text(value)
    if not text:
        raise Unreadable("Chưa ghi số định danh.")
    if re.fullmatch(r"\d([.,]\d+)?e\+?\d+", text, re.IGNORECASE):
        raise Unreadable("Excel đã đổi số định danh thành dạng rút gọn và làm mất chữ số. Chép lại số từ giấy tờ.")
    digits = re.sub(r"[\s.\-]", "", text.lstrip("'"))
    if strange := re.search(r"[^0-9]", digits):
        raise Unreadable(f"Số định danh có ký tự “{strange[0]}”, chỉ được có chữ số. Kiểm tra lại với giấy tờ.")
    if len(digits) != _LENGTH:
        raise _wrong_length(digits)
    return digits


def meaning(number: str) -> Meaning:
    """What the twelve digits say. C counts centuries from 1900 in pairs: even male, odd female."""
    century_and_sex = int(number[3])
    year = 1900 + 100 * (century_and_sex // 2) + int(number[4:6])
    return Meaning(PROVINCES.get(number[:3]), "female" if century_and_sex % 2 else "male", year)


def warnings(number: str, *, sex: Sex = "unknown", birth: date | PartialDate | None = None) -> list[str]:
    """What does not fit, as sentences to confirm. Never an error: civil status can have been corrected.

    An estimated birth is not compared.
    """
    says = meaning(number)
    found = []
    if says.province is None:
        found.append(f"Ba chữ số đầu {number[:3]} không phải mã tỉnh đã biết. Kiểm tra lại với giấy khai sinh.")
    if sex != "unknown" and sex != says.sex:
        found.append(
            f"Chữ số thứ tư của số định danh là {number[3]}, cho biết giới tính {_SEX_WORDS[says.sex]}, "
            f"nhưng giới tính ghi {_SEX_WORDS[sex]}. Kiểm tra lại cả hai."
        )
    if birth and not (isinstance(birth, PartialDate) and birth.estimated) and birth.year != says.birth_year:
        found.append(
            f"Số định danh chỉ năm sinh {says.birth_year}, nhưng ngày sinh ghi năm {birth.year}. Kiểm tra lại cả hai."
        )
    return found


def format_personal_id(number: str) -> str:
    """051 213 000 217"""
    return " ".join(number[start : start + 3] for start in range(0, len(number), 3))


def mask_personal_id(number: str) -> str:
    """051 ••• ••• 217: the birth year, the sex and half of the random digits stay hidden."""
    return f"{number[:3]} ••• ••• {number[-3:]}"


def _text(value: str | int | float) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else str(value)
    # "51213000217.0": a number that went through text; the dot is no separator here
    return re.sub(r"(?<=\d{9})\.0+$", "", normalise(str(value)))


def _wrong_length(digits: str) -> Unreadable:
    count = len(digits)
    completed = digits.zfill(_LENGTH)
    if count in (10, 11) and completed[:3] in PROVINCES:
        zeros = "số 0 đầu" if count == 11 else "hai số 0 đầu"
        return Unreadable(f"Số định danh có {count} chữ số, phải có 12. Có phải thiếu {zeros}?", completed)
    if count == 9:
        return Unreadable("Số có 9 chữ số là số chứng minh nhân dân cũ. Ghi số định danh có 12 chữ số.")
    return Unreadable(f"Số định danh có {count} chữ số, phải có 12. Kiểm tra lại với giấy tờ.")
