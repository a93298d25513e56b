"""The health station: its patients, weighing and measuring (screen 33b), a child's health page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.events import Event, record
from accounts.history import history_entries
from children.actions.health import edit_measurement, record_measurement, withdraw_measurement
from children.finding.filters import patient_filters_of
from children.finding.search import all_children
from children.finding.typed import recall, search_typed
from children.forms.health import MeasureForm
from children.forms.support import MistakeForm
from children.health.due_list import due_of, full_in_words, vaccinations_of
from children.health.growth import why_no_score
from children.health.growth_chart import chart_of
from children.health.patients import findings, measurements_of, next_to_measure, patients_of, with_measurements
from children.health.presenting import (
    PatientLine,
    consequence_of,
    insurance_in_words,
    measured_in_words,
    patient_lines,
    words_of,
)
from children.models import CheckUp, Child, Measurement, Screening, Vaccination
from children.presenting import named
from children.views.opening import opened
from interface.editing import CHANGED, deed_page
from interface.editions import Edition
from interface.lists import page_of, sorted_by
from interface.records import get_visible
from interface.refusals import StaleVersion

BOX = "patients"
COLUMNS = {"name": ("sort_key", "pk"), "birth": ("-born_on", "sort_key", "pk")}


def patients(request):
    """Trẻ em thuộc trạm."""
    if request.method == "POST":
        return search_typed(request, BOX)
    user, today = request.user, timezone.localdate()
    filters, typed = patient_filters_of(request, today), recall(request, BOX)
    known = children = patients_of(user, today)
    children = filters.apply(children)
    if typed:
        children = children.filter(pk__in=all_children(typed, by=user).ids)
    page = page_of(request, with_measurements(sorted_by(request, children, COLUMNS, "name"), user))
    page.object_list = patient_lines(page.object_list, today)
    record(Event.CHILDREN_LISTED, f"trẻ em thuộc trạm, trang {page.number}")
    context = {
        "page": page,
        "total": known.count(),
        "filters": filters.chips,
        "filtered": bool(typed or filters.chosen),
        "typed": typed,
        "may_record": user.may("children.record_health"),
    }
    return render(request, "children/health/patients.html", context)


def show(request, child):
    """Sức khỏe, tiêm chủng: what the station knows of a child."""
    child = opened(request, Child, child, Event.HEALTH_READ)
    measured = list(measurements_of(child, request.user))
    vaccinated = vaccinations_of(child, request.user)
    heights = [(each.measured_on, each.height_cm) for each in reversed(measured) if each.height_cm]
    context = {
        "child": child,
        "age": PatientLine.of(child, timezone.localdate()).age,
        "measured": [(each, measured_in_words(each), findings(each, child)) for each in measured],
        "why_no_score": why_no_score(child.sex, child.birth),
        "chart": chart_of(child.sex, child.birth, heights),
        "vaccinated": vaccinated,
        "insurance": insurance_in_words(child, timezone.localdate()),
        "checkups": _true(CheckUp, child, request.user).order_by("-checked_on", "-pk"),
        "screenings": _true(Screening, child, request.user).order_by("-screened_on", "-pk"),
        "due": due_of(child, request.user, timezone.localdate()),
        "full": full_in_words(child, vaccinated, timezone.localdate()),
        "may_record": request.user.may("children.record_health"),
    }
    return render(request, "children/health/child.html", context)


def _true(model, child: Child, user):
    return model.objects.visible_to(user).true().filter(child=child).select_related("recorded_by")


def measure(request, child):
    """One child after the other: after saving comes the next one of the neighbourhood."""
    child = opened(request, Child, child, Event.HEALTH_READ)
    form = MeasureForm(request.POST or None, child=child, before=measurements_of(child, request.user).first())
    measurement = form.carry_out(record_measurement, by=request.user, child=child)
    if measurement is None:
        return render(request, "children/health/measure.html", _entry(form, child))
    messages.success(request, f"Đã ghi {child.code}: {words_of(findings(measurement, child))}.")
    following = next_to_measure(request.user, after=child, on=measurement.measured_on)
    if "next" in request.POST and following:
        return redirect("measure", child=following.public_id)
    return redirect("child_health", child=child.public_id)


def measure_result(request, child):
    """What the numbers typed so far say, before anything is saved."""
    child = get_visible(Child, request.user, public_id=child)
    form = MeasureForm(request.POST, child=child, before=measurements_of(child, request.user).first())
    return render(request, "children/health/_result.html", _entry(form, child))


def edit(request, measurement):
    """Two people at once: the second is told, and looks again."""
    measurement = opened(request, Measurement, measurement, Event.HEALTH_READ)
    child = measurement.child
    others = measurements_of(child, request.user).filter(measured_on__lt=measurement.measured_on)
    form = MeasureForm(request.POST or None, child=child, before=others.first(), record=measurement)
    token = Edition.of(measurement).token
    if request.POST:
        edition = Edition.from_post(request.POST, measurement)
        try:
            version = edition.version
            if form.carry_out(edit_measurement, by=request.user, measurement=measurement, version=version):
                messages.success(request, "Đã sửa lần đo.")
                return redirect(measurement)
            token = edition.token
        except StaleVersion:
            form.add_error(None, CHANGED.format(button="Lưu"))
    context = {**_entry(form, child), "measurement": measurement, "opened": token}
    return render(request, "children/health/measure.html", context)


def withdraw(request, measurement):
    measurement = opened(request, Measurement, measurement, Event.HEALTH_READ)
    return deed_page(
        request, MistakeForm(request.POST or None), withdraw_measurement, measurement, name="measurement",
        title="Xóa lần đo ghi nhầm", button="Xóa khỏi hồ sơ", done="Đã xóa lần đo ghi nhầm khỏi hồ sơ.",
        parent=(measurement.child.code, measurement.get_absolute_url()), lead=named(measurement.child),
    )  # fmt: skip


def history(request, child):
    """Every correction of what was measured, also of what was taken back."""
    child = get_visible(Child, request.user, public_id=child)
    record(Event.HISTORY_READ, child)
    known = [
        *Measurement.objects.visible_to(request.user).filter(child=child).order_by("-measured_on", "-pk"),
        *Vaccination.objects.visible_to(request.user).filter(child=child).select_related("dose").order_by("-pk"),
        *CheckUp.objects.visible_to(request.user).filter(child=child).order_by("-pk"),
        *Screening.objects.visible_to(request.user).filter(child=child).order_by("-pk"),
    ]
    parts = [(_heading(str(each)), history_entries(each, request.user)) for each in known]
    context = {
        "parts": parts, "title": child.code, "parent": "Trẻ em", "page": "children",
        "back": f"{child.get_absolute_url()}health",
    }  # fmt: skip
    return render(request, "children/history.html", context)


def _heading(words: str) -> str:
    return words[:1].upper() + words[1:]


def _entry(form: MeasureForm, child: Child) -> dict:
    """What the entry page and its result show."""
    found, note = [], ""
    if form.is_bound and form.is_valid():
        found = findings(form.measurement, child)
        note = consequence_of(found, form.measurement.measured_on)
    return {
        "form": form, "child": child, "age": PatientLine.of(child, timezone.localdate()).age,
        "findings": found, "consequence": note, "measurement": None, "opened": "",
    }  # fmt: skip
