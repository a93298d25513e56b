"""Who cares for a child."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from accounts.authorization import authorize
from accounts.models import User
from children.finding.search import keep_searchable
from children.models import Caregiver, CareRelation, Child
from children.models.caregiver import PARENTS
from vietnamese.names import search_key


@dataclass(frozen=True)
class PersonDraft:
    """One person of a family, with what they are to the child."""

    relation: str
    full_name: str
    birth_year: int | None = None
    phone: str = ""
    life_status: str = Caregiver.LifeStatus.NOT_RECORDED
    is_guardian: bool = False
    is_main_carer: bool = False


def as_draft(relation: CareRelation) -> PersonDraft:
    """A person of a family as the register knows them."""
    person = relation.caregiver
    return PersonDraft(
        relation=relation.relation,
        full_name=person.full_name,
        birth_year=person.birth_year,
        phone=person.phone,
        life_status=person.life_status,
        is_guardian=relation.is_guardian,
        is_main_carer=relation.is_main_carer,
    )


@transaction.atomic
def record_family(*, child: Child, by: User, people: list[PersonDraft]) -> None:
    """Write the family as it is known now; who is no longer named is no longer linked. Raises NotAllowed.

    A parent whom a brother or sister in the same household already has is the same person.
    """
    authorize(by, "children.edit", child)
    known = list(child.relations.select_related("caregiver"))
    kept = [_same(draft, known) for draft in people]
    for relation in known:
        if relation not in kept:
            _unlink(relation)
    child.relations.update(is_main_carer=False)
    for draft, same in zip(people, kept, strict=True):
        _write(child, draft, same or _new(child, draft))
    keep_searchable(Child.objects.filter(relations__caregiver__relations__child=child).values_list("pk", flat=True))
    keep_searchable([child.pk])


def _unlink(relation: CareRelation) -> None:
    """A person who cares for no child of the register any more is not kept; the audit trail remembers."""
    relation.delete()
    if not relation.caregiver.relations.exists():
        relation.caregiver.delete()


def _same(draft: PersonDraft, known: list[CareRelation]) -> CareRelation | None:
    """The relation the draft speaks of: the one mother, the one father, any other by name."""
    for relation in known:
        if relation.relation == draft.relation and (
            draft.relation in PARENTS or relation.caregiver.search_key == search_key(draft.full_name)
        ):
            return relation
    return None


def _new(child: Child, draft: PersonDraft) -> CareRelation:
    caregiver = _of_siblings(child, draft) or Caregiver(neighbourhood=child.neighbourhood)
    return CareRelation(child=child, caregiver=caregiver)


def _of_siblings(child: Child, draft: PersonDraft) -> Caregiver | None:
    """As they stand once nobody else is writing about them: whoever edits a brother or sister holds that child."""
    if child.household_id is None:
        return None
    known = Caregiver.objects.filter(
        relations__child__household=child.household_id,
        relations__relation=draft.relation,
        search_key=search_key(draft.full_name),
    ).order_by("pk")
    Child.objects.filter(pk__in=CareRelation.objects.filter(caregiver__in=known).values("child")).lock_all()
    return known.first()


def _write(child: Child, draft: PersonDraft, relation: CareRelation) -> None:
    relation.caregiver = _described(relation.caregiver, draft, adds_only=relation.pk is None)
    relation.relation, relation.is_guardian = draft.relation, draft.is_guardian
    relation.is_main_carer = draft.is_main_carer
    relation.save()


FACTS = ("full_name", "birth_year", "phone", "life_status")


def _described(caregiver: Caregiver, draft: PersonDraft, *, adds_only: bool) -> Caregiver:
    """The person as the draft says. `adds_only`: of somebody whom the form did not show, what it leaves open stays.

    A change gives every child of this person a new version: the same person stands in the forms of all of them.
    """
    said = {
        name: getattr(draft, name) for name in FACTS if not adds_only or caregiver.pk is None or getattr(draft, name)
    }
    changed = {name: value for name, value in said.items() if getattr(caregiver, name) != value}
    for name, value in changed.items():
        setattr(caregiver, name, value)
    if caregiver.life_status != Caregiver.LifeStatus.DEAD:
        caregiver.died_on = None
    if caregiver.pk is None:
        caregiver.save()
    elif changed:
        caregiver.save_next_version()
        Child.objects.filter(relations__caregiver=caregiver).update(version=F("version") + 1)
    return caregiver
