"""What an approved change does to the register: always through the actions that people use by hand."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from accounts.models import User
from children.actions.children import ChildDraft, add_child, draft_of, edit_child
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.families import PersonDraft
from children.actions.schooling import enrolment_on, record_dropout
from children.models import (
    Caregiver,
    ChangeKind,
    Child,
    ChildChange,
    Detail,
    DropoutReason,
    Enrolment,
    Relation,
    Residence,
)
from children.models.change import DEAD_PARENTS
from interface.refusals import Refused
from vietnamese.partial_dates import Precision

REASONS: dict[str, DropoutReason] = {
    Detail.EARNING: DropoutReason.WORK,
    Detail.HARDSHIP: DropoutReason.HARDSHIP,
    Detail.ILLNESS: DropoutReason.HEALTH,
    Detail.UNWILLING: DropoutReason.LEARNING,
    Detail.OTHER: DropoutReason.OTHER,
}


def carry_out(change: ChildChange, *, by: User, child_version: int | None, despite_namesakes: bool) -> Child:
    """The child as the change has left it. `child_version` None: as the child stands now.

    Raises NotAllowed, StaleVersion, Namesakes, Refused.
    """
    child = change.child
    if child is None:
        return add_child(by=by, draft=new_child(change), despite_namesakes=despite_namesakes)
    version = child.version if child_version is None else child_version
    if change.kind == ChangeKind.CIRCUMSTANCE and change.detail not in DEAD_PARENTS:
        child = Child.objects.lock(child.pk, expected_version=version)
        add_circumstance(child=child, by=by, draft=_circumstance(change, child))
        return child
    if change.kind == ChangeKind.DROPOUT:
        child = Child.objects.lock(child.pk, expected_version=version)
        reason, day = REASONS[change.detail], _day(change)
        enrolment = _schooling(child, by, day)
        record_dropout(enrolment=enrolment, by=by, version=enrolment.version, dropped_on=day, dropout_reason=reason)
        return child
    return edit_child(child=child, by=by, draft=changed(child, change), version=version)


def new_child(change: ChildChange) -> ChildDraft:
    """A child somebody wants to be added. Who came without a day is taken to have come when it was reported."""
    came = change.kind == ChangeKind.ARRIVAL
    reported = timezone.localdate(change.created_at)
    return ChildDraft(
        full_name=change.full_name,
        temporary_name=change.temporary_name,
        birth=change.birth,
        sex=change.sex,
        neighbourhood=change.neighbourhood,
        household=change.household,
        head_name="" if change.household else change.head_name,
        address=change.address,
        personal_id=change.personal_id,
        residence=change.detail or Residence.PERMANENT,
        moved_in_on=(_day(change) if change.happened else reported) if came else None,
        family=[_carer(change)] if change.carer_name else [],
    )


def _carer(change: ChildChange) -> PersonDraft:
    relation = change.carer_relation or Relation.OTHER
    return PersonDraft(relation=relation, full_name=change.carer_name, is_main_carer=True)


def changed(child: Child, change: ChildChange) -> ChildDraft:
    """The child's record as it will be."""
    draft, day = draft_of(child), _day(change)
    match change.kind:
        case ChangeKind.ARRIVAL:
            came = day if child.is_gone else child.moved_in_on
            return replace(draft, residence=change.detail, residence_since=day, left_on=None, moved_in_on=came)
        case ChangeKind.DEPARTURE:
            left = day if change.detail == Detail.MOVED_OUT else None
            return replace(draft, residence=change.detail, residence_since=day, left_on=left)
        case ChangeKind.DEATH:
            return replace(draft, residence=Residence.DEAD, residence_since=day, left_on=day)
        case _:
            return replace(draft, family=_bereaved(draft.family, DEAD_PARENTS[change.detail]))


def _schooling(child: Child, by: User, day: date) -> Enrolment:
    """The school year in which the child no longer comes: that of the day, not the last one on record."""
    if (running := enrolment_on(child=child, by=by, day=day)) is None:
        raise Refused("Sổ chưa ghi trẻ học trường nào. Ghi trường của trẻ trước khi duyệt, hoặc không duyệt kèm lý do.")
    return running


def _bereaved(family: list[PersonDraft], parent: str) -> list[PersonDraft]:
    """A dead parent looks after nobody."""
    if parent not in {person.relation for person in family}:
        raise Refused("Sổ chưa ghi người này. Ghi cha, mẹ vào hồ sơ của trẻ trước.")
    dead = Caregiver.LifeStatus.DEAD
    return [
        replace(person, life_status=dead, is_main_carer=False) if person.relation == parent else person
        for person in family
    ]


def _circumstance(change: ChildChange, child: Child) -> CircumstanceDraft:
    if change.group is None:
        raise Refused("Chọn nhóm hoàn cảnh cho lời ghi này, hoặc không duyệt kèm lý do.", field="group")
    started = max(_day(change), child.born_on) if _month_of_birth(change, child) else _day(change)
    proof = f"cộng tác viên báo ngày {timezone.localdate(change.created_at):%d/%m/%Y}"
    if change.happened.precision is not Precision.DAY:
        proof += f"; từ {change.happened.display()}, chưa rõ ngày"
    return CircumstanceDraft(change.group, started, proof=proof)


def _month_of_birth(change: ChildChange, child: Child) -> bool:
    """Since the month or the year in which the child was born: not before its birth."""
    return change.happened.earliest() < child.born_on <= change.happened.latest()


def _day(change: ChildChange) -> date:
    return change.happened.earliest() if change.happened else timezone.localdate(change.created_at)
