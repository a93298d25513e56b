"""When a task of the plan is due: the small grammar of the plan's task list, and the last days it means in a year.

    02-28            once a year           Q   last day of every quarter       E+7d    7 days after the event
    06-30,10-31      on several days       M   last day of every month         E+2wd   2 working days after it
    OPEN             no date                                                   E+12h   12 clock hours after it

A due date is always the last acceptable day: "trước ngày 30/11" is 11-29.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

COMMON_YEAR = 2023  # a day that is not in it is not a day of every year
_DAY = re.compile(r"(\d\d)-(\d\d)")
_AFTER = re.compile(r"E\+(\d+)(d|wd|h)")


class UnreadableDue(ValueError):
    """A due text that follows no rule of the grammar."""


class Unit(Enum):
    DAYS = "d"
    WORKING_DAYS = "wd"
    HOURS = "h"


@dataclass(frozen=True)
class OnDays:
    """On fixed days of every year: (month, day) in the order of the calendar."""

    days: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class EveryMonths:
    """On the last day of every `months` months, counted from January: 1 or 3."""

    months: int


@dataclass(frozen=True)
class AfterEvent:
    """Within some time after something happens, so on no day that a calendar knows. Zero means at once."""

    amount: int
    unit: Unit


@dataclass(frozen=True)
class Whenever:
    """No date: only progress is reported."""


Due = OnDays | EveryMonths | AfterEvent | Whenever
_WORDS: dict[str, Due] = {"Q": EveryMonths(3), "M": EveryMonths(1), "OPEN": Whenever()}


def parse_due(text: str) -> tuple[Due, ...]:
    """The rules in a due text: one, or several clocks that run each from its own event ("E+2wd,E+12h")."""
    if text in _WORDS:
        return (_WORDS[text],)
    parts = text.split(",")
    if all(_DAY.fullmatch(part) for part in parts):
        return (OnDays(_days(text, parts)),)
    clocks = [_AFTER.fullmatch(part) for part in parts]
    if not all(clocks):
        raise UnreadableDue(f"{text!r} is no due date: write MM-DD[,MM-DD], Q, M, E+<n>d|wd|h[,E+…] or OPEN.")
    return tuple(AfterEvent(int(clock[1]), Unit(clock[2])) for clock in clocks if clock)


def _days(text: str, parts: list[str]) -> tuple[tuple[int, int], ...]:
    days = [(int(part[:2]), int(part[3:])) for part in parts]
    for month, day in days:
        if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(COMMON_YEAR, month)[1]):
            raise UnreadableDue(f"{text!r}: {month:02}-{day:02} is not a day of every year.")
    if days != sorted(set(days)):
        raise UnreadableDue(f"{text!r}: days stand in the order of the calendar, each once.")
    return tuple(days)


def due_dates(text: str, year: int) -> list[date]:
    """The last days in that year, in order. A task that waits for an event, or for nothing, has none."""
    return sorted(day for due in parse_due(text) for day in _dates(due, year))


def _dates(due: Due, year: int) -> list[date]:
    match due:
        case OnDays(days):
            return [date(year, month, day) for month, day in days]
        case EveryMonths(months):
            ends = range(months, 13, months)
            return [date(year, month, calendar.monthrange(year, month)[1]) for month in ends]
        case _:
            return []


_UNIT_WORDS = {Unit.DAYS: "ngày", Unit.WORKING_DAYS: "ngày làm việc", Unit.HOURS: "giờ"}


def due_in_words(text: str) -> str:
    """The rule as a person reads it: “30/06 và 31/10 hằng năm”, “ngày cuối mỗi quý”, “trong 12 giờ”."""
    return "; ".join(_in_words(due) for due in parse_due(text))


def short_due(text: str) -> str:
    """The rule as a column of a table has room for it: “30/06, 31/10”, “hằng quý”, “khi phát sinh”."""
    match parse_due(text)[0]:
        case OnDays(days):
            return ", ".join(f"{day:02}/{month:02}" for month, day in days)
        case EveryMonths(months):
            return "hằng quý" if months == 3 else "hằng tháng"
        case _:
            return "khi phát sinh"


def _in_words(due: Due) -> str:
    match due:
        case OnDays(days):
            return " và ".join(f"{day:02}/{month:02}" for month, day in days) + " hằng năm"
        case EveryMonths(months):
            return "ngày cuối mỗi quý" if months == 3 else "ngày cuối mỗi tháng"
        case AfterEvent(amount, unit):
            return f"trong {amount} {_UNIT_WORDS[unit]} kể từ khi phát sinh" if amount else "ngay khi phát sinh"
        case _:
            return "khi phát sinh, không có hạn cố định"
