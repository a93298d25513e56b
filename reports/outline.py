"""Reads `outline.yaml`: what is in the yearly report, in which order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from reports.snapshot import Column, Kind

OUTLINE = Path(__file__).with_name("outline.yaml")


class BadOutline(ValueError):
    """`outline.yaml` contradicts itself."""


@dataclass(frozen=True, kw_only=True)
class SectionPlan:
    code: str
    title: str
    owner: str
    numbered: bool = False
    tasks: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    parts: tuple["SectionPlan", ...] = ()

    def walk(self) -> Iterator["SectionPlan"]:
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, kw_only=True)
class ColumnPlan:
    key: str
    heading: tuple[str, ...]
    kind: Kind
    places: int = 1
    optional: bool = False

    def for_year(self, words: dict[str, str]) -> Column:
        heading = tuple(each.format(**words) for each in self.heading)
        return Column(key=self.key, heading=heading, kind=self.kind, places=self.places)


@dataclass(frozen=True, kw_only=True)
class AnnexPlan:
    code: str
    title: str
    columns: tuple[ColumnPlan, ...]
    landscape: bool = False
    unit_line: str = ""
    secret: bool = False
    sums: tuple[tuple[str, ...], ...] = ()
    down: tuple[str, ...] = ()
    ties: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outline:
    sections: tuple[SectionPlan, ...]
    annexes: tuple[AnnexPlan, ...]

    def every_section(self) -> list[SectionPlan]:
        return [each for section in self.sections for each in section.walk()]

    def for_year(self, year: int) -> "Outline":
        words = year_words(year)
        sections = tuple(replace(each, title=each.title.format(**words)) for each in self.sections)
        return replace(self, sections=sections)


def year_words(year: int) -> dict[str, str]:
    return {"year": str(year), "last_year": str(year - 1), "next_year": str(year + 1)}


@cache
def outline() -> Outline:
    return read_outline(OUTLINE.read_text(encoding="utf-8"))


def read_outline(text: str) -> Outline:
    document = yaml.safe_load(text)
    found = Outline(
        sections=tuple(_section(each) for each in document["sections"]),
        annexes=tuple(_annex(each) for each in document["annexes"]),
    )
    _check(found)
    return found


def _section(row: dict[str, Any]) -> SectionPlan:
    parts = tuple(_section(each) for each in row.pop("parts", ()))
    return SectionPlan(**_as_tuples(row), parts=parts)


def _annex(row: dict[str, Any]) -> AnnexPlan:
    columns = tuple(ColumnPlan(**_as_tuples(each) | {"kind": Kind(each["kind"])}) for each in row.pop("columns"))
    return AnnexPlan(**_as_tuples(row), columns=columns)


def _as_tuples(row: Any) -> Any:
    if isinstance(row, dict):
        return {key: _as_tuples(each) for key, each in row.items()}
    return tuple(_as_tuples(each) for each in row) if isinstance(row, list) else row


def _check(found: Outline) -> None:
    sections, annexes = found.every_section(), {each.code for each in found.annexes}
    _once("section", [each.code for each in sections])
    _once("annex", [each.code for each in found.annexes])
    _once("indicator", [each for section in sections for each in section.indicators])
    _once("task section", [each for section in sections for each in section.tasks])
    for section in sections:
        if missing := set(section.annexes) - annexes:
            raise BadOutline(f"{section.code} refers to {sorted(missing)}")
    for annex in found.annexes:
        keys = [each.key for each in annex.columns]
        if wrong := [key for key in keys if not isinstance(key, str)]:
            raise BadOutline(f"{annex.code}: {wrong} is no text for YAML; quote it")
        _once(f"column of {annex.code}", keys)
        named = {key for group in (*annex.sums, *annex.ties, annex.down) for key in group}
        if missing := named - set(keys):
            raise BadOutline(f"{annex.code} has no column {sorted(missing)}")


def _once(what: str, names: list[str]) -> None:
    if twice := sorted({each for each in names if names.count(each) > 1}):
        raise BadOutline(f"{what} named twice: {twice}")
