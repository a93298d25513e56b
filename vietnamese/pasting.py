"""Lists pasted from Excel or Word, one line a record: their cells, and what cannot be read of them."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from vietnamese.errors import Unreadable
from vietnamese.names import search_key
from vietnamese.phones import parse_phone

# The cells a line becomes, in this order, each with the headings it may stand under (as search keys).
Columns = Mapping[str, Collection[str]]

PHONE_HEADINGS = {
    "dien thoai", "so dien thoai", "dien thoai lien he", "so dien thoai lien he", "dt", "so dt", "sdt", "di dong",
    "dien thoai di dong", "lien he",
}  # fmt: skip
# Columns of such tables that no list of ours takes.
_OTHER_HEADINGS = {
    "stt", "so tt", "tt", "so thu tu", "ghi chu", "dia chi", "noi o", "email", "thu dien tu", "ngay sinh", "nam sinh",
    "gioi tinh", "dan so", "so ho", "cccd", "so cccd", "hieu truong",
}  # fmt: skip
_NEIGHBOURHOOD = re.compile(r"(?:tdp|to dan pho|to)? ?(?:so ?)?0*(\d{1,3})")
_ROW_NUMBER = re.compile(r"\d{1,3}[.)]?")
_LIST_NUMBER = re.compile(r"\s*(\d{1,3}[.)])\s+(?=\S)")  # “1. ” as Word numbers a list


@dataclass
class Pasted:
    """What a reader makes of a list: records to keep, how many lines it had, what a person should look at."""

    rows: list[Any] = field(default_factory=list)
    read: int = 0
    problems: list[str] = field(default_factory=list)
    _first: dict[str, int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """How many lines there were, and how many of them can be used."""
        if len(self.rows) == self.read:
            return f"Đọc được {self.read} dòng."
        return f"Đọc được {self.read} dòng, " + (
            f"dùng được {len(self.rows)}." if self.rows else "chưa dùng được dòng nào."
        )

    @property
    def fingerprint(self) -> str:
        """The same for the same reading: by it a page knows whether this one has been shown."""
        return sha256(repr((self.rows, self.problems)).encode()).hexdigest()[:16]

    def lines(
        self, text: str, columns: Columns, *, begins: Callable[[str], object] = bool
    ) -> Iterator[tuple[int, list[str]]]:
        """The lines with something in the first column, with their numbers; of each, the cells of these columns.

        A row of headings says which column is which; without one they stand in this order, perhaps after a column
        “STT”: a bare number before a cell that may begin a line. A line with a tab is split there, else at commas and
        semicolons.
        """
        places: list[int] | None = None
        for number, line in enumerate(text.splitlines(), start=1):
            cells = _cells(line)
            if _are_headings(cells, columns):
                places = _places(cells, columns)
                continue
            if places is None:
                row = _without_row_number(cells, len(columns), begins)
            else:
                row = [cells[place] if 0 <= place < len(cells) else "" for place in places]
            row = (row + [""] * len(columns))[: len(columns)]
            if row[0]:
                self.read += 1
                yield number, row

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


def _cells(line: str) -> list[str]:
    """Without the empty ones at the end, which Excel adds."""
    cells = [cell.strip() for cell in (line.split("\t") if "\t" in line else re.split("[,;]", line))]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _heading(cell: str) -> str:
    """“Điện thoại (nếu có)” is “dien thoai”."""
    return search_key(re.sub(r"\(.*?\)", "", cell))


def _are_headings(cells: list[str], columns: Columns) -> bool:
    """All of them known, or at least two and no figure on the line: a table may have columns we never heard of."""
    headings = [_heading(cell) for cell in cells if cell]
    known = _known_headings(columns).intersection(headings)
    if headings and known.issuperset(headings):
        return True
    return len(known) > 1 and not any(char.isdigit() for cell in cells for char in cell)


def _known_headings(columns: Columns) -> set[str]:
    return _OTHER_HEADINGS.union(*columns.values())


def _places(cells: list[str], columns: Columns) -> list[int]:
    """Where each column stands; -1 is nowhere. Under an unknown heading stands the first one, if no other is its."""
    headings = [_heading(cell) for cell in cells]
    places = [next((at for at, each in enumerate(headings) if each in names), -1) for names in columns.values()]
    if places[0] < 0:
        known = _known_headings(columns)
        places[0] = next((at for at, each in enumerate(headings) if each and each not in known), -1)
    return places


def _without_row_number(cells: list[str], width: int, begins: Callable[[str], object]) -> list[str]:
    if cells and (numbered := _LIST_NUMBER.match(cells[0])):
        cells = [numbered[1], cells[0][numbered.end() :], *cells[1:]]
    if len(cells) > 1 and _ROW_NUMBER.fullmatch(cells[0]) and cells[1] and (begins(cells[1]) or len(cells) > width):
        return cells[1:]
    return cells
