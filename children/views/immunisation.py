"""Vaccinations: who is due (screen 33a), what became of a dose, the schedule."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.actions.immunisation import (
    VaccinationDraft,
    edit_dose,
    record_vaccinations,
    take_back_vaccinations,
    withdraw_vaccination,
)
from children.finding.filters import due_filters_of
from children.forms.immunisation import DoseForm, VaccinationForm
from children.forms.support import MistakeForm
from children.health.due_list import TABS, due_lines, due_of, schedule_on, with_children
from children.health.patients import patients_of
from children.health.presenting import PatientLine
from children.models import Child, ScheduledDose, Vaccination
from children.models.immunisation import DoseOutcome
from children.presenting import named
from children.views.opening import opened
from interface.components import Choice, Filter
from interface.editing import deed_page, edit_page
from interface.lists import page_of
from interface.records import get_visible


def due(request):
    """Trẻ đến hạn tiêm: those who are late first."""
    user, today = request.user, timezone.localdate()
    filters = due_filters_of(request, today)
    children = patients_of(user, today)
    children = filters.apply(children)
    lines = due_lines(children, user, today)
    counts = {tab: sum(line.tab == tab for line in lines) for tab in TABS}
    chosen = request.GET.get("tab", "")
    tab = chosen if chosen in TABS else next((each for each in TABS if counts[each]), "late")
    page = page_of(request, [line for line in lines if line.tab == tab])
    page.object_list = [(line, line.age(today)) for line in with_children(page.object_list, user)]
    record(Event.CHILDREN_LISTED, f"trẻ đến hạn tiêm, trang {page.number}")
    context = {
        "page": page,
        "tabs": Filter("tab", "Lọc", [Choice(each, f"{words} ({counts[each]})") for each, words in TABS.items()], tab),
        "filters": filters.chips,
        "counts": counts,
        "kept": {chip.name: chip.chosen for chip in filters.chosen},
        "may_record": user.may("children.record_health"),
        "here": request.get_full_path(),
    }
    return render(request, "children/health/due.html", context)


def give(request, child):
    """“Đã tiêm”: what the list named was given today; it can be taken back at once."""
    child = get_visible(Child, request.user, public_id=child)
    schedule = {each.code: each for each in schedule_on(timezone.localdate())}
    doses = [schedule[code] for code in request.POST.getlist("dose") if code in schedule]
    agency = request.user.agency
    draft = VaccinationDraft(DoseOutcome.GIVEN, timezone.localdate(), place=agency.name if agency else "")
    made = record_vaccinations(child=child, by=request.user, doses=doses, draft=draft)
    names = ", ".join(each.dose.name for each in made)
    undo = reverse("take_back_vaccination", args=[made[0].public_id])
    messages.success(request, f"Đã ghi {child.code}: {names}.", extra_tags=undo)
    return redirect(_back(request, child))


def take_back(request, vaccination):
    vaccination = get_visible(Vaccination, request.user, public_id=vaccination)
    take_back_vaccinations(vaccination=vaccination, by=request.user)
    messages.success(request, "Đã hoàn tác, mũi tiêm vừa ghi không còn được tính.")
    return redirect("due")


def vaccinate(request, child):
    """A dose with its lot and place, or the reason why it was not given."""
    user, today = request.user, timezone.localdate()
    child = opened(request, Child, child, Event.HEALTH_READ)
    missed = "missed" in request.GET
    line = due_of(child, user, today)
    form = VaccinationForm(
        request.POST or None, child=child, schedule=schedule_on(today), due=line.due if line else (), missed=missed
    )
    if form.carry_out(record_vaccinations, by=user, child=child):
        messages.success(request, f"Đã ghi {child.code}.")
        return redirect("due" if missed else "child_health", **({} if missed else {"child": child.public_id}))
    context = {"form": form, "child": child, "missed": missed, "age": PatientLine.of(child, today).age}
    return render(request, "children/health/vaccinate.html", context)


def withdraw(request, vaccination):
    vaccination = opened(request, Vaccination, vaccination, Event.HEALTH_READ)
    return deed_page(
        request, MistakeForm(request.POST or None), withdraw_vaccination, vaccination, name="vaccination",
        title="Xóa lần tiêm ghi nhầm", button="Xóa khỏi hồ sơ", done="Đã xóa lần tiêm ghi nhầm khỏi hồ sơ.",
        parent=(vaccination.child.code, vaccination.get_absolute_url()), lead=named(vaccination.child),
    )  # fmt: skip


def schedule(request):
    """Lịch tiêm chủng: what the machine reckons with, where each fact is from."""
    doses = ScheduledDose.objects.visible_to(request.user).on(timezone.localdate()).order_by("position")
    context = {"doses": doses, "may_edit": request.user.may("children.edit")}
    return render(request, "children/health/schedule.html", context)


def edit_schedule(request, dose):
    dose = get_visible(ScheduledDose, request.user, public_id=dose)
    return edit_page(
        request, DoseForm, edit_dose, dose, name="dose", title="Sửa mũi tiêm trong lịch",
        lead="Sửa theo văn bản đang áp dụng: máy tính lại ngay danh sách đến hạn.",
        parent=("Lịch tiêm chủng", reverse("schedule")),
    )  # fmt: skip


def _back(request, child: Child) -> str:
    """To the tab one came from; nothing a form says leads out of this list."""
    back = request.POST.get("back", "")
    return back if back.startswith(f"{reverse('due')}?") else reverse("due")
