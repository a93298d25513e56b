"""What happened to children of the ward in a period: injuries, labour, participation (groups INJ, LAB, PAR).

Nobody who recorded nothing said that nothing happened: without an entry of its kind in the period a figure is not
reported.
"""

from collections.abc import Callable, Iterable

from django.db.models import QuerySet

from children.models import ASKED, MODELS, Child, ChildEntry, InjuryEntry, InjuryKind, LabourEntry, ParticipationEntry
from reports.indicators.registry import Counted, Period, indicator
from vietnamese.ages import CHILD_UNTIL


def injuries(period: Period) -> list[InjuryEntry]:
    """Of children who lived here and were under 16 on that day."""
    rows = InjuryEntry.objects.between(period.start, period.cut_off).select_related("child").order_by("pk")
    return [each for each in rows if each.lived_here and each.age < CHILD_UNTIL]


def injury_deaths(period: Period) -> list[InjuryEntry]:
    """Deaths count in the period in which the child died."""
    rows = InjuryEntry.objects.true().filter(died_on__range=(period.start, period.cut_off)).select_related("child")
    return [each for each in rows.order_by("pk") if each.lived_here and each.age < CHILD_UNTIL]


def knows(model: type[ChildEntry], period: Period) -> bool:
    return model.objects.between(period.start, period.cut_off).exists()


def knows_injuries(period: Period) -> bool:
    """A death of the period may be of an earlier injury."""
    died = InjuryEntry.objects.true().filter(died_on__range=(period.start, period.cut_off))
    return knows(InjuryEntry, period) or died.exists()


def _children(entries: Iterable[ChildEntry]) -> int:
    """Each child once."""
    return len({each.child_id for each in entries})


def _of_injuries(period: Period, found: Callable[[Period], list[InjuryEntry]], *kinds: str) -> int | None:
    if not knows_injuries(period):
        return None
    return _children(each for each in found(period) if not kinds or each.kind in kinds)


@indicator("INJ-01")
def injured(period: Period) -> Counted:
    """Children hurt in the period, fatally too, each once; among the children of the cut-off."""
    return Counted(_of_injuries(period, injuries), among=Child.objects.of_ward(period.cut_off))


@indicator("INJ-02a")
def killed_by_injury(period: Period) -> Counted:
    return Counted(_of_injuries(period, injury_deaths), among=Child.objects.of_ward(period.cut_off))


@indicator("INJ-02b")
def drowned(period: Period) -> Counted:
    return Counted(_of_injuries(period, injury_deaths, InjuryKind.DROWNING))


@indicator("INJ-05")
def hurt_in_road_traffic(period: Period) -> Counted:
    """Injured or killed."""
    return Counted(_of_injuries(period, injuries, InjuryKind.TRAFFIC))


@indicator("LAB-01")
def illegal_labour(period: Period) -> Counted:
    """Distinct persons of 5 to 17 found in the period."""
    return Counted(_working(period))


@indicator("LAB-02")
def illegal_labour_rate(period: Period) -> Counted:
    """Found cases only: below what a survey would find."""
    here = Child.objects.living_here(period.cut_off)
    return Counted(_working(period), among=here.aged(period.cut_off, at_least=5, under=18))


def _working(period: Period) -> int | None:
    rows = LabourEntry.objects.between(period.start, period.cut_off).select_related("child").order_by("pk")
    found = list(rows)
    return _children(each for each in found if each.lived_here and 5 <= each.age < 18) if found else None


@indicator("PAR-01")
def consulted(period: Period) -> Counted:
    """Children from 7 who were asked for their view, in a forum or dialogue too."""
    return _taking_part(period, ASKED, at_least=7)


@indicator("PAR-02")
def in_models(period: Period) -> Counted:
    """Children from 11 in a model or activity of participation."""
    return _taking_part(period, MODELS, at_least=11)


def _taking_part(period: Period, forms: Iterable[str], *, at_least: int) -> Counted:
    old_enough = Child.objects.living_here(period.cut_off).aged(period.cut_off, at_least=at_least, under=CHILD_UNTIL)
    entries: QuerySet = ParticipationEntry.objects.between(period.start, period.cut_off).filter(form__in=list(forms))
    known = knows(ParticipationEntry, period)
    return Counted(old_enough.filter(pk__in=entries.values("child")) if known else None, among=old_enough)
