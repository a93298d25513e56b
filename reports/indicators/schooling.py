"""Children at school (group EDU of the list), and who can swim (INJ-03): by the school year's records.

A dropout rate and a completion rate are those of the last school year that had ended by the cut-off (indicators.md:
01/9 to 31/5), enrolment that of the running one.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from agencies.models import SchoolLevel
from children.models import Child, Enrolment
from children.models.schooling import school_year_on
from reports.indicators.registry import Counted, Period, indicator
from vietnamese.ages import latest_birth_months

LESSONS_END = (5, 31)
LAST_GRADE = {SchoolLevel.PRIMARY: "5", SchoolLevel.LOWER: "9"}


@indicator("EDU-01")
def nursery(period: Period) -> Counted:
    """3 to under 36 months: those enrolled in a preschool."""
    day = period.cut_off
    old_enough = Child.objects.living_here(day).filter(born_by__lte=latest_birth_months(day, 3))
    small = old_enough.filter(born_by__gt=latest_birth_months(day, 36))
    return _enrolled(small, day)


@indicator("EDU-02")
def kindergarten(period: Period) -> Counted:
    """3 to under 6 years: those enrolled in a preschool."""
    return _enrolled(_aged(period.cut_off, at_least=3, under=6), period.cut_off)


@indicator("EDU-03")
def kindergarten_at_five(period: Period) -> Counted:
    return _enrolled(_aged(period.cut_off, at_least=5, under=6), period.cut_off)


def _aged(day: date, *, at_least: int, under: int):
    return Child.objects.living_here(day).aged(day, at_least=at_least, under=under)


def _enrolled(children, day: date) -> Counted:
    """Nobody enrolled in this school year is not reported."""
    year = Enrolment.objects.in_year(school_year_on(day))
    if not year.exists():
        return Counted(None)
    at_preschool = year.studying(day).filter(child=OuterRef("pk"), school__school_level=SchoolLevel.PRESCHOOL)
    return Counted(children.filter(Exists(at_preschool)), among=children)


@indicator("EDU-04a")
def dropout_primary(period: Period) -> Counted:
    """Pupils who dropped out in the school year and did not come back before its end."""
    return _dropped_out(period, SchoolLevel.PRIMARY)


@indicator("EDU-04b")
def dropout_lower(period: Period) -> Counted:
    return _dropped_out(period, SchoolLevel.LOWER)


def _dropped_out(period: Period, level: str) -> Counted:
    ended = _last_ended(period.cut_off)
    pupils = _pupils(ended, level)
    return Counted(pupils.dropped_out(ended), among=pupils) if pupils.exists() else Counted(None)


@indicator("EDU-05a")
def completed_primary(period: Period) -> Counted:
    """Pupils of the last grade who completed it, of all in that grade."""
    return _completed(period, SchoolLevel.PRIMARY)


@indicator("EDU-05b")
def completed_lower(period: Period) -> Counted:
    return _completed(period, SchoolLevel.LOWER)


def _completed(period: Period, level: SchoolLevel) -> Counted:
    """Before anybody wrote down who completed, nobody knows that none did."""
    last = _pupils(_last_ended(period.cut_off), level).filter(class_name__startswith=LAST_GRADE[level])
    if not last.filter(completed__isnull=False).exists():
        return Counted(None)
    return Counted(last.filter(completed=True), among=last)


def _pupils(ended: date, level: str):
    """Each child once: where it was at the end of the year; not who had moved away or died before."""
    there = Enrolment.objects.in_year(ended.year - 1).filter(Q(left_on=None) | Q(left_on__gt=ended))
    return there.filter(school__school_level=level)


def _last_ended(day: date) -> date:
    """The last day of lessons of the school year that had ended by then."""
    end = date(day.year, *LESSONS_END)
    return end if end <= day else date(day.year - 1, *LESSONS_END)


@indicator("INJ-03")
def swimmers(period: Period) -> Counted:
    """6 to under 16: those who swim safely by the last answer of a school, of this school year or the one before."""
    year = school_year_on(period.cut_off)
    known = Enrolment.objects.filter(swims__isnull=False, school_year__in=(year - 1, year))
    if not known.exists():
        return Counted(None)
    children = _aged(period.cut_off, at_least=6, under=16)
    last = known.filter(child=OuterRef("pk")).order_by("-school_year", "-pk").values("swims")[:1]
    return Counted(children.annotate(swims=Subquery(last)).filter(swims=True), among=children)
