"""The list of children (screen 03)."""

from collections.abc import Iterable

from django.shortcuts import render
from django.utils import timezone

from accounts.events import Event, record
from children.filters import ListFilter, filters_of
from children.presenting import how_many, in_words, lines_of
from children.queries import in_order, register_of
from children.search import MOST, Found, find_children
from children.typed import recall, search_typed
from interface.lists import page_of, sorted_by

BOX = "children"
COLUMNS = {
    "name": ("sort_key", "pk"),
    "birth": ("-born_on", "sort_key", "pk"),
    "address": ("neighbourhood__number", "household__address_key", "own_address_key", "sort_key", "pk"),
    "updated": ("updated_at", "pk"),
}
COLUMNS_OF_SCHOOLS = {name: COLUMNS[name] for name in ("name", "birth")}  # an order tells who lives where


def list_children(request):
    if request.method == "POST":
        return search_typed(request, BOX)
    today = timezone.localdate()
    details = request.user.may("children.view_details")
    filters = filters_of(request, today)
    visible = register_of(request.user)
    children = visible if details else visible.of_ward(today)
    for each in filters:
        children = each.apply(children)
    typed = recall(request, BOX)
    filtered = bool(typed) or any(each.chip.chosen for each in filters)
    found = find_children(typed, by=request.user) if typed else None
    if found:
        children = children.filter(pk__in=found.ids)
    columns = COLUMNS if details else COLUMNS_OF_SCHOOLS
    by_likeness = found is not None and request.GET.get("sort", "").removeprefix("-") not in columns
    ids = sorted_by(request, children, columns, "name").values_list("pk", flat=True)
    page = page_of(request, _as_found(found, ids) if found and by_likeness else ids)
    asked = (found.read_as if found else "") or typed
    page.object_list = lines_of(in_order(page.object_list, request.user, today), request.user, asked)
    total = visible.of_ward(today).count() if filtered else page.paginator.count
    record(Event.CHILDREN_LISTED, _about(filters, page.number, searched=bool(typed)))
    return render(
        request,
        "children/list.html",
        {
            "page": page,
            "filters": [each.chip for each in filters],
            "filtered": filtered,
            "narrowed_by": in_words([each.chip for each in filters], typed),
            "typed": typed,
            "order": "" if by_likeness else "name",
            "read_as": found.read_as if found else "",
            "cut": found is not None and len(found.ids) == MOST,
            "state": how_many(total, request.user, page.paginator.count if filtered else None),
            "family": details,
            "may_edit": request.user.may("children.edit"),
            "may_import": request.user.may("children.import"),
        },
    )


def _as_found(found: Found, ids: Iterable[int]) -> list[int]:
    """The likest first, as in the top bar."""
    fitting = set(ids)
    return [pk for pk in found.ids if pk in fitting]


def _about(filters: list[ListFilter], page: int, *, searched: bool) -> str:
    """What was listed. Neither what was typed nor what was chosen: the log's readers may know of no child's case."""
    chosen = [each.chip.label for each in filters if each.chip.chosen]
    return ", ".join([*chosen, *(["có từ tìm"] if searched else []), f"trang {page}"])[:120]
