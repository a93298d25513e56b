"""Screen 35, reading only: national programmes and their targets."""

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone

from agencies.models import AgencyKind
from interface.components import Filter
from interface.records import get_visible
from programs.models import Programme
from programs.queries import targets_of
from programs.views.results import where_results_are
from programs.wording import programme_state, programmes_state, standing_words

STANDING = [("running", "Đang thực hiện"), ("ended", "Đã kết thúc")]
NAMED = [("yes", "Nêu tên"), ("no", "Không nêu tên")]


def programmes(request):
    today = timezone.localdate()
    standing = Filter.of(request, "standing", "Giai đoạn", STANDING)
    lead = Filter.of(request, "lead", "Chủ trì", AgencyKind.choices)
    named = Filter.of(request, "named", "Trong kế hoạch phường", NAMED)
    found = Programme.objects.visible_to(request.user).select_related("successor")
    found = found.annotate(count=Count("targets")).order_by("position")
    if lead.chosen:
        found = found.filter(lead=lead.chosen)
    if named.chosen:
        found = found.filter(named_in_plan=named.chosen == "yes")
    lines = [(each, standing_words(each, today)) for each in found]
    running = [line for line in lines if not line[1]]
    ended = [line for line in lines if line[1]]
    context = {
        "state": programmes_state(len(running), len(ended)),
        "filters": [standing, lead, named],
        "running": running if standing.chosen != "ended" else [],
        "ended": ended if standing.chosen != "running" else [],
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
