"""The grown-ups around a household's children, as its page shows them: who, what to whom, where they are."""

from collections import defaultdict
from dataclasses import dataclass, field

from accounts.models import User
from children.models import Caregiver, CareRelation, Child, Household
from children.presenting import life_in_words
from vietnamese.names import same_name


@dataclass
class PersonLine:
    """One person: what they are to the children of this household, and to others elsewhere, in words for `user`."""

    person: Caregiver
    is_head: bool
    user: User
    here: list[CareRelation] = field(default_factory=list)
    elsewhere: list[CareRelation] = field(default_factory=list)

    @property
    def roles(self) -> list[str]:
        """mẹ của Đặng Huỳnh Đức, Đặng Thị Mỹ Linh"""
        names: dict[str, list[str]] = defaultdict(list)
        for each in self.here:
            names[each.words_for(self.user)].append(each.child.full_name)
        return [f"{relation} của {', '.join(children)}" for relation, children in names.items()]

    @property
    def roles_elsewhere(self) -> list[tuple[str, Child]]:
        return [(each.words_for(self.user), each.child) for each in self.elsewhere]

    @property
    def guarded(self) -> str:
        """Of whom this person is the guardian: of all here, or of some."""
        guarded = [each.child.full_name for each in self.here if each.is_guardian]
        if not guarded:
            return ""
        return "giám hộ" if len(guarded) == len(self.here) else f"giám hộ của {', '.join(guarded)}"

    @property
    def looks_after(self) -> str:
        cared = [each.child.full_name for each in self.here if each.is_main_carer]
        if not cared:
            return ""
        return "chăm sóc chính" if len(cared) == len(self.here) else f"chăm sóc chính của {', '.join(cared)}"

    @property
    def state(self) -> str:
        """còn sống, làm ăn xa; mất 06/2023"""
        person = self.person
        words = [each for each in life_in_words(person) if each != person.occupation]
        if not words and person.whereabouts:
            return person.get_whereabouts_display()
        return ", ".join(words) or ("còn sống" if person.life_status == Caregiver.LifeStatus.ALIVE else "")

    @property
    def is_lost(self) -> bool:
        return self.person.life_status in (Caregiver.LifeStatus.DEAD, Caregiver.LifeStatus.MISSING)


def people_of_household(household: Household, user) -> list[PersonLine]:
    """The oldest first; who died or is missing last."""
    seen = CareRelation.objects.visible_to(user)
    people = seen.filter(child__household=household).values("caregiver")
    relations = seen.filter(caregiver__in=people).select_related("caregiver", "child__household__neighbourhood")
    lines: dict[int, PersonLine] = {}
    for each in relations.order_by("child__born_on", "pk"):
        person = each.caregiver
        line = lines.setdefault(person.pk, PersonLine(person, same_name(person.full_name, household.head_name), user))
        (line.here if each.child.household_id == household.pk else line.elsewhere).append(each)
    return sorted(lines.values(), key=lambda line: (line.is_lost, line.person.birth_year or 9999, line.person.pk))


def youngest_of(person: Caregiver, user) -> Child:
    """The child to come back to: the youngest they care for who lives in a household, else the youngest."""
    relations = CareRelation.objects.visible_to(user).filter(caregiver=person)
    children = Child.objects.visible_to(user).filter(relations__in=relations).select_related("household")
    youngest_first = children.order_by("-born_on", "pk")
    return youngest_first.exclude(household=None).first() or youngest_first[0]
