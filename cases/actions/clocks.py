"""Starting, keeping and stopping the clocks of the law. Called by the actions whose deeds the terms are about."""

from datetime import datetime

from django.utils import timezone

from agencies.queries import working_calendar
from cases.deadlines import Custom, Length, end_of
from cases.models import Case, CaseClock, Intake, Term, WayOfCounting
from interface.refusals import Refused

FIXED = frozenset({"separation"})  # no day off moves its end


def start_clock(
    *, code: str, since: datetime, case: Case | None = None, intake: Intake | None = None
) -> CaseClock | None:
    """The term begins to run, once in a cycle; none where the law names no figure."""
    term = term_on(code, since)
    if term is None or term.length is None:
        return None
    clock = CaseClock(case=case, intake=intake, cycle=case.cycle if case else 1, term=term)
    _wind(clock, since)
    clock.save()
    return clock


def anchor_again(*, clock: CaseClock, since: datetime) -> None:
    """An earlier report turned up, or the calendar changed: what still runs is worked out anew."""
    if clock.met_at is None and clock.stopped_at is None:
        _wind(clock, since)
        clock.save_next_version()


def meet(*, case: Case, code: str, at: datetime, late_reason: str = "") -> None:
    """What the term is about was done at `at` (the time of the signature, not of typing). Late: the reason stays."""
    for clock in _running(case, code):
        if at > clock.due_at and not late_reason:
            raise Refused(
                f"Việc này đã quá hạn ({clock.term.article}). Ghi lý do chậm: lý do được giữ trong hồ sơ.",
                field="late_reason",
            )
        clock.met_at, clock.late_reason = at, late_reason if at > clock.due_at else ""
        clock.save_next_version()


def stop(*, case: Case, code: str) -> None:
    """The term is about nothing any more: no emergency, the report was not true, the case is closed."""
    for clock in _running(case, code):
        clock.stopped_at = timezone.now()
        clock.save_next_version()


def term_on(code: str, moment: datetime) -> Term | None:
    return Term.objects.on(timezone.localdate(moment)).filter(code=code).first()


def way_of_counting(moment: datetime) -> Custom:
    way = WayOfCounting.objects.on(timezone.localdate(moment)).first()
    return way.custom if way else Custom()


def _running(case: Case, code: str) -> list[CaseClock]:
    return CaseClock.objects.running().filter(case=case, cycle=case.cycle, term__code=code).lock_all()


def _wind(clock: CaseClock, since: datetime) -> None:
    clock.anchored_at = since
    if limit := clock.term.length:  # a term without a figure has no clock
        clock.due_at = _end(clock.term, limit, since)
    own = clock.term.own_length
    clock.own_due_at = _end(clock.term, own, since) if own else None


def _end(term: Term, length: Length, since: datetime) -> datetime:
    return end_of(
        length,
        since=since,
        calendar=working_calendar(),
        custom=way_of_counting(since),
        movable=term.code not in FIXED,
    )
