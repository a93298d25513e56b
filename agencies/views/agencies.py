"""Agencies and schools: the list, one of them, and what an administrator does with it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.history import history_entries
from agencies.actions.organisations import add_agency, edit_agency, end, reopen
from agencies.filters import with_ended
from agencies.forms.organisations import AgencyForm, EndForm
from agencies.models import Agency, AgencyKind, SchoolLevel
from agencies.queries import focal_points, in_order_of_the_plan
from agencies.wording import agencies_listed, organisation_stands
from interface.editing import add_page, deed_page, edit_page
from interface.editions import Edition
from interface.filters import Filters, ListFilter
from interface.records import get_visible


def agencies(request):
    filters = Filters(
        ListFilter.on(request, "kind", "Loại", AgencyKind.choices),
        ListFilter.on(request, "level", "Cấp học", SchoolLevel.choices, "school_level"),
        with_ended(request, "kể cả cơ quan đã thôi"),
    )
    rows = Agency.objects.visible_to(request.user).prefetch_related(focal_points())
    listed = in_order_of_the_plan(filters.apply(rows))
    context = {
        "agencies": listed,
        "filters": filters.chips,
        "state": agencies_listed(listed),
        "may_edit": request.user.may("agencies.edit"),
    }
    return render(request, "agencies/agencies.html", context)


def agency(request, agency):
    agency = get_visible(Agency, request.user, public_id=agency)
    context = {
        "record": agency,
        "parent": _list(),
        "state": organisation_stands(agency, agency.get_kind_display()),
        "people": agency.users.people().order_by("left_on", "sort_key"),
        "entries": history_entries(agency, request.user),
        "opened": Edition.of(agency).token,
        "end_url": reverse("end_agency", args=[agency.public_id]),
        "reopen_url": reverse("reopen_agency", args=[agency.public_id]),
        "change_url": reverse("change_agency", args=[agency.public_id]),
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
    return deed_page(
        request,
        EndForm(request.POST or None),
        end,
        agency,
        name="record",
        title=f"{agency} thôi hoạt động",
        button="Ghi ngày cuối",
        parent=_page_of(agency),
        done="Đã ghi ngày cuối. Báo cáo các năm trước vẫn nêu tên cơ quan này.",
    )


def reopen_agency(request, agency):
    agency = get_visible(Agency, request.user, public_id=agency)
    reopen(record=agency, by=request.user, version=Edition.from_post(request.POST, agency).version)
    messages.success(request, f"{agency} hoạt động tiếp.")
    return redirect("agency", agency=agency.public_id)


def _list():
    return "Cơ quan", reverse("agencies")


def _page_of(agency: Agency):
    return agency.name, reverse("agency", args=[agency.public_id])
