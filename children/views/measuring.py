"""A session: the children of a neighbourhood in one table, measured on one day."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.events import Event, record
from children.actions.health import record_measurement
from children.finding.filters import session_filters_of
from children.forms.health import RowForm, SessionForm
from children.health.patients import WEIGHED_UNDER, patients_of, with_measurements
from children.health.presenting import PatientLine
from children.models import Child
from interface.lists import page_of, posted_rows


def measure_session(request):
    user, today = request.user, timezone.localdate()
    filters = session_filters_of(request, today)
    patients = patients_of(user, today)
    children = filters.apply(patients.aged(today, under=WEIGHED_UNDER))
    page = page_of(request, with_measurements(children.order_by("sort_key", "pk"), user))
    day = SessionForm(request.POST or None, initial={"measured_on": today})
    on = day.cleaned_data["measured_on"] if day.is_bound and day.is_valid() else today
    shown = page.object_list
    if request.POST:
        shown, gone = posted_rows(request, with_measurements(patients.order_by("sort_key", "pk"), user), "posture")
        if gone:
            messages.warning(request, f"{gone} trẻ không còn trong danh sách của trạm; số đo của các em chưa lưu.")
    rows = [(PatientLine.of(child, today, _last(child)), _row(request, child, on)) for child in shown]
    if request.POST and day.is_valid() and _save_all(request, [form for _, form in rows], on):
        return redirect(request.get_full_path())
    record(Event.CHILDREN_LISTED, f"buổi cân đo, trang {page.number}")
    page.object_list = rows
    errors = [form for _, form in rows if form.is_bound and (form.errors or form.unconfirmed)]
    context = {"page": page, "filters": filters.chips, "day": day, "doubtful": len(errors)}
    return render(request, "children/health/session.html", context)


def _last(child: Child):
    return next(iter(child.measured), None)  # type: ignore[attr-defined]


def _row(request, child: Child, on) -> RowForm:
    return RowForm(request.POST or None, child=child, before=_last(child), on=on)


def _save_all(request, forms: list[RowForm], on) -> bool:
    """All rows that hold a number, or none: a row in doubt holds back the others, so that nobody overlooks it."""
    if not all(form.is_valid() for form in forms) or any(form.unconfirmed for form in forms):
        return False
    filled = [form for form in forms if not form.is_empty]
    if not filled:
        messages.error(request, "Chưa ghi số đo của trẻ nào.")
        return False
    with transaction.atomic():
        for form in sorted(filled, key=lambda each: each.child.pk):  # as whoever locks several children
            if form.carry_out(record_measurement, by=request.user, child=form.child) is None:
                transaction.set_rollback(True)
                return False
    messages.success(request, f"Đã ghi số đo của {len(filled)} trẻ.")
    return True
