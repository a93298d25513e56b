"""Children who were entered a second time, as it happens: by a school's list, by another collaborator, in a hurry."""

from dataclasses import replace as but

from children.demo.families import Carer, Family
from children.models import Caregiver, Child, Relation, Residence
from interface.demo import Demo, Dice
from vietnamese.ages import CHILD_UNTIL
from vietnamese.names import search_key
from vietnamese.partial_dates import PartialDate, Precision

FROM = 300  # children of a ward in which somebody is entered twice


def how_many(demo: Demo) -> int:
    return len(SLIPS) if demo.children >= FROM else 0


def entered_twice(families: list[Family], demo: Demo, dice: Dice) -> list[Family]:
    """The second records, each like a family of its own that has no household."""
    known = [family for family in families if family.carers and family.carers[0].relation == Relation.MOTHER]
    chosen = [(family, child) for family in known for child in family.children if _fits(child, demo)]
    twice = dice.sample(chosen, how_many(demo))
    return [_again(family, child, slip, dice) for (family, child), slip in zip(twice, SLIPS, strict=False)]


def _fits(child: Child, demo: Demo) -> bool:
    """Slips can be made in its name and birth, and a child it stays all the same."""
    birth = child.birth
    return (
        2 <= demo.today.year - birth.year < CHILD_UNTIL - 1
        and birth.precision is Precision.DAY
        and birth.day != birth.month
        and (birth.day or 0) <= 12  # so that day and month can be turned round
        and not child.temporary_name
        and child.residence == Residence.PERMANENT
        and len(child.full_name.split()) > 2
    )


def _again(family: Family, child: Child, slip: dict, dice: Dice) -> Family:
    home = family.household
    second = Child(
        public_id=dice.public_id(),
        full_name=slip.get("name", str)(child.full_name),
        birth=slip.get("birth", _same)(child.birth),
        sex=child.sex,
        ethnic_group=child.ethnic_group,
        neighbourhood=child.neighbourhood,
        own_address=home.address if home and slip.get("address") else "",
        moved_in_on=child.moved_in_on,
        residence=Residence.PERMANENT,
    )  # of no school, which would have to be asked before the two are merged
    again = but(family, household=None, children=[second], carers=[])  # type: ignore[arg-type]  # of no household
    if slip.get("mother"):
        mother = family.carers[0].person
        person = Caregiver(
            public_id=dice.public_id(), full_name=mother.full_name, neighbourhood=child.neighbourhood, life_status=""
        )
        again.carers.append(Carer(person, Relation.MOTHER, True))
    return again


def _same(birth: PartialDate) -> PartialDate:
    return birth


def _turned(birth: PartialDate) -> PartialDate:
    return PartialDate(birth.year, birth.day, birth.month)


def _year_only(birth: PartialDate) -> PartialDate:
    return PartialDate(birth.year)


def _other_year(birth: PartialDate) -> PartialDate:
    """The last digit mistyped."""
    return PartialDate(birth.year - 1 if birth.year % 10 else birth.year + 1, birth.month, birth.day)


def _without_marks(name: str) -> str:
    return search_key(name).upper()


def _turned_words(name: str) -> str:
    family, *rest = name.split()
    return " ".join([*rest, family])


def _without_middle(name: str) -> str:
    family, *_, given = name.split()
    return f"{family} {given}"


SLIPS: list[dict] = [
    {"name": _without_marks, "mother": True},
    {"name": str, "birth": _turned, "mother": True, "address": True},
    {"name": str, "birth": _year_only, "mother": True},
    {"name": _turned_words, "address": True},
    {"name": _without_middle, "mother": True},
    {"name": str, "birth": _other_year, "mother": True},
    {"name": str},
]
