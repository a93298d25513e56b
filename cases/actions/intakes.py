"""Receiving a report, and saying which incident it is about (NĐ 56/2017, Điều 25)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.acting import acting_as, current
from accounts.actions.notifications import notify
from accounts.authorization import LEADERS, OFFICERS, authorize, locked
from accounts.events import Event, record
from accounts.models import User
from agencies.models import Neighbourhood
from cases.actions.cases import EMERGENCY, keep_verdict, open_case
from cases.actions.clocks import anchor_again, start_clock, stop_clocks
from cases.alike import cases_alike
from cases.models import Case, CaseClock, Channel, ChildInReport, Incident, Intake, Receipt
from cases.models.numbers import next_code
from children.models import Child
from interface.refusals import Refused
from vietnamese.partial_dates import PartialDate


@dataclass(frozen=True)
class ChildDraft:
    """A child as the report names it; nothing of it is required."""

    child: Child | None = None
    name: str = ""
    name_unknown: bool = False
    birth: PartialDate | None = None
    age_from: int | None = None
    age_to: int | None = None
    sex: str = ""


@dataclass(frozen=True)
class IntakeDraft:
    received_at: datetime
    channel: str
    heard: str = ""
    subject: str = ""
    in_danger: bool | None = None
    happened: str = ""
    place: str = ""
    neighbourhood: Neighbourhood | None = None
    condition: str = ""
    expected_harm: str = ""
    father: str = ""
    mother: str = ""
    family: str = ""
    caregiver: str = ""
    done_before: str = ""
    note: str = ""
    unknown: Sequence[str] = field(default_factory=list)
    informant_agrees: bool = False
    informant_name: str = ""
    informant_phone: str = ""
    informant_address: str = ""


@transaction.atomic
def receive_report(*, by: User, draft: IntakeDraft, children: Sequence[ChildDraft] = ()) -> Intake:
    """Whoever hears of a child in danger writes it down; the clock runs from when the ward heard it, not from typing.

    A case is opened at once for each child, unless an open one may be about the same: then an officer compares, and
    the 12 hours run meanwhile. Raises NotAllowed, Refused.
    """
    authorize(by, "cases.report")
    if draft.received_at > timezone.now():
        raise Refused("Giờ nhận tin chưa đến. Kiểm tra lại ngày, giờ.", field="clock")
    intake = _written(by, draft, children or [ChildDraft()])
    Receipt.objects.create(intake=intake, owner=by, code=intake.code, sent_at=timezone.now())
    record(Event.REPORT_RECEIVED, intake)
    # Whoever reports sees no case: the machine opens it, in the same transaction.
    machine = User.objects.system()
    with acting_as(machine):
        if cases_alike(intake):
            start_clock(code=EMERGENCY, since=intake.received_at, intake=intake, by=machine)
        else:
            open_cases(intake=intake, by=machine)
        _tell(intake, by)
    return intake


def _written(by: User, draft: IntakeDraft, children: Sequence[ChildDraft]) -> Intake:
    facts = {each.name: getattr(draft, each.name) for each in fields(draft)} | {"unknown": list(draft.unknown)}
    if not draft.informant_agrees:
        facts |= dict.fromkeys(("informant_name", "informant_phone", "informant_address"), "")
    # Reports are numbered one after the other, so two of one child at once do not both find no case.
    code = next_code("TB", draft.received_at)
    intake = Intake.objects.create(code=code, entered_by=by, entered_in=current().request_id, **facts)
    for each in children:
        about = {fact.name: getattr(each, fact.name) for fact in fields(each)} | {"birth": each.birth or ""}
        ChildInReport.objects.create(intake=intake, **about)
    return intake


def open_cases(*, intake: Intake, by: User) -> list[Case]:
    """One for each child of the report; of one incident."""
    online = Channel.ONLINE in (intake.channel, intake.heard)
    intake.incident = Incident.objects.create(online=online, neighbourhood=intake.neighbourhood)
    intake.save_next_version()
    return [
        open_case(intake=intake, reported=reported, incident=intake.incident, by=by)
        for reported in intake.children.select_related("child__neighbourhood").order_by("pk")
    ]


@transaction.atomic
def open_separately(*, intake: Intake, by: User, version: int) -> list[Case]:
    """It is another matter than the cases it looked like. Raises NotAllowed, StaleVersion, Refused."""
    intake = _waiting(intake, by, version)
    record(Event.REPORT_LINKED, intake)
    _stop_own_clock(intake, by)
    return open_cases(intake=intake, by=by)


@transaction.atomic
def link_report(*, intake: Intake, to: Incident, by: User, version: int) -> Intake:
    """The report is about an incident that is known: all who reported stay, the earliest time rules every clock.

    Raises NotAllowed, StaleVersion, Refused.
    """
    to = Incident.objects.lock(to.pk)
    intake = _waiting(intake, by, version)
    # Whoever compares reports need not be named in the case: the machine winds its clocks.
    machine = User.objects.system()
    with acting_as(machine):
        cases = Case.objects.open().filter(incident=to).lock_all()
        if not cases:
            raise Refused("Hồ sơ của vụ việc này đã kết thúc. Mở hồ sơ mới cho tin này.")
        for case in cases:
            _receive_earlier(case, intake.received_at, machine)
    intake.incident = to
    intake.save_next_version()
    _stop_own_clock(intake, by)
    keep_verdict(incident=to, by=by)
    record(Event.REPORT_LINKED, intake)
    _tell_managers(cases, intake, by)
    return Intake.objects.get(pk=intake.pk)


def _receive_earlier(case: Case, received_at: datetime, machine: User) -> None:
    if received_at < case.received_at:
        case.received_at = received_at
        case.save_next_version()
        anchor_again(case=case, since=received_at, by=machine)


def _waiting(intake: Intake, by: User, version: int) -> Intake:
    intake = locked(intake, by=by, may="cases.work", version=version)
    if intake.incident_id:
        raise Refused("Tin báo này đã có hồ sơ.")
    return intake


def _stop_own_clock(intake: Intake, by: User) -> None:
    stop_clocks(clocks=CaseClock.objects.running().filter(intake=intake).lock_all(), by=by)


def _tell(intake: Intake, by: User) -> None:
    """Who works on cases, and who leads, at once; without a word of what happened (PRIV-05)."""
    told = User.objects.working().filter(role__in=(*OFFICERS, *LEADERS)).exclude(pk=by.pk).order_by("pk")
    for each in told:
        notify(recipient=each, text=f"Có tin báo mới {intake.code}", url=intake.get_absolute_url())


def _tell_managers(cases: Sequence[Case], intake: Intake, by: User) -> None:
    for case in cases:
        if case.manager and case.manager_id != by.pk:
            text = f"Tin {intake.code} được nối vào hồ sơ {case.code}"
            notify(recipient=case.manager, text=text, url=case.get_absolute_url())
