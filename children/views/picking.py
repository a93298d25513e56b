"""One form for all children of a list: filters choose them, or ticks did in the list; ticks correct the choice."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.events import Event, record
from children.actions.supports import MOST
from children.finding.filters import filters_of
from children.finding.lists import LISTS
from children.finding.picked import narrowed, picked_of, ticked_of
from children.finding.typed import sealed, typed_on_page
from children.models import Child
from interface.editing import Parent
from interface.record_forms import Refusable
from vietnamese.formats import format_number

LEAD = "Bỏ dấu chọn ở trẻ không có mặt, không nhận, rồi ghi một lần cho tất cả."
FELL_OUT = "{number} trẻ đã chọn không còn trong danh sách này. Chưa ghi gì; xem lại các trẻ dưới đây rồi ghi."


def pick_page(
    request,
    form: Refusable,
    action: Callable,
    *,
    title: str,
    button: str,
    parent: Parent,
    undo: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Carries the form out for the ticked children. `undo`: the address that takes back what was made."""
    filters = filters_of(request, timezone.localdate())
    picked = ticked_of(request)
    rows = picked_of(request, LISTS["children"]) if picked else narrowed(request, LISTS["children"], filters)
    chosen = bool(filters.chosen or picked)
    count = rows.count() if chosen else 0
    children = list(with_home(rows)) if 0 < count <= MOST else []
    ticked = _ticked(request, children)
    if fell_out := len(set(request.POST.getlist("child"))) - len(ticked):
        form.add_error(None, FELL_OUT.format(number=format_number(fell_out)))
    made = form.carry_out(action, by=request.user, children=ticked)
    if made:
        said = f"Đã ghi cho {format_number(len(ticked))} trẻ."
        messages.success(request, said, extra_tags=undo(made) if undo else "")
        return redirect(parent[1])
    record(Event.CHILDREN_LISTED, "chọn trẻ cho một lần ghi")
    context = {
        "form": form,
        "title": title,
        "lead": LEAD if picked else f"Chọn trẻ bằng bộ lọc. {LEAD}",
        "button": button,
        "parent": parent,
        "children": [(child, child in ticked or not form.is_bound) for child in children],
        "picked": picked,
        "typed": "" if picked else sealed(typed_on_page(request, "children")),
        "filters": filters.chips,
        "chosen": chosen,
        "count": count,
        "most": MOST,
    }
    return render(request, "children/pick.html", context)


def with_home(children: QuerySet[Child]) -> QuerySet[Child]:
    return children.select_related("neighbourhood", "household").order_by("neighbourhood__number", "sort_key", "pk")


def _ticked(request, children: list[Child]) -> list[Child]:
    """Of the children of the list those that were ticked: nothing foreign gets in by its id."""
    ticked = set(request.POST.getlist("child"))
    return [child for child in children if str(child.public_id) in ticked]
