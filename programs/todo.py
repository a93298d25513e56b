"""Dates of the plan that come near: one's own tasks a month ahead, others' a week ahead for those who follow the plan.

No results are recorded yet, so nothing is called late here. The annual report (VHXH-14) has its own line, made by
`reports`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from interface.todo import COMING, Note, Todo, note_source, todo_source
from programs.due_dates import due_dates
from programs.models import AgencyScope, PlanTask
from programs.models.plan import DueBasis
from programs.queries import own_scope
from programs.statements import stated
from vietnamese.formats import format_number

OWN_AHEAD = timedelta(days=30)
OTHERS_AHEAD = timedelta(days=7)
LATER = timedelta(days=60)
MOST_LINES = 6
MOST_NAMED = 2
MOST_SCOPES = 3
OF_REPORTS = ("VHXH-14",)

Dues = dict[date, list[PlanTask]]


@todo_source
def plan_dates(user) -> list[Todo]:
    """At most six lines: a line a date, not a line a task."""
    if not user.may("programs.own_tasks"):
        return []
    today, scope = timezone.localdate(), own_scope(user)
    dues = _dues(user, today, OWN_AHEAD)
    said = stated(dues, user.agency)  # of one's own agency nothing is expected any more
    dues = [(day, task) for day, task in dues if (day, task.pk) not in said]
    lines = [*_own(_by_day(dues, today + OWN_AHEAD, _own_scopes(user, scope)))]
    if user.may("programs.follow_plan"):
        soon = today + OTHERS_AHEAD
        others = [each for each in AgencyScope if each not in (scope, AgencyScope.ALL, AgencyScope.FRONT)]
        lines += _chased(_by_day(dues, soon, others), "Đôn đốc", "các cơ quan")
        lines += _chased(_by_day(dues, soon, [AgencyScope.FRONT]), "Đề nghị", "Mặt trận, hội, đoàn thể")
    return sorted(lines, key=lambda line: line.due_on or date.max)[:MOST_LINES]


@note_source(COMING)
def nearest_plan_dates(user) -> Iterator[Note]:
    """For leaders, who follow the whole plan and report on none of it: its nearest dates, whoever has to meet them."""
    if not user.may("programs.own_tasks") or own_scope(user) != AgencyScope.LEAD:
        return
    today = timezone.localdate()
    for day, tasks in sorted(_by_day(_dues(user, today, OWN_AHEAD), today + OWN_AHEAD, [*AgencyScope]).items()):
        scopes = _scopes_of(tasks)
        yield Note(
            day, f"{format_number(len(tasks))} nhiệm vụ theo kế hoạch đến hạn: {_some_of(scopes)}", _page(scopes, day)
        )


@note_source(COMING)
def later_plan_dates(user) -> Iterator[Note]:
    """One's own dates that are no thing to do yet."""
    if not (user.may("programs.own_tasks") and user.may("programs.report_results")):
        return
    today, scope = timezone.localdate(), own_scope(user)
    dues = _dues(user, today, LATER)
    for day, tasks in _by_day(dues, today + LATER, _own_scopes(user, scope)).items():
        if day > today + OWN_AHEAD:
            yield Note(day, f"{len(tasks)} nhiệm vụ theo kế hoạch đến hạn", _page(_scopes_of(tasks), day))


def _own_scopes(user, scope: AgencyScope) -> tuple[AgencyScope, ...]:
    """What every agency must do its people see too; a collaborator and the chair are no agency."""
    return (scope, AgencyScope.ALL) if user.may("programs.report_results") else (scope,)


def _dues(user, today: date, ahead: timedelta) -> list[tuple[date, PlanTask]]:
    """The last days that come within that time, with their tasks; those of the next year by the next year's plan."""
    tasks = PlanTask.objects.visible_to(user).exclude(code__in=OF_REPORTS)
    return [
        (day, task)
        for year in sorted({today.year, (today + ahead).year})
        for task in tasks.of_year(year)
        for day in due_dates(task.due, year)
        if today <= day <= today + ahead
    ]


def _by_day(dues: list[tuple[date, PlanTask]], until: date, scopes: Collection[AgencyScope]) -> Dues:
    found: Dues = defaultdict(list)
    for day, task in dues:
        if day <= until and task.scope in scopes:
            found[day].append(task)
    return found


def _own(coming: Dues) -> Iterator[Todo]:
    for day, tasks in coming.items():
        several = f"Thực hiện {format_number(len(tasks))} nhiệm vụ theo kế hoạch"
        yield Todo(
            title=tasks[0].title if len(tasks) == 1 else several,
            detail=_titles(tasks),
            url=_page(_scopes_of(tasks), day),
            action="Xem nhiệm vụ",
            due=day,
            legal=any(task.due_basis != DueBasis.PROPOSAL for task in tasks),
        )


def _titles(tasks: list[PlanTask]) -> str:
    """Which tasks, by their names; of one task the line itself is the name."""
    if len(tasks) == 1:
        return ""
    named = "; ".join(task.title for task in tasks[:MOST_NAMED])
    return f"{named} và {len(tasks) - MOST_NAMED} nhiệm vụ khác" if len(tasks) > MOST_NAMED else named


def _some_of(scopes: list[AgencyScope]) -> str:
    named = ", ".join(scope.label for scope in scopes[:MOST_SCOPES])
    return f"{named} và cơ quan khác" if len(scopes) > MOST_SCOPES else named


def _chased(coming: Dues, verb: str, whom: str) -> Iterator[Todo]:
    for day, tasks in coming.items():
        scopes = _scopes_of(tasks)
        yield Todo(
            title=f"{verb} {whom} gửi kết quả {format_number(len(tasks))} nhiệm vụ",
            detail=", ".join(scope.label for scope in scopes) if len(scopes) > 1 else "",
            url=_page(scopes, day),
            action="Xem nhiệm vụ",
            due=day,
        )


def _scopes_of(tasks: list[PlanTask]) -> list[AgencyScope]:
    return sorted({AgencyScope(task.scope) for task in tasks}, key=list(AgencyScope).index)


def _page(scopes: list[AgencyScope], day: date) -> str:
    """The page that shows the tasks of a line, and no others."""
    query = {"agency": [scope.value for scope in scopes], "due": day.isoformat()}
    return f"{reverse('tasks')}?{urlencode(query, doseq=True)}"
