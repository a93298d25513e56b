"""Reads of reports and cases that several pages need: each in a fixed number of queries."""

from django.db.models import Prefetch

from cases.models import Case, CaseClock, ChildInReport
from cases.models.case import CaseQuerySet
from cases.models.intake import IntakeQuerySet


def for_telling(intakes: IntakeQuerySet, user) -> IntakeQuerySet:
    """Reports with their children, the clock that runs, and those of their cases which the reader may open."""
    return intakes.select_related("neighbourhood", "incident", "entered_by").prefetch_related(
        Prefetch("children", ChildInReport.objects.select_related("child__neighbourhood").order_by("pk")),
        Prefetch("clocks", _running()),
        Prefetch("incident__cases", Case.objects.visible_to(user).order_by("pk")),
    )


def for_board(cases: CaseQuerySet) -> CaseQuerySet:
    """Cases with all that a card says."""
    return cases.select_related("child__neighbourhood", "neighbourhood", "manager").prefetch_related(
        Prefetch("clocks", _running())
    )


def _running():
    return CaseClock.objects.running().select_related("term").order_by("due_at", "pk")
