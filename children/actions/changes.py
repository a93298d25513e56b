"""Biến động: proposed by a collaborator, decided by an officer; an officer's own takes effect at once."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actions.notifications import notify
from accounts.authorization import authorize, locked
from accounts.events import Event, record
from accounts.models import User
from agencies.models import Neighbourhood
from children.actions.checks import check_household, forget_change
from children.actions.children import Namesakes, likely_twins
from children.changes.effects import carry_out, new_child
from children.changes.words import facts_now
from children.models import (
    ChangeKind,
    ChangeState,
    CheckResult,
    Child,
    ChildChange,
    CircumstanceGroup,
    Household,
)
from interface.refusals import Refused
from vietnamese.partial_dates import PartialDate


@dataclass(frozen=True)
class ChangeDraft:
    """What somebody says has changed. Of a known child, or of a new one that has `full_name`, `birth` and `sex`."""

    kind: str
    neighbourhood: Neighbourhood
    child: Child | None = None
    household: Household | None = None
    happened: PartialDate | None = None
    detail: str = ""
    group: CircumstanceGroup | None = None
    full_name: str = ""
    temporary_name: bool = False
    birth: PartialDate | None = None
    sex: str = ""
    head_name: str = ""
    address: str = ""
    carer_name: str = ""
    carer_relation: str = ""
    personal_id: str = ""
    note: str = ""


@transaction.atomic
def propose_change(*, by: User, draft: ChangeDraft, despite_namesakes: bool = False) -> ChildChange:
    """A slip for the officers to decide; an officer's own is carried out at once.

    Raises NotAllowed, Namesakes, Refused.
    """
    authorize(by, "children.propose_changes", draft.child or draft.household)
    facts = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    change = ChildChange(**facts | {"happened": draft.happened or "", "birth": draft.birth or ""}, proposer=by)
    _check(change)
    if not draft.child and not despite_namesakes and (twins := likely_twins(draft=new_child(change), by=by)):
        raise Namesakes(twins)
    change.seen = facts_now(change)
    change.save()
    record(Event.CHANGE_PROPOSED, change)
    if by.may("children.decide_changes"):
        _put_into_effect(change, by, child_version=None)
        change.save_next_version()
    elif change.home:  # somebody was at its door
        check_household(household=change.home, by=by, result=CheckResult.CHANGED)
    return change


def _check(change: ChildChange) -> None:
    """What must hold when it is sent, and again when it is decided: the register goes on meanwhile."""
    child = change.child
    if change.contradiction:
        raise Refused(change.contradiction)
    if change.group and change.group.extra_secret:
        raise Refused("Hoàn cảnh này không ghi ở đây. Gọi cán bộ trẻ em của phường.", field="circumstance")
    if change.happened and child and change.happened.latest() < child.born_on:
        raise Refused("Ngày này ở trước ngày sinh của trẻ. Kiểm tra lại cả hai ngày.", field="day")


@transaction.atomic
def approve_change(
    *,
    change: ChildChange,
    by: User,
    version: int,
    child_version: int | None,
    group: CircumstanceGroup | None = None,
    despite_namesakes: bool = False,
) -> ChildChange:
    """It is so: written into the register, as an officer would by hand. `child_version` is the record that was shown
    beside it; `group` what an unnamed circumstance is. Raises NotAllowed, StaleVersion, Namesakes, Refused.
    """
    change = _locked(change, by, version)
    if change.kind == ChangeKind.CIRCUMSTANCE and group:
        change.group = group
    _put_into_effect(change, by, child_version=child_version, despite_namesakes=despite_namesakes)
    change.save_next_version()
    record(Event.CHANGE_DECIDED, change)
    _tell(change, "đã được duyệt")
    return change


@transaction.atomic
def refuse_change(*, change: ChildChange, by: User, version: int, reason: str) -> ChildChange:
    """It is not so, or was recorded otherwise: nothing is written. Raises NotAllowed, StaleVersion, Refused."""
    change = _locked(change, by, version)
    _decided(change, ChangeState.REFUSED, by)
    change.reason = reason
    change.save_next_version()
    record(Event.CHANGE_DECIDED, change)
    _tell(change, "không được duyệt, có ghi lý do")
    return change


@transaction.atomic
def return_change(*, change: ChildChange, by: User, version: int, question: str) -> ChildChange:
    """Something is unclear: the sender is asked. Raises NotAllowed, StaleVersion, Refused."""
    change = _locked(change, by, version)
    if not change.sender_can_answer:
        raise Refused("Người gửi không còn phụ trách tổ này, không trả lời được. Duyệt, hoặc không duyệt kèm lý do.")
    change.state, change.question, change.answer = ChangeState.RETURNED, question, ""
    change.save_next_version()
    record(Event.CHANGE_DECIDED, change)
    _tell(change, "được trả lại để hỏi thêm")
    return change


@transaction.atomic
def answer_change(*, change: ChildChange, by: User, version: int, answer: str) -> ChildChange:
    """The sender answers what was asked; the slip waits again. Raises NotAllowed, StaleVersion, Refused."""
    change = _own(change, by, version)
    if change.state != ChangeState.RETURNED:
        raise Refused("Phiếu này không chờ trả lời.")
    change.state, change.answer = ChangeState.PENDING, answer
    change.save_next_version()
    record(Event.CHANGE_PROPOSED, change)
    return change


@transaction.atomic
def withdraw_change(*, change: ChildChange, by: User, version: int) -> ChildChange:
    """The sender takes it back. Raises NotAllowed, StaleVersion, Refused."""
    change = _own(change, by, version)
    if not change.is_open:
        raise Refused("Phiếu đã được quyết định, không rút lại được.")
    change.state = ChangeState.WITHDRAWN
    change.save_next_version()
    if change.home and not ChildChange.objects.about(change.home).of_month(change.created_at).standing().exists():
        forget_change(household=change.home, by=by, month=timezone.localdate(change.created_at))
    return change


def _locked(change: ChildChange, by: User, version: int) -> ChildChange:
    """For a decision: two officers at once are told apart by the version."""
    change = locked(change, by=by, may="children.decide_changes", version=version)
    if not change.is_pending:
        raise Refused("Phiếu này không còn chờ duyệt.")
    return change


def _own(change: ChildChange, by: User, version: int) -> ChildChange:
    change = locked(change, by=by, may="children.propose_changes", version=version)
    if change.proposer_id != by.pk:
        raise Refused("Phiếu do người khác gửi. Người gửi mới trả lời hoặc rút lại được.")
    return change


def _put_into_effect(
    change: ChildChange, by: User, *, child_version: int | None, despite_namesakes: bool = True
) -> None:
    _check(change)
    change.child = carry_out(change, by=by, child_version=child_version, despite_namesakes=despite_namesakes)
    change.household = None
    _decided(change, ChangeState.APPROVED, by)


def _decided(change: ChildChange, state: str, by: User) -> None:
    change.state, change.decided_by, change.decided_at = state, by, timezone.now()


def _tell(change: ChildChange, what: str) -> None:
    sent: date = timezone.localdate(change.created_at)
    text = f"Phiếu biến động gửi ngày {sent:%d/%m} {what}."
    notify(recipient=change.proposer, text=text, url=change.get_absolute_url())
