"""A child's papers in words: number, book, date, place; a card and how long it is good."""

from collections.abc import Iterator
from datetime import date

from children.models import Child
from vietnamese.formats import format_date


def papers_of(child: Child, on: date, *, numbers: bool) -> Iterator[tuple[str, str]]:
    """Each paper that is known, with its label. Numbers of cards only for those who may see them."""
    lines = (
        ("Giấy khai sinh", _certificate(child)),
        ("Thẻ BHYT", _insurance(child, on, numbers=numbers)),
        ("Thẻ căn cước", _joined(_day("cấp ngày", child.identity_issued_on), child.identity_place)),
    )
    return (line for line in lines if line[1])


def _certificate(child: Child) -> str:
    number = f"số {child.birth_certificate}" if child.birth_certificate else ""
    book = f"quyển số {child.birth_certificate_book}" if child.birth_certificate_book else ""
    return _joined(number, book, _day("đăng ký", child.birth_registered_on), child.birth_certificate_place)


def _insurance(child: Child, on: date, *, numbers: bool) -> str:
    if not child.health_insurance:
        return ""
    until = child.health_insurance_until
    term = _day("đã hết hạn" if until and until < on else "đến", until)
    place = f"khám ban đầu tại {child.health_insurance_place}" if child.health_insurance_place else ""
    number = child.health_insurance if numbers else "Đã có"
    return _joined(number, _day("từ", child.health_insurance_from), term, place)


def _day(words: str, day: date | None) -> str:
    return f"{words} {format_date(day)}" if day else ""


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))
