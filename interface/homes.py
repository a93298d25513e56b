"""Home pages of their own: a role that works on a phone has another first sight than the list of things to do."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

Home = Callable[[Any], HttpResponse]
_homes: dict[str, Home] = {}


def home_for(role: str) -> Callable[[Home], Home]:
    """Register a view as the home page of a role."""

    def register(view: Home) -> Home:
        _homes[role] = view
        return view

    return register


def home_of(role: str) -> Home | None:
    return _homes.get(role)
