"""The yearly report as a plain, versioned document: collected once, stored, hashed, archived, rendered.

Nothing here knows a database or a page. A figure that nobody reported is `None`; 0 means none. `builder.py`
makes a snapshot pleasantly, `snapshot_json.py` writes and reads it, `document.py` turns it into the words and
tables on paper.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

SCHEMA = "cho-che/annual-report"
VERSION = 1

Number = int | Decimal
Cell = int | Decimal | str | None

RATIOS = ("nam/100 nữ",)  # of two groups, neither a part of the other
SMALL = range(1, 5)  # so few children that the number can point at one of them (PRIV-03)
WITHHELD = "(*)"  # a small number not printed (PRIV-03)
NOT_APPLICABLE = "-"  # asked for nothing: a rate of nobody, a group without children to help


class SmallCells(StrEnum):
    """Which numbers of 1–4 children are printed as "(*)" (PRIV-03).

    `ALL` is the rule: the report's recipients include schools, neighbourhoods and the ward's website. `SECRET`, chosen
    for a copy to the superior authority alone, withholds those of the extra-secret groups (points đ, e, g, i, k, l, m
    of Điều 10, whom PRIV-02 protects) and of abuse. `EXACT` withholds nothing.
    """

    EXACT = "exact"
    SECRET = "secret"  # noqa: S105 (no password)
    ALL = "all"


class Kind(StrEnum):
    """What a column holds; decides alignment and whether a small number can point at a person."""

    ORDER = "order"
    CODE = "code"
    TEXT = "text"
    PEOPLE = "people"
    COUNT = "count"
    RATE = "rate"
    MONEY = "money"

    @property
    def is_number(self) -> bool:
        return self not in (Kind.ORDER, Kind.CODE, Kind.TEXT)


class RowStyle(StrEnum):
    PLAIN = "plain"
    GROUP = "group"
    DETAIL = "detail"
    TOTAL = "total"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure with its unit, what it was made of, last year's value; `name` is printed when it is missing.

    `few`: it tells of 1–4 people though it counts none (the money of two); `few_before`: so does last year's value.
    `in_annex`: the cells of total rows that hold the same number (“PL01.girls”); what is withheld there is so here.
    """

    name: str
    value: Number | None
    unit: str
    places: int = 1
    previous: Number | None = None
    few: bool = False
    few_before: bool = False
    numerator: int | None = None
    denominator: int | None = None
    num_unit: str = ""
    indicator: str = ""
    about_people: bool = True
    secret: bool = False
    withheld: bool = False
    in_annex: tuple[str, ...] = ()

    @property
    def is_rate(self) -> bool:
        return bool(self.num_unit)

    @property
    def rest(self) -> int | None:
        """Those of the whole of whom the rate is not true; none where two groups are compared."""
        return None if self.unit in RATIOS else rest_of(self.numerator, self.denominator)

    @property
    def is_reported(self) -> bool:
        return self.value is not None or self.withheld or self.denominator == 0


def rest_of(part: int | None, whole: int | None) -> int | None:
    return None if part is None or whole is None else whole - part


def count(name: str, value: int | None, unit: str = "trẻ em", **details: Any) -> Figure:
    return Figure(name=name, value=value, unit=unit, **details)


def rate(
    name: str,
    numerator: int | None,
    denominator: int | None,
    unit: str = "%",
    *,
    per: int = 100,
    places: int = 1,
    num_unit: str = "trẻ em",
    **details: Any,
) -> Figure:
    """A rate with the two counts it is made of; nothing of nobody is "-", not 0."""
    value = ratio(numerator, denominator, per=per, places=places)
    return Figure(
        name=name,
        value=value,
        unit=unit,
        places=places,
        numerator=numerator,
        denominator=denominator,
        num_unit=num_unit,
        **details,
    )


def ratio(numerator: int | None, denominator: int | None, *, per: int = 100, places: int = 1) -> Decimal | None:
    if numerator is None or not denominator:
        return None
    return half_up(Decimal(numerator) * per / denominator, places)


def half_up(value: Number, places: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def decimals(value: Decimal) -> int:
    """How many decimals it needs: 2 of 0.120."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -int(exponent))


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A generated sentence: a template of `wording.py` and the figures it names."""

    template: str
    figures: dict[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the report: facts the system states, then prose a person typed (`None`: not written yet)."""

    code: str
    number: str
    title: str
    facts: tuple[Fact, ...] = ()
    numbered: bool = False
    prose: str | None = None
    parts: tuple["Section", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Column:
    """`heading` is the path of words above the column; neighbours share the cells they have in common."""

    key: str
    heading: tuple[str, ...]
    kind: Kind
    places: int = 1


@dataclass(frozen=True, kw_only=True)
class Row:
    """`behind`: by column, the counts that a reader works out from a cell; a small one withholds the cell too. Of
    a count beside its whole it is the rest, of a rate both.
    """

    cells: tuple[Cell, ...]
    style: RowStyle = RowStyle.PLAIN
    secret: bool = False
    about_people: bool = True
    behind: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Annex:
    """One annex table, with what small numbers could be computed from.

    `sums` name columns that add up in every row (the total first), `down` those that add up to the total row,
    `ties` those from which one can be computed from the other (a rate and its count).
    """

    code: str
    number: str
    title: str
    landscape: bool = False
    unit_line: str = ""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    sums: tuple[tuple[str, ...], ...] = ()
    down: tuple[str, ...] = ()
    ties: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who issues, where, when. Before issue number and date are `None`: the paper leaves the gap for the pen."""

    issuing_body: tuple[str, ...]
    issuer: str
    place: str
    symbol: str = "BC-UBND"
    superior: str = ""
    number: int | None = None
    issued_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Signature:
    form: tuple[str, ...]
    position: tuple[str, ...]
    name: str


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    schema: str = SCHEMA
    version: int = VERSION
    year: int
    cut_off: date
    previous_cut_off: date | None = None
    draft: str = ""  # “DỰ THẢO số 2, 09 giờ 41 phút ngày 25/11/2026”: stands on the paper until it has number and date
    demo: bool = False
    suppress_small_cells: SmallCells = SmallCells.ALL
    letterhead: Letterhead
    title: str = "BÁO CÁO"
    subject: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: str
    signature: Signature
    recipients: tuple[str, ...]
    annexes: tuple[Annex, ...]

    @property
    def last_year(self) -> int:
        return self.year - 1
