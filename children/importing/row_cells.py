"""The cells of one row, as every topic of a row reads them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from children.importing.candidate import Choice, Known, Problem
from children.importing.cells import EMPTY, Cell
from children.importing.columns import group_of
from children.importing.people import NOTHING
from children.importing.plain_cells import as_typed
from children.importing.tables import Line
from vietnamese.names import search_key

MARKS = {"x", "v", "1", "co", "+", "dung"}
ANSWERS = {"police_result"}  # “Không có”, “Chưa rõ” in these cells is something said, not an empty cell


class RowCells:
    """The filled cells of one row by field, and the problems found in them.

    A field that cannot be read leaves a problem and stays empty.
    """

    def __init__(self, line: Line, fields: list[str | None], known: Known) -> None:
        self.cells: dict[str, Cell] = {
            name: cell
            for name, cell in zip(fields, map(_as_typed, line.cells), strict=False)
            if name and cell not in EMPTY and (name in ANSWERS or not _means_nothing(cell))
        }
        self.under = line.under
        self.known = known
        self.problems: list[Problem] = []

    def warn(self, sentence: str, of: str = "") -> None:
        self.problems.append(Problem(sentence, field=of))

    def refuse(self, sentence: str, of: str = "") -> None:
        self.problems.append(Problem(sentence, error=True, field=of))

    def raw(self, name: str) -> str:
        """The text of a cell with its line breaks."""
        return as_text(self.cells.get(name))

    def text(self, name: str, longest: int = 120) -> str:
        text = " ".join(self.raw(name).split())
        if len(text) > longest:
            self.warn(f"Ô dài hơn {longest} chữ nên cắt bớt: “{text[:30]}…”.", name)
        return text[:longest].rstrip()

    def marked(self, name: str) -> bool:
        return is_mark(self.cells.get(name))

    def circumstances(self) -> Iterator[tuple[str, str | None]]:
        """The parts of “Hoàn cảnh”, each with the code of the group it names.

        “Bệnh hiểm nghèo, dài ngày thuộc hộ nghèo” is the whole name of one group; else a comma parts two.
        """
        named = {key_of(name): code for code, group in self.known.groups.items() for name in (code, group.label)}
        for whole in self.text("circumstances", 300).split(";"):
            parts = [whole] if key_of(whole) in named else re.split(r"[,+]", whole)
            yield from ((part, named.get(key_of(part)) or group_of(key_of(part))) for part in parts)

    def listed(self, name: str, choices: dict[str, Choice], label: str) -> int | None:
        text = self.text(name)
        if not text:
            return None
        if choice := choices.get(key_of(text)):
            return choice.pk
        self.warn(f"{label} “{text}” không có trong danh mục nên để trống. Sửa lại cách ghi.", name)
        return None


def _means_nothing(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) < 12 and key_of(cell) in NOTHING


def _as_typed(cell: Cell) -> Cell:
    return as_typed(cell) if isinstance(cell, str) else cell


def as_text(cell: Cell) -> str:
    if cell is None or cell is True or cell is False:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)


@lru_cache(maxsize=5_000)  # a list repeats its marks, classes, groups, schools
def key_of(text: str) -> str:
    return search_key(text) or text.strip()


def is_mark(cell: Cell) -> bool:
    return cell is True or key_of(as_text(cell)) in MARKS or (isinstance(cell, str) and cell.strip() in "✓✔√☑●")


def is_no(cell: Cell) -> bool:
    return cell is False or key_of(as_text(cell)) in ("", "0", "khong", "ko", "k", "-", "–")
