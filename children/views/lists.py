"""What belongs to every long list: saved filters, chosen columns."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from children.actions.lists import choose_columns, delete_filter, edit_filter, save_filter
from children.finding.lists import ListKind, list_named
from children.finding.typed import recall, sealed
from children.forms.lists import ColumnsForm, SavedFilterForm
from children.models import SavedFilter
from interface.editing import add_page, deed_page
from interface.filters import Filters
from interface.lists import SEARCHED
from interface.records import get_visible


def tools_of(request, kind: ListKind, filters: Filters) -> dict:
    """For the list's own page: its columns, the filters to open with one click, and the ways to change both."""
    user, query = request.user, kind.query_of(request, filters)
    return {
        "kind": kind,
        "columns": kind.chosen(user),
        "saved": [(each, _address(kind, each.query)) for each in _visible(user, kind)],
        "now": query,
        "asked": "&".join(filter(None, (query, f"{SEARCHED}=1" if SEARCHED in request.GET else ""))),
        "may_save": bool(filters.chosen) and user.may("children.save_filters"),
        "sealed_typed": sealed(recall(request, kind.code)),
        "may_bulk": user.may("children.edit"),
        "may_choose": user.may("children.save_filters"),
    }


def _visible(user, kind: ListKind):
    """One's own first."""
    filters = SavedFilter.objects.visible_to(user).filter(list=kind.code).select_related("owner")
    return sorted(filters, key=lambda each: (each.owner_id != user.pk, each.name.lower()))


def _address(kind: ListKind, query: str) -> str:
    return reverse(kind.page) + (f"?{query}" if query else "")


def _filters(request, kind: ListKind) -> Filters:
    return kind.filters(request, timezone.localdate())


def columns(request, list):
    kind = list_named(list)
    form = ColumnsForm(request.POST or None, kind=kind, user=request.user)
    if request.method == "POST" and not request.POST.getlist("columns"):
        form = ColumnsForm({"columns": []}, kind=kind, user=request.user)
    back = _address(kind, kind.query_of(request, _filters(request, kind)))
    words = {"title": "Chọn cột", "button": "Hiện các cột này", "done": "Đã đổi các cột của danh sách."}
    return add_page(request, form, choose_columns, parent=(kind.title, back), kind=kind, **words)


def saved(request, list):
    """All filters one can open, one's own to rename, share, delete."""
    kind = list_named(list)
    lines = [
        (each, _address(kind, each.query), _in_words(request, kind, each), each.owner_id == request.user.pk)
        for each in _visible(request.user, kind)
    ]
    return render(request, "children/lists/saved.html", {"kind": kind, "lines": lines})


class _Asked:
    """An address that is not the one of this request, for the filters to read."""

    def __init__(self, user, query: str) -> None:
        self.user, self.GET = user, QueryDict(query)


def _in_words(request, kind: ListKind, saved: SavedFilter) -> str:
    """Tổ dân phố: 7; Giới tính: Nữ. A choice that is gone is said."""
    filters = _filters(_Asked(request.user, saved.query), kind)
    gone = [f"{chip.label}: lựa chọn không còn" for chip in filters.chips if chip.ignored]
    return "; ".join([*filters.words, *gone])


def save(request, list):
    kind = list_named(list)
    filters = _filters(request, kind)
    query = kind.query_of(request, filters)
    return add_page(
        request, SavedFilterForm(request.POST or None, user=request.user), save_filter,
        title="Lưu bộ lọc", lead="; ".join(filters.words), button="Lưu bộ lọc",
        parent=(kind.title, _address(kind, query)), done="Đã lưu bộ lọc.",
        kind=kind, query=query,
    )  # fmt: skip


def edit(request, filter):
    saved = _own(request, filter)
    form = SavedFilterForm(request.POST or None, user=request.user, saved=saved)
    words = {"title": "Sửa bộ lọc đã lưu", "button": "Lưu", "done": "Đã lưu."}
    parent = ("Bộ lọc đã lưu", saved.get_absolute_url())
    return deed_page(request, form, edit_filter, saved, name="saved", parent=parent, **words)


def delete(request, filter):
    saved = _own(request, filter)
    delete_filter(saved=saved, by=request.user)
    messages.success(request, f"Đã xóa bộ lọc “{saved.name}”.")
    return redirect(saved.get_absolute_url())


def _own(request, public_id) -> SavedFilter:
    return get_visible(SavedFilter, request.user, public_id=public_id)
