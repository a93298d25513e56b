"""The yearly report as a plain, versioned document: collected once, stored, hashed, archived, rendered.

Nothing here knows a database or a page. A figure that nobody reported is `None`; 0 means none. `builder.py`
makes a snapshot pleasantly, `document.py` turns it into the words and tables on paper.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

SCHEMA = "cho-che/annual-report"
VERSION = 1

Number = int | Decimal
Cell = int | Decimal | str | None

WITHHELD = "(*)"  # a small number not printed (PRIV-03)
NOT_APPLICABLE = "-"  # asked for nothing: a rate of nobody, a group without children to help


class UnreadableSnapshot(ValueError):
    """The stored document is not a snapshot of this version."""


class SmallCells(StrEnum):
    """Which numbers of 1–4 children are printed as "(*)" (PRIV-03).

    `SECRET` is the official report's rule: exact towards the authority that asked for it, but its
    recipients also include schools, neighbourhoods and the ward's website, whom PRIV-02 keeps from the
    extra-secret groups (points đ, e, g, i, k, l, m of Điều 10) and abuse. `EXACT` is for a copy to an
    authorised addressee alone, `ALL` for every other output that leaves the case team.
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
    """One figure with its unit, what it was made of, and last year's value; `name` is printed when it is
    missing.
    """

    name: str
    value: Number | None
    unit: str
    places: int = 1
    previous: Number | None = None
    numerator: int | None = None
    denominator: int | None = None
    num_unit: str = ""
    indicator: str = ""
    about_people: bool = True
    secret: bool = False
    withheld: bool = False

    @property
    def is_reported(self) -> bool:
        return self.value is not None or self.withheld or self.denominator == 0


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
    cells: tuple[Cell, ...]
    style: RowStyle = RowStyle.PLAIN
    secret: bool = False
    about_people: bool = True


@dataclass(frozen=True, kw_only=True)
class Annex:
    """One annex table. `sums` name columns that add up in every row (the total first), `down` those that
    add up to the total row, `ties` those from which one can be computed from the other (a rate and its
    count).
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
    """Who issues, where, when. Before issue number and date are `None` and the paper leaves the gap for the
    pen.
    """

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
    demo: bool = False
    suppress_small_cells: SmallCells = SmallCells.SECRET
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


def canonical_json(snapshot: Snapshot) -> bytes:
    """The one way to write a snapshot as bytes: sorted keys, NFC, no spaces."""
    plain = json.dumps(to_json(snapshot), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return plain.encode()


def sha256(snapshot: Snapshot) -> str:
    return hashlib.sha256(canonical_json(snapshot)).hexdigest()


def parse(document: bytes | str) -> Snapshot:
    try:
        return from_json(json.loads(document, parse_float=Decimal))
    except json.JSONDecodeError as error:
        raise UnreadableSnapshot(str(error)) from error


def to_json(value: Any) -> Any:
    if is_dataclass(value):
        return {part.name: to_json(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, dict):
        return {key: to_json(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(each) for each in value]
    if isinstance(value, Decimal):
        return _exact_float(value)
    if isinstance(value, date):
        return value.isoformat()
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def from_json(document: dict[str, Any]) -> Snapshot:
    found = document.get("schema"), document.get("version")
    if found != (SCHEMA, VERSION):
        raise UnreadableSnapshot(f"{found} is not {(SCHEMA, VERSION)}")
    snapshot: Snapshot = _read(Snapshot, document)
    return snapshot


def _exact_float(value: Decimal) -> float:
    number = float(value)
    if Decimal(repr(number)) != value:
        raise ValueError(f"{value} has more digits than JSON numbers keep")
    return number


def _read(kind: Any, data: Any) -> Any:
    if is_dataclass(kind):
        return _read_dataclass(kind, data)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(_read(inner[0], each) for each in data)
    if origin is dict:
        return {key: _read(inner[1], each) for key, each in data.items()}
    if origin in (Union, UnionType):
        return _read_union(inner, data)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(data)
    if kind is date:
        return date.fromisoformat(data)
    if kind is Decimal and isinstance(data, float):
        return Decimal(repr(data))
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise UnreadableSnapshot(f"{data!r} is no {kind.__name__}")
    return data


def _read_union(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None and NoneType in kinds:
        return None
    for kind in kinds:
        try:
            return _read(kind, data)
        except (UnreadableSnapshot, TypeError, ValueError):
            continue
    raise UnreadableSnapshot(f"{data!r} is none of {kinds}")


def _read_dataclass(kind: Any, data: Any) -> Any:
    if not isinstance(data, dict):
        raise UnreadableSnapshot(f"{data!r} is no {kind.__name__}")
    hints = get_type_hints(kind)
    if unknown := data.keys() - hints.keys():
        raise UnreadableSnapshot(f"{kind.__name__} does not know {sorted(unknown)}")
    try:
        return kind(**{key: _read(hints[key], value) for key, value in data.items()})
    except TypeError as error:
        raise UnreadableSnapshot(str(error)) from error
