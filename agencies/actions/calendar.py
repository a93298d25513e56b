"""Days off, worked weekend days, and who says that a year is certain.

One person at a time writes a year: whoever changes its days locks its row first.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.acting import current
from accounts.authorization import authorize
from accounts.models import User
from agencies.actions.records import saved
from agencies.calendar import SATURDAY, names_of_swap
from agencies.models import CalendarDay, CalendarYear, DayKind
from agencies.queries import CALENDAR
from interface.refusals import Refused
from vietnamese.formats import format_date

EDIT = "agencies.edit_calendar"


@transaction.atomic
def confirm_year(*, year: int, by: User) -> CalendarYear:
    """The announced days off are all here: from now on deadlines of this year are certain."""
    return _set_confirmed(year, by=by, on=timezone.localdate())


@transaction.atomic
def reopen_year(*, year: int, by: User) -> CalendarYear:
    """It was too early: the year is a projection again."""
    return _set_confirmed(year, by=by, on=None)


@transaction.atomic
def add_day(*, day: date, kind: str, name: str, by: User) -> CalendarDay:
    """A day off, or one that may become one. Swapped days come in pairs: `swap_days`."""
    authorize(by, EDIT)
    if kind in (DayKind.SWAP_OFF, DayKind.SWAP_WORKED):
        raise Refused("Ngày hoán đổi phải ghi cả ngày nghỉ và ngày làm bù.", field="kind")
    _lock_years_of(day)
    proposed = CalendarDay.objects.filter(day=day, kind=DayKind.PROPOSED).first()
    if proposed is None:
        _check_is_free(day, field="day")
    return _written(proposed or CalendarDay(day=day), kind, name)


@transaction.atomic
def swap_days(*, off: date, worked: date, by: User) -> tuple[CalendarDay, CalendarDay]:
    """A weekday off against a worked Saturday or Sunday."""
    authorize(by, EDIT)
    if off.weekday() >= SATURDAY:
        raise Refused(f"Ngày {format_date(off)} là cuối tuần, vốn đã nghỉ. Ghi một ngày trong tuần.", field="off")
    if worked.weekday() < SATURDAY:
        raise Refused(f"Ngày {format_date(worked)} vốn là ngày làm việc. Ghi thứ Bảy hoặc Chủ nhật.", field="worked")
    _lock_years_of(off, worked)
    _check_is_free(off, field="off")
    _check_is_free(worked, field="worked")
    name_off, name_worked = names_of_swap(off, worked)
    return (
        _written(CalendarDay(day=off, swapped_with=worked), DayKind.SWAP_OFF, name_off),
        _written(CalendarDay(day=worked, swapped_with=off), DayKind.SWAP_WORKED, name_worked),
    )


@transaction.atomic
def remove_day(*, day: CalendarDay, by: User) -> None:
    """The day follows the week's rule again; a swapped one together with its other half."""
    pair = [day.day, day.swapped_with] if day.swapped_with else [day.day]
    _lock_years_of(*pair)
    authorize(by, EDIT, day)
    CalendarDay.objects.filter(day__in=pair).delete()
    _forget()


@transaction.atomic
def put_back(*, day: date, kind: str, name: str, swapped_with: date | None, by: User) -> None:
    """Undo of `remove_day`: the same day, or the same two."""
    if swapped_with is None:
        add_day(day=day, kind=kind, name=name, by=by)
    elif kind == DayKind.SWAP_OFF:
        swap_days(off=day, worked=swapped_with, by=by)
    else:
        swap_days(off=swapped_with, worked=day, by=by)


def _lock_years_of(*days: date) -> None:
    for year in sorted({day.year for day in days}):
        _locked_year(year)


def _locked_year(year: int) -> CalendarYear:
    return CalendarYear.objects.lock(CalendarYear.objects.get_or_create(year=year)[0].pk)


def _set_confirmed(year: int, *, by: User, on: date | None) -> CalendarYear:
    authorize(by, EDIT)
    record = _locked_year(year)
    record.confirmed_on, record.confirmed_by = on, by if on else None
    record.save_next_version()
    _forget()
    return record


def _check_is_free(day: date, *, field: str) -> None:
    if found := CalendarDay.objects.filter(day=day).first():
        raise Refused(f"Ngày {format_date(day)} đã có trong lịch: {found.name}. Bỏ ngày ấy trước.", field=field)


def _written(day: CalendarDay, kind: str, name: str) -> CalendarDay:
    day.kind, day.name = kind, name
    saved(day)
    _forget()
    return day


def _forget() -> None:
    current().memo.pop(CALENDAR, None)
