"""A deadline as a person reads it: late, soon, in time, done; in words, with the moment beside them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from vietnamese import formats

SOON_HOURS = timedelta(hours=4)  # of a clock of hours
SOON_DAYS = 2  # of a deadline of days: working days, weekends left out (holidays are known to `agencies`)
ICONS = {
    "idle": "circle",
    "run": "clock",
    "soon": "hourglass-split",
    "late": "exclamation-octagon-fill",
    "done": "check-circle-fill",
    "secret": "lock-fill",
}


@dataclass(frozen=True)
class Clock:
    kind: str  # a key of ICONS
    words: str
    until: str = ""
    icon: str = ""

    @property
    def shape(self) -> str:
        return self.icon or ICONS[self.kind]


def clock_of(
    due: date | datetime,
    *,
    span: timedelta | None = None,
    finished_at: datetime | None = None,
    now: datetime | None = None,
) -> Clock:
    """What to show about a deadline. The last third of `span`, where it is known, counts as soon."""
    now = timezone.localtime(now)
    if not isinstance(due, datetime):
        return _days(due, now.date())
    due = timezone.localtime(due)
    if finished_at:
        return _finished(timezone.localtime(finished_at), due)
    left = due - now
    soon = left <= (span / 3 if span else SOON_HOURS)
    kind = "late" if left <= timedelta() else "soon" if soon else "run"
    return Clock(kind, formats.remaining_time(due, now), _before(due, now))


def is_soon(due: date, today: date) -> bool:
    """Two working days or fewer are left: on a Wednesday a Sunday is soon, for Thursday and Friday are all there is."""
    left = min((due - today).days, 7)
    return sum((today + timedelta(days=number)).weekday() < 5 for number in range(1, left + 1)) <= SOON_DAYS


def _days(due: date, today: date) -> Clock:
    left = (due - today).days
    kind = "late" if left < 0 else "soon" if is_soon(due, today) else "run"
    return Clock(kind, formats.remaining_days(left), f"hạn {_weekday(due, today)}" if left else "")


def _weekday(due: date, today: date) -> str:
    """thứ Sáu 20/11, thứ Sáu 15/01/2027"""
    weekday, _, day = formats.weekday_date(due).partition(", ")
    return f"{weekday.replace('Thứ', 'thứ')} {formats.format_day_month(due) if due.year == today.year else day}"


def _before(due: datetime, now: datetime) -> str:
    day = "hôm nay" if due.date() == now.date() else f"ngày {formats.format_day_month(due)}"
    return f"trước {formats.format_time(due)} {day}" if due > now else f"hạn {formats.format_time(due)} {day}"


def _finished(at: datetime, due: datetime) -> Clock:
    words = formats.finished(at, due)
    return Clock("late", words, icon="check-circle") if at > due else Clock("done", words)
