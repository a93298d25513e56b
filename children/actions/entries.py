"""Writing down what happened to a child on a day: of one child, or of all children of a list in one go."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.models import (
    Child,
    ChildEntry,
    DisasterEntry,
    InjuryEntry,
    InjuryOutcome,
    LabourEntry,
    ParticipationEntry,
)
from interface.refusals import Refused

MOST = 1000  # children of one list


@dataclass(frozen=True, kw_only=True)
class EntryDraft:
    model: ClassVar[type[ChildEntry]]

    happened_on: date
    details: str = ""


@dataclass(frozen=True, kw_only=True)
class InjuryDraft(EntryDraft):
    model = InjuryEntry

    kind: str
    place: str
    outcome: str
    severity: str = ""
    died_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class LabourDraft(EntryDraft):
    model = LabourEntry

    form: str
    work: str
    measure: str = ""
    stopped_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DisasterDraft(EntryDraft):
    model = DisasterEntry

    disaster: str
    harm: str
    relief: str = ""


@dataclass(frozen=True, kw_only=True)
class ParticipationDraft(EntryDraft):
    model = ParticipationEntry

    form: str
    topic: str


@transaction.atomic
def add_entries(*, children: Sequence[Child], by: User, draft: EntryDraft) -> list[ChildEntry]:
    """The same for each of these children (a forum, a flood), one change for all. Raises NotAllowed, Refused."""
    authorize(by, "children.edit")
    if not children:
        raise Refused("Chưa chọn trẻ nào.")
    if len(children) > MOST:
        raise Refused(f"Danh sách có {len(children)} trẻ, mỗi lần ghi nhiều nhất {MOST}. Lọc hẹp hơn, ghi từng phần.")
    entries = [draft.model(child=child, recorded_by=by, **_facts(draft)) for child in children]
    for entry in entries:
        _check(entry)
    return draft.model.objects.bulk_create(entries)


@transaction.atomic
def edit_entry(*, entry: ChildEntry, by: User, version: int, draft: EntryDraft) -> ChildEntry:
    """Correct or complete it. Raises NotAllowed, StaleVersion, Refused."""
    entry = locked(entry, by=by, may="children.edit", version=version)
    _refuse_withdrawn(entry)
    for name, value in _facts(draft).items():
        setattr(entry, name, value)
    _check(entry)
    entry.save_next_version()
    return entry


@transaction.atomic
def withdraw_entry(*, entry: ChildEntry, by: User, version: int, reason: str) -> ChildEntry:
    """It was recorded by mistake: it counts nowhere any more. Raises NotAllowed, StaleVersion, Refused."""
    entry = locked(entry, by=by, may="children.edit", version=version)
    _refuse_withdrawn(entry)
    entry.withdrawn_on, entry.withdrawal_reason = timezone.localdate(), reason
    entry.save_next_version()
    return entry


def _refuse_withdrawn(entry: ChildEntry) -> None:
    if entry.withdrawn_on:
        raise Refused("Mục này đã được xóa khỏi hồ sơ từ trước.")


def _facts(draft: EntryDraft) -> dict:
    return {each.name: getattr(draft, each.name) for each in fields(draft)}


def _check(entry: ChildEntry) -> None:
    """What no constraint says beside its box: the day of birth, the age, the day of death."""
    code = entry.child.code
    if entry.happened_on < entry.child.born_on:
        raise Refused(f"Ngày này ở trước ngày sinh của {code}. Kiểm tra lại.", field="happened_on")
    if entry.happened_on > timezone.localdate():
        raise Refused("Ngày này chưa đến. Kiểm tra lại.", field="happened_on")
    if entry.age < entry.first_age:
        raise Refused(f"Ngày ấy {code} mới {entry.age} tuổi; mục này từ {entry.first_age} tuổi.", field="happened_on")
    if entry.until_age and entry.age >= entry.until_age:
        sentence = f"Ngày ấy {code} đã {entry.age} tuổi; mục này đến dưới {entry.until_age} tuổi."
        raise Refused(sentence, field="happened_on")
    if isinstance(entry, LabourEntry) and entry.stopped_on and entry.stopped_on < entry.happened_on:
        raise Refused("Ngày thôi làm ở trước ngày phát hiện. Kiểm tra lại cả hai ngày.", field="stopped_on")
    if isinstance(entry, InjuryEntry):
        _check_death(entry)


def _check_death(injury: InjuryEntry) -> None:
    dead = injury.outcome == InjuryOutcome.DEAD
    if dead and not injury.died_on:
        raise Refused("Chưa ghi ngày tử vong.", field="died_on")
    if injury.died_on and not dead:
        raise Refused("Trẻ không tử vong thì để trống ngày tử vong.", field="died_on")
    if injury.died_on and injury.died_on < injury.happened_on:
        raise Refused("Ngày tử vong ở trước ngày xảy ra. Kiểm tra lại cả hai ngày.", field="died_on")
