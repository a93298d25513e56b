"""How good the register is: how many children break each rule of `missing.py`, and in which neighbourhoods."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from agencies.models import Neighbourhood
from children.missing import Rule, rules_for
from children.models import Child
from interface.remembered import MINUTE, remembered

SHOWN_PLACES = 3


@dataclass(frozen=True)
class Place:
    neighbourhood: Neighbourhood
    count: int


@dataclass(frozen=True)
class Finding:
    """One rule, with the neighbourhoods where it is broken, the most first."""

    rule: Rule
    places: list[Place]

    @property
    def count(self) -> int:
        return sum(place.count for place in self.places)

    @property
    def most(self) -> str:
        """TDP 44, 19, 31"""
        numbers = ", ".join(str(place.neighbourhood.number) for place in self.places[:SHOWN_PLACES])
        return f"TDP {numbers}" if numbers else ""


@dataclass(frozen=True)
class Quality:
    """Of all children who live in the ward, those with anything to mend; and each rule that somebody breaks."""

    children: int
    flawed: int
    verified: int  # as indicator POP-04 counts them
    findings: list[Finding]
    kept: list[Rule]  # rules nobody breaks


def quality_of(user, on: date) -> Quality:
    """In one question, whatever the number of children and rules; where that takes long, remembered for a while."""
    rules = rules_for(user)
    rows = remembered(user, f"quality:{on}", lambda: _counted(user, rules, on), seconds=10 * MINUTE)
    places = Neighbourhood.objects.visible_to(user).in_bulk([row["neighbourhood"] for row in rows])
    findings = [Finding(rule, _places(rows, f"n_{rule.code}", places)) for rule in rules]
    total = {name: sum(row[name] for row in rows) for name in ("children", "flawed", "verified")}
    return Quality(
        **total,
        findings=sorted((each for each in findings if each.count), key=lambda each: -each.count),
        kept=[each.rule for each in findings if not each.count],
    )


def _counted(user, rules: list[Rule], on: date) -> list[dict[str, int]]:
    """By neighbourhood."""
    broken = {rule.code: rule.lacking(on) for rule in rules}
    counts = {f"n_{code}": Count("pk", filter=condition) for code, condition in broken.items()}
    return list(
        Child.objects.visible_to(user)
        .of_ward(on)
        .order_by()
        .values("neighbourhood")
        .annotate(
            children=Count("pk"),
            flawed=Count("pk", filter=reduce(or_, broken.values())),
            verified=Count("pk", filter=Q(personal_id_verified=True)),
            **counts,
        )
    )


def _places(rows: list[dict], count: str, places: dict[int, Neighbourhood]) -> list[Place]:
    found = [Place(places[row["neighbourhood"]], row[count]) for row in rows if row[count]]
    return sorted(found, key=lambda place: (-place.count, place.neighbourhood.number))
