"""Writing the rows a person has accepted: households, children, families, groups, each kind in a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from children.importing.candidate import Candidate, Known
from children.importing.differences import PERSON_FIELDS
from children.importing.households import Households
from children.importing.people import Person
from children.models import Caregiver, CareRelation, Child, Circumstance, CodeCounter, Relation, Residence, Sex
from children.models.caregiver import PARENTS
from children.search import keep_searchable
from interface.refusals import Refused
from vietnamese.formats import format_date
from vietnamese.names import search_key

BATCH = 1000
# Fields of a row that are columns of a child, as `Change.field` names them.
COPIED = (
    "full_name", "birth", "sex", "personal_id", "ethnic_group", "foreign_nationality", "birth_certificate",
    "health_insurance", "school", "class_name",
)  # fmt: skip
ENCRYPTED = {"personal_id", "health_insurance", "notes"}
KEYS = ["search_key", "sort_key", "own_address_key", "born_on", "born_by", "version", "updated_at"]


@dataclass(eq=False)
class Plan:
    """One row to write: a new child, or the fields of a known one that change."""

    row: Candidate
    child: Child | None = None
    fields: frozenset[str] = frozenset()
    is_new: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_new = self.child is None

    def wants(self, name: str) -> bool:
        return self.is_new or name in self.fields


def write_plans(plans: Sequence[Plan], *, by, known: Known) -> None:
    """All of it, in this transaction. Each plan's `child` is the child afterwards. Raises `Refused`."""
    new, old = [plan for plan in plans if plan.is_new], [plan for plan in plans if not plan.is_new]
    households = Households(plans, by=by)
    _create(new, households)
    _update(old, households)
    households.save()
    _Families(plans).write()
    _add_groups(plans, by=by, known=known)
    keep_searchable(plan.child.pk for plan in plans if plan.child)


# --- Children --------------------------------------------------------------------------------
def _create(plans: Sequence[Plan], households: Households) -> None:
    codes = CodeCounter.objects.take(timezone.localdate().year, len(plans)) if plans else []
    for plan, code in zip(plans, codes, strict=True):
        plan.child = _new_child(plan.row, code)
        _settle(plan.child, plan.row, households)
    try:
        with transaction.atomic():
            Child.objects.bulk_create([plan.child for plan in plans if plan.child], batch_size=BATCH)
    except IntegrityError as error:
        if "one_child_per_personal_id" not in str(error):
            raise
        raise Refused(
            "Trong lúc nhập có người vừa ghi trẻ cùng số định danh. Chưa ghi gì; bấm “Nhập” lần nữa."
        ) from None


def _new_child(row: Candidate, code: str) -> Child:
    child = Child(code=code, temporary_name=row.temporary_name, notes=row.notes, neighbourhood_id=row.neighbourhood)
    for name in COPIED:
        _copy(child, row, name)
    child.sex = row.sex or Sex.UNKNOWN
    child.residence = row.residence or Residence.PERMANENT
    return child


def _copy(child: Child, row: Candidate, name: str) -> None:
    setattr(child, Child._meta.get_field(name).attname, getattr(row, name))


def _settle(child: Child, row: Candidate, households: Households) -> None:
    """Into the household the row names, or to an address of its own."""
    household = households.of(row)
    child.household = household
    child.own_address = "" if household else row.address


def _update(plans: Sequence[Plan], households: Households) -> None:
    touched: set[str] = set()
    in_bulk: list[Child] = []
    for plan in plans:
        names = _change(plan, households)
        plan.child.keep_keys()
        plan.child.version += 1
        plan.child.updated_at = timezone.now()
        if names & ENCRYPTED:
            plan.child.save()
        else:
            in_bulk.append(plan.child)
            touched |= names
    if in_bulk:
        Child.objects.bulk_update(in_bulk, [*sorted(touched), *KEYS], batch_size=BATCH)


def _change(plan: Plan, households: Households) -> set[str]:
    """Set the fields that change; their names as the model has them."""
    child, row, fields = plan.child, plan.row, plan.fields
    names = {name for name in COPIED if name in fields}
    for name in names:
        _copy(child, row, name)
    if "full_name" in fields:
        child.temporary_name = row.temporary_name
        names.add("temporary_name")
    if "notes" in fields:
        child.notes = f"{child.notes}\n{row.notes}".strip()
        names.add("notes")
    return names | _move(plan, households)


def _move(plan: Plan, households: Households) -> set[str]:
    child, row, fields = plan.child, plan.row, plan.fields
    if "neighbourhood" in fields:
        address = row.address or child.address
        child.neighbourhood_id = row.neighbourhood
        _settle(child, row, households)
        child.own_address = "" if child.household else address
        return {"neighbourhood", "household", "own_address"}
    if "household" in fields:
        child.household = households.of(row, neighbourhood=child.neighbourhood_id)
        child.own_address = ""
        return {"household", "own_address"}
    if "address" in fields and child.household is None:
        child.own_address = row.address
        return {"own_address"}
    households.complete(child.household, row, fields)
    return set()


