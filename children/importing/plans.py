"""What a person has accepted, row by row, before it is written."""

from dataclasses import dataclass, field
from typing import cast

from children.importing.candidate import Candidate
from children.models import Child


@dataclass(eq=False)
class Plan:
    """One row to write: a new child, or the fields of a known one that change."""

    row: Candidate
    child: Child = None  # type: ignore[assignment]  # a new one is made when it is written
    fields: frozenset[str] = frozenset()
    is_new: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_new = self.child is None

    @property
    def neighbourhood(self) -> int:
        """Where the child lives afterwards. A new child without a neighbourhood is an error long before."""
        moves = self.is_new or "neighbourhood" in self.fields
        return cast(int, self.row.neighbourhood) if moves else self.child.neighbourhood_id

    def wants(self, name: str) -> bool:
        return self.is_new or name in self.fields
