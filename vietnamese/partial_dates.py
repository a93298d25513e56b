"""Dates known to the day, the month, the year, or only as an estimated age; reading and showing them."""

import math
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from vietnamese.errors import Unreadable
from vietnamese.names import normalise

_OLDEST_YEAR = 1900
_SMALLEST_SERIAL = 10_000  # May 1927; a smaller number in a cell is an age or a count, not a birthday
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?")
_GAP = r"[\s/.,\-]+"
_TIME = r"(?:[t ]\d{1,2}:\d{2}.*)?"
_DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}(\d{{4}}|\d{{2}}){_TIME}")
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}}){_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}}){_TIME}")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_GAP}(\d{{4}})")
_YEAR_MONTH = re.compile(rf"(\d{{4}}){_GAP}(\d{{1,2}})")
_EIGHT_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_ABOUT = re.compile(r"(khoảng|chừng|độ|tầm|~) ?")
_AGE = re.compile(r"(\d{1,3}) ?(tuổi|tháng tuổi|tháng)?")
_WORDS = re.compile(r" ?\b(?:sinh|ngày|tháng|năm)\b ?:? ?")
HOW_TO_WRITE = "Ghi như 05/09/2015, 09/2015, 2015 hoặc khoảng 9 tuổi."


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ESTIMATED = "estimated"


@dataclass(frozen=True)
class PartialDate:
    """A date as precisely as somebody knows it.

    `estimated` means that an age was guessed (form M01: "khoảng 9 tuổi"): the year, for an infant also the
    month, is the day of the guess minus the age. Raises ValueError when the parts make no date.
    """

    year: int
    month: int | None = None
    day: int | None = None
    estimated: bool = False

    def __post_init__(self) -> None:
        if self.day is not None and (self.month is None or self.estimated):
            raise ValueError("a day needs a month and cannot be estimated")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_age(cls, years: int, *, on: date) -> Self:
        """Somebody was guessed to be so many years old on that day."""
        return cls(on.year - years, estimated=True)

    @classmethod
    def from_age_in_months(cls, months: int, *, on: date) -> Self:
        index = on.year * 12 + on.month - 1 - months
        return cls(index // 12, index % 12 + 1, estimated=True)

    @classmethod
    def fromisoformat(cls, text: str) -> Self:
        """What `isoformat` wrote; raises ValueError for anything else."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"not a partial date: {text!r}")
        month, day = (int(part) if part else None for part in match.group(2, 3))
        return cls(int(match[1]), month, day, estimated=bool(match[4]))

    def isoformat(self) -> str:
        """2015-09-05, 2015-09, 2015; with ~ behind it an estimate, as ISO 8601-2 writes it (2017~)."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts) + ("~" if self.estimated else "")

    @property
    def precision(self) -> Precision:
        if self.estimated:
            return Precision.ESTIMATED
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    def earliest(self) -> date:
        """The first day this may be. A guessed age leaves a whole year (month) before the written one."""
        first = date(self.year, self.month or 1, self.day or 1)
        if not self.estimated:
            return first
        return date(self.year - 1, 1, 1) if self.month is None else (first - timedelta(days=1)).replace(day=1)

    def latest(self) -> date:
        """The last day this may be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def may_be(self, other: Self) -> bool:
        """Whether both may be the same day."""
        return self.earliest() <= other.latest() and other.earliest() <= self.latest()

    def is_turned(self, other: Self) -> bool:
        """Whether day and month have changed places: 03/04 and 04/03."""
        return self.day is not None and (self.year, self.month, self.day) == (other.year, other.day, other.month)

    def display(self, on: date | None = None) -> str:
        """14/03/2019, 09/2019, 2017; an estimate on a given day "khoảng 9 tuổi", else "khoảng năm 2017"."""
        if self.estimated:
            return self._estimate(on)
        parts = [f"{part:02}" for part in (self.day, self.month) if part is not None]
        return "/".join([*parts, f"{self.year:04}"])

    def _estimate(self, on: date | None) -> str:
        month = "" if self.month is None else f"{self.month:02}/"
        if on is None:
            return f"khoảng tháng {month}{self.year}" if month else f"khoảng năm {self.year}"
        months = (on.year - self.year) * 12 + on.month - (self.month or on.month)
        return f"khoảng {months} tháng tuổi" if month and months < 24 else f"khoảng {months // 12} tuổi"

    def __str__(self) -> str:
        return self.display()


def parse_partial_date(text: str, *, on: date) -> PartialDate:
    """A birth date as people type it: 5/9/2015, 05.09.15, ngày 5 tháng 9 năm 2015, 09/2015, 2015, 2015-09-05,
    05092015, khoảng 9 tuổi.

    `on` is today, or the day the list was made: years of two digits lie in the hundred years up to it, ages
    count back from it, nothing may lie after it. Raises `Unreadable`.
    """
    words = normalise(text).lower()
    if not words:
        raise Unreadable("Chưa ghi ngày sinh. " + HOW_TO_WRITE)
    found = _from_iso(words) or _from_words(words, on) or _from_age(words, on)
    if found is None:
        raise _unreadable(words)
    if found.latest().year < _OLDEST_YEAR:
        raise Unreadable(f"Năm {found.year} quá xa. Kiểm tra lại năm.")
    if found.earliest() > on:
        raise Unreadable(f"{_capital(found.display())} ở sau ngày {on:%d/%m/%Y}. Kiểm tra lại năm.")
    return found


def read_cell(value: object, *, on: date, epoch_1904: bool = False) -> PartialDate:
    """A birth date from a cell of a spreadsheet: a date, a number or text. Raises `Unreadable`.

    Traps: a cell with the number 2015 means the year, not the 2015th day of the calendar; one with 9.2015
    was typed as 09.2015 and became a number, 5092015 was typed as 05092015; text of five digits is a serial
    that lost its date format.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return parse_partial_date(value.isoformat(), on=on)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value, on, epoch_1904)
    text = "" if value is None else str(value)
    if re.fullmatch(r"\s*\d{5}(\.0*)?\s*", text):
        return _from_number(float(text), on, epoch_1904)
    return parse_partial_date(text, on=on)


