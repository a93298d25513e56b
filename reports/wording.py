"""Figures as administrative Vietnamese: sentences, comparisons with last year, table cells, dates on paper.

A fact's template is a sentence in which `{children}` stands for a figure, `{children:change}` for its
comparison with last year, `{PL01}` for an annex, and `[, chiếm {share} dân số]` for a part that is left out
when one of its figures is missing. What was left out because nobody reported it is named at the end: "Dân
số phường: chưa có số liệu."
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from reports.snapshot import NOT_APPLICABLE, WITHHELD, Cell, Fact, Figure, Kind, Number, Snapshot, decimals, half_up
from vietnamese.formats import format_count, format_date, format_number, long_date

NOT_REPORTED = "chưa có số liệu"
NOT_REPORTED_SIGN = "…"
GAP = "\u00a0" * 6  # where the clerk writes number or day by hand

_RATE_UNITS = ("%", "‰", "/100.000")
_PART = re.compile(r"\[(?P<optional>[^\[\]]*)\]|(?P<always>[^\[\]]+)")
_PLACE = re.compile(r"\{(?P<name>\w+)(?::(?P<form>\w+))?\}")


class BadTemplate(ValueError):
    """A fact's template names a figure, an annex or a form that does not exist."""


@dataclass(frozen=True)
class Words:
    """What a sentence may refer to besides its own figures."""

    year: int
    annexes: dict[str, str] = field(default_factory=dict)  # PL01 → I

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Words":
        return cls(snapshot.year, {each.code: each.number for each in snapshot.annexes})


def say(fact: Fact, words: Words) -> str:
    """The fact as a finished sentence."""
    said, missing = "", []
    for part in _PART.finditer(fact.template):
        text = part["optional"] or part["always"] or ""
        figures = [each for each, _ in _figures(text, fact)]
        unreported = [each for each in figures if not each.is_reported]
        if part["always"] and any(_cannot_be_said(each) for each in figures):
            return _list(fact)
        missing += unreported
        if not (part["optional"] and _to_leave_out(text, fact)):
            said += _filled(text, fact, words)
    return " ".join([said, _sentence(f"{each.name}: {NOT_REPORTED}" for each in _unique(missing))]).strip()


def _list(fact: Fact) -> str:
    """A fact whose main figure is missing: each figure under its name, so that nothing reported is lost."""
    return _sentence(
        f"{each.name}: {NOT_REPORTED if _cannot_be_said(each) else amount(each)}" for each in fact.figures.values()
    )


def _cannot_be_said(figure: Figure) -> bool:
    """Nobody reported it, or it is a rate of nobody: “0/0, đạt -” says nothing."""
    return figure.value is None and not figure.withheld


def _to_leave_out(text: str, fact: Fact) -> bool:
    return any(
        not figure.is_reported
        or figure.withheld
        or figure.value is None
        or (form == "change" and figure.previous is None)
        for figure, form in _figures(text, fact)
    )


def _filled(text: str, fact: Fact, words: Words) -> str:
    def one(place: re.Match[str]) -> str:
        name, form = place["name"], place["form"] or "amount"
        if name in words.annexes:
            return f"Phụ lục {words.annexes[name]}"
        return _phrase(_figure(name, fact), form, words)

    return _PLACE.sub(one, text)


def _figures(text: str, fact: Fact) -> list[tuple[Figure, str]]:
    places = [place for place in _PLACE.finditer(text) if not place["name"].startswith("PL")]
    return [(_figure(place["name"], fact), place["form"] or "amount") for place in places]


def _figure(name: str, fact: Fact) -> Figure:
    try:
        return fact.figures[name]
    except KeyError:
        raise BadTemplate(f"{{{name}}} in “{fact.template}”") from None


def _phrase(figure: Figure, form: str, words: Words) -> str:
    match form:
        case "amount":
            return amount(figure)
        case "number":
            return amount(figure).split(" ")[0]
        case "ratio":
            return made_of(figure)
        case "full":
            return f"{amount(figure)} ({made_of(figure)})"
        case "change":
            return change(figure, words.year - 1)
    raise BadTemplate(f"no form “{form}”")


