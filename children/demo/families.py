"""One family of the demo at a time: who lives there, since when, and what befell the parents."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from agencies.models import Neighbourhood
from children.demo import names
from children.models import POOR, Caregiver, Child, EthnicGroup, Household, Poverty, Relation, Residence, Sex
from interface.demo import Demo, Dice
from vietnamese.ages import CHILD_UNTIL, add_years
from vietnamese.partial_dates import PartialDate

BOYS_AT_BIRTH = 111 / 211  # 111 boys to 100 girls
CHILDREN_PER_FAMILY = {1: 44, 2: 44, 3: 10, 4: 2}
POVERTY = {Poverty.NONE: 965, Poverty.NEAR_POOR: 22, Poverty.POOR: 13}
# What befell the parents, in a thousand families.
FATES = {"together": 856, "away": 45, "divorced": 45, "mother_alone": 30, "one_dead": 22, "both_dead": 2}
# Fewer are born every year: the weight of each age from 0 on; older ones weigh as the last.
AGE_WEIGHTS = [80, 84, 88, 90, 93, 96, 98, 100, 100, 100, 99, 98, 98, 97, 97, 96]
MOVES_IN_A_YEAR = 0.034  # of the families


class Carer(NamedTuple):
    person: Caregiver
    relation: str
    is_main: bool


@dataclass
class Family:
    household: Household
    group: str
    fate: str
    came_on: date | None
    temporary: bool
    children: list[Child] = field(default_factory=list)
    carers: list[Carer] = field(default_factory=list)


class FamilyMaker:
    """Makes families all over the ward, in proportion to the people of its neighbourhoods."""

    def __init__(
        self, demo: Demo, dice: Dice, neighbourhoods: list[Neighbourhood], streets: dict[int, list[str]]
    ) -> None:
        self.demo, self.dice, self.streets = demo, dice, streets
        self.neighbourhoods = {each: each.population for each in neighbourhoods}
        self.groups = {group.code: group for group in EthnicGroup.objects.all()}

    def family(self) -> Family:
        """A family with children who were under 16 at some time of the history."""
        dice = self.dice
        group = names.ethnic_group(dice)
        surname = names.surname(dice, group)
        moved = dice.happens(MOVES_IN_A_YEAR * self.demo.years)
        family = Family(
            household=self._household(dice.one_of(self.neighbourhoods)),
            group=group,
            fate=dice.one_of(FATES),
            came_on=dice.day(self.demo.first_day, self.demo.today - timedelta(days=10)) if moved else None,
            temporary=dice.happens(0.5 if moved else 0.02),
        )
        births = self._births()
        family.children = [self._child(family, born, surname) for born in births]
        family.carers = self._carers(family, births, surname)
        self._name_head(family, surname)
        return family

    def _household(self, neighbourhood: Neighbourhood) -> Household:
        dice, year = self.dice, self.demo.today.year
        poverty = dice.one_of(POVERTY)
        return Household(
            public_id=dice.public_id(),
            address=self._address(neighbourhood),
            neighbourhood=neighbourhood,
            poverty=poverty,
            certificate_number=f"{dice.randint(1, 400)}/GCN" if poverty in POOR else "",
            certificate_year=year if poverty in POOR else None,
            phone=self._phone() if dice.happens(0.9) else "",
        )

    def _name_head(self, family: Family, surname: str) -> None:
        """The grandparent who looks after the children, else father or mother; sometimes a grandparent beside them."""
        dice, household = self.dice, family.household
        living = [carer.person for carer in family.carers if _alive(carer.person)]
        if living and (len(family.carers) > 2 or dice.happens(0.75)):
            head = living[-1] if len(living) < 2 or dice.happens(0.85) else living[0]
            household.head_name, household.head_birth_year = head.full_name, head.birth_year
        else:
            sex = Sex.FEMALE if dice.happens(0.25) else Sex.MALE
            household.head_name = names.full_name(
                dice, group=family.group, surname=surname, sex=sex, age="grandparents"
            )
            household.head_birth_year = self.demo.today.year - dice.randint(55, 78)

    def _address(self, neighbourhood: Neighbourhood) -> str:
        dice = self.dice
        number = f"{dice.randint(1, 420)}" + (f"/{dice.randint(1, 30)}" if dice.happens(0.4) else "")
        return f"{number} {dice.choice(self.streets[neighbourhood.number])}"

    def _phone(self) -> str:
        return f"0000{self.dice.randint(0, 999_999):06}"

    def _births(self) -> list[date]:
        """Birthdays of brothers and sisters, the oldest first, two to six years apart."""
        dice, today = self.dice, self.demo.today
        weights = AGE_WEIGHTS + AGE_WEIGHTS[-1:] * self.demo.years
        age = dice.choices(range(len(weights)), weights)[0]
        born = [dice.day(add_years(today, -age - 1) + timedelta(days=1), add_years(today, -age))]
        for _ in range(dice.one_of(CHILDREN_PER_FAMILY) - 1):
            gap = timedelta(days=dice.randint(700, 2200))
            born = [born[0] - gap, *born] if dice.happens(0.5) else [*born, born[-1] + gap]
        grown_up_before = add_years(self.demo.first_day, -CHILD_UNTIL)
        return [day for day in born if grown_up_before < day <= today]

    def _child(self, family: Family, born: date, surname: str) -> Child:
        dice = self.dice
        sex = Sex.MALE if dice.happens(BOYS_AT_BIRTH) else Sex.FEMALE
        unnamed = (self.demo.today - born).days < 45 and dice.happens(0.3)
        name = names.full_name(dice, group=family.group, surname=surname, sex=sex, age="children")
        came_on = family.came_on if family.came_on and born < family.came_on else None
        return Child(
            public_id=dice.public_id(),
            full_name=("Trai" if sex == Sex.MALE else "Gái") if unnamed else name,
            temporary_name=unnamed,
            birth=self._as_known(born),
            sex=Sex.UNKNOWN if dice.happens(0.001) else sex,
            ethnic_group=self.groups[family.group] if dice.happens(0.99) else None,
            household=family.household,
            neighbourhood=family.household.neighbourhood,
            residence=Residence.TEMPORARY if family.temporary else Residence.PERMANENT,
            residence_since=came_on,
            moved_in_on=came_on,
        )

    def _as_known(self, born: date) -> PartialDate:
        """Nearly always the day; of a few born long ago only the month, the year, or a guessed age."""
        today = self.demo.today
        precision = self.dice.one_of({"day": 990, "month": 4, "year": 4, "guess": 2})
        if precision == "day" or today.year - born.year < 3:
            return PartialDate.of(born)
        if precision == "guess":
            return PartialDate.from_age(today.year - born.year, on=today)
        return PartialDate(born.year, born.month if precision == "month" else None)

    def _carers(self, family: Family, births: list[date], surname: str) -> list[Carer]:
        """Mother, father, and a grandparent where the parents cannot look after the children."""
        dice = self.dice
        if dice.happens(0.01):
            return []  # nobody wrote them down
        first = births[0].year if births else self.demo.today.year
        mother = self._adult(family, Sex.FEMALE, "parents", born=first - dice.randint(20, 34))
        father = self._adult(family, Sex.MALE, "parents", born=first - dice.randint(21, 40), surname=surname)
        for parent in self._dead(family.fate, mother, father):
            parent.life_status = Caregiver.LifeStatus.DEAD
            parent.died_on = dice.day(max(births, default=self.demo.today), self.demo.today)
        by_grandparent = family.fate in ("both_dead", "away")
        if family.fate == "away":
            mother.whereabouts = father.whereabouts = Caregiver.Whereabouts.WORKING_AWAY
        by_mother = not by_grandparent and _alive(mother) and (not _alive(father) or dice.happens(0.88))
        carers = [Carer(mother, Relation.MOTHER, by_mother)]
        if family.fate != "mother_alone":
            carers.append(Carer(father, Relation.FATHER, _alive(father) and not by_mother and not by_grandparent))
        elif not by_mother:
            carers = [Carer(mother, Relation.MOTHER, True)]
        if by_grandparent:
            carers.append(self._grandparent(family, born=first - dice.randint(48, 62)))
        return carers

    def _dead(self, fate: str, mother: Caregiver, father: Caregiver) -> list[Caregiver]:
        if fate == "both_dead":
            return [mother, father]
        if fate == "one_dead":
            return [father if self.dice.happens(0.7) else mother]
        return []

    def _grandparent(self, family: Family, born: int) -> Carer:
        relation = self.dice.choice(
            [Relation.PATERNAL_GRANDMOTHER, Relation.MATERNAL_GRANDMOTHER, Relation.PATERNAL_GRANDFATHER]
        )
        sex = Sex.MALE if relation == Relation.PATERNAL_GRANDFATHER else Sex.FEMALE
        return Carer(self._adult(family, sex, "grandparents", born=born), relation, True)

    def _adult(self, family: Family, sex: str, age: str, *, born: int, surname: str = "") -> Caregiver:
        dice = self.dice
        surname = surname or names.surname(dice, family.group)
        return Caregiver(
            public_id=dice.public_id(),
            full_name=names.full_name(dice, group=family.group, surname=surname, sex=sex, age=age),
            birth_year=born if dice.happens(0.95) else None,
            occupation=names.occupation(dice) if dice.happens(0.85) else "",
            phone=self._phone() if dice.happens(0.85) else "",
            life_status=Caregiver.LifeStatus.ALIVE,
            neighbourhood=family.household.neighbourhood,
        )


def _alive(person: Caregiver) -> bool:
    return person.life_status == Caregiver.LifeStatus.ALIVE
