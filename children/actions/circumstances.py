"""Putting a child into a group of Luật Trẻ em 2016, Điều 10 (or an at-risk category), and out of it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.models import Child, Circumstance, CircumstanceGroup, CircumstanceSubtype
from interface.records import refused_when
from interface.refusals import Refused


@dataclass(frozen=True)
class CircumstanceDraft:
    group: CircumstanceGroup
    started_on: date
    subtype: CircumstanceSubtype | None = None
    proof: str = ""


@transaction.atomic
def add_circumstance(*, child: Child, by: User, draft: CircumstanceDraft) -> Circumstance:
    """From a day on the child belongs to the group; whoever records it is in charge. Raises NotAllowed, Refused."""
    authorize(by, "children.edit", child)
    if draft.started_on < child.born_on:
        raise Refused("Ngày bắt đầu ở trước ngày sinh của trẻ. Kiểm tra lại cả hai ngày.", field="started_on")
    circumstance = Circumstance(
        child=child,
        group=draft.group,
        subtype=draft.subtype,
        started_on=draft.started_on,
        proof=draft.proof,
        officer=by,
    )
    taken = "Trẻ đang ở trong nhóm này. Kết thúc lần ghi cũ trước, rồi mới ghi lại."
    with (
        refused_when("one_current_membership_of_a_group", taken),
        refused_when("one_current_secret_membership_per_officer", taken),
    ):
        circumstance.save()
    return circumstance


@transaction.atomic
def end_circumstance(*, circumstance: Circumstance, by: User, version: int, ended_on: date) -> Circumstance:
    """From that day on the child no longer belongs to the group. Raises NotAllowed, StaleVersion, Refused."""
    circumstance = locked(circumstance, by=by, may="children.edit", version=version)
    if circumstance.ended_on or circumstance.withdrawn_on:
        raise Refused("Hoàn cảnh này đã được ghi kết thúc hoặc xóa khỏi hồ sơ từ trước.")
    if ended_on < circumstance.started_on:
        raise Refused("Ngày kết thúc ở trước ngày bắt đầu. Kiểm tra lại cả hai ngày.", field="ended_on")
    circumstance.ended_on = ended_on
    circumstance.save_next_version()
    return circumstance


@transaction.atomic
def withdraw_circumstance(*, circumstance: Circumstance, by: User, version: int, reason: str) -> Circumstance:
    """It was recorded by mistake: it counts nowhere any more, on no day, and only the history knows of it.

    Raises NotAllowed, StaleVersion, Refused.
    """
    circumstance = locked(circumstance, by=by, may="children.edit", version=version)
    if circumstance.withdrawn_on:
        raise Refused("Hoàn cảnh này đã được xóa khỏi hồ sơ từ trước.")
    circumstance.withdrawn_on, circumstance.withdrawn_by = timezone.localdate(), by
    circumstance.withdrawal_reason = reason
    circumstance.save_next_version()
    return circumstance
