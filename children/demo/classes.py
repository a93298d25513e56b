"""Classes of the demo's households by year: the one of now, and how some came to it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from children.models import POOR, Household, Poverty, PovertyYear
from interface.demo import Demo, Dice

# Of a hundred poor or near-poor households: what they were in the year before.
BEFORE: dict[str, dict[str, int]] = {
    Poverty.POOR: {Poverty.POOR: 85, Poverty.NEAR_POOR: 10, Poverty.NONE: 5},
    Poverty.NEAR_POOR: {Poverty.NEAR_POOR: 60, Poverty.POOR: 30, Poverty.NONE: 10},
}
LEFT_POVERTY = 0.02  # of the households that are neither now


def classes_of(demo: Demo, dice: Dice, households: Iterable[Household]) -> Iterator[PovertyYear]:
    """Certificates are handed out at the beginning of each year."""
    for household in households:
        year = demo.today.year
        if household.poverty in POOR:
            yield _said(dice, household, year, household.poverty, household.certificate_number)
            for ago in range(1, demo.years):
                poverty = dice.one_of(BEFORE[household.poverty])
                yield _said(dice, household, year - ago, poverty, f"{dice.randint(1, 400)}/GCN")
        elif household.poverty:
            left = dice.happens(LEFT_POVERTY)
            yield _said(dice, household, year if left else year - demo.years + 1, Poverty.NONE, "")
            if left:
                yield _said(dice, household, year - 1, Poverty.NEAR_POOR, f"{dice.randint(1, 400)}/GCN")


def _said(dice: Dice, household: Household, year: int, poverty: str, number: str) -> PovertyYear:
    """The day of issue of this year's stands in the household too."""
    poor = poverty in POOR
    issued = date(year, 1, 2) + timedelta(days=dice.randint(0, 12)) if poor else None
    if poor and year == household.certificate_year:
        household.certificate_issued_on = issued
    return PovertyYear(
        public_id=dice.public_id(),
        household=household,
        year=year,
        poverty=poverty,
        certificate_number=number if poor else "",
        issued_on=issued,
    )
