"""One definition per figure: an indicator is an id, its words and unit, and one function that says who is counted.

`reference/indicators.yaml` lists every indicator the reports know; those whose data the ward does not keep yet have no
function and are "not reported". Dashboard, target, report and annex ask `measure` or `figure`; none counts by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Min, QuerySet
from django.utils import timezone

from children.models import Child
from reports.snapshot import RATIOS, SMALL, Figure, count, rate, ratio, rest_of

LIST = Path(__file__).parent.parent / "reference" / "indicators.yaml"
PER = {"%": 100, "‰": 1000, "/100.000": 100_000, "nam/100 nữ": 100}


@dataclass(frozen=True)
class Period:
    """From the first day to the cut-off, both counted. Stock figures are those of the cut-off."""

    start: date
    cut_off: date

    def year_before(self) -> "Period":
        """The same days of the year before (29 February becomes 28)."""
        return Period(_year_before(self.start), _year_before(self.cut_off))


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


@dataclass(frozen=True)
class Counted:
    """Who is counted, and among whom. A number stands for a count the ward knows as such (its population)."""

    who: Any  # a queryset, for a table that splits it; a number; None
    among: QuerySet | int | None = None


@dataclass(frozen=True)
class Measured:
    """The counts behind a figure; None is not reported."""

    numerator: int | None
    denominator: int | None = None


@dataclass(frozen=True)
class Definition:
    """An indicator as `indicators.yaml` words it."""

    id: str
    name: str
    unit: str
    num_unit: str

    @property
    def is_rate(self) -> bool:
        return self.unit in PER


Function = Callable[[Period], Counted]


@dataclass(frozen=True)
class Rule:
    """How an indicator is counted. `past`: last year's value can still be told; `register`: it counts children."""

    who: Function
    past: bool
    register: bool


_rules: dict[str, Rule] = {}


def indicator(code: str, *, past: bool = True, register: bool = True) -> Callable[[Function], Function]:
    """Register who is counted for an indicator. `past=False`: only today's state of it is kept."""

    def keep(function: Function) -> Function:
        _rules[code] = Rule(function, past, register)
        return function

    return keep


def register_began() -> date | None:
    """The day of the first entry in the register of children. An empty register knows nothing: not even that there
    are none; and of a day before its first entry it knows only who stayed, which is no figure to compare with.
    """
    first = Child.objects.aggregate(first=Min("created_at"))["first"]
    return first and timezone.localdate(first)


def known_on(day: date) -> bool:
    """Whether the register had begun by that day."""
    began = register_began()
    return began is not None and began <= day


WRITTEN_OUT = {"trẻ": "trẻ em", "TDP": "tổ dân phố"}


@cache
def definitions() -> dict[str, Definition]:
    """Every indicator of the list, by id; units as they are written in a sentence."""
    rows = yaml.safe_load(LIST.read_text(encoding="utf-8"))["indicators"]
    return {row["id"]: _definition(row) for row in rows}


def _definition(row: dict) -> Definition:
    unit, num_unit = (WRITTEN_OUT.get(each, each) for each in (row["unit"], row.get("num_unit", "trẻ")))
    return Definition(row["id"], row["vi"], unit, num_unit)


def counted(code: str, period: Period) -> Counted:
    """Who is counted for an indicator, for a table that splits them. Raises `KeyError` without a function."""
    return _rules[code].who(period)


def measure(code: str, period: Period) -> Measured:
    """The counts of an indicator; not reported when the ward keeps no data for it, or none yet."""
    rule = _rules.get(code)
    if rule is None or (rule.register and register_began() is None):
        return Measured(None)
    found = counted(code, period)
    return Measured(_number(found.who), _number(found.among))


def _measure_past(code: str, period: Period) -> Measured:
    rule = _rules.get(code)
    told = rule is not None and rule.past and (not rule.register or known_on(period.cut_off))
    return measure(code, period) if told else Measured(None)


def _is_about_few(measured: Measured, unit: str) -> bool:
    """Whether a rate tells of 1–4 people: those it is true of, the others, or all of them."""
    part, whole = measured.numerator, measured.denominator
    rest = None if unit in RATIOS else rest_of(part, whole)
    return part is not None and whole is not None and any(each in SMALL for each in (part, rest, whole))


def _number(counted: QuerySet | int | None) -> int | None:
    return counted.count() if isinstance(counted, QuerySet) else counted


@dataclass(frozen=True)
class Told:
    """An indicator's counts in a period and, where the register still knows them, in that of the year before."""

    definition: Definition
    now: Measured
    before: Measured

    @property
    def exact(self) -> tuple[Fraction | None, Fraction | None]:
        """Both values before any rounding, for whoever judges them."""
        return self._exact(self.now), self._exact(self.before)

    def _exact(self, measured: Measured) -> Fraction | None:
        part, whole = measured.numerator, measured.denominator
        if not self.definition.is_rate:
            return None if part is None else Fraction(part)
        return Fraction(part * PER[self.definition.unit], whole) if part is not None and whole else None

    def figure(self, *, name: str = "", places: int = 1, in_annex: tuple[str, ...] = ()) -> Figure:
        """As the report prints it. `in_annex`: see `snapshot.Figure`."""
        of, now, past = self.definition, self.now, self.before
        name = name or of.name
        if not of.is_rate:
            return count(name, now.numerator, of.unit, previous=past.numerator, indicator=of.id, in_annex=in_annex)
        per = PER[of.unit]
        return rate(
            name,
            now.numerator,
            now.denominator,
            of.unit,
            per=per,
            places=places,
            num_unit=of.num_unit,
            previous=ratio(past.numerator, past.denominator, per=per, places=places),
            few_before=_is_about_few(past, of.unit),
            indicator=of.id,
            in_annex=in_annex,
        )


def told(code: str, period: Period) -> Told:
    return Told(definitions()[code], measure(code, period), _measure_past(code, period.year_before()))


def figure(code: str, period: Period, *, name: str = "", in_annex: tuple[str, ...] = ()) -> Figure:
    """The indicator as the report prints it, with last year's value where the register still knows it."""
    return told(code, period).figure(name=name, in_annex=in_annex)
