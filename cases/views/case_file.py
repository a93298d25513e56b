"""The board (screen 27a) and the page of one case (screen 08), in the order of the law."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.events import Event, record
from cases.actions.cases import move, name_member, take_on, waive_emergency
from cases.forms.case import TeamForm, WhenAndWhyForm, WhenForm
from cases.models import Case, Intake
from cases.process import BESIDE, STEPS, Step
from cases.queries import for_board
from cases.wording import board_of, child_in_words, moves_of, nearest, next_steps, steps_of
from children.models import Child
from children.views.opening import opened
from interface.editing import deed_page
from interface.editions import Edition
from interface.lists import page_of
from interface.refusals import StaleVersion


def board(request):
    """Open cases by step; those that ended as a list."""
    cases = Case.objects.visible_to(request.user)
    record(Event.REPORTS_LISTED, "hồ sơ bảo vệ")
    ended = cases.exclude(closed_at=None)
    context = {"closed": request.GET.get("closed") == "1", "ended": ended.count()}
    if context["closed"]:
        page = page_of(request, ended.select_related("child").order_by("-closed_at", "-pk"))
        context |= {"page": page, "lines": [(case, child_in_words(case)) for case in page]}
    else:
        columns = board_of(for_board(cases.open().order_by("pk")), all_of_them=request.GET.get("all") == "1")
        context |= {"columns": columns, "count": sum(len(column.cards) for column in columns)}
    return render(request, "cases/board.html", context)


def of_child(request, child):
    """The reports and cases of a child of the register, as far as the reader may know of them."""
    child = opened(request, Child, child)
    intakes = Intake.objects.visible_to(request.user).filter(children__child=child).distinct()
    cases = Case.objects.visible_to(request.user).filter(child=child).order_by("-received_at", "-pk")
    context = {"child": child, "cases": cases, "intakes": intakes.order_by("-received_at", "-pk")}
    return render(request, "cases/child.html", context)


def show(request, case):
    case = opened(request, Case, case, Event.CASE_READ)
    clocks = list(case.clocks.select_related("term"))
    clock = nearest(clocks)
    steps = next_steps(case, request.user, clock=clock is not None) if case.manager else []
    context = {
        "case": case,
        "child": child_in_words(case),
        "may_see_child": case.child and request.user.may("children.view", case.child),
        "steps": steps_of(case),
        "clock": clock,
        "clocks": clocks,
        "next": steps[0] if steps and steps[0] is not BESIDE else None,
        "others": [step for step in steps[1:] if step is not BESIDE],
        "may_waive": BESIDE in steps,
        "may_name": case.manager_id == request.user.pk or (case.manager and request.user.may("cases.decide")),
        "intakes": Intake.objects.visible_to(request.user).filter(incident=case.incident_id).order_by("received_at"),
        "moves": moves_of(case),
        "team": case.team.on_duty().select_related("user"),
        "may_take": not case.manager_id and request.user.may("cases.work"),
        "opened": Edition.of(case).token,
    }
    return render(request, "cases/case.html", context)


def take(request, case):
    case = opened(request, Case, case, Event.CASE_READ)
    try:
        take_on(case=case, by=request.user, version=Edition.from_post(request.POST, case).version)
    except StaleVersion:
        messages.error(request, "Hồ sơ này vừa có người sửa. Xem lại dưới đây.")
        return redirect("cases")
    messages.success(request, f"Bạn phụ trách hồ sơ {case.code} từ bây giờ.")
    return redirect(case)


def name_team(request, case):
    case = opened(request, Case, case, Event.CASE_READ)
    return deed_page(
        request, TeamForm(request.POST or None, case=case), name_member, case, name="case",
        title="Phân công trong hồ sơ", button="Phân công", done="Đã phân công.",
        parent=("Hồ sơ bảo vệ", reverse("cases")),  # whoever hands a case over reads it no more
        lead="Chỉ người trong nhóm và lãnh đạo quyết định đọc được hồ sơ. Giao phụ trách thì người cũ thôi đọc.",
    )  # fmt: skip


def step(request, case, step):
    """One step of the process: when it was done, and why where a reason has to be given."""
    if step not in STEPS:
        raise Http404
    return _deed(request, case, STEPS[step], move, step=step)


def waive(request, case):
    """No emergency measure is needed: the 12 hours end with the reason."""
    return _deed(request, case, BESIDE, waive_emergency)


def _deed(request, case, law: Step, action, **more):
    case = opened(request, Case, case, Event.CASE_READ)
    form = (WhenAndWhyForm if law.reason else WhenForm)(request.POST or None)
    return deed_page(
        request, form, action, case, name="case", title=law.does, button=law.does, done=f"Đã ghi: {law.does.lower()}.",
        parent=(case.code, case.get_absolute_url()),
        lead=f"{law.article} Nghị định 56/2017/NĐ-CP. Ghi lúc việc được làm, không phải lúc nhập máy.",
        **more,
    )  # fmt: skip
