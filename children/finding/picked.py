"""Which rows of a list are meant: those that were ticked, or all that its filters and its search box choose."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.utils import timezone

from children.finding.lists import ListKind
from children.finding.search import all_children
from children.finding.typed import Unsealable, typed_on_page
from children.queries import households_for_list, register_of
from interface.filters import Filters
from interface.refusals import Refused
from vietnamese.names import search_key


def picked_of(request, kind: ListKind) -> Any:
    """Only rows this user may see: nothing foreign gets in by its id."""
    if "everything" in request.POST:
        return everything_of(request, kind)
    return _known(request, kind).filter(public_id__in=ticked_of(request))


def ticked_of(request) -> list[UUID]:
    """The rows that were ticked one by one; none where all of the filter are meant."""
    return [] if "everything" in request.POST else list(_ids(request.POST.getlist("row")))


def posted(request) -> Any:
    """What was filled into the form of a page; nothing while somebody only comes with ticks from a list."""
    return None if "picked" in request.POST else request.POST or None


def everything_of(request, kind: ListKind) -> Any:
    """All that the page counts, whatever page is shown. Raises Refused when a choice is gone: the page would show
    everybody, but a deed must not grow by that.
    """
    filters = kind.filters(request, timezone.localdate())
    if gone := next((chip for chip in filters.chips if chip.ignored), None):
        raise Refused(f"Lựa chọn ở bộ lọc “{gone.label}” không còn. Mở lại danh sách, lọc rồi làm.")
    return narrowed(request, kind, filters)


def narrowed(request, kind: ListKind, filters: Filters) -> Any:
    """The rows that fit the filters and the words in the search box."""
    rows = filters.apply(_known(request, kind))
    typed = _typed(request, kind)
    if typed and kind.code == "children":
        return rows.filter(pk__in=all_children(typed, by=request.user).ids)
    for word in search_key(typed).split():
        rows = rows.with_word(word)
    return rows


def _typed(request, kind: ListKind) -> str:
    try:
        return typed_on_page(request, kind.code)
    except Unsealable:
        raise Refused("Trang mở đã lâu, không biết danh sách này chọn gì. Mở lại danh sách, lọc rồi làm.") from None


def _known(request, kind: ListKind) -> Any:
    if kind.code == "children":
        return register_of(request.user)
    return households_for_list(request.user, timezone.localdate())


def _ids(texts: Iterable[str]) -> Iterator[UUID]:
    """Nothing else that somebody sends."""
    for text in texts:
        with suppress(ValueError):
            yield UUID(text)
