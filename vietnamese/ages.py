"""Ages in completed years, months and days."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from vietnamese.partial_dates import PartialDate, Precision

ONE_DAY = timedelta(days=1)
CHILD_UNTIL = 16  # years; Luật Trẻ em 2016, Điều 1: a child is a person under 16


class Age(NamedTuple):
    years: int
    months: int
    days: int


def add_months(day: date, months: int) -> date:
    """The same day of another month; where it does not exist the last day (Bộ luật Dân sự 2015, Điều 148)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_years(day: date, years: int) -> date:
    return add_months(day, 12 * years)


def age_on(birth: date, on: date) -> Age:
    """Completed years, months and days of life. Raises ValueError before the birth.

    Born on 29/02, one is a year older on 28/02 of a common year; born on 31/01, a month old on 28/02.
    """
    if on < birth:
        raise ValueError("no age before the birth")
    months = (on.year - birth.year) * 12 + on.month - birth.month
    if add_months(birth, months) > on:
        months -= 1
    return Age(months // 12, months % 12, (on - add_months(birth, months)).days)


def latest_birth(on: date, years: int) -> date:
    """The last day of birth of those who have completed so many years by that day.

    On 28/02 of a common year that is 29/02 for those born in a leap year: they are a year older on the 28th.
    """
    return latest_birth_months(on, 12 * years)


def latest_birth_months(on: date, months: int) -> date:
    """The same of completed months: on 30/04 those born on 31/01 are three months old too."""
    born = add_months(on, -months)
    while add_months(born + ONE_DAY, months) <= on:
        born += ONE_DAY
    return born


def age_in_words(birth: date | PartialDate, on: date) -> str:
    """8 tuổi 10 tháng; under a year "7 tháng"; under a month "12 ngày tuổi"; "khoảng 9 tuổi" when only a year
    is known or the age was estimated. A month counts from its first day. Raises ValueError before the birth.
    """
    if isinstance(birth, PartialDate):
        if birth.precision is Precision.ESTIMATED:
            return birth.display(on)
        if birth.precision is Precision.YEAR:
            return f"khoảng {age_on(birth.earliest(), on).years} tuổi"
        if birth.precision is Precision.MONTH:
            years, months, _ = age_on(birth.earliest(), on)
            return _years_and_months(years, months) or "dưới 1 tháng"
        birth = birth.earliest()
    years, months, days = age_on(birth, on)
    return _years_and_months(years, months) or f"{days} ngày tuổi"


def sixteenth_birthday(birth: date | PartialDate) -> date:
    """The first day on which the person is no longer a child. With a partial date the last possible one, so
    that nobody loses protection because a day is unknown.
    """
    return add_years(birth.latest() if isinstance(birth, PartialDate) else birth, CHILD_UNTIL)


def is_child(birth: date | PartialDate, on: date) -> bool:
    """Under 16 on that day; also before the birth, so check the birth date itself elsewhere."""
    return on < sixteenth_birthday(birth)


def _years_and_months(years: int, months: int) -> str:
    if not years:
        return f"{months} tháng" if months else ""
    return f"{years} tuổi {months} tháng" if months else f"{years} tuổi"
