"""Telephone numbers: stored as digits, shown in groups."""

import re

from vietnamese.errors import Unreadable
from vietnamese.names import normalise

_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{9}")  # area code and number together: 0255 3822 123, 024 3822 1234
_TWO_DIGIT_AREAS = ("024", "028")  # Hà Nội, TP Hồ Chí Minh
_DEMO = re.compile(r"0000\d{6}")  # never assigned: no demo message can reach anybody

# Eleven-digit mobile numbers until November 2018: old prefix → prefix today
_RENUMBERED = {f"016{digit}": f"03{digit}" for digit in "23456789"} | {
    "0120": "070",
    "0121": "079",
    "0122": "077",
    "0123": "083",
    "0124": "084",
    "0125": "085",
    "0126": "076",
    "0127": "081",
    "0128": "078",
    "0129": "082",
    "0186": "056",
    "0188": "058",
    "0199": "059",
}


def parse_phone(text: str | int | float, *, demo: bool = False) -> str:
    """The digits of a Vietnamese mobile or landline number; +84 becomes 0.

    `demo` also accepts the numbers of demo data, which start with 0000. Raises `Unreadable`, with a
    `proposal` where a leading zero is lost or the prefix was replaced in 2018.
    """
    typed = normalise(f"{text:.0f}" if isinstance(text, float) else str(text))
    if not typed:
        raise Unreadable("Chưa ghi số điện thoại.")
    digits = re.sub(r"[\s.,\-()]", "", typed)
    digits = re.sub(r"^(\+84|0084|84(?=\d{9,10}$))0?", "0", digits)
    if not re.fullmatch(r"\d+", digits, re.ASCII):
        raise Unreadable("Số điện thoại có ký tự không phải chữ số. Mỗi ô ghi một số, ví dụ 0905 123 456.")
    if not (_is_phone(digits) or (demo and _DEMO.fullmatch(digits))):
        raise _not_a_phone(digits)
    return digits


def format_phone(digits: str) -> str:
    """0905 123 456, 0255 3822 123, 024 3822 1234"""
    if _LANDLINE.fullmatch(digits):
        area = 3 if digits.startswith(_TWO_DIGIT_AREAS) else 4
        return f"{digits[:area]} {digits[area : area + 4]} {digits[area + 4 :]}"
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}".strip()


def _is_phone(digits: str) -> bool:
    return bool(_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits))


def _not_a_phone(digits: str) -> Unreadable:
    proposal = _RENUMBERED[digits[:4]] + digits[4:] if digits[:4] in _RENUMBERED else "0" + digits
    count = len(digits)
    if _is_phone(proposal):
        shown = format_phone(proposal)
        if proposal.endswith(digits):
            return Unreadable(f"Số điện thoại có {count} chữ số, thiếu số 0 đầu. Có phải {shown}?", proposal)
        return Unreadable(f"Đầu số {digits[:4]} đã đổi từ năm 2018. Có phải {shown}?", proposal)
    if digits.startswith("02"):
        return Unreadable(f"Số máy bàn có {count} chữ số, phải có 11 kể cả mã vùng, ví dụ 0255 3822 123.")
    if count == 10:
        return Unreadable(f"Không có đầu số {digits[:2]}. Số di động bắt đầu bằng 03, 05, 07, 08 hoặc 09.")
    return Unreadable(f"Số điện thoại có {count} chữ số, số di động có 10. Mỗi ô ghi một số.")
