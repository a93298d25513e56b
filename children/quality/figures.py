"""How good the register is: how many children break each rule of `missing.py`, and in which neighbourhoods."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from django.db.models import Count, Q

from agencies.models import Neighbourhood
from children.models import Child, QualityFigure
from children.quality.missing import Rule, flawed, rules_for
from interface.remembered import MINUTE, remembered
from vietnamese.ages import add_months

SHOWN_PLACES = 3
CHILDREN, FLAWED, VERIFIED = TOTALS = ("total:children", "total:flawed", "total:verified")  # beside the rules' codes


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
    rows: list[dict[str, int]]  # the counts of each neighbourhood with children
    places: dict[int, Neighbourhood]  # those, and all others of today

    @property
    def counts(self) -> dict[str, int]:
        """The totals and each broken rule, by the code under which a month keeps it."""
        totals = {CHILDREN: self.children, FLAWED: self.flawed, VERIFIED: self.verified}
        return totals | {each.rule.code: each.count for each in self.findings}


def quality_of(user, on: date) -> Quality:
    """In one question, whatever the number of children and rules; where that takes long, remembered for a while."""
    rules = rules_for(user)
    rows = remembered(user, f"quality:{on}", lambda: _counted(user, rules, on), seconds=10 * MINUTE)
    known = Neighbourhood.objects.visible_to(user)
    settled = known.filter(pk__in=[row["neighbourhood"] for row in rows])
    places = {each.pk: each for each in (known.on(on) | settled).order_by("pk")}
    findings = [Finding(rule, _places(rows, f"n_{rule.code}", places)) for rule in rules]
    total = {name: sum(row[name] for row in rows) for name in ("children", "flawed", "verified")}
    return Quality(
        **total,
        findings=sorted((each for each in findings if each.count), key=lambda each: -each.count),
        kept=[each.rule for each in findings if not each.count],
        rows=rows,
        places=places,
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
            flawed=Count("pk", filter=flawed(user, on)),
            verified=Count("pk", filter=Q(personal_id_verified=True)),
            **counts,
        )
    )


MONTHS = 6  # of a trend, this one included


@dataclass(frozen=True)
class Trend:
    """The figures of the last months by rule or total; the last one is of today."""

    figures: dict[str, list[int]]
    months: list[date]

    def of(self, code: str) -> list[int]:
        """Without the months before the first night that was counted, or before a gap."""
        return self.figures.get(code, [])

    def month_before(self, part: str, whole: str) -> tuple[date, int, int] | None:
        """Two totals of the month before this one, where that was counted."""
        parts, wholes = self.of(part), self.of(whole)
        return (self.months[-2], parts[-2], wholes[-2]) if len(parts) > 1 and len(wholes) > 1 else None


def trend_of(user, quality: Quality, on: date) -> Trend:
    this_month = on.replace(day=1)
    months = [add_months(this_month, -number) for number in range(MONTHS - 1, -1, -1)]
    kept: dict[str, dict[date, int]] = defaultdict(dict)
    for each in QualityFigure.objects.visible_to(user).since(months[0]).exclude(month__gte=this_month):
        kept[each.code][each.month] = each.count
    for code, count in quality.counts.items():
        kept[code][this_month] = count
    return Trend({code: _unbroken(counts, months) for code, counts in kept.items()}, months)


def _unbroken(counts: dict[date, int], months: list[date]) -> list[int]:
    """The months up to this one of which each was counted: behind a gap nothing is drawn, or a line would lie."""
    return [counts[month] for month in takewhile(counts.__contains__, reversed(months))][::-1]


def _places(rows: list[dict], count: str, places: dict[int, Neighbourhood]) -> list[Place]:
    found = [Place(places[row["neighbourhood"]], row[count]) for row in rows if row[count]]
    return sorted(found, key=lambda place: (-place.count, place.neighbourhood.number))
