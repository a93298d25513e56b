"""Which open cases a new report may be about: shown beside each other, decided by a person."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import User
from cases.models import Case, ChildInReport, Intake
from children.models import Sex
from vietnamese.ages import age_on

DAYS = timedelta(days=14)
ANY_AGE = (0, 17)


@dataclass(frozen=True)
class Alike:
    """What everybody who reads reports may know of a case that has a team of its own: its number, its incident."""

    code: str
    incident_id: int


def alike(intake: Intake) -> list[Alike]:
    """Cases that the report may be about, also those the reader is not named in: else each would be opened twice."""
    with acting_as(User.objects.system()):
        return [Alike(case.code, case.incident_id) for case in cases_alike(intake)]


def cases_alike(intake: Intake) -> list[Case]:
    """Cases of the same child; or opened these days in the same neighbourhood for a child it could be."""
    around = Case.objects.open().filter(
        received_at__gte=intake.received_at - DAYS, received_at__lte=intake.received_at + DAYS
    )
    found: dict[int, Case] = {}
    for reported in intake.children.order_by("pk"):
        if reported.child_id:
            same = Case.objects.open().filter(child=reported.child_id)
            if intake.neighbourhood_id:
                same |= around.filter(neighbourhood=intake.neighbourhood_id, child=None)
        elif intake.neighbourhood_id:
            same = around.filter(neighbourhood=intake.neighbourhood_id)
        else:
            same = around.filter(neighbourhood=None)
        found |= {case.pk: case for case in same.select_related("child").order_by("pk") if _could_be(case, reported)}
    return list(found.values())


def _could_be(case: Case, reported: ChildInReport) -> bool:
    if reported.child_id and case.child_id:
        return reported.child_id == case.child_id
    sexes = {_sex(case), _sex(reported)} - {"", Sex.UNKNOWN}
    one, other = _ages(case), _ages(reported)
    return len(sexes) < 2 and one[0] <= other[1] and other[0] <= one[1]


def _sex(of: Case | ChildInReport) -> str:
    return of.child.sex if of.child else of.sex


def _ages(of: Case | ChildInReport) -> tuple[int, int]:
    """The years it may be; of a child of the register, with a year to each side."""
    if of.child:
        years = age_on(of.child.born_by, timezone.localdate()).years
        return (years - 1, years + 1)
    return ANY_AGE if of.age_from is None or of.age_to is None else (of.age_from, of.age_to)
