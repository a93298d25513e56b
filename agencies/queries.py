"""What other parts ask: who the ward is on a day, who signs, which agencies there are, which days are worked."""

from collections import defaultdict
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from accounts.acting import current
from accounts.authorization import Role
from accounts.models import User
from agencies.calendar import Calendar
from agencies.models import (
    Agency,
    AgencyKind,
    CalendarDay,
    CalendarYear,
    DayKind,
    Neighbourhood,
    SetUp,
    Signer,
    SteeringCommittee,
    WardProfile,
)

CALENDAR, WARD = "agencies.calendar", "agencies.ward"


def ward_on(day: date) -> WardProfile | None:
    """The ward's profile of that day; None before anybody wrote one."""
    return WardProfile.objects.on(day).first()


def ward_today() -> WardProfile | None:
    """Today's profile without its logo, read once per transaction."""
    memo = current().memo
    if WARD not in memo:
        memo[WARD] = WardProfile.objects.on(timezone.localdate()).defer("logo").first()
    return memo[WARD]


def report_signer(day: date) -> Signer | None:
    """Who signs the yearly report on that day."""
    return Signer.objects.on(day).filter(signs_reports=True).first()


def signers_on(day: date) -> list[Signer]:
    return list(Signer.objects.on(day))


def agencies_by_kind(day: date) -> dict[AgencyKind, list[Agency]]:
    """The agencies of that day, in the order of the plan's kinds; kinds without one are left out."""
    found = defaultdict(list)
    for agency in Agency.objects.on(day):
        found[agency.kind].append(agency)
    return {kind: found[kind] for kind in AgencyKind if kind in found}


def neighbourhoods_on(day: date) -> list[Neighbourhood]:
    return list(Neighbourhood.objects.on(day))


def committee_on(day: date) -> SteeringCommittee | None:
    return SteeringCommittee.objects.on(day).first()


def working_calendar() -> Calendar:
    """The working-day calendar, read once per transaction."""
    memo = current().memo
    if CALENDAR not in memo:
        memo[CALENDAR] = _read_calendar()
    return memo[CALENDAR]


def _read_calendar() -> Calendar:
    days = dict(CalendarDay.objects.exclude(kind=DayKind.PROPOSED).values_list("day", "kind"))
    worked = frozenset(day for day, kind in days.items() if kind == DayKind.SWAP_WORKED)
    confirmed = CalendarYear.objects.filter(confirmed_on__isnull=False).values_list("year", flat=True)
    return Calendar(frozenset(days) - worked, worked, frozenset(confirmed))


def focal_points() -> Prefetch:
    """The people who answer for an agency now, as `agency.focal_points`."""
    people = User.objects.working().filter(role=Role.FOCAL_POINT).order_by("sort_key")
    return Prefetch("users", people, to_attr="focal_points")


def working_collaborators() -> Prefetch:
    """The people who look after a neighbourhood now, as `neighbourhood.working_collaborators`."""
    return Prefetch("collaborators", User.objects.working().order_by("sort_key"), to_attr="working_collaborators")


def set_up_so_far() -> SetUp | None:
    """What the first run has been told so far. Nobody exists yet for whom it could be visible."""
    return SetUp.objects.filter(pk=1).first()
