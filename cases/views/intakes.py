"""The reports (screens 26a, 26b): what waits, all of them, one of them, and which belong together."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.events import Event, record
from cases.actions.intakes import link_report, open_separately
from cases.alike import alike
from cases.models import Case, Channel, Incident, Intake, Verdict
from cases.queries import for_telling
from cases.wording import child_in_words, compared, nearest, whole_report
from children.views.opening import opened
from interface.editions import Edition
from interface.filters import Filters, ListFilter
from interface.lists import page_of
from interface.records import get_visible
from interface.refusals import StaleVersion

MOST_WAITING = 30
SOMEBODY = "Tin báo này vừa có người xử lý. Xem lại dưới đây."


def list_intakes(request):
    rows = for_telling(Intake.objects.visible_to(request.user), request.user)
    filters = Filters(
        ListFilter.on(request, "verdict", "Kết quả", Verdict.choices),
        ListFilter.on(request, "channel", "Nguồn", Channel.choices),
    )
    waiting = rows.filter(incident=None).order_by("received_at", "pk")
    page = page_of(request, filters.apply(rows).order_by("-received_at", "-pk"))
    record(Event.REPORTS_LISTED, f"tin báo, trang {page.number}")
    context = {
        "page": page,
        "lines": [(each, _children(each), _cases(each)) for each in page],
        "waiting": [(each, _children(each), nearest(each.clocks.all())) for each in waiting[:MOST_WAITING]],
        "filters": filters.chips,
    }
    return render(request, "cases/intakes.html", context)


def show(request, intake):
    intake = opened(request, Intake, intake, Event.REPORT_READ)
    mates = {} if intake.incident_id else {each.incident_id: each.code for each in alike(intake)}
    rows = for_telling(Intake.objects.visible_to(request.user), request.user)
    intake, others = rows.get(pk=intake.pk), list(rows.filter(incident__in=mates).order_by("received_at", "pk"))
    context = {
        "intake": intake,
        "facts": whole_report(intake, request.user),
        "cases": _cases(intake),
        "clock": nearest(intake.clocks.all()),
        "compared": compared([intake, *others]) if others else [],
        "others": others,
        "incidents": [
            (each, mates[each.pk]) for each in dict.fromkeys(other.incident for other in others if other.incident)
        ],
        "may_work": request.user.may("cases.work"),
        "opened": Edition.of(intake).token,
    }
    return render(request, "cases/intake.html", context)


def link(request, intake, incident):
    intake = opened(request, Intake, intake, Event.REPORT_READ)
    incident = get_visible(Incident, request.user, public_id=incident)
    version = Edition.from_post(request.POST, intake).version
    try:
        intake = link_report(intake=intake, to=incident, by=request.user, version=version)
    except StaleVersion:
        messages.error(request, SOMEBODY)
        return redirect(intake)
    messages.success(request, f"Đã nối tin {intake.code}. Mọi tin và người báo đều được giữ.")
    return redirect(intake)


def separate(request, intake):
    intake = opened(request, Intake, intake, Event.REPORT_READ)
    version = Edition.from_post(request.POST, intake).version
    try:
        cases = open_separately(intake=intake, by=request.user, version=version)
    except StaleVersion:
        messages.error(request, SOMEBODY)
        return redirect(intake)
    messages.success(request, f"Đã mở hồ sơ {', '.join(case.code for case in cases)}.")
    return redirect(cases[0])


def _children(intake: Intake) -> str:
    return "; ".join(child_in_words(child) for child in intake.children.all())


def _cases(intake: Intake) -> list[Case]:
    """Those cases of the incident which the reader is named in, or which nobody has taken on."""
    return list(intake.incident.cases.all()) if intake.incident else []
