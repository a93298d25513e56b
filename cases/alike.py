"""Which open cases a new report may be about: shown beside each other, decided by a person."""

from datetime import timedelta

from cases.models import Case, Intake, ReportedChild
from children.models import Sex

DAYS = timedelta(days=14)
ANY_AGE = (0, 17)


def cases_alike(intake: Intake) -> list[Case]:
    """Cases of the same child; or opened these days in the same neighbourhood for a child it could be."""
    around = Case.objects.open().filter(received_at__gte=intake.received_at - DAYS)
    found: dict[int, Case] = {}
    for reported in intake.children.all():
        if reported.child_id:
            same = Case.objects.open().filter(child=reported.child_id)
        elif intake.neighbourhood_id:
            same = around.filter(neighbourhood=intake.neighbourhood_id, child=None)
        else:
            continue
        found |= {case.pk: case for case in same.order_by("pk") if _could_be(case, reported)}
    return list(found.values())


def _could_be(case: Case, reported: ReportedChild) -> bool:
    if reported.child_id and case.child_id:
        return True
    sexes = {case.sex, reported.sex} - {"", Sex.UNKNOWN}
    one, other = _ages(case), _ages(reported)
    return len(sexes) < 2 and one[0] <= other[1] and other[0] <= one[1]


def _ages(of: Case | ReportedChild) -> tuple[int, int]:
    return ANY_AGE if of.age_from is None or of.age_to is None else (of.age_from, of.age_to)
