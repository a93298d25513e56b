"""“Việc cần làm”: what a user must do now. Each app adds its sources in its `todo.py`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class Todo:
    """One line of the home page. `due` is the last moment (a date means its end); no due date sorts last."""

    title: str
    url: str
    action: str
    detail: str = ""
    due: date | datetime | None = None
    count: int = 1
    legal: bool = False  # a deadline named in law or in the ward's plan

    @property
    def due_on(self) -> date | None:
        if isinstance(self.due, datetime):
            return timezone.localtime(self.due).date()
        return self.due


Source = Callable[..., Iterable[Todo]]
_sources: list[Source] = []


def todo_source(source: Source) -> Source:
    """Register a function `(user) -> todos`. It must be cheap: it runs whenever the menu is drawn."""
    _sources.append(source)
    return source


def todos_of(user: Any) -> list[Todo]:
    """Everything this user must do, the most urgent first."""
    found = [todo for source in _sources for todo in source(user)]
    return sorted(found, key=lambda todo: (todo.due_on or date.max, todo.title))
