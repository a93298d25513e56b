"""Agencies and schools: the list, one of them, and what an administrator does with it."""

from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.history import history_entries
from agencies.actions.organisations import add_agency, edit_agency, end, reopen
from agencies.forms.organisations import AgencyForm, EndForm
from agencies.models import Agency, AgencyKind, SchoolLevel
from agencies.queries import focal_points
from interface.components import Filter
from interface.editing import add_page, edit_page
from interface.records import get_visible


def agencies(request):
    filters = [
        Filter.of(request, "kind", "Loại", AgencyKind.choices),
        Filter.of(request, "level", "Cấp học", SchoolLevel.choices),
        Filter.of(request, "ended", "Đã thôi", [("1", "kể cả cơ quan đã thôi")]),
    ]
    kind, level, ended = (each.chosen for each in filters)
    today = timezone.localdate()
    rows: Any = Agency.objects.visible_to(request.user).prefetch_related(focal_points())
    rows = rows.filter(**({"kind": kind} if kind else {}), **({"school_level": level} if level else {}))
    rows = list(rows if ended else rows.on(today))
    rows.sort(key=lambda agency: (list(AgencyKind).index(AgencyKind(agency.kind)), agency.name))
    without = sum(not agency.focal_points for agency in rows)
    context = {
        "agencies": rows,
        "filters": filters,
        "state": f"{len(rows)} cơ quan" + (f", {without} chưa có đầu mối." if without else ", đều có đầu mối."),
        "today": today,
        "may_edit": request.user.may("agencies.edit"),
    }
    return render(request, "agencies/agencies.html", context)


def agency(request, agency):
    agency = get_visible(Agency, request.user, public_id=agency)
    context = {
        "agency": agency,
        "people": agency.users.people().order_by("left_on", "sort_key"),
        "entries": history_entries(agency, request.user),
        "reopen_url": reverse("reopen_agency", args=[agency.public_id]),
        "may_edit": request.user.may("agencies.edit"),
    }
    return render(request, "agencies/agency.html", context)


def new_agency(request):
    form = AgencyForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    done = "Đã thêm cơ quan."
    return add_page(request, form, add_agency, title="Thêm cơ quan", button="Thêm", parent=_list(), done=done)


def change_agency(request, agency):
    agency = get_visible(Agency, request.user, public_id=agency)
    title = f"Sửa {agency}"
    return edit_page(request, AgencyForm, edit_agency, agency, name="agency", title=title, parent=_page_of(agency))


def end_agency(request, agency):
    agency = get_visible(Agency, request.user, public_id=agency)
    title, form = f"{agency} thôi hoạt động", EndForm(request.POST or None)
    return add_page(
        request,
        form,
        end,
        title=title,
        button="Ghi ngày cuối",
        parent=_page_of(agency),
        done="Đã ghi ngày cuối. Báo cáo các năm trước vẫn nêu tên cơ quan này.",
        record=agency,
        version=agency.version,
    )


def reopen_agency(request, agency):
    agency = get_visible(Agency, request.user, public_id=agency)
    if request.method == "POST":
        reopen(record=agency, by=request.user, version=agency.version)
        messages.success(request, f"{agency} hoạt động tiếp.")
    return redirect("agency", agency=agency.public_id)


def _list():
    return "Cơ quan", reverse("agencies")


def _page_of(agency: Agency):
    return agency.name, reverse("agency", args=[agency.public_id])
