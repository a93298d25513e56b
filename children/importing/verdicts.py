"""What is found about a row: the outcome, what would change, what a person is asked and may answer."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

NEW, CHANGED, IDENTICAL, DECIDE, ERROR = "new", "changed", "identical", "decide", "error"
# Answers to a question.
AS_FILE, AS_BOOK, IS_NEW, LEAVE = "file", "book", "new", "leave"
IS = "is:"  # and a child's public id


class Option(NamedTuple):
    answer: str
    label: str


@dataclass(frozen=True)
class Change:
    """One field: what the register has, what the file says. `conflict`: both say something, and it identifies."""

    field: str
    label: str
    before: str
    after: str
    conflict: bool = False


@dataclass(frozen=True)
class Verdict:
    """The answer for one row. `children`: the one it is about, or those it could be about (database keys)."""

    outcome: str
    reason: str = ""
    children: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    options: tuple[Option, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        kept = {name: value for name, value in vars(self).items() if value}
        return kept | {"changes": [vars(change) for change in self.changes]}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Verdict":
        return cls(
            outcome=kept["outcome"],
            reason=kept.get("reason", ""),
            children=tuple(kept.get("children", ())),
            changes=tuple(Change(**change) for change in kept.get("changes", ())),
            options=tuple(Option(*option) for option in kept.get("options", ())),
            notes=tuple(kept.get("notes", ())),
        )