def amount(figure: Figure) -> str:
    """14.862 trẻ em, 05 trẻ em, 59,4%, 67,3/100.000, 1.250.000 đồng."""
    if figure.withheld:
        return WITHHELD if figure.unit in _RATE_UNITS else f"{WITHHELD} {figure.unit}"
    return NOT_APPLICABLE if figure.value is None else _measured(figure.value, figure)


def made_of(figure: Figure) -> str:
    """What a rate was made of: 41/69 nhiệm vụ; withheld, still of what: (*) trẻ em."""
    if figure.withheld:
        return f"{WITHHELD} {figure.num_unit}".rstrip()
    if figure.numerator is None or figure.denominator is None:
        return NOT_APPLICABLE
    return f"{format_count(figure.numerator)}/{format_count(figure.denominator)} {figure.num_unit}".rstrip()


def change(figure: Figure, last_year: int) -> str:
    """tăng 118 trẻ em, tương đương 0,8% so với cùng kỳ năm 2025"""
    now, before = figure.value, figure.previous
    if figure.withheld:
        return WITHHELD
    if now is None or before is None:
        return f"chưa có số liệu cùng kỳ năm {last_year} để so sánh"
    since = f"so với cùng kỳ năm {last_year}"
    if now == before:
        return f"không thay đổi {since}"
    verb = "tăng" if now > before else "giảm"
    difference: Number = max(now, before) - min(now, before)
    if figure.unit == "%":
        return f"{verb} {format_number(difference, figure.places)} điểm phần trăm {since}"
    return f"{verb} {_measured(difference, figure)}{_share_of(difference, before)} {since}"


def _share_of(difference: Number, before: Number) -> str:
    share = half_up(Decimal(difference) * 100 / before, 1) if before else Decimal(0)
    return f", tương đương {_measured_rate(share, '%', 1)}" if share else ""


def _measured(value: Number, figure: Figure) -> str:
    if figure.unit in _RATE_UNITS:
        return _measured_rate(value, figure.unit, figure.places)
    if isinstance(value, int):
        return format_count(value, figure.unit)
    return f"{format_number(value, figure.places)} {figure.unit}".rstrip()


def _measured_rate(value: Number, unit: str, places: int) -> str:
    whole = unit == "%" and value in (0, 100)
    return format_number(value, 0 if whole else places) + unit


def _sentence(clauses: Iterable[str]) -> str:
    first, *others = [*clauses] or [""]
    text = "; ".join([first, *(_lower_first(each) for each in others)])
    return f"{text}." if text else ""


def _lower_first(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _unique(figures: list[Figure]) -> list[Figure]:
    return [each for position, each in enumerate(figures) if each not in figures[:position]]


def cell(value: Cell, kind: Kind, places: int) -> str:
    """A table cell. Text is text; a number nobody reported is “…”, which a note under the table explains."""
    if value is None:
        return NOT_REPORTED_SIGN if kind.is_number else ""
    if isinstance(value, str):
        return value
    return format_number(value, max(places, decimals(value)) if isinstance(value, Decimal) else 0)


def number_line(number: int | None, symbol: str) -> str:
    """Số: 25/BC-UBND; the register number of a report has no leading zero to keep."""
    return f"Số: {format_count(number) if number else GAP}/{symbol}"


def date_line(day: date | None, expected: date) -> str:
    """ngày 20 tháng 11 năm 2026; before it is signed with a gap for the day."""
    return long_date(day) if day else re.sub(r"ngày \d+", f"ngày {GAP}", long_date(expected))


def draft_mark(number: int, made_at: datetime) -> str:
    """DỰ THẢO số 2, 09 giờ 41 phút ngày 25/11/2026"""
    local = timezone.localtime(made_at)
    return f"DỰ THẢO số {number}, {local:%H giờ %M phút} ngày {format_date(local.date())}"


def attached_to(number: int | None, symbol: str, day: date | None, expected: date, issuer: str) -> tuple[str, str]:
    """(Kèm theo Báo cáo số 25/BC-UBND ngày 20 tháng 11 năm 2026 · của Ủy ban nhân dân phường …)"""
    numbered = number_line(number, symbol).removeprefix("Số: ")
    return f"(Kèm theo Báo cáo số {numbered} {date_line(day, expected)}", f"của {issuer})"
