"""The search box in the top bar: one box for names, codes, parents, addresses and personal IDs."""

from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.events import Event, record
from children.finding.lists import LISTS
from children.finding.search import Found, find_children
from children.finding.typed import recall, search_typed
from children.models import Child
from children.presenting import lines_of
from children.queries import in_order

BOX = "search"
SHOWN, SUGGESTED = 50, 8
SHORTEST = 2  # letters before suggestions make sense


def search(request):
    """POST takes what was typed, so that no name stands in an address; GET shows what is found."""
    if request.method == "GET":
        return _results(request, recall(request, BOX))
    typed = request.POST.get("q", "")
    if request.htmx:
        return _suggestions(request, typed)
    found = find_children(typed, by=request.user, top=2)
    if len(found.ids) == 1 and not found.read_as:
        return redirect(_children(request, found)[0])
    return search_typed(request, BOX)


def _results(request, typed: str):
    found = find_children(typed, by=request.user, top=SHOWN + 1)
    children = _children(request, found)
    record(Event.CHILDREN_SEARCHED, f"{len(children)} kết quả")
    more = len(children) > SHOWN
    context = {
        "lines": lines_of(children[:SHOWN], request.user),
        "state": f"{SHOWN} trẻ đầu tiên khớp “{typed}”"
        if more
        else f"{len(children)} trẻ khớp “{typed}”"
        if typed
        else "",
        "typed": typed,
        "more": more,
        "read_as": found.read_as,
    }
    return render(request, "children/search.html", context | _rights(request))


def _suggestions(request, typed: str):
    asked = len(typed.strip()) >= SHORTEST
    found = find_children(typed, by=request.user, top=SUGGESTED) if asked else Found(())
    children = _children(request, found)
    if asked:
        record(Event.CHILDREN_SEARCHED, f"{len(children)} gợi ý")
    return render(
        request,
        "children/_suggestions.html",
        {"lines": lines_of(children, request.user), "asked": asked} | _rights(request),
    )


def _children(request, found: Found) -> list[Child]:
    return in_order(found.ids, request.user, timezone.localdate())


def _rights(request) -> dict:
    user = request.user
    return {"family": user.may("children.view_details"), "columns": LISTS["children"].usual(user), "may_bulk": False}
