"""What a view hands to the components that draw more than a word: steps, tabs, filters, timeline, two versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Step:
    """One step of a step bar or a wizard. `state` is done, now or later."""

    label: str
    detail: str = ""
    state: str = "later"


@dataclass(frozen=True)
class Tab:
    """A count that opens its rows."""

    label: str
    count: int
    url: str
    icon: str = ""
    current: bool = False


@dataclass(frozen=True)
class TimelineEntry:
    """What happened: `title` in bold, `text` behind it, `by` (who, which proof) in grey below."""

    on: date | datetime
    title: str
    text: str = ""
    by: str = ""
    icon: str = "circle"
    url: str = ""


@dataclass(frozen=True)
class Clash:
    """A field that two people changed. The template posts `name` with the value "mine" or "theirs"."""

    name: str
    label: str
    before: str
    mine: str
    theirs: str
    chosen: str = "mine"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class Filter:
    """One chip of a filter bar. `name` is the parameter of the address, so it never carries a person's name."""

    name: str
    label: str
    choices: Sequence[Choice]
    chosen: str = ""
    ignored: bool = False  # the address asks for something that is no choice (any more), or not for this user

    @classmethod
    def of(cls, request, name: str, label: str, choices: Iterable[tuple[Any, str]]) -> "Filter":
        """The filter as the address of this request sets it; a value that is no choice counts as none."""
        options = [Choice(str(value), text) for value, text in choices]
        asked = request.GET.get(name, "")
        known = asked in {option.value for option in options}
        return cls(name, label, options, asked if known else "", ignored=bool(asked) and not known)

    @property
    def chosen_label(self) -> str:
        return next((choice.label for choice in self.choices if choice.value == self.chosen), "")
