"""A person who cares for children, edited once for all of them; one more person of a household."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import F

from accounts.authorization import authorize, locked
from accounts.models import User
from children.finding.search import keep_searchable
from children.models import Caregiver, CareRelation, Child, Household
from interface.records import refused_when
from interface.refusals import Refused

ONE_PARENT = "Trẻ đã có cha hoặc mẹ trong sổ. Sửa người đã ghi, hoặc chọn quan hệ khác."


@dataclass(frozen=True)
class Role:
    """What a person is to one child."""

    relation: str
    is_guardian: bool = False


@dataclass(frozen=True)
class CaregiverDraft:
    """`roles`: by the child's public id; a child that is not named keeps what stands there."""

    full_name: str
    birth_year: int | None = None
    occupation: str = ""
    phone: str = ""
    life_status: str = Caregiver.LifeStatus.NOT_RECORDED
    died_on: date | None = None
    whereabouts: str = Caregiver.Whereabouts.NOT_RECORDED
    roles: Mapping[str, Role] = field(default_factory=dict)


FACTS = ("full_name", "birth_year", "occupation", "phone", "life_status", "died_on", "whereabouts")


@transaction.atomic
def edit_caregiver(*, caregiver: Caregiver, by: User, draft: CaregiverDraft, version: int) -> Caregiver:
    """Correct a person; every child of theirs gets a new version. Raises NotAllowed, StaleVersion, Refused."""
    children = Child.objects.filter(relations__caregiver=caregiver)
    children.lock_all()  # before the person, as whoever edits a child does
    caregiver = locked(caregiver, by=by, may="children.edit", version=version)
    _check(draft)
    for name in FACTS:
        setattr(caregiver, name, getattr(draft, name))
    caregiver.save_next_version()
    for relation in caregiver.relations.select_related("child"):
        _put_role(relation, draft.roles.get(str(relation.child.public_id)))
    children.update(version=F("version") + 1)
    keep_searchable(list(children.values_list("pk", flat=True)))
    return caregiver


@transaction.atomic
def add_caregiver(
    *, household: Household, by: User, draft: CaregiverDraft, children: Iterable[Child], role: Role
) -> Caregiver:
    """One more person who cares for children of a household. Raises NotAllowed, Refused."""
    authorize(by, "children.edit", household)
    chosen = Child.objects.filter(pk__in=[child.pk for child in children], household=household).lock_all()
    if not chosen:
        raise Refused("Chọn ít nhất một trẻ mà người này chăm sóc.", field="children")
    _check(draft)
    caregiver = Caregiver(neighbourhood=household.neighbourhood, **{name: getattr(draft, name) for name in FACTS})
    caregiver.save()
    with refused_when("one_mother_and_one_father", ONE_PARENT, field="relation"):
        for child in chosen:
            CareRelation.objects.create(child=child, caregiver=caregiver, **vars(role))
    ids = [child.pk for child in chosen]
    Child.objects.filter(pk__in=ids).update(version=F("version") + 1)
    keep_searchable(ids)
    return caregiver


def _check(draft: CaregiverDraft) -> None:
    if draft.died_on and draft.life_status != Caregiver.LifeStatus.DEAD:
        raise Refused("Ngày mất chỉ ghi cho người đã mất.", field="died_on")
    if draft.whereabouts and draft.life_status in (Caregiver.LifeStatus.DEAD, Caregiver.LifeStatus.MISSING):
        raise Refused("Người đã mất hoặc mất tích thì để trống mục này.", field="whereabouts")


def _put_role(relation: CareRelation, role: Role | None) -> None:
    if role is None or role == Role(relation.relation, relation.is_guardian):
        return
    relation.relation, relation.is_guardian = role.relation, role.is_guardian
    with refused_when("one_mother_and_one_father", ONE_PARENT, field=f"relation_{relation.child.public_id.hex}"):
        relation.save()
