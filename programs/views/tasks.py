"""Screen 15, reading only: the plan's tasks by agency, one task, and the plan bullet by bullet."""

from datetime import date

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from accounts.history import history_entries
from interface.editions import Edition
from interface.records import get_visible
from programs.filters import day_asked, task_filters
from programs.models import AgencyScope, NothingToReport, Plan, PlanBullet, PlanTask
from programs.queries import dated, own_scope, reporters_of, scope_lines, tasks_of_year
from programs.statements import reports_on, statements_on
from programs.views.results import where_results_are
from programs.wording import coverage_words, plan_state


def tasks(request):
    today = timezone.localdate()
    year = (day_asked(request) or today).year
    filters = task_filters(request, year)
    found = tasks_of_year(request.user, year, today, filters)
    scopes = _scopes(request)
    context = {
        "state": plan_state(_plan(request.user, today), found, today),
        "year": year,
        "filters": filters.chips,
        "kept": [(each.name, each.chosen) for each in filters.chosen],
        "lines": [(line, _with_agency(request, line.scope)) for line in scope_lines(found)],
        "total": len(found),
        "scopes": scopes,
        "agencies": ", ".join(scope.label for scope in scopes),
        "reporters": reporters_of(scopes[0], today) if len(scopes) == 1 else "",
        "results": where_results_are(request.user, today.year),
        "tasks": [each for each in found if each.task.scope in scopes],
    }
    return render(request, "programs/tasks.html", context)


def task(request, code):
    today = timezone.localdate()
    task = get_visible(PlanTask, request.user, code=code)
    this_year = dated(task, today.year, today)
    context = {
        "task": task,
        "state": f"{task.get_scope_display()} thực hiện {task.get_frequency_display().lower()} theo kế hoạch.",
        "bullets": task.bullets.visible_to(request.user),  # type: ignore[attr-defined]
        "outputs": task.outputs.visible_to(request.user),
        "programmes": task.programmes.visible_to(request.user),
        "this_year": this_year,
        "due_title": f"Hạn trong năm {today.year}",
        "due_dates": [(day, task.due_on(day)) for day in this_year.due_dates],
        "results": where_results_are(request.user, today.year),
        "statements": _statements(request.user, task, today),
        "may_say_nothing": request.user.may("programs.report_results") and reports_on(request.user, task),
        "may_read_history": request.user.may("programs.view_history"),
        "agency_url": f"{reverse('tasks')}?agency={task.scope}",
        "today": today,
    }
    return render(request, "programs/task.html", context)


def _statements(user, task: PlanTask, today: date) -> list[tuple[NothingToReport, str]]:
    """Each with the token of its version, for whoever may take it back."""
    own = user.agency_id if user.may("programs.report_results") else None
    return [(each, Edition.of(each).token if each.agency_id == own else "") for each in statements_on(task, today.year)]


def task_history(request, code):
    task = get_visible(PlanTask, request.user, code=code)
    record(Event.HISTORY_READ, task)
    return render(request, "programs/task_history.html", {"task": task, "entries": history_entries(task, request.user)})


def plan(request):
    """Which task carries each bullet: coverage, in the order of the paper."""
    today = timezone.localdate()
    plan = _plan(request.user, today)
    bullets = PlanBullet.objects.visible_to(request.user).filter(plan=plan).prefetch_related("tasks")
    return render(
        request, "programs/plan.html", {"plan": plan, "bullets": bullets, "state": coverage_words(plan, bullets)}
    )


def _with_agency(request, scope: AgencyScope) -> str:
    """This page for another agency, with the same filters."""
    query = request.GET.copy()
    query["agency"] = scope.value
    return f"{request.path}?{query.urlencode()}"


def _plan(user, today):
    return Plan.objects.visible_to(user).on(today).first()


def _scopes(request) -> list[AgencyScope]:
    """The agencies the address names; a line of the home page may lead to those of several."""
    asked = request.GET.getlist("agency")
    return [scope for scope in AgencyScope if scope.value in asked] or [own_scope(request.user)]
