"""“Không phát sinh”: for which periods an agency may say it, who has said it, and when it holds for the whole ward."""

from collections.abc import Collection
from datetime import date, timedelta

from agencies.models import Agency
from programs.due_dates import due_dates
from programs.models import AgencyScope, NothingToReport, PlanTask

AHEAD = timedelta(days=30)  # before its last day a period is nearly over


def reports_on(user, task: PlanTask) -> bool:
    """Whether the user's agency is one of those that report on this task."""
    return user.agency is not None and task.scope in (user.agency.kind, AgencyScope.ALL)


def days_to_state(task: PlanTask, today: date) -> list[date]:
    """The last days of this year's periods that are over or nearly so; of a task without such days, today."""
    days = due_dates(task.due, today.year)
    return [day for day in days if day <= today + AHEAD] if days else [today]


def statements_on(task: PlanTask, year: int):
    """What stands of the year, the latest first."""
    standing = NothingToReport.objects.standing().filter(task=task, until__year=year)
    return standing.select_related("agency", "said_by")


def stated(dues: Collection[tuple[date, PlanTask]], agency: Agency | None) -> set[tuple[date, int]]:
    """Of these days and tasks (by its key) those for which the agency has said it."""
    if agency is None or not dues:
        return set()
    standing = NothingToReport.objects.standing().filter(agency=agency, task__in=[task.pk for _, task in dues])
    return set(standing.values_list("until", "task"))


def nothing_occurred(task: PlanTask, start: date, cut_off: date) -> bool:
    """Every agency of the task has said so, for each of its periods that ended by then."""
    agencies = Agency.objects.on(cut_off)
    if task.scope != AgencyScope.ALL:
        agencies = agencies.filter(kind=task.scope)
    standing = NothingToReport.objects.standing().filter(task=task, until__range=(start, cut_off))
    said = set(standing.values_list("agency", "until"))
    ended = [day for day in due_dates(task.due, cut_off.year) if start <= day <= cut_off]
    if not ended:  # no such days: once is enough
        return agencies.exists() and {each.pk for each in agencies} <= {agency for agency, _ in said}
    return agencies.exists() and all((each.pk, day) in said for each in agencies for day in ended)
