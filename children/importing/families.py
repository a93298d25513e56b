"""Parents and carers of the rows to write. In one household the same name in the same part is the same person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F
from django.utils import timezone

from children.importing.differences import PERSON_FIELDS
from children.importing.people import Person
from children.importing.plans import Plan
from children.models import Caregiver, CareRelation, Child, Relation
from children.models.caregiver import PARENTS
from vietnamese.names import same_name

BATCH = 1000


class Families:
    """Links each plan's child with the people its row names; `write` keeps it all."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.plans = plans
        homes = {plan.child.household_id for plan in plans if plan.child.household_id}
        self.of_home: dict[tuple[int, str], list[Caregiver]] = defaultdict(list)
        for relation in _relations(child__household__in=homes):
            self._at_home(relation.child, relation.relation).append(relation.caregiver)
        self.of_child: dict[int, list[CareRelation]] = defaultdict(list)
        for relation in _relations(child__in=[plan.child.pk for plan in plans if not plan.is_new]):
            self.of_child[relation.child_id].append(relation)
        self.new_people: list[Caregiver] = []
        self.changed_people: dict[int, Caregiver] = {}
        self.new_relations: list[CareRelation] = []
        self.left: list[Caregiver] = []

    def write(self) -> None:
        for plan in self.plans:
            for who, person in plan.row.people.items():
                if plan.wants(who):
                    self._link(plan.child, who, person)
                elif known := self._known(plan.child, who):
                    self._complete(known.caregiver, person, plan, who)
        for caregiver in (*self.new_people, *self.changed_people.values()):
            caregiver.keep_keys()
        Caregiver.objects.bulk_create(self.new_people, batch_size=BATCH)
        fields = [name for name, _ in PERSON_FIELDS]
        Caregiver.objects.bulk_update(
            self.changed_people.values(), [*fields, "version", "updated_at"], batch_size=BATCH
        )
        self._raise_versions_of_siblings()
        CareRelation.objects.bulk_create(self.new_relations, batch_size=BATCH)
        self._forget_who_left()

    def _raise_versions_of_siblings(self) -> None:
        """The same person stands in the forms of children who have no row."""
        siblings = Child.objects.filter(relations__caregiver__in=self.changed_people.values())
        siblings.exclude(pk__in=[plan.child.pk for plan in self.plans]).update(version=F("version") + 1)

    def _link(self, child: Child, who: str, person: Person) -> None:
        """The child gets this person; a parent who stood in the same place leaves it to the new one."""
        mine = self.of_child[child.pk]
        before = self._leaves(child, who) if who in PARENTS else None
        for known in mine:
            if same_name(known.caregiver.full_name, person.full_name):
                return self._is_also(known, who)
        relation = person.relation or Relation.OTHER
        main = before.is_main_carer if before else who == "carer" and self._nobody_cares(child)
        link = CareRelation(
            child=child, caregiver=self._person(child, relation, person), relation=relation, is_main_carer=main
        )
        mine.append(link)
        self.new_relations.append(link)
        return None

    def _leaves(self, child: Child, who: str) -> CareRelation | None:
        if known := self._known(child, who):
            self.of_child[child.pk].remove(known)
            self.left.append(known.caregiver)
            known.delete()
        return known

    def _is_also(self, known: CareRelation, who: str) -> None:
        """One person in two columns: the mother is the one who cares, or the one who cares turns out to be her."""
        if who in PARENTS:
            known.relation = who
        elif self._nobody_cares(known.child):
            known.is_main_carer = True
        if known.pk:
            known.save()

    def _nobody_cares(self, child: Child) -> bool:
        return not any(each.is_main_carer for each in self.of_child[child.pk])

    def _person(self, child: Child, relation: str, person: Person) -> Caregiver:
        at_home = self._at_home(child, relation)
        for known in at_home:
            if same_name(known.full_name, person.full_name):
                return known
        caregiver = Caregiver(
            full_name=person.full_name,
            birth_year=person.birth_year,
            occupation=person.occupation,
            phone=person.phone,
            life_status=Caregiver.LifeStatus.DEAD if person.dead else Caregiver.LifeStatus.NOT_RECORDED,
            neighbourhood_id=child.neighbourhood_id,
        )
        at_home.append(caregiver)
        self.new_people.append(caregiver)
        return caregiver

    def _at_home(self, child: Child, relation: str) -> list[Caregiver]:
        """Who has this part in the child's household; without a household nobody is shared."""
        return self.of_home[child.household_id, str(relation)] if child.household_id else []

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

    def _forget_who_left(self) -> None:
        """Only now: another row may have taken the person into its family."""
        for caregiver in self.left:
            if not caregiver.relations.exists():
                caregiver.delete()


def _relations(**which) -> Iterable[CareRelation]:
    return CareRelation.objects.filter(**which).select_related("caregiver", "child").order_by("pk")
