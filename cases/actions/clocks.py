"""Starting, re-anchoring and stopping the clocks of the law, and the warnings they give."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions.notifications import notify
from accounts.authorization import OFFICERS, Role
from accounts.models import User
from agencies.queries import working_calendar
from cases.deadlines import Custom, Length, end_of
from cases.models import Case, CaseClock, ClockWarning, Intake, Term, Warned, WayOfCounting
from vietnamese.formats import format_moment

LEADERS_TOLD = (Warned.NEAR, Warned.LATE)


def start_clock(
    *, code: str, since: datetime, by: User, case: Case | None = None, intake: Intake | None = None
) -> None:
    """The term begins to run in a case, or in a report that has none yet; where the law names no figure, nothing."""
    term = Term.objects.on(timezone.localdate(since)).filter(code=code).first()
    if term and term.length:
        clock = CaseClock(case=case, intake=intake, cycle=case.cycle if case else 1, term=term)
        _wind(clock, term.length, since)
        clock.save()


def anchor_again(*, case: Case, since: datetime, by: User) -> None:
    """An earlier report turned up: what runs from the first report is worked out anew."""
    for clock in CaseClock.objects.running().filter(case=case, term__since="received").lock_all():
        _wind(clock, clock.term.length, since)
        clock.save_next_version()


def stop_clocks(*, clocks: Iterable[CaseClock], by: User) -> None:
    """Locked ones. They are about nothing any more: no emergency, the report was not true, the case is closed."""
    for clock in clocks:
        clock.stopped_at = timezone.now()
        clock.save_next_version()


@transaction.atomic
def warn(*, by: User) -> int:
    """Whoever is responsible is told in time, then the leaders as well; each warning of a clock once, for its row is
    written with it. After a long pause only the last of several is told. Returns how many were.
    """
    now, told = timezone.now(), 0
    running = CaseClock.objects.running().select_related("case__manager", "intake", "term")
    for clock in running.order_by("pk").lock_all():
        given = set(ClockWarning.objects.filter(clock=clock).values_list("kind", flat=True))
        due = [kind for kind, moment in _moments(clock) if moment <= now and kind not in given]
        ClockWarning.objects.bulk_create(ClockWarning(clock=clock, kind=kind, due_at=clock.due_at) for kind in due)
        if due and Warned.LATE not in given:
            told += 1
            _tell(clock, due[-1])
    return told


def _moments(clock: CaseClock) -> list[tuple[Warned, datetime]]:
    """When each warning of a clock is due, in the order of the warnings."""
    whole = clock.due_at - clock.anchored_at
    found = [(Warned.SOON, clock.anchored_at + whole / 2), (Warned.NEAR, clock.due_at - whole / 4)]
    if clock.own_due_at:
        found.append((Warned.OWN, clock.own_due_at))
    order = list(Warned)
    return sorted([*found, (Warned.LATE, clock.due_at)], key=lambda each: order.index(each[0]))


def _tell(clock: CaseClock, kind: Warned) -> None:
    """Without a word of what happened (PRIV-05)."""
    about = clock.about
    text = f"{about.code}: {kind.label}, hạn {format_moment(timezone.localtime(clock.due_at))}"
    for each in _responsible(clock.case):
        notify(recipient=each, text=text, url=about.get_absolute_url())
    for each in _deciding() if kind in LEADERS_TOLD else ():
        notify(recipient=each, text=text, url=about.get_absolute_url())


def _responsible(case: Case | None) -> list[User]:
    """Whoever has taken the case on; while nobody has, all who work on cases."""
    working = User.objects.working().order_by("pk")
    if case and case.manager_id and (found := working.filter(pk=case.manager_id)):
        return list(found)
    return list(working.filter(role__in=OFFICERS))


def _deciding() -> list[User]:
    """The chair, and the vice chair in charge of children."""
    in_charge = Q(role=Role.CHAIR) | Q(role=Role.VICE_CHAIR, in_charge_of_children=True)
    return list(User.objects.working().filter(in_charge).order_by("pk"))


def _wind(clock: CaseClock, length: Length, since: datetime) -> None:
    clock.anchored_at = since
    clock.due_at = _end(length, since)
    own = clock.term.own_length
    clock.own_due_at = _end(own, since) if own else None


def _end(length: Length, since: datetime) -> datetime:
    way = WayOfCounting.objects.on(timezone.localdate(since)).first()
    return end_of(length, since=since, calendar=working_calendar(), custom=way.custom if way else Custom())
