"""Lists pasted from Excel or Word, one line a record: their cells, and what cannot be read of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from vietnamese.errors import Unreadable
from vietnamese.names import search_key
from vietnamese.phones import parse_phone

# The row of headings that comes along when a table is copied.
_HEADINGS = {
    "stt", "ho ten", "ho va ten", "ten", "to", "tdp", "ten to", "to dan pho", "ten to dan pho", "to truong", "truong",
    "ten truong", "co quan", "ten co quan", "to chuc", "ten to chuc", "vai tro", "chuc vu", "dien thoai",
    "so dien thoai", "sdt", "noi lam", "dia ban",
}  # fmt: skip
_NEIGHBOURHOOD = re.compile(r"(?:tdp|to dan pho|to)? ?(?:so ?)?0*(\d{1,3})")


@dataclass
class Pasted:
    """What a reader makes of a list: records to keep, how many lines it had, what a person should look at."""

    rows: list[Any] = field(default_factory=list)
    read: int = 0
    problems: list[str] = field(default_factory=list)
    _first: dict[str, int] = field(default_factory=dict)

    def lines(self, text: str, *, cells: int) -> Iterator[tuple[int, list[str]]]:
        """The lines with something in their first cell, with their numbers; always that many cells.

        A line with a tab is split there, else at commas and semicolons. A row of headings is passed over.
        """
        for number, line in enumerate(text.splitlines(), start=1):
            parts = [part.strip() for part in (line.split("\t") if "\t" in line else re.split("[,;]", line))]
            if parts[0] and not all(search_key(part) in _HEADINGS for part in parts if part):
                self.read += 1
                yield number, (parts + [""] * cells)[:cells]

    def is_repeated(self, name: str, line: int) -> bool:
        """Of two lines with one name the first is kept, the other told."""
        first = self._first.setdefault(search_key(name), line)
        if first == line:
            return False
        self.problems.append(
            f"Dòng {first} và dòng {line} cùng tên “{name}”. Sửa ngay trong ô trên, hoặc để máy giữ dòng {first}."
        )
        return True

    def phone(self, text: str, line: int) -> str:
        """A telephone number; one that is unreadable is told, and left empty."""
        try:
            return parse_phone(text, demo=True) if text else ""
        except Unreadable as unreadable:
            self.problems.append(f"Dòng {line}: {unreadable.sentence} Máy để trống ô này.")
            return ""


def neighbourhood_number(text: str) -> int | None:
    """7 of “TDP 7”, “Tổ dân phố số 07”, “tổ 7”, “7”; None of what says more or something else."""
    found = _NEIGHBOURHOOD.fullmatch(search_key(text))
    return int(found[1]) if found else None
