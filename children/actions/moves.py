"""Children of a household go to another one, known or new: moving and splitting are one deed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import locked
from accounts.models import User
from agencies.models import Neighbourhood
from children.actions.households import household_of
from children.finding.search import keep_searchable
from children.models import Child, Household, HouseholdMove
from interface.refusals import Refused


@dataclass(frozen=True)
class MoveDraft:
    head_name: str
    neighbourhood: Neighbourhood
    moved_on: date
    address: str = ""
    note: str = ""


@transaction.atomic
def move_children(
    *, household: Household, by: User, version: int, children: Sequence[Child], draft: MoveDraft
) -> Household:
    """To the household with this head at this address; a new one when there is none. Raises NotAllowed, StaleVersion,
    Refused.
    """
    household = locked(household, by=by, may="children.edit", version=version)
    movers = Child.objects.filter(pk__in=[child.pk for child in children]).lock_all()
    _check(household, movers, draft)
    target = household_of(by=by, head_name=draft.head_name, address=draft.address, neighbourhood=draft.neighbourhood)
    if target == household:
        raise Refused("Chủ hộ và địa chỉ này là của chính hộ đang ở.", field="head_name")
    for child in movers:
        child.household, child.neighbourhood = target, target.neighbourhood
        child.save_next_version()
        keep_move(child=child, by=by, before=household, moved_on=draft.moved_on, note=draft.note)
    household.save_next_version()
    keep_searchable([child.pk for child in movers])
    return target


def keep_move(*, child: Child, by: User, before: Household | None, moved_on: date, note: str = "") -> None:
    """Part of whatever gives a child another household: from when on it belongs there."""
    if before != child.household:
        HouseholdMove.objects.create(
            child=child, from_household=before, to_household=child.household, moved_on=moved_on, note=note,
            recorded_by=by,
        )  # fmt: skip


def _check(household: Household, movers: list[Child], draft: MoveDraft) -> None:
    if not movers:
        raise Refused("Chưa chọn trẻ nào chuyển đi.", field="children")
    if any(child.household_id != household.pk for child in movers):
        raise Refused("Có trẻ không còn ở hộ này. Mở lại trang của hộ rồi chọn.", field="children")
    if draft.moved_on > timezone.localdate():
        raise Refused("Ngày chuyển chưa đến. Kiểm tra lại.", field="moved_on")
    if any(draft.moved_on < child.born_on for child in movers):
        raise Refused("Ngày chuyển ở trước ngày sinh của trẻ. Kiểm tra lại.", field="moved_on")