# --- Families --------------------------------------------------------------------------------
class _Families:
    """Writes parents and carers. In one household the same name in the same part is the same person."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.plans = plans
        homes = {plan.child.household_id for plan in plans if plan.child and plan.child.household_id}
        self.of_home: dict[tuple, Caregiver] = {}
        for relation in _relations(child__household__in=homes):
            part = _part(relation.child.household_id, relation.relation, relation.caregiver)
            self.of_home.setdefault(part, relation.caregiver)
        self.of_child: dict[int, list[CareRelation]] = defaultdict(list)
        for relation in _relations(child__in=[plan.child.pk for plan in plans if not plan.is_new]):
            self.of_child[relation.child_id].append(relation)
        self.new_people: list[Caregiver] = []
        self.changed_people: dict[int, Caregiver] = {}
        self.new_relations: list[CareRelation] = []

    def write(self) -> None:
        for plan in self.plans:
            for who, person in plan.row.people.items():
                if plan.wants(who):
                    self._link(plan, who, person)
                elif known := self._known(plan.child, who):
                    self._complete(known.caregiver, person, plan, who)
        for person in (*self.new_people, *self.changed_people.values()):
            person.keep_keys()
        Caregiver.objects.bulk_create(self.new_people, batch_size=BATCH)
        fields = [name for name, _ in PERSON_FIELDS]
        Caregiver.objects.bulk_update(
            self.changed_people.values(), [*fields, "version", "updated_at"], batch_size=BATCH
        )
        CareRelation.objects.bulk_create(self.new_relations, batch_size=BATCH)

    def _link(self, plan: Plan, who: str, person: Person) -> None:
        """The child gets this person; another one in the same place leaves it."""
        child, relation = plan.child, person.relation or Relation.OTHER
        mine = self.of_child[child.pk]
        if who in PARENTS and (other := self._known(child, who)):
            mine.remove(other)
            other.delete()
            if not other.caregiver.relations.exists():
                other.caregiver.delete()
        if any(search_key(each.caregiver.full_name) == search_key(person.full_name) for each in mine):
            return  # the mother is also named as the one who cares
        main = who == "carer" and not any(each.is_main_carer for each in mine)
        caregiver = self._person(child, relation, person)
        link = CareRelation(child=child, caregiver=caregiver, relation=relation, is_main_carer=main)
        mine.append(link)
        self.new_relations.append(link)

    def _person(self, child: Child, relation: str, person: Person) -> Caregiver:
        status = Caregiver.LifeStatus.DEAD if person.dead else Caregiver.LifeStatus.ALIVE
        caregiver = Caregiver(
            full_name=person.full_name,
            birth_year=person.birth_year,
            occupation=person.occupation,
            phone=person.phone,
            life_status=status,
            neighbourhood_id=child.neighbourhood_id,
        )
        if child.household_id is not None:
            known = self.of_home.setdefault(_part(child.household_id, relation, caregiver), caregiver)
            if known is not caregiver:
                return known
        self.new_people.append(caregiver)
        return caregiver

    def _known(self, child: Child, who: str) -> CareRelation | None:
        others = lambda each: each.relation not in PARENTS if who == "carer" else each.relation == who  # noqa: E731
        return next(filter(others, self.of_child[child.pk]), None)

    def _complete(self, caregiver: Caregiver, person: Person, plan: Plan, who: str) -> None:
        for name, _ in PERSON_FIELDS:
            if f"{who}.{name}" in plan.fields:
                caregiver = self.changed_people.setdefault(caregiver.pk, caregiver)
                if getattr(caregiver, name):
                    continue  # a sibling's row came first
                setattr(caregiver, name, getattr(person, name))
                caregiver.updated_at = timezone.now()
                caregiver.version += 1


def _relations(**which) -> Iterable[CareRelation]:
    return CareRelation.objects.filter(**which).select_related("caregiver", "child").order_by("pk")


def _part(household: int | None, relation: str, caregiver: Caregiver) -> tuple:
    return household, str(relation), search_key(caregiver.full_name)


# --- Groups ----------------------------------------------------------------------------------
def _add_groups(plans: Sequence[Plan], *, by, known: Known) -> None:
    """From today on, proven by the list; an officer completes it with the decision or certificate."""
    proof = f"Danh sách nhập ngày {format_date(known.on)}"
    Circumstance.objects.bulk_create(
        [
            Circumstance(
                child=plan.child,
                group_id=known.groups[code].pk,
                subtype_id=known.subtypes[case].pk if case else None,
                secret=False,  # extra-secret groups are refused when a row is read
                started_on=max(known.on, plan.child.born_on),
                proof=proof,
                officer=by,
            )
            for plan in plans
            for code, case in plan.row.groups.items()
            if plan.wants(f"group:{code}")
        ],
        batch_size=BATCH,
    )
