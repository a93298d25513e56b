"""What a list can be narrowed by: a chip of its filter bar each, and what choosing a value does to the rows.

The one way of every list. A value that is no choice (any more, or not for this user) narrows nothing and is told.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from interface.components import Filter

Narrow = Callable[[Any, str], Any]
FIRST_YEAR = 2024  # of the ward's plan: nothing was written down before


@dataclass(frozen=True)
class ListFilter:
    """A chip, and how the rows that fit the chosen value are found among others."""

    chip: Filter
    narrow: Narrow
    always: bool = False  # narrows also when nothing is chosen

    @classmethod
    def on(cls, request, name: str, label: str, choices: Iterable[tuple[Any, str]], field: str = "") -> "ListFilter":
        """Rows whose field holds the chosen value. It is called as the parameter is, if nothing else is said."""
        chip = Filter.of(request, name, label, choices)
        return cls(chip, lambda rows, value: rows.filter(**{field or name: value}))

    @classmethod
    def of_year(cls, request, field: str, *, today: date) -> "ListFilter":
        """Rows whose day lies in the chosen year; without a choice in this one."""
        chip = Filter.of(request, "year", "Năm", [(year, str(year)) for year in range(today.year, FIRST_YEAR - 1, -1)])
        return cls(chip, lambda rows, year: rows.filter(**{f"{field}__year": int(year or today.year)}), always=True)

    def apply(self, rows: Any) -> Any:
        return self.narrow(rows, self.chip.chosen) if self.chip.chosen or self.always else rows


class Filters(tuple[ListFilter, ...]):
    """All filters of a list, in the order of its bar."""

    __slots__ = ()

    def __new__(cls, *filters: ListFilter) -> "Filters":
        return super().__new__(cls, filters)

    def apply(self, rows: Any) -> Any:
        for each in self:
            rows = each.apply(rows)
        return rows

    @property
    def chips(self) -> list[Filter]:
        return [each.chip for each in self]

    @property
    def chosen(self) -> list[Filter]:
        """Those with a value, in the order of the bar."""
        return [chip for chip in self.chips if chip.chosen]

    @property
    def words(self) -> list[str]:
        """Tổ dân phố: 7, Giới tính: Nữ"""
        return [f"{chip.label}: {chip.chosen_label}" for chip in self.chosen]

    @property
    def query(self) -> str:
        """The same choice as parameters of an address: known names and values only, never what was typed."""
        parameters = QueryDict(mutable=True)
        for chip in self.chosen:
            parameters[chip.name] = chip.chosen
        return parameters.urlencode()
