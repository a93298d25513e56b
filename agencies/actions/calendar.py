"""Days off, worked weekend days, and who says that a year is certain."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.acting import current
from accounts.authorization import authorize
from accounts.models import User
from agencies.calendar import SATURDAY
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
    found = CalendarDay.objects.select_for_update(of=("self",)).filter(day=day).first()
    if found and found.kind != DayKind.PROPOSED:
        raise Refused(f"Ngày {format_date(day)} đã có trong lịch: {found.name}. Bỏ ngày ấy trước.", field="day")
    return _write(found or CalendarDay(day=day), kind=kind, name=name)


@transaction.atomic
def swap_days(*, off: date, worked: date, by: User) -> tuple[CalendarDay, CalendarDay]:
    """A weekday off against a worked Saturday or Sunday."""
    authorize(by, EDIT)
    if off.weekday() >= SATURDAY:
        raise Refused(f"Ngày {format_date(off)} là cuối tuần, vốn đã nghỉ. Ghi một ngày trong tuần.", field="off")
    if worked.weekday() < SATURDAY:
        raise Refused(f"Ngày {format_date(worked)} vốn là ngày làm việc. Ghi thứ Bảy hoặc Chủ nhật.", field="worked")
    for name, day in (("off", off), ("worked", worked)):
        if found := CalendarDay.objects.filter(day=day).first():
            raise Refused(f"Ngày {format_date(day)} đã có trong lịch: {found.name}. Bỏ ngày ấy trước.", field=name)
    return (
        _write(CalendarDay(day=off, swapped_with=worked), DayKind.SWAP_OFF, f"Nghỉ, làm bù ngày {worked:%d/%m}"),
        _write(CalendarDay(day=worked, swapped_with=off), DayKind.SWAP_WORKED, f"Làm bù cho ngày {off:%d/%m}"),
    )


@transaction.atomic
def remove_day(*, day: CalendarDay, by: User) -> None:
    """The day follows the week's rule again; a swapped one together with its other half."""
    authorize(by, EDIT, day)
    pair = [day.day, day.swapped_with] if day.swapped_with else [day.day]
    CalendarDay.objects.filter(day__in=pair).delete()
    _forget()


def _set_confirmed(year: int, *, by: User, on: date | None) -> CalendarYear:
    authorize(by, EDIT)
    record = CalendarYear.objects.lock(CalendarYear.objects.get_or_create(year=year)[0].pk)
    record.confirmed_on, record.confirmed_by = on, by if on else None
    record.save_next_version()
    _forget()
    return record


def _write(day: CalendarDay, kind: str, name: str) -> CalendarDay:
    CalendarYear.objects.get_or_create(year=day.day.year)
    day.kind, day.name = kind, name
    day.save()
    _forget()
    return day


def _forget() -> None:
    current().memo.pop(CALENDAR, None)
