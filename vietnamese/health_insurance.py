"""Numbers of health-insurance cards (thẻ BHYT)."""

import re

from vietnamese.errors import Unreadable

LENGTH_OF_CODE = 10  # the social-insurance code, which is the number of a card from 2021 on


def parse_health_insurance(text: str | int | float) -> str:
    """Two letters and 13 digits, or the ten digits of the social-insurance code.

    Raises `Unreadable`, with a `proposal` where a spreadsheet has taken the zeros in front.
    """
    typed = f"{text:.0f}" if isinstance(text, float) else str(text)
    card = re.sub(r"[\s.\-]", "", typed).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{13}|\d{10}", card, re.ASCII):
        lost_zeros = not isinstance(text, str) and LENGTH_OF_CODE - 2 <= len(card) < LENGTH_OF_CODE
        raise Unreadable(
            f"Số thẻ BHYT có {len(card)} ký tự. Ghi 15 ký tự như TE1 51 … hoặc 10 chữ số của mã thẻ mới.",
            card.zfill(LENGTH_OF_CODE) if lost_zeros else None,
        )
    return card
