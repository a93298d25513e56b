"""When a term of the law ends. Pure: the anchor, the term and the working-day calendar are handed in.

Nothing here knows a figure: terms are data (`cases/reference/terms.yaml`), each in force from a day.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import TextChoices
from django.utils import timezone

from agencies.calendar import Calendar
from vietnamese.ages import add_months

ONE_DAY = timedelta(days=1)


class Measure(TextChoices):
    """In what a term is counted."""

    HOURS = "hours", "giờ"  # by the clock, nights and days off included
    WORKING_DAYS = "working_days", "ngày làm việc"
    CALENDAR_DAYS = "calendar_days", "ngày"
    MONTHS = "months", "tháng"


@dataclass(frozen=True)
class Length:
    """How long a term is. Zero hours means at once."""

    value: int
    measure: Measure

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError("A term has no negative length.")

    def __str__(self) -> str:
        return f"{self.value:02} {Measure(self.measure).label}"


@dataclass(frozen=True)
class Custom:
    """How the ward counts where the law leaves it open (settings, all to be confirmed)."""

    working_day_ends: time = time(17)  # midnight is the end of the day
    moves_from_days_off: bool = False  # a last day of days or months that is a day off: to the next working day
    separation_counts_first_day: bool = False


def end_of(length: Length, *, since: datetime, calendar: Calendar, custom: Custom, movable: bool = True) -> datetime:
    """The last moment of a term that runs from `since`. The day of the event is not counted (BLDS 2015, Điều 147).

    `movable`: not for a separation of a child, nor for a day that a law or a plan names.
    """
    started = timezone.localtime(since)
    match length.measure:
        case Measure.HOURS:
            return started + timedelta(hours=length.value)
        case Measure.WORKING_DAYS:
            return _at(calendar.add_working_days(started.date(), length.value), custom.working_day_ends)
        case Measure.CALENDAR_DAYS:
            return _end_of_day(started.date() + timedelta(days=length.value), calendar, custom, movable)
        case Measure.MONTHS:
            return _end_of_day(add_months(started.date(), length.value), calendar, custom, movable)
    raise ValueError(f"{length.measure!r} measures no term.")


def last_day_of_separation(started: date, total: int, custom: Custom) -> date:
    """The last of at most `total` days away from home (NĐ 56/2017, Điều 32)."""
    return started + timedelta(days=total - custom.separation_counts_first_day)


def day_of_separation(started: date, today: date, custom: Custom) -> int:
    """Which day of the separation today is: warnings stand on days 10 and 13."""
    return (today - started).days + custom.separation_counts_first_day


def _end_of_day(day: date, calendar: Calendar, custom: Custom, movable: bool) -> datetime:
    if movable and custom.moves_from_days_off:
        day = calendar.next_working_day(day)
    return _at(day, time(0))


def _at(day: date, moment: time) -> datetime:
    """Midnight ends the day: it is the first moment of the next one."""
    if moment == time(0):
        day += ONE_DAY
    return timezone.make_aware(datetime.combine(day, moment))
