"""Dates of the plan that come near: one's own tasks a month ahead, others' a week ahead for those who follow the plan.

No results are recorded yet, so nothing is called late here. The annual report (VHXH-14) has its own line, made by
`reports`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from accounts.authorization import Role
from interface.todo import COMING, Note, Todo, note_source, todo_source
from programs.due_dates import due_dates
from programs.models import AgencyScope, PlanTask
from programs.models.plan import DueBasis
from programs.queries import own_scope
from vietnamese.formats import format_count

OWN_AHEAD = timedelta(days=30)
OTHERS_AHEAD = timedelta(days=7)
LATER = timedelta(days=60)
MOST_LINES = 6
MOST_CODES = 4
OF_REPORTS = ("VHXH-14",)
FOLLOW_THE_PLAN = (Role.OFFICER, Role.PROTECTION_WORKER)
HAVE_TASKS = (*FOLLOW_THE_PLAN, Role.FOCAL_POINT, Role.COLLABORATOR, Role.CHAIR, Role.VICE_CHAIR)

Dues = dict[date, list[PlanTask]]


@todo_source
def plan_dates(user) -> list[Todo]:
    """At most six lines: a line a date, not a line a task."""
    if user.role not in HAVE_TASKS:
        return []
    today = timezone.localdate()
    scope = own_scope(user)
    tasks = PlanTask.objects.visible_to(user).of_year(today.year).exclude(code__in=OF_REPORTS)
    if user.role not in FOLLOW_THE_PLAN:
        tasks = tasks.filter(scope__in=_own_scopes(user, scope))
    own, others, asked = _split(tasks, scope)
    lines = [*_own(_coming(own, today, OWN_AHEAD), scope)]
    lines += _chased(_coming(others, today, OTHERS_AHEAD), "Đôn đốc", "các cơ quan")
    lines += _chased(_coming(asked, today, OTHERS_AHEAD), "Đề nghị", "Mặt trận, hội, đoàn thể")
    return sorted(lines, key=lambda line: line.due)[:MOST_LINES]


@note_source(COMING)
def later_plan_dates(user) -> Iterator[Note]:
    """One's own dates that are no thing to do yet."""
    if user.role not in (*FOLLOW_THE_PLAN, Role.FOCAL_POINT):
        return
    today, scope = timezone.localdate(), own_scope(user)
    tasks = PlanTask.objects.visible_to(user).of_year(today.year).exclude(code__in=OF_REPORTS)
    own = tasks.filter(scope__in=_own_scopes(user, scope))
    for day, due in _coming(own, today, LATER).items():
        if day > today + OWN_AHEAD:
            yield Note(day, f"{len(due)} nhiệm vụ theo kế hoạch đến hạn", _page(scope, day))


def _own_scopes(user, scope: AgencyScope) -> tuple[AgencyScope, ...]:
    """What every agency must do its focal point sees too; a collaborator and the chair are no agency."""
    return (scope, AgencyScope.ALL) if user.role == Role.FOCAL_POINT else (scope,)


def _split(tasks: Iterable[PlanTask], own: AgencyScope) -> tuple[list[PlanTask], list[PlanTask], list[PlanTask]]:
    """One's own and everybody's; other units'; those of the Front, which is asked and not told."""
    parts: tuple[list[PlanTask], list[PlanTask], list[PlanTask]] = ([], [], [])
    for task in tasks:
        parts[0 if task.scope in (own, AgencyScope.ALL) else 2 if task.scope == AgencyScope.FRONT else 1].append(task)
    return parts


def _coming(tasks: Iterable[PlanTask], today: date, ahead: timedelta) -> Dues:
    """Tasks by the last day that comes within that time, also when it lies in the next year."""
    coming: Dues = defaultdict(list)
    for task in tasks:
        for year in {today.year, (today + ahead).year}:
            for day in due_dates(task.due, year):
                if today <= day <= today + ahead:
                    coming[day].append(task)
    return coming


def _own(coming: Dues, scope: AgencyScope) -> Iterator[Todo]:
    for day, tasks in coming.items():
        several = f"Thực hiện {format_count(len(tasks))} nhiệm vụ theo kế hoạch"
        yield Todo(
            title=tasks[0].title if len(tasks) == 1 else several,
            detail=_codes(tasks),
            url=_page(tasks[0].scope if len(tasks) == 1 else scope, day),
            action="Xem nhiệm vụ",
            due=day,
            legal=any(task.due_basis != DueBasis.PROPOSAL for task in tasks),
        )


def _codes(tasks: list[PlanTask]) -> str:
    named = ", ".join(task.code for task in tasks[:MOST_CODES])
    return f"{named} và {len(tasks) - MOST_CODES} nhiệm vụ khác" if len(tasks) > MOST_CODES else named


def _chased(coming: Dues, verb: str, whom: str) -> Iterator[Todo]:
    for day, tasks in coming.items():
        scopes = sorted({task.scope for task in tasks}, key=list(AgencyScope).index)
        yield Todo(
            title=f"{verb} {whom} gửi kết quả {format_count(len(tasks))} nhiệm vụ",
            detail=", ".join(AgencyScope(scope).label for scope in scopes) if len(scopes) > 1 else "",
            url=_page(scopes[0], day),
            action="Xem nhiệm vụ",
            due=day,
        )


def _page(scope: str, day: date) -> str:
    return f"{reverse('tasks')}?{urlencode({'agency': scope, 'month': day.month})}"
