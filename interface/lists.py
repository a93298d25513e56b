"""Sorting and paging of lists, from the address of the page."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

PER_PAGE = 25


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


def page_of(request, rows: Any, per_page: int = PER_PAGE) -> Page:
    """The page that `?page=` names; the nearest one when there is no such page."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))
