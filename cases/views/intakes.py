"""The reports (screens 26a, 26b): what waits, all of them, one of them, and which belong together."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.events import Event, record
from cases.actions.intakes import link_report, open_separately
from cases.alike import cases_alike
from cases.models import Case, Channel, Intake, ReportedChild, Verdict
from cases.wording import child_in_words, compared
from interface.editions import Edition
from interface.filters import Filters, ListFilter
from interface.lists import page_of
from interface.records import get_visible
from interface.refusals import StaleVersion

CHILDREN = Prefetch("children", ReportedChild.objects.select_related("child__neighbourhood"))


def list_intakes(request):
    today = timezone.localdate()
    rows = Intake.objects.visible_to(request.user).select_related("neighbourhood", "entered_by")
    rows = rows.prefetch_related(CHILDREN, "incident__cases")
    filters = Filters(
        ListFilter.on(request, "verdict", "Kết quả", Verdict.choices),
        ListFilter.on(request, "channel", "Nguồn", Channel.choices),
    )
    waiting = list(rows.filter(incident=None, verdict=Verdict.WAITING).order_by("received_at")[:20])
    page = page_of(request, filters.apply(rows).order_by("-received_at", "-pk"))
    record(Event.CHILDREN_LISTED, f"tin báo, trang {page.number}")
    seen = set(Case.objects.visible_to(request.user).values_list("pk", flat=True))
    context = {
        "page": page,
        "lines": [(each, _children(each, request.user), _cases(each, seen)) for each in page],
        "waiting": [(each, _children(each, request.user)) for each in waiting],
        "filters": filters.chips,
        "year": today.year,
    }
    return render(request, "cases/intakes.html", context)


def show(request, intake):
    intake = _opened(request, intake)
    alike = cases_alike(intake) if not intake.incident_id else []
    others = Intake.objects.visible_to(request.user).filter(incident__cases__in=alike).distinct()
    context = {
        "intake": intake,
        "children": [child_in_words(child, request.user) for child in intake.children.all()],
        "names": [child.name for child in intake.children.all() if child.name],
        "cases": _cases(intake, set(Case.objects.visible_to(request.user).values_list("pk", flat=True))),
        "alike": alike,
        "compared": compared([intake, *others.prefetch_related(CHILDREN)], request.user) if alike else [],
        "others": list(others),
        "opened": Edition(intake.version, {}).token,
    }
    return render(request, "cases/intake.html", context)


def link(request, intake, case):
    intake, case = _opened(request, intake), get_visible(Case, request.user, public_id=case)
    version = Edition.from_post(request.POST).version
    try:
        link_report(intake=intake, to=case, by=request.user, version=version)
    except StaleVersion:
        messages.error(request, "Tin báo này vừa có người xử lý. Xem lại dưới đây.")
        return redirect(intake)
    messages.success(request, f"Đã nối tin {intake.code} vào hồ sơ {case.code}. Cả hai người báo đều được giữ.")
    return redirect(case)


def separate(request, intake):
    intake = _opened(request, intake)
    version = Edition.from_post(request.POST).version
    try:
        cases = open_separately(intake=intake, by=request.user, version=version)
    except StaleVersion:
        messages.error(request, "Tin báo này vừa có người xử lý. Xem lại dưới đây.")
        return redirect(intake)
    messages.success(request, f"Đã mở hồ sơ {', '.join(case.code for case in cases)}.")
    return redirect(cases[0])


def _opened(request, intake) -> Intake:
    intake = get_visible(Intake, request.user, public_id=intake)
    record(Event.REPORT_READ, intake)
    return intake


def _children(intake: Intake, user) -> str:
    return "; ".join(child_in_words(child, user) for child in intake.children.all())


def _cases(intake: Intake, seen: set[int]) -> list[tuple[Case, bool]]:
    """The cases of the incident, and whether the reader may open each."""
    return [(case, case.pk in seen) for case in intake.incident.cases.all()] if intake.incident else []
