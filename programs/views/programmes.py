"""Screen 35, reading only: national programmes and their targets."""

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone

from interface.records import get_visible
from programs.filters import programme_filters
from programs.models import Programme
from programs.queries import targets_of
from programs.views.results import where_results_are
from programs.wording import programme_state, programmes_state, standing_words


def programmes(request):
    today = timezone.localdate()
    filters = programme_filters(request, today)
    found = Programme.objects.visible_to(request.user).select_related("successor")
    found = filters.apply(found.annotate(count=Count("targets")).order_by("position"))
    lines = [(each, standing_words(each, today)) for each in found]
    running = [line for line in lines if not line[1]]
    ended = [line for line in lines if line[1]]
    context = {
        "state": programmes_state(len(running), len(ended)),
        "filters": filters.chips,
        "running": running,
        "ended": ended,
    }
    return render(request, "programs/programmes.html", context)


def programme(request, code):
    today = timezone.localdate()
    programme = get_visible(Programme, request.user, code=code)
    years, groups = targets_of(programme)
    context = {
        "programme": programme,
        "state": programme_state(programme, sum(len(lines) for _, lines in groups), today),
        "standing": standing_words(programme, today),
        "years": years,
        "groups": groups,
        "tasks": programme.tasks.visible_to(request.user),  # type: ignore[attr-defined]
        "results": where_results_are(request.user, today.year) if not programme.has_ended(today) else ("", ""),
    }
    return render(request, "programs/programme.html", context)
