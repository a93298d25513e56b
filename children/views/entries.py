"""Books of what happened to children: a list per kind, a form per kind, one child or a whole list at once."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.actions.entries import add_entries, edit_entry, withdraw_entry
from children.entries import KINDS, Kind, is_fatal, kind_named
from children.finding.filters import neighbourhood_filter
from children.forms.support import MistakeForm
from children.models import Child
from children.presenting import named
from children.record_files import count_papers
from children.views.opening import opened
from children.views.picking import pick_page
from interface.components import Tab
from interface.editing import deed_page
from interface.filters import Filters, ListFilter
from interface.lists import page_of


def listing(request, kind):
    kind, today = kind_named(kind), timezone.localdate()
    shared = _year_and_place(request, today)
    filters = Filters(*shared, ListFilter.on(request, "sort", "Loại", kind.sorts, kind.sort))
    rows = filters.apply(kind.model.objects.visible_to(request.user).true())
    page = page_of(request, rows.select_related("child__neighbourhood").order_by("-happened_on", "-pk"))
    page.object_list = list(page.object_list)
    count_papers(page.object_list)
    page.object_list = [(entry, *kind.words(entry)) for entry in page.object_list]
    record(Event.CHILDREN_LISTED, f"{kind.title.lower()}, trang {page.number}")
    context = {
        "kind": kind,
        "tabs": _tabs(request.user, kind, shared),
        "filters": filters.chips,
        "page": page,
        "may_edit": request.user.may("children.edit"),
    }
    return render(request, "children/entries/list.html", context)


def _year_and_place(request, on: date) -> Filters:
    return Filters(
        ListFilter.of_year(request, "happened_on", today=on),
        neighbourhood_filter(request, on, "child__neighbourhood"),
    )


def _tabs(user, current: Kind, shared: Filters) -> list[Tab]:
    """Each counts what it will show: the year and the neighbourhood chosen here are chosen there."""
    address = f"?{shared.query}" if shared.query else ""
    return [
        Tab(
            kind.title,
            shared.apply(kind.model.objects.visible_to(user).true()).count(),
            reverse("entries", args=[kind.slug]) + address,
            current=kind is current,
        )
        for kind in KINDS
    ]


def first_list(request):
    return redirect("entries", kind=KINDS[0].slug)


def add(request, child, kind):
    kind, child = kind_named(kind), opened(request, Child, child)
    form = kind.form(request.POST or None)
    made = form.carry_out(add_entries, by=request.user, children=[child])
    if made:
        messages.success(request, _said(child, made[0]))
        return redirect(child)
    context = {"form": form, "child": child, "kind": kind}
    return render(request, "children/entries/form.html", context)


def _said(child: Child, entry) -> str:
    """A death is the register's to know as well: it changes who lives here."""
    if is_fatal(entry) and not child.is_gone:
        return "Đã ghi. Ghi thêm ngày mất ở “Sửa thông tin”, mục cư trú, để trẻ rời số trẻ đang ở."
    return "Đã ghi vào hồ sơ của trẻ."


def add_many(request, kind):
    kind = kind_named(kind)
    return pick_page(
        request, kind.form(request.POST or None), add_entries,
        title=kind.add, button="Ghi cho các trẻ đã chọn", parent=("Sự việc", reverse("entries", args=[kind.slug])),
    )  # fmt: skip


def edit(request, kind, entry):
    kind = kind_named(kind)
    entry = opened(request, kind.model, entry)
    form = kind.form.of(entry, request.POST or None)
    return _deed(
        request, form, edit_entry, kind, entry, title=f"Sửa: {kind.title.lower()}", button="Lưu", done="Đã lưu."
    )


def withdraw(request, kind, entry):
    kind = kind_named(kind)
    entry = opened(request, kind.model, entry)
    form = MistakeForm(request.POST or None)
    words = {"title": "Xóa mục ghi nhầm", "button": "Xóa khỏi hồ sơ", "done": "Đã xóa mục ghi nhầm."}
    return _deed(request, form, withdraw_entry, kind, entry, **words)


def _deed(request, form, action, kind: Kind, entry, **words: str):
    parent = (kind.title, reverse("entries", args=[kind.slug]))
    return deed_page(request, form, action, entry, name="entry", parent=parent, lead=named(entry.child), **words)
