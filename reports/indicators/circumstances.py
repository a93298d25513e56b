"""Children in special circumstances and at risk (group SPC of the list). Counted are children, not memberships.

Membership of a group alone is never an abuse figure (ABU-…): those come from verified cases.
"""

from datetime import date

from django.db.models import Q

from children.models import POOR, Child, Circumstance, CircumstanceGroup, Poverty, PovertyYear, in_class
from reports.indicators.registry import Counted, Period, indicator


@indicator("SPC-01")
def special_circumstances(period: Period) -> Counted:
    """Children in at least one of the 14 groups at the cut-off (Luật Trẻ em 2016, Điều 10)."""
    return Counted(in_groups(period, CircumstanceGroup.Kind.LEGAL))


@indicator("SPC-02")
def special_circumstance_rate(period: Period) -> Counted:
    """The same among all children of the ward."""
    return Counted(in_groups(period, CircumstanceGroup.Kind.LEGAL), among=Child.objects.of_ward(period.cut_off))


@indicator("SPC-04", past=False)
def at_risk(period: Period) -> Counted:
    """Children in at least one at-risk category; of poor and near-poor households (R01, R02) the household says so.

    Not compared with the year before: whether the classes of households were written down then is not known.
    """
    poor = in_class(period.cut_off, *POOR)
    return Counted(Child.objects.of_ward(period.cut_off).filter(_in(period, CircumstanceGroup.Kind.AT_RISK) | poor))


@indicator("SPC-05a")
def in_poor_households(period: Period) -> Counted:
    return _in_households(period, Poverty.POOR)


@indicator("SPC-05b")
def in_near_poor_households(period: Period) -> Counted:
    return _in_households(period, Poverty.NEAR_POOR)


def _in_households(period: Period, poverty: Poverty) -> Counted:
    on = period.cut_off
    return Counted(Child.objects.of_ward(on).filter(in_class(on, poverty)) if knows_poverty(on) else None)


def knows_poverty(on: date) -> bool:
    """Whether anybody wrote down the class of a household by then: before that nobody knows that none is poor."""
    return PovertyYear.objects.on(on).exists()


def in_groups(period: Period, kind: str):
    """Children of the ward with a current membership of that kind at the cut-off, each once."""
    return Child.objects.of_ward(period.cut_off).filter(_in(period, kind))


def _in(period: Period, kind: str) -> Q:
    return Q(pk__in=Circumstance.objects.current(period.cut_off).filter(group__kind=kind).values("child"))


def in_group(period: Period, group: CircumstanceGroup):
    """Children of the ward in one group at the cut-off."""
    memberships = Circumstance.objects.current(period.cut_off).filter(group=group)
    return Child.objects.of_ward(period.cut_off).filter(pk__in=memberships.values("child"))
