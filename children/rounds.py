"""How far the monthly round has come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q

from agencies.models import Neighbourhood
from children.models import CheckResult, Child, Household
from children.models.check import HouseholdCheck, checked_in
from children.models.household import HouseholdQuerySet
from vietnamese.ages import add_months


@dataclass(frozen=True)
class Round:
    """So many of so many households were asked this month."""

    done: int
    total: int
    due: date

    @property
    def left(self) -> int:
        return self.total - self.done


@dataclass(frozen=True)
class NeighbourhoodRound:
    """The same of a neighbourhood, for the officer."""

    neighbourhood: Neighbourhood
    round: Round
    changed: int
    last: date | None


def last_day(of: date) -> date:
    return date.fromordinal(add_months(of.replace(day=1), 1).toordinal() - 1)


def households_to_ask(user, on: date) -> HouseholdQuerySet:
    """Households where children live now."""
    children = Child.objects.of_ward(on).filter(household=OuterRef("pk"))
    return Household.objects.visible_to(user).filter(Exists(children))


def round_of(user, on: date) -> Round:
    """This month's, in everything the user looks after."""
    asked = households_to_ask(user, on).annotate(checked=checked_in(on))
    counts = asked.aggregate(total=Count("pk"), done=Count("pk", filter=Q(checked=True)))
    return Round(counts["done"], counts["total"], last_day(on))


def rounds(user, on: date) -> Iterator[NeighbourhoodRound]:
    """By neighbourhood, in their order."""
    asked = households_to_ask(user, on).annotate(checked=checked_in(on)).order_by().values("neighbourhood")
    counts = {
        row["neighbourhood"]: row for row in asked.annotate(total=Count("pk"), done=Count("pk", filter=Q(checked=True)))
    }
    checks = HouseholdCheck.objects.visible_to(user).of_month(on).order_by().values("neighbourhood")
    changed = Count("pk", filter=Q(result=CheckResult.CHANGED))
    found = {row["neighbourhood"]: row for row in checks.annotate(changed=changed, last=Max("checked_on"))}
    for each in Neighbourhood.objects.visible_to(user).on(on).order_by("number"):
        count: Mapping[str, Any] = counts.get(each.pk, {})
        seen: Mapping[str, Any] = found.get(each.pk, {})
        of_month = Round(count.get("done", 0), count.get("total", 0), last_day(on))
        yield NeighbourhoodRound(each, of_month, seen.get("changed", 0), seen.get("last"))
