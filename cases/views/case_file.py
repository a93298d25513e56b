"""The board (screen 27a) and the page of one case (screen 08), in the order of the law."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect, render

from accounts.events import Event, record
from cases.actions.cases import move, take_on
from cases.forms.intake import WhenAndWhyForm, WhenForm
from cases.models import Case, CaseClock, Intake
from cases.process import STEPS
from cases.wording import board_of, child_in_words, nearest, next_steps, steps_of
from interface.editing import deed_page
from interface.editions import Edition
from interface.lists import page_of
from interface.records import get_visible
from interface.refusals import StaleVersion

RUNNING = Prefetch("clocks", CaseClock.objects.running().select_related("term"))


def board(request):
    """Open cases by step; those that ended as a list."""
    cases = Case.objects.visible_to(request.user).select_related("child", "neighbourhood", "manager")
    record(Event.CHILDREN_LISTED, "hồ sơ bảo vệ")
    closed = request.GET.get("closed") == "1"
    context = {
        "closed": closed,
        "count": cases.open().count(),
        "ended": cases.exclude(closed_at=None).count(),
    }
    if closed:
        page = page_of(request, cases.exclude(closed_at=None).order_by("-closed_at"))
        context |= {"page": page, "lines": [(case, child_in_words(case, request.user)) for case in page]}
    else:
        context["columns"] = board_of(cases.open().prefetch_related(RUNNING), request.user)
    return render(request, "cases/board.html", context)


def show(request, case):
    case = _opened(request, case)
    clocks = list(case.clocks.select_related("term"))
    steps = next_steps(case, request.user)
    context = {
        "case": case,
        "child": child_in_words(case, request.user),
        "steps": steps_of(case),
        "clock": nearest(clocks),
        "clocks": clocks,
        "next": steps[0] if steps and case.manager_id else None,
        "others": steps[1:],
        "intakes": Intake.objects.visible_to(request.user).filter(incident=case.incident_id).order_by("received_at"),
        "moves": case.steps.select_related("by").order_by("-happened_at", "-pk"),
        "team": case.team.on_duty().select_related("user"),
        "may_take": not case.manager_id and request.user.may("cases.work", case),
        "opened": Edition(case.version, {}).token,
    }
    return render(request, "cases/case.html", context)


def take(request, case):
    case = _opened(request, case)
    try:
        take_on(case=case, by=request.user, version=Edition.from_post(request.POST).version)
    except StaleVersion:
        messages.error(request, "Hồ sơ này vừa có người nhận hoặc sửa. Xem lại dưới đây.")
        return redirect("cases")
    messages.success(request, f"Bạn phụ trách hồ sơ {case.code} từ bây giờ.")
    return redirect(case)


def step(request, case, step):
    """One step of the process: when it was done, and why where a reason has to be given."""
    case = _opened(request, case)
    if step not in STEPS:
        raise Http404
    law = STEPS[step]
    form_class = WhenAndWhyForm if law.reason else WhenForm
    return deed_page(
        request, form_class(request.POST or None), move, case, name="case", title=law.does, button=law.does,
        done=f"Đã ghi: {law.does.lower()}.", parent=(case.code, case.get_absolute_url()),
        lead=f"{law.article} Nghị định 56/2017/NĐ-CP. Ghi lúc việc được làm hoặc được ký, không phải lúc nhập máy.",
        step=step,
    )  # fmt: skip


def _opened(request, case) -> Case:
    case = get_visible(Case, request.user, public_id=case)
    record(Event.CASE_READ, case)
    return case
