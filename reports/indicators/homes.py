"""Homes that are safe for children (INJ-04a)."""

from django.db.models import Exists, OuterRef

from children.models import Child, Household, SafeHomeCheck
from reports.indicators.registry import Counted, Period, indicator


@indicator("INJ-04a")
def safe_homes(period: Period) -> Counted:
    """Households that passed the check of the year of the cut-off by that day, among those where children live.

    Without a check in that time nobody said that no home is safe: not reported.
    """
    day = period.cut_off
    homes = Household.objects.filter(Exists(Child.objects.of_ward(day).filter(household=OuterRef("pk"))))
    checks = SafeHomeCheck.objects.filter(year=day.year, checked_on__lte=day)
    if not checks.exists():
        return Counted(None, among=homes)
    return Counted(homes.filter(Exists(checks.filter(passed=True, household=OuterRef("pk")))), among=homes)
