"""Deaths of small children for 1.000 live births of the same period (group HLT-06).

Both come from the register: children of the ward who died in the period, and children of the ward born in it. In a ward
there are so few that a rate leaps from year to year: whoever prints it prints the counts beside it.
"""

from datetime import date, timedelta

from django.db.models import F

from children.models import Child, Residence
from reports.indicators.children import births
from reports.indicators.registry import Counted, Period, indicator
from vietnamese.ages import age_on

NEONATAL = timedelta(days=28)


def died(period: Period):
    return Child.objects.filter(residence=Residence.DEAD, left_on__range=(period.start, period.cut_off))


@indicator("HLT-06a")
def neonatal_mortality(period: Period) -> Counted:
    """Deaths in the first 28 days of life: 0 to 27 days after the birth. A birth known in part has no such day."""
    return _for_births(period, died(period).filter(born_on=F("born_by"), left_on__lt=F("born_on") + NEONATAL))


@indicator("HLT-06b")
def infant_mortality(period: Period) -> Counted:
    """Deaths before the first birthday."""
    return _for_births(period, _under(period, 1))


@indicator("HLT-06c")
def under_five_mortality(period: Period) -> Counted:
    """Deaths before the fifth birthday."""
    return _for_births(period, _under(period, 5))


def _under(period: Period, years: int):
    days = died(period).order_by("pk").values_list("pk", "born_by", "left_on")
    return Child.objects.filter(pk__in=[pk for pk, born, left in days if _age(born, left) < years])


def _age(born_by: date, on: date) -> int:
    """Of a birth known in part, counted from its last possible day."""
    return age_on(born_by, max(born_by, on)).years


def _for_births(period: Period, deaths) -> Counted:
    return Counted(deaths, among=births(period).who)
