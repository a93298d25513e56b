"""Sorting and paging of lists, from the address of the page."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property

from interface.remembered import count_of

PER_PAGE = 25
SEARCHED = "searched"


def sorted_by(request, rows: QuerySet, columns: Mapping[str, tuple[str, ...]], default: str) -> QuerySet:
    """The rows in the order of `?sort=name` or `?sort=-name`. `columns` says which fields a sort key stands for."""
    key, fields = _asked(request, columns, default)
    return rows.order_by(*(_turned(field) for field in fields) if key.startswith("-") else fields)


def _asked(request, columns: Mapping[str, tuple[str, ...]], default: str) -> tuple[str, tuple[str, ...]]:
    key = request.GET.get("sort", default)
    if key.lstrip("-") not in columns:
        key = default
    return key, columns[key.lstrip("-")]


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def page_of(request, rows: Any, per_page: int = PER_PAGE, *, at_most: int | None = None) -> Page:
    """The page that `?page=` names; the nearest one when there is no such page.

    `at_most` is for tables of millions: the first so many rows are counted and shown, no more.
    """
    pages = Pages(rows[:at_most] if at_most else rows, per_page)
    pages.user = request.user
    return pages.get_page(request.GET.get("page"))


def posted_rows(request, rows: QuerySet, field: str) -> tuple[QuerySet, int]:
    """The rows of a sheet that was sent back: those a person typed into, whatever a filter finds by now; and how many
    of them are not to be found any more. Each row's boxes bear its public id; `field` is one that every row has.
    """
    ids = {found[1] for key in request.POST if (found := re.fullmatch(rf"([0-9a-f]{{32}})-{field}", key))}
    known = rows.filter(public_id__in=ids)
    return known, len(ids) - known.count()


class Pages(Paginator):
    """Pages whose rows are not counted anew for each of them, where counting takes long."""

    user: Any = None

    @cached_property
    def count(self) -> int:
        return count_of(self.user, self.object_list) if isinstance(self.object_list, QuerySet) else super().count


def searched(request, name: str) -> HttpResponseBase:
    """Answer a posted search box: what was typed waits in the session, so that no name stands in an address."""
    request.session[f"search:{name}"] = typed = request.POST.get("q", "").strip()[:80]
    return back_to_list(request, typed)


def back_to_list(request, typed: str) -> HttpResponseBase:
    """To its first page, which knows by its address that something was typed, and not what."""
    query = request.GET.copy()
    for key in ("page", SEARCHED):
        query.pop(key, None)
    if typed:
        query[SEARCHED] = "1"
    return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def typed_search(request, name: str) -> str:
    """What stands in the search box of this list; a fresh visit starts with an empty one."""
    return request.session.get(f"search:{name}", "") if SEARCHED in request.GET else ""