def from_excel_serial(serial: float, *, epoch_1904: bool = False) -> date:
    """The date of a spreadsheet's serial number (days; a fraction is the time of day). Raises `Unreadable`.

    The calendar of 1900 counts from 01/01/1900 = 1 and has a 29/02/1900 = 60 that never was; the one of 1904
    (old Excel for Mac) counts from 01/01/1904 = 0.
    """
    days = int(serial // 1)
    last = (date(9999, 12, 31) - date(1904, 1, 1)).days
    if epoch_1904 and 0 <= days <= last:
        return date(1904, 1, 1) + timedelta(days=days)
    if not epoch_1904 and 1 <= days <= last + 1462 and days != 60:
        return date(1899, 12, 31) + timedelta(days=days if days < 60 else days - 1)
    raise _no_date(days)


def _from_number(number: float, on: date, epoch_1904: bool) -> PartialDate:
    whole = int(number // 1) if math.isfinite(number) else -1
    if number == whole and _OLDEST_YEAR <= whole <= 2100:
        return parse_partial_date(str(whole), on=on)
    if number == whole >= 1_000_000:
        return parse_partial_date(f"{whole:08}", on=on)
    typed_month = f"{number:.4f}"
    if 1 <= whole <= 12 and f"{_OLDEST_YEAR}" <= typed_month[-4:] <= "2100":
        return parse_partial_date(typed_month, on=on)
    if whole < _SMALLEST_SERIAL:
        raise _no_date(number)
    return parse_partial_date(from_excel_serial(whole, epoch_1904=epoch_1904).isoformat(), on=on)


def _from_iso(words: str) -> PartialDate | None:
    try:
        return PartialDate.fromisoformat(words)
    except ValueError:
        return None


def _from_age(words: str, on: date) -> PartialDate | None:
    """9 tuổi, khoảng 9, khoảng 6 tháng; but "tháng 9" and a bare 9 are no ages."""
    guess = _ABOUT.sub("", words)
    match = _AGE.fullmatch(guess)
    if match is None or (guess == words and not match[2]):
        return None
    count = int(match[1])
    if match[2] in ("tháng", "tháng tuổi"):
        return PartialDate.from_age_in_months(count, on=on)
    return PartialDate.from_age(count, on=on)


def _from_words(words: str, on: date) -> PartialDate | None:
    """Also "khoảng năm 2017" and "khoảng 09/2015", which are estimates."""
    numbers = _ABOUT.sub("", words)
    found = _from_numbers(_WORDS.sub("/", numbers).strip("/").replace("//", "/"), on)
    if found is not None and numbers != words and found.day is None:
        return replace(found, estimated=True)
    return found


def _from_numbers(numbers: str, on: date) -> PartialDate | None:
    if match := _YEAR_MONTH_DAY.fullmatch(numbers):
        year, month, day = match.groups()
        return _checked(int(year), int(month), int(day))
    if match := _DAY_MONTH_YEAR.fullmatch(numbers) or _EIGHT_DIGITS.fullmatch(numbers):
        day, month, year = match.groups()
        return _checked(_full_year(year, on), int(month), int(day))
    if match := _MONTH_YEAR.fullmatch(numbers):
        return _checked(int(match[2]), int(match[1]))
    if match := _YEAR_MONTH.fullmatch(numbers):
        return _checked(int(match[1]), int(match[2]))
    return _checked(int(numbers)) if re.fullmatch(r"\d{4}", numbers) else None


def _no_date(number: float) -> Unreadable:
    return Unreadable(f"Số {number:.12g} trong ô không phải là ngày. " + HOW_TO_WRITE)


def _unreadable(words: str) -> Unreadable:
    if re.fullmatch(rf"[a-zà-ỹ ]*\d{{1,2}}({_GAP}\d{{1,2}})?", words):
        return Unreadable(f"“{words[:40]}” chưa đủ để biết năm sinh. " + HOW_TO_WRITE)
    return Unreadable(f"Không đọc được ngày “{words[:40]}”. " + HOW_TO_WRITE)


def _full_year(year: str, on: date) -> int:
    if len(year) == 4:
        return int(year)
    century = on.year // 100 * 100
    return century + int(year) - (100 if int(year) > on.year % 100 else 0)


def _checked(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    if year < 1:
        raise Unreadable("Năm 0000 không có. Kiểm tra lại năm.")
    if month is None:
        return PartialDate(year)
    if not 1 <= month <= 12:
        swapped = day is not None and 1 <= day <= 12 and month <= 31
        if not swapped:
            raise Unreadable(f"Tháng {month} không có. Tháng là từ 1 đến 12.")
        proposal = f"{month:02}/{day:02}/{year}"
        raise Unreadable(f"Tháng {month} không có. Có phải {proposal}?", proposal)
    last = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        raise Unreadable(f"Ngày {day} không có: tháng {month:02}/{year} chỉ có {last} ngày.")
    return PartialDate(year, month, day)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
