"""Receiving a report, and saying which incident it is about (NĐ 56/2017, Điều 25)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.acting import acting_as, current
from accounts.actions.notifications import notify
from accounts.authorization import LEADERS, OFFICERS, authorize, locked
from accounts.events import Event, record
from accounts.models import User
from agencies.models import Neighbourhood
from cases.actions.cases import open_case
from cases.actions.clocks import anchor_again
from cases.alike import cases_alike
from cases.models import Case, CaseClock, Incident, Intake, Receipt, ReportedChild, Verdict
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

    A case is opened at once for each child, unless an open one may be about the same: then an officer compares.
    Raises NotAllowed, Refused.
    """
    authorize(by, "cases.report")
    if draft.received_at > timezone.now():
        raise Refused("Giờ nhận tin chưa đến. Kiểm tra lại ngày, giờ.", field="received_at")
    facts = {name: getattr(draft, name) for name in draft.__dataclass_fields__} | {"unknown": list(draft.unknown)}
    intake = Intake(code=next_code("TB", draft.received_at), entered_by=by, entered_in=current().request_id, **facts)
    if not draft.informant_agrees:
        intake.informant_name = intake.informant_phone = intake.informant_address = ""
    intake.save()
    for each in children or [ChildDraft()]:
        facts = {name: getattr(each, name) for name in each.__dataclass_fields__} | {"birth": each.birth or ""}
        ReportedChild.objects.create(intake=intake, **facts)
    Receipt.objects.create(intake=intake, owner=by, code=intake.code, sent_at=timezone.now())
    record(Event.REPORT_RECEIVED, intake)
    # Whoever reports sees no case: the machine opens it, in the same transaction.
    with acting_as(User.objects.system()):
        if not cases_alike(intake):
            open_cases(intake=intake, by=User.objects.system())
        _tell(intake, by)
    return intake


def open_cases(*, intake: Intake, by: User) -> list[Case]:
    """One for each child of the report; of one incident."""
    incident = Incident.objects.create(
        online="online" in (intake.channel, intake.heard), neighbourhood=intake.neighbourhood
    )
    intake.incident = incident
    intake.save_next_version()
    return [
        open_case(intake=intake, reported=reported, incident=incident, by=by)
        for reported in intake.children.order_by("pk")
    ]


@transaction.atomic
def open_separately(*, intake: Intake, by: User, version: int) -> list[Case]:
    """It is another matter than the cases it looked like. Raises NotAllowed, StaleVersion, Refused."""
    intake = _waiting(intake, by, version)
    return open_cases(intake=intake, by=by)


@transaction.atomic
def link_report(*, intake: Intake, to: Case, by: User, version: int) -> Intake:
    """The report is about the same incident: all who reported stay, the earliest time rules every clock.

    Raises NotAllowed, StaleVersion, Refused.
    """
    intake = _waiting(intake, by, version)
    intake.incident = to.incident
    intake.save_next_version()
    for case in Case.objects.open().filter(incident=to.incident).lock_all():
        if intake.received_at < case.received_at:
            case.received_at = intake.received_at
            case.save_next_version()
            for clock in CaseClock.objects.running().filter(case=case, term__since="received").lock_all():
                anchor_again(clock=clock, since=intake.received_at)
    record(Event.REPORT_LINKED, intake)
    return intake


def _waiting(intake: Intake, by: User, version: int) -> Intake:
    intake = locked(intake, by=by, may="cases.work", version=version)
    if intake.incident_id or intake.verdict != Verdict.WAITING:
        raise Refused("Tin báo này đã có hồ sơ hoặc đã đóng.")
    return intake


def _tell(intake: Intake, by: User) -> None:
    """Who works on cases, and who leads, at once; without a word of what happened (PRIV-05)."""
    told = User.objects.working().filter(role__in=(*OFFICERS, *LEADERS)).exclude(pk=by.pk).order_by("pk")
    for each in told:
        notify(recipient=each, text=f"Có tin báo mới {intake.code}", url=intake.get_absolute_url())
