"""“Việc cần làm”: what a user must do now, and beside it what comes and what is done.

Each app adds its sources in its `todo.py`.
"""

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


@dataclass(frozen=True)
class Note:
    """One line beside the things to do. Nobody has to act on it."""

    on: date | datetime
    text: str
    url: str = ""


COMING, DONE = "Sắp đến", "Vừa xong"
MOST_NOTES = 4

Source = Callable[..., Iterable[Todo]]
NoteSource = Callable[..., Iterable[Note]]
_sources: list[Source] = []
_note_sources: dict[str, list[NoteSource]] = {COMING: [], DONE: []}


def todo_source(source: Source) -> Source:
    """Register a function `(user) -> todos`. It must be cheap: it runs for every page with a menu."""
    _sources.append(source)
    return source


def todos_of(request: Any) -> list[Todo]:
    """Everything the signed-in person must do, the most urgent first; worked out once per request."""
    if not hasattr(request, "todos"):
        found = [todo for source in _sources for todo in source(request.user)]
        request.todos = sorted(found, key=lambda todo: (todo.due_on or date.max, todo.title))
    todos: list[Todo] = request.todos
    return todos


def note_source(heading: str) -> Callable[[NoteSource], NoteSource]:
    """Register a function `(user) -> notes` for one of the headings `COMING` and `DONE`."""

    def register(source: NoteSource) -> NoteSource:
        _note_sources[heading].append(source)
        return source

    return register


def coming_for(user: Any) -> list[Note]:
    """The next dates, the nearest first."""
    return sorted(_notes(COMING, user), key=lambda note: note.on)[:MOST_NOTES]


def done_for(user: Any) -> list[Note]:
    """What was finished lately, the latest first."""
    return sorted(_notes(DONE, user), key=lambda note: note.on, reverse=True)[:MOST_NOTES]


def _notes(heading: str, user: Any) -> list[Note]:
    return [note for source in _note_sources[heading] for note in source(user)]
