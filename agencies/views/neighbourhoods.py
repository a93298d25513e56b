"""Neighbourhoods (tổ dân phố): the list, one of them, a pasted list."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.history import history_entries
from agencies.actions.organisations import (
    add_neighbourhood,
    add_neighbourhoods,
    edit_neighbourhood,
    end,
    reopen,
)
from agencies.filters import with_ended
from agencies.forms.organisations import EndForm, NeighbourhoodForm, PasteForm
from agencies.models import Neighbourhood
from agencies.queries import working_collaborators
from agencies.wording import neighbourhoods_listed, organisation_stands
from interface.editing import add_page, deed_page, edit_page
from interface.editions import Edition
from interface.filters import Filters
from interface.records import get_visible


def neighbourhoods(request):
    filters = Filters(with_ended(request, "kể cả tổ đã thôi"))
    rows = filters.apply(Neighbourhood.objects.visible_to(request.user).prefetch_related(working_collaborators()))
    context = {
        "neighbourhoods": rows,
        "filters": filters.chips,
        "state": neighbourhoods_listed(rows),
        "may_edit": request.user.may("agencies.edit"),
    }
    return render(request, "agencies/neighbourhoods.html", context)


def neighbourhood(request, neighbourhood):
    neighbourhood = get_visible(Neighbourhood, request.user, public_id=neighbourhood)
    context = {
        "record": neighbourhood,
        "parent": _list(),
        "state": organisation_stands(neighbourhood),
        "people": neighbourhood.collaborators.people().order_by("left_on", "sort_key"),
        "formed_from": neighbourhood.formed_from.all(),
        "became": neighbourhood.became.all(),
        "entries": history_entries(neighbourhood, request.user, links=["formed_from"]),
        "opened": Edition.of(neighbourhood).token,
        "end_url": reverse("end_neighbourhood", args=[neighbourhood.public_id]),
        "reopen_url": reverse("reopen_neighbourhood", args=[neighbourhood.public_id]),
        "change_url": reverse("change_neighbourhood", args=[neighbourhood.public_id]),
        "may_edit": request.user.may("agencies.edit"),
    }
    return render(request, "agencies/neighbourhood.html", context)


def new_neighbourhood(request):
    form = NeighbourhoodForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    title = "Thêm tổ dân phố"
    done = "Đã thêm tổ dân phố."
    return add_page(request, form, add_neighbourhood, title=title, button="Thêm", parent=_list(), done=done)


def change_neighbourhood(request, neighbourhood):
    record = get_visible(Neighbourhood, request.user, public_id=neighbourhood)
    return edit_page(
        request,
        NeighbourhoodForm,
        edit_neighbourhood,
        record,
        name="neighbourhood",
        title=f"Sửa {record}",
        parent=_page_of(record),
    )


def end_neighbourhood(request, neighbourhood):
    record = get_visible(Neighbourhood, request.user, public_id=neighbourhood)
    return deed_page(
        request,
        EndForm(request.POST or None),
        end,
        record,
        name="record",
        title=f"{record} thôi hoạt động",
        button="Ghi ngày cuối",
        parent=_page_of(record),
        done="Đã ghi ngày cuối. Số liệu các năm trước vẫn theo tổ này.",
    )


def reopen_neighbourhood(request, neighbourhood):
    record = get_visible(Neighbourhood, request.user, public_id=neighbourhood)
    reopen(record=record, by=request.user, version=Edition.from_post(request.POST, record).version)
    messages.success(request, f"{record} hoạt động tiếp.")
    return redirect("neighbourhood", neighbourhood=record.public_id)


def paste_neighbourhoods(request):
    """The reading is shown while typing (a part of the same page, where htmx may send a button pressed before it),
    and again before anything is written.
    """
    form = PasteForm(request.POST or None, initial={"since": timezone.localdate()})
    if "save" in request.POST and not request.htmx:
        added = form.carry_out(add_neighbourhoods, by=request.user)
        if added is not None:
            messages.success(request, f"Đã thêm {len(added)} tổ dân phố.")
            return redirect("neighbourhoods")
    there = {each.name for each in Neighbourhood.objects.visible_to(request.user).on(form.day)}
    context = {
        "title": "Dán danh sách tổ dân phố",
        "lead": "Mỗi dòng một tổ, chép từ Excel hoặc Word. Tổ đã có thì giữ nguyên.",
        "parent": _list(),
        "form": form,
        "pasted": form.reading(),
        "there": there,
    }
    return render(request, "agencies/paste_neighbourhoods.html", context)


def _list():
    return "Tổ dân phố", reverse("neighbourhoods")


def _page_of(neighbourhood: Neighbourhood):
    return neighbourhood.name, reverse("neighbourhood", args=[neighbourhood.public_id])
