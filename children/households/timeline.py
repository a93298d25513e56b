"""What happened to a household, newest first: visits, moves, checks, risks, its class, the monthly round."""

from collections.abc import Iterator

from children.households.family_risks import risks_of_household
from children.households.moves import moves_of_household
from children.households.poverty import classes_told
from children.households.safe_home import safe_home_of_household
from children.households.visits import visits_of_household
from children.models import CheckResult, Household, HouseholdCheck
from interface.components import TimelineEntry

SHOWN = 12  # rounds: one a month


def household_timeline(household: Household, user) -> list[TimelineEntry]:
    entries = [entry for part in PARTS for entry in part(household, user)]
    return sorted(entries, key=lambda entry: entry.on, reverse=True)


def _rounds(household: Household, user) -> Iterator[TimelineEntry]:
    checks = HouseholdCheck.objects.visible_to(user).filter(household=household).select_related("checked_by")
    for each in checks[:SHOWN]:
        changed = each.result == CheckResult.CHANGED
        text = "Có biến động." if changed else "Không đổi."
        title = f"Rà soát tháng {each.month:%m/%Y}:"
        yield TimelineEntry(each.checked_on, title, text, by=each.checked_by.full_name, icon="check-circle")


PARTS = (visits_of_household, moves_of_household, safe_home_of_household, risks_of_household, classes_told, _rounds)
