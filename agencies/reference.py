"""What the product knows before anybody typed: days off of the years around now, and two profiles of the ward."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import holidays
from django.utils import timezone

from agencies.calendar import SATURDAY, names_of_swap
from agencies.models import CalendarDay, CalendarYear, DayKind
from interface.reference import Loaded, load_rows, read_yaml, reference

HERE = Path(__file__).parent / "reference"
FIRST_YEAR = 2024  # the first year the file knows days off of
SUBSTITUTED = re.compile(r"thay cho ngày (\d{2})/(\d{2})/(\d{4})")  # how the package words a swapped day

Row = dict[str, Any]


@reference("agencies: calendar")
def load_calendar() -> Iterator[Loaded]:
    """The years up to the next one. Nobody has confirmed them yet: until then they are a projection."""
    years = range(FIRST_YEAR, timezone.localdate().year + 2)
    yield load_rows(CalendarYear, [{"year": year} for year in years], key=("year",))
    yield load_rows(CalendarDay, calendar_days(years), key=("day",))


def calendar_days(years: range) -> list[Row]:
    """Days off and worked weekend days. Our file of announcements goes before the package's list."""
    facts = read_yaml(HERE / "calendar.yaml")
    rows: dict[date, Row] = {}
    for day, name in sorted(holidays.country_holidays("VN", years=years, language="vi").items()):
        rows.update(_from_package(day, name))
    for run in facts["days_off"]:
        for day in _days(run["from"], run["to"]):
            if day.weekday() < SATURDAY:
                rows.setdefault(day, _row(day, DayKind.HOLIDAY, run["vi"]))
    for swap in facts["swaps"]:
        rows.update(_swapped(swap["day_off"], swap["day_worked"]))
    for fixed in facts["fixed"]:
        if fixed["conf"] == "?":  # not in force yet: people are at work on such a day until somebody says otherwise
            month, day_of_month = map(int, fixed["md"].split("-"))
            for year in years:
                if year >= fixed.get("from", year):
                    day = date(year, month, day_of_month)
                    rows[day] = _row(day, DayKind.PROPOSED, fixed["vi"])
    return [row for day, row in sorted(rows.items()) if day.year in years]


def _from_package(day: date, name: str) -> dict[date, Row]:
    if found := SUBSTITUTED.search(name):
        day_of_month, month, year = map(int, found.groups())
        return _swapped(day, date(year, month, day_of_month))
    kind = DayKind.COMPENSATORY if "nghỉ bù" in name else DayKind.HOLIDAY
    return {day: _row(day, kind, name)}


def _swapped(off: date, worked: date) -> dict[date, Row]:
    name_off, name_worked = names_of_swap(off, worked)
    return {
        off: _row(off, DayKind.SWAP_OFF, name_off, worked),
        worked: _row(worked, DayKind.SWAP_WORKED, name_worked, off),
    }


def _row(day: date, kind: DayKind, name: str, swapped_with: date | None = None) -> Row:
    return {"day": day, "kind": kind.value, "name": name, "swapped_with": swapped_with}


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


@cache
def ward_profiles() -> tuple[Row, ...]:
    """Profiles of the ward the product was made for, oldest first, as values of `WardProfile`.

    A profile ends where the name of the superior child agency changes. Proposed by the first run, used by the demo.
    """
    return tuple(
        _profile(facts, period)
        for facts in read_yaml(HERE / "unit_profiles.yaml")["profiles"]
        for period in facts["state_child_agency"]
    )


def _profile(facts: Row, period: Row) -> Row:
    population = facts.get("population", {})
    return {
        "name": facts["name"],
        "issuing_body": "\n".join(facts["issuing_body"]),
        "place_line": facts["place_line"],
        "superiors": "\n".join(facts["parents"]),
        "report_to": facts["report_to"],
        "child_agency": period["name"],
        "province_code": facts["codes"]["province"],
        "district_code": facts["codes"]["district"] or "",
        "ward_code": facts["codes"]["ward"],
        "recipients": "\n".join(facts["recipients"]),
        "population": population.get("later", population.get("value")),
        "valid_from": period["from"],
        "valid_to": period["to"],
    }


@cache
def agency_names() -> dict[str, str]:
    """How the agencies of the ward are called today, by kind."""
    return read_yaml(HERE / "unit_profiles.yaml")["profiles"][-1]["agencies"]
