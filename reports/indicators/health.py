"""What the health station knows of small children (group HLT): vaccinations, growth by the WHO standards."""

from decimal import Decimal

from django.db.models import Count, Max, OuterRef, Subquery

from children.health.patients import WEIGHED_UNDER
from children.models import CheckUp, Child, Measurement, ScheduledDose, Screening, Vaccination
from reports.indicators.registry import Counted, Period, indicator
from vietnamese.ages import latest_birth_months


@indicator("HLT-02")
def fully_immunised(period: Period) -> Counted:
    """Under 1 and old enough for every dose that counts in the schedule (sởi at 9 months is the last): all were given.

    Younger ones cannot be full yet; nobody vaccinated on record is not reported.
    """
    schedule = ScheduledDose.objects.on(period.cut_off).filter(counts_full=True)
    last_due = schedule.aggregate(months=Max("due_months"))["months"]
    given = Vaccination.objects.had().filter(happened_on__lte=period.cut_off)
    if last_due is None or not given.exists():
        return Counted(None)
    infants = Child.objects.living_here(period.cut_off).aged(period.cut_off, under=1)
    eligible = infants.filter(born_by__lte=latest_birth_months(period.cut_off, last_due))
    codes = list(schedule.values_list("code", flat=True))
    had = given.filter(child=OuterRef("pk"), dose__code__in=codes).order_by().values("child")
    counted = eligible.annotate(had=Subquery(had.annotate(doses=Count("dose__code", distinct=True)).values("doses")))
    return Counted(counted.filter(had=len(codes)), among=eligible)


@indicator("HLT-03")
def underweight(period: Period) -> Counted:
    """Under 5 and weighed in the period: weight for age below −2 SD."""
    return _beyond(period, "weight_for_age", below=-2)


@indicator("HLT-04")
def stunted(period: Period) -> Counted:
    """Under 5 and measured in the period: height for age below −2 SD."""
    return _beyond(period, "height_for_age", below=-2)


@indicator("HLT-05a")
def obese(period: Period) -> Counted:
    """Under 5 and measured in the period: weight for height above +3 SD."""
    return _beyond(period, "weight_for_height", above=3)


@indicator("HLT-05b")
def overweight(period: Period) -> Counted:
    """Overweight and obese together: weight for height above +2 SD."""
    return _beyond(period, "weight_for_height", above=2)


@indicator("HLT-07")
def checked(period: Period) -> Counted:
    """Children of the ward with a periodic health check in the period."""
    found = CheckUp.objects.true().filter(checked_on__range=(period.start, period.cut_off))
    if not found.exists():
        return Counted(None)
    here = Child.objects.of_ward(period.cut_off)
    return Counted(here.filter(pk__in=found.values("child")), among=here)


@indicator("HLT-08")
def mental_health_helped(period: Period) -> Counted:
    """Children in whom a screening of the period found a problem: those whom help has reached by the cut-off."""
    screened = Screening.objects.true().filter(screened_on__range=(period.start, period.cut_off))
    found = screened.filter(concern=True)
    if not screened.exists():
        return Counted(None)
    identified = Child.objects.living_here(period.cut_off).filter(pk__in=found.values("child"))
    helped = found.filter(helped_on__lte=period.cut_off)
    return Counted(identified.filter(pk__in=helped.values("child")), among=identified)


def _beyond(period: Period, score: str, *, below: int | None = None, above: int | None = None) -> Counted:
    """Nobody measured is not reported; it is not nobody malnourished."""
    taken = Measurement.objects.true().filter(
        child=OuterRef("pk"), measured_on__range=(period.start, period.cut_off), **{f"{score}__isnull": False}
    )
    last = Subquery(taken.order_by("-measured_on", "-pk").values(score)[:1])
    small = Child.objects.living_here(period.cut_off).aged(period.cut_off, under=WEIGHED_UNDER)
    measured = small.annotate(score=last).filter(score__isnull=False)
    if not measured.exists():
        return Counted(None)
    wanted = {"score__lt": Decimal(below)} if below is not None else {"score__gt": Decimal(above or 0)}
    return Counted(measured.filter(**wanted), among=measured)
