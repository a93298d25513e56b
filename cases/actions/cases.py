"""Opening a case, taking it on, and moving it through the process of the law."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.acting import acting_as
from accounts.actions.notifications import notify
from accounts.authorization import OFFICERS, locked
from accounts.events import Event, record
from accounts.models import User
from cases.actions.clocks import start_clock, stop_clocks
from cases.models import Case, CaseClock, CaseStep, ChildInReport, Duty, Incident, Intake, Teammate, Verdict
from cases.models.numbers import next_code
from cases.process import BESIDE, RECEIVE, STEPS, State, Step, refusal_of
from interface.refusals import NotAllowed, Refused

EMERGENCY = "emergency"  # the term of 12 hours


def open_case(*, intake: Intake, reported: ChildInReport, incident: Incident, by: User) -> Case:
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
    _write_step(case, RECEIVE, "", at=intake.received_at, by=by)
    start_clock(code=EMERGENCY, since=case.received_at, case=case, by=by)
    return case


@transaction.atomic
def take_on(*, case: Case, by: User, version: int) -> Case:
    """Somebody takes a new case into hand. Raises NotAllowed, StaleVersion, Refused."""
    case = locked(case, by=by, may="cases.work", version=version)
    if case.manager_id:
        raise Refused("Hồ sơ này đã có người phụ trách.")
    Teammate.objects.create(case=case, user=by, duty=Duty.MANAGER, named_by=by)
    case.manager = by
    case.save_next_version()
    record(Event.CASE_TAKEN, case)
    return case


@transaction.atomic
def name_member(*, case: Case, user: User, duty: str, by: User, version: int) -> Case:
    """Whoever is responsible, or who decides, names a colleague: to work on the case too, or to take it over.

    Raises NotAllowed, StaleVersion, Refused.
    """
    case = locked(case, by=by, may="cases.name_team", version=version)
    if not case.manager_id:
        raise Refused("Chưa ai phụ trách hồ sơ này.")
    if case.manager_id != by.pk and not by.may("cases.decide"):
        raise NotAllowed("Chỉ người phụ trách và lãnh đạo phân công trong hồ sơ này.")
    if user.role not in OFFICERS or not User.objects.working().filter(pk=user.pk).exists():
        raise Refused("Người này không làm việc với hồ sơ bảo vệ trẻ em.", field="user")
    if case.manager_id == user.pk:
        raise Refused("Người này đang phụ trách hồ sơ.", field="user")
    before = case.manager
    if duty == Duty.MANAGER:
        case.manager = user
    case.save_next_version()  # while whoever hands it over still knows of it
    _end(case, user)
    if duty == Duty.MANAGER:
        _end(case, before)
    Teammate.objects.create(case=case, user=user, duty=duty, named_by=by)
    record(Event.CASE_TEAM_NAMED, case)
    notify(recipient=user, text=f"Bạn được phân công trong hồ sơ {case.code}", url=case.get_absolute_url())
    return case


@transaction.atomic
def move(*, case: Case, step: str, by: User, version: int, at: datetime, reason: str = "") -> Case:
    """One step of the process. `at` is when it happened; what the law does not let follow is refused with the article.
    Raises NotAllowed, StaleVersion, Refused.
    """
    law = STEPS[step]
    incident = Incident.objects.lock(case.incident_id)  # before the case, as whoever links a report does
    case = locked(case, by=by, may=law.may, version=version)
    if not case.manager_id:
        raise Refused("Chưa ai phụ trách hồ sơ này. Nhận phụ trách trước.")
    _check(case, law, at, reason)
    left, case.state = case.state, law.reaches
    case.cycle += law.new_cycle
    case.closed_at = at if law.reaches == State.CLOSED else None
    case.save_next_version()
    _write_step(case, step, left, at=at, by=by, reason=reason)
    if case.closed_at:
        stop_clocks(clocks=CaseClock.objects.running().filter(case=case).lock_all(), by=by)
    keep_verdict(incident=incident, by=by)
    record(Event.CASE_MOVED, case)
    return case


@transaction.atomic
def waive_emergency(*, case: Case, by: User, version: int, at: datetime, reason: str) -> Case:
    """Verified, and no measure is needed at once: the 12 hours are about nothing any more (Điều 26.3).

    Raises NotAllowed, StaleVersion, Refused.
    """
    case = locked(case, by=by, may=BESIDE.may, version=version)
    _check(case, BESIDE, at, reason)
    clocks = CaseClock.objects.running().filter(case=case, term__code=EMERGENCY).lock_all()
    if not clocks:
        raise Refused("Thời hạn can thiệp khẩn cấp đã thôi tính.")
    stop_clocks(clocks=clocks, by=by)
    case.save_next_version()
    _write_step(case, BESIDE.id, case.state, at=at, by=by, reason=reason)
    record(Event.CASE_MOVED, case)
    return case


def keep_verdict(*, incident: Incident, by: User) -> None:
    """Of a locked one: what its cases say of its reports. True when one child's was confirmed, not true when all were
    dismissed. Read as the machine: of siblings each case may have a team of its own.
    """
    with acting_as(User.objects.system()):
        last = [
            CaseStep.objects.filter(case=case, step__in=("confirm", "dismiss", "reopen")).order_by("-pk").first()
            for case in Case.objects.filter(incident=incident).order_by("pk")
        ]
    steps = [step.step if step else "" for step in last]
    verdict = Verdict.TRUE if "confirm" in steps else Verdict.FALSE if set(steps) == {"dismiss"} else Verdict.WAITING
    for intake in Intake.objects.filter(incident=incident).exclude(verdict=verdict).lock_all():
        intake.verdict = verdict
        intake.save_next_version()


def _check(case: Case, law: Step, happened: datetime, reason: str) -> None:
    if refusal := refusal_of(law, case.state):
        raise Refused(refusal)
    if law.reason and not reason.strip():
        raise Refused("Ghi lý do: lý do được giữ trong hồ sơ.", field="reason")
    if happened > timezone.now():
        raise Refused("Lúc này chưa đến. Kiểm tra lại ngày, giờ.", field="at")
    last = case.steps.order_by("-happened_at").first()
    if last and happened < last.happened_at:
        raise Refused("Lúc này ở trước bước liền trước của hồ sơ. Kiểm tra lại ngày, giờ.", field="at")


def _end(case: Case, user: User | None) -> None:
    for member in Teammate.objects.on_duty().filter(case=case, user=user).lock_all():
        member.until = timezone.now()
        member.save_next_version()


ARTICLES = {RECEIVE: "Điều 25", BESIDE.id: BESIDE.article} | {law.id: law.article for law in STEPS.values()}


def _write_step(case: Case, step: str, left: str, *, at: datetime, by: User, reason: str = "") -> None:
    CaseStep.objects.create(
        case=case, cycle=case.cycle, step=step, from_state=left, to_state=case.state, article=ARTICLES[step],
        happened_at=at, by=by, reason=reason,
    )  # fmt: skip
