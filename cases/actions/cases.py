"""Opening a case, taking it on, and moving it through the process of the law."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.authorization import locked
from accounts.events import Event, record
from accounts.models import User
from cases.actions.clocks import start_clock, stop
from cases.models import Case, CaseStep, Duty, Incident, Intake, ReportedChild, TeamMember, Verdict
from cases.models.numbers import next_code
from cases.process import STEPS, State, Step, refusal_of
from interface.refusals import Refused

RECEIVE = "receive"  # the first line of every case; the law's step 1


def open_case(*, intake: Intake, reported: ReportedChild, incident: Incident, by: User) -> Case:
    """A case begins with a report: the 12 hours run from when it was received (Điều 31)."""
    case = Case.objects.create(
        code=next_code("BV", intake.received_at),
        incident=incident,
        child=reported.child,
        name=reported.name,
        birth=reported.birth,
        age_from=reported.age_from,
        age_to=reported.age_to,
        sex=reported.sex,
        neighbourhood=reported.child.neighbourhood if reported.child else intake.neighbourhood,
        received_at=intake.received_at,
    )
    _write_step(case, RECEIVE, "", State.REPORTED, "Điều 25", at=intake.received_at, by=by)
    start_clock(code="emergency", since=case.received_at, case=case)
    return case


@transaction.atomic
def take_on(*, case: Case, by: User, version: int) -> Case:
    """Somebody takes a new case into hand. Raises NotAllowed, StaleVersion, Refused."""
    case = locked(case, by=by, may="cases.work", version=version)
    if case.manager_id:
        raise Refused("Hồ sơ này đã có người phụ trách.")
    TeamMember.objects.create(case=case, user=by, duty=Duty.MANAGER, named_by=by)
    case.manager = by
    case.save_next_version()
    record(Event.CASE_TAKEN, case)
    return case


@transaction.atomic
def move(*, case: Case, step: str, by: User, version: int, at: datetime | None = None, reason: str = "") -> Case:
    """One step of the process. `at` is when it happened or was signed; what the law does not let follow is refused with
    the article. Raises NotAllowed, StaleVersion, Refused.
    """
    law = STEPS[step]
    case = locked(case, by=by, may=law.may, version=version)
    happened = at or timezone.now()
    _check(case, law, happened, reason)
    _write_step(case, step, case.state, law.reaches, law.article, at=happened, by=by, reason=reason)
    case.state = law.reaches
    case.cycle += law.new_cycle
    case.closed_at = happened if law.reaches == State.CLOSED else None
    case.save_next_version()
    _follow(case, law, happened)
    record(Event.CASE_MOVED, case)
    return case


def _check(case: Case, law: Step, happened: datetime, reason: str) -> None:
    if refusal := refusal_of(law, case.state, papers_of(case)):
        raise Refused(refusal)
    if law.reason and not reason:
        raise Refused("Ghi lý do: lý do được giữ trong hồ sơ.", field="reason")
    if happened > timezone.now():
        raise Refused("Lúc này chưa đến. Kiểm tra lại ngày, giờ.", field="at")
    last = case.steps.order_by("-happened_at").first()
    if last and happened < last.happened_at:
        raise Refused("Lúc này ở trước bước liền trước của hồ sơ. Kiểm tra lại ngày, giờ.", field="at")


def papers_of(case: Case) -> list[str]:
    """Which papers of this cycle are signed."""
    return []


def _follow(case: Case, law: Step, happened: datetime) -> None:
    """What a step starts and ends."""
    match law.id:
        case "confirm":
            _judge(case, Verdict.TRUE)
        case "dismiss":
            _judge(case, Verdict.FALSE)
            stop(case=case, code="emergency")
        case "assess_risk":
            start_clock(code="plan", since=happened, case=case)
        case "submit_plan":
            start_clock(code="approval", since=happened, case=case)
        case "approve_plan":
            start_clock(code="review", since=happened, case=case)


def _judge(case: Case, verdict: str) -> None:
    for intake in Intake.objects.filter(incident=case.incident_id, verdict=Verdict.WAITING).lock_all():
        intake.verdict = verdict
        intake.save_next_version()


def _write_step(
    case: Case, step: str, left: str, reached: str, article: str, *, at: datetime, by: User, reason: str = ""
) -> None:
    CaseStep.objects.create(
        case=case, cycle=case.cycle, step=step, from_state=left, to_state=reached, article=article, happened_at=at,
        by=by, reason=reason,
    )  # fmt: skip
