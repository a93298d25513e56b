"""The list of children (screen 03)."""

from collections.abc import Iterable
from datetime import date

from django.core.paginator import Page
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.finding.filters import filters_of
from children.finding.lists import LISTS
from children.finding.search import MOST, Found, find_children
from children.finding.typed import recall, search_typed
from children.presenting import how_many, in_words, lines_of
from children.queries import in_order, register_of
from children.views.lists import tools_of
from interface.filters import Filters
from interface.lists import page_of, sorted_by
from interface.remembered import count_of

BOX = "children"
KIND = LISTS["children"]


def list_children(request):
    if request.method == "POST":
        return search_typed(request, BOX)
    today, user = timezone.localdate(), request.user
    filters, typed = filters_of(request, today), recall(request, BOX)
    found = find_children(typed, by=user) if typed else None
    page, order = _page(request, filters, found, today)
    page.object_list = lines_of(in_order(page.object_list, user, today), user, (found and found.read_as) or typed)
    record(Event.CHILDREN_LISTED, _about(filters, page.number, searched=bool(typed)))
    filtered = bool(typed or filters.chosen)
    total = count_of(user, register_of(user).of_ward(today)) if filtered else page.paginator.count
    exports = user.may("children.export") and page.paginator.count > 0
    context = tools_of(request, KIND, filters) | {
        "page": page,
        "filters": filters.chips,
        "filtered": filtered,
        "known": filtered or _knows_children(user, page),
        "narrowed_by": in_words(filters.chips, typed),
        "typed": typed,
        "order": order,
        "read_as": found.read_as if found else "",
        "cut": found is not None and len(found.ids) == MOST,
        "state": how_many(total, user, page.paginator.count if filtered else None),
        "family": user.may("children.view_details"),
        "may_edit": user.may("children.edit"),
        "export_url": f"{reverse('export_children')}?{request.GET.urlencode()}" if exports else "",
        "may_import": user.may("children.import"),
    }
    return render(request, "children/list.html", context)


def _page(request, filters: Filters, found: Found | None, today: date) -> tuple[Page, str]:
    """The ids of one page, and the column that orders them: none while the likest stand first."""
    details = request.user.may("children.view_details")
    children = register_of(request.user) if details else register_of(request.user).of_ward(today)
    children = filters.apply(children)
    orders = KIND.orders(request.user)
    chosen = request.GET.get("sort", "").removeprefix("-") in orders
    if found:
        children = children.filter(pk__in=found.ids)
    ids = sorted_by(request, children, orders, "name").values_list("pk", flat=True)
    if found and not chosen:
        return page_of(request, _as_found(found, ids)), ""
    return page_of(request, ids), "name"


def _knows_children(user, page: Page) -> bool:
    """Whether there is anything to filter: also children who have left or grown up, where one may see those."""
    return bool(page.object_list) or (user.may("children.view_details") and register_of(user).exists())


def _as_found(found: Found, ids: Iterable[int]) -> list[int]:
    """The likest first, as in the top bar."""
    fitting = set(ids)
    return [pk for pk in found.ids if pk in fitting]


def _about(filters: Filters, page: int, *, searched: bool) -> str:
    """What was listed. Neither what was typed nor what was chosen: the log's readers may know of no child's case."""
    chosen = [chip.label for chip in filters.chosen]
    return ", ".join([*chosen, *(["có từ tìm"] if searched else []), f"trang {page}"])[:120]
