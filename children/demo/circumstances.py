"""Which children of the demo stand in which group, since when, until when. About three in a hundred."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from children.demo.families import Family
from children.models import Caregiver, Child, Circumstance, CircumstanceGroup
from interface.demo import Demo, Dice
from vietnamese.ages import CHILD_UNTIL, add_years

# Group → its subtypes with their weights, how many of a hundred thousand children, from which age on.
BY_CHANCE: dict[str, tuple[dict[str, int], int, int]] = {
    "G02": ({"G02.2": 1}, 80, 0),
    "G04": ({"G04.1": 2, "G04.2": 5, "G04.3": 4}, 2300, 1),
    "G05": ({"G05.2": 1}, 70, 1),
    "G06": ({"G06.1": 3, "G06.4": 1}, 120, 12),
    "G07": ({"G07.1": 1}, 80, 13),
    "G09": ({"G09.1": 2, "G09.2": 1}, 150, 2),
    "G10": ({"G10.1": 1}, 110, 11),
    "G11": ({"G11.4": 4, "G11.3": 1}, 120, 5),
    "R05": ({}, 350, 0),
    "R06": ({}, 250, 0),
    "R08": ({}, 450, 10),
    "R09": ({}, 150, 12),
    "R10": ({}, 500, 1),
}
# Fate of the parents → group, subtypes, share of their children who are counted in it.
BY_FATE: dict[str, tuple[str, dict[str, int], float]] = {
    "both_dead": ("G01", {"G01.3": 1}, 1.0),
    "one_dead": ("R07", {}, 1.0),
    "divorced": ("R03", {}, 0.7),
    "away": ("R04", {}, 0.8),
}
NO_SUPPORT = {"G03.02": 3, "G03.03": 2, "G03.01": 1}  # of the half-orphans whose other parent cannot care either
OF_POOR = {"G13": ({"G13.1": 1, "G13.2": 2}, 0.06, 0), "G08": ({"G08.4": 1}, 0.05, 12)}
PASSES = {"G06", "G07", "G08", "G09", "G10", "G11", "R05", "R08", "R09", "R10"}  # may end before one turns 16


@dataclass
class Circumstances:
    demo: Demo
    dice: Dice
    officers: list[User]

    def __post_init__(self) -> None:
        self.groups = {group.code: group for group in CircumstanceGroup.objects.prefetch_related("subtypes")}
        self.subtypes = {each.code: each for group in self.groups.values() for each in group.subtypes.all()}

    def of(self, family: Family) -> list[Circumstance]:
        found = [each for child in family.children for each in self._of(child, family)]
        return [each for each in found if each is not None]

    def _of(self, child: Child, family: Family) -> list[Circumstance | None]:
        dice = self.dice
        found = []
        age = (self.demo.today - child.birth.earliest()).days // 365
        if family.fate in BY_FATE:
            group, subtypes, share = BY_FATE[family.fate]
            if dice.happens(share):
                found.append(self._member(child, group, subtypes, since=self._orphaned_on(family)))
        if family.fate == "one_dead" and dice.happens(0.25):
            found.append(self._member(child, "G03", NO_SUPPORT, since=self._orphaned_on(family)))
        for group, (subtypes, share, from_age) in BY_CHANCE.items():
            if age >= from_age and dice.happens(share / 100_000):
                found.append(self._member(child, group, subtypes, from_age=from_age))
        if family.household.is_poor:
            for group, (subtypes, share, from_age) in OF_POOR.items():
                if age >= from_age and dice.happens(share):
                    found.append(self._member(child, group, subtypes, from_age=from_age))
        return found

    def _orphaned_on(self, family: Family) -> date | None:
        """The day since when no parent, or one, was left."""
        days = [each.person.died_on for each in family.carers if each.person.life_status == Caregiver.LifeStatus.DEAD]
        return max(days, default=None)  # type: ignore[type-var]

    def _member(
        self, child: Child, group: str, subtypes: dict[str, int], *, since: date | None = None, from_age: int = 0
    ) -> Circumstance | None:
        """The membership ends when the reason does, when the child turns 16, or when it leaves."""
        dice, born = self.dice, child.birth.latest()
        until = min(self.demo.today, add_years(born, CHILD_UNTIL), child.left_on or date.max)
        first = max(since or add_years(born, from_age), child.moved_in_on or born, born)
        if first >= until:
            return None
        early = first + timedelta(days=int((until - first).days * dice.random() ** 2))  # most begin early in a life
        started = since if since and since >= first else early
        ended = None if until == self.demo.today else until
        if group in PASSES and dice.happens(0.45) and (until - started).days > 120:
            ended = dice.day(started + timedelta(days=90), until)
        return Circumstance(
            public_id=dice.public_id(),
            child=child,
            group=self.groups[group],
            subtype=self.subtypes[dice.one_of(subtypes)] if subtypes else None,
            secret=self.groups[group].extra_secret,
            started_on=started,
            ended_on=ended,
            proof=self._proof(group, started),
            officer=dice.choice(self.officers),
        )

    def _proof(self, group: str, started: date) -> str:
        number = self.dice.randint(1, 240)
        papers = {"G04": f"Giấy xác nhận khuyết tật số {number}", "G01": f"Trích lục khai tử số {number}"}
        return papers.get(group, f"Biên bản xác minh số {number}/BB-UBND") + f" ngày {started:%d/%m/%Y}"
