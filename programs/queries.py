"""What the plan asks of whom and when, and what a target wants in a year. No result is recorded yet: none is told."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from accounts.authorization import Role
from agencies.models import Agency, Neighbourhood
from interface.clocks import is_soon
from interface.filters import Filters
from programs.due_dates import due_dates
from programs.models import AgencyScope, PlanTask, Programme, Target, TargetValue
from programs.models.programme import Level
from vietnamese.formats import format_count, format_date, remaining_days


class DueState(NamedTuple):
    """How near a task's next date is: the kind of badge, and its words. Says nothing about what was done."""

    kind: str
    words: str


class TaskOfYear(NamedTuple):
    """A task with its last days in one year, seen from a day."""

    task: PlanTask
    due_dates: tuple[date, ...]
    today: date

    @property
    def next_due(self) -> date | None:
        return next((day for day in self.due_dates if day >= self.today), None)

    @property
    def state(self) -> DueState:
        if not self.due_dates:
            return DueState("idle", "Khi phát sinh")
        if self.next_due is None:
            return DueState("idle", f"Đã đến hạn {format_date(self.due_dates[-1])}")
        days = (self.next_due - self.today).days
        return DueState("soon" if is_soon(self.next_due, self.today) else "run", remaining_days(days))

    @property
    def next_due_words(self) -> str:
        return self.task.due_on(self.next_due) if self.next_due else ""


class ScopeLine(NamedTuple):
    """One line of the list of agencies: how many tasks, and the nearest date among them."""

    scope: AgencyScope
    tasks: int
    next_due: date | None


def tasks_of_year(user, year: int, today: date, filters: Filters | None = None) -> list[TaskOfYear]:
    """The plan's tasks of a year in its order, narrowed to what is wanted."""
    tasks = PlanTask.objects.visible_to(user).of_year(year)
    return [dated(task, year, today) for task in (filters.apply(tasks) if filters else tasks)]


def dated(task: PlanTask, year: int, today: date) -> TaskOfYear:
    return TaskOfYear(task, tuple(due_dates(task.due, year)), today)


def scope_lines(tasks: Iterable[TaskOfYear]) -> list[ScopeLine]:
    """Every kind of agency in the plan's order, also those without a task among these."""
    tasks = list(tasks)
    count = Counter(each.task.scope for each in tasks)
    nearest: dict[str, date] = {}
    for each in tasks:
        if each.next_due:
            nearest[each.task.scope] = min(each.next_due, nearest.get(each.task.scope, date.max))
    return [ScopeLine(scope, count[scope], nearest.get(scope)) for scope in AgencyScope]


def own_scope(user) -> AgencyScope:
    """Whose tasks this person reads first."""
    match user.role:
        case Role.OFFICER | Role.PROTECTION_WORKER:
            return AgencyScope.VHXH
        case Role.COLLABORATOR:
            return AgencyScope.TDP
        case Role.FOCAL_POINT if user.agency:
            return AgencyScope(user.agency.kind)
        case _:
            return AgencyScope.LEAD


def reporters_of(scope: AgencyScope, today: date) -> str:
    """How many report separately on these tasks, in words; nothing where there is one at most."""
    if scope == AgencyScope.TDP:
        count = Neighbourhood.objects.on(today).count()
    else:
        count = Agency.objects.on(today).filter(kind=scope).count()
    noun = {AgencyScope.TDP: "tổ dân phố", AgencyScope.SCHOOL: "trường"}.get(scope, "cơ quan")
    return format_count(count, noun) if count > 1 else ""


class TargetLine(NamedTuple):
    """A target with its value of every year its programme names; None where the decision gives none."""

    target: Target
    values: tuple[tuple[int, TargetValue | None], ...]


def targets_of(programme: Programme) -> tuple[list[int], list[tuple[Level, list[TargetLine]]]]:
    """The years a programme names, and its targets by who can measure them."""
    targets = list(programme.targets.prefetch_related("values"))
    years = sorted({value.year for target in targets for value in target.values.all()})
    lines = [(Level(target.level), _line(target, years)) for target in targets]
    groups = [(level, [line for of, line in lines if of == level]) for level in Level]
    return years, [(level, found) for level, found in groups if found]


def _line(target: Target, years: list[int]) -> TargetLine:
    by_year = {value.year: value for value in target.values.all()}
    return TargetLine(target, tuple((year, by_year.get(year)) for year in years))


def value_for(values: Iterable[TargetValue], year: int) -> TargetValue | None:
    """The stated value nearest to a year, of two equally near the earlier; nothing in between is made up.

    Orientations beyond a programme's period are no value to reach.
    """
    judged = [value for value in values if not value.is_orientation]
    return min(judged, key=lambda value: (abs(value.year - year), value.year), default=None)
