"""Finding the list inside a sheet: title rows, header of one to three rows, rows that divide, totals, signatures."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from children.importing.cells import EMPTY, Cell, Sheet
from children.importing.columns import STEP, Header, field_of, fields_of
from vietnamese.names import search_key
from vietnamese.syllables import canonical_tones

CHOSEN = "Các cột khớp như lần trước đã chọn cho tiêu đề này"
Mapped = Callable[[list[Header]], Sequence[str | None] | None]


def guess(headers: list[Header]) -> None:
    """Nobody has chosen anything."""


LAST_TITLE_ROW = 40  # where a header may still begin
HIGHEST_HEADER = 3
_NEIGHBOURHOOD = re.compile(r"\b(?:to dan pho|tdp|to|khu pho)(?: so)? ?0*(\d{1,3})\b")
_CLASS = re.compile(r"^(?:lớp|khối)\b[ :]*(.{1,15})$", re.IGNORECASE)
# With its marks a total is told from the families Tống, Tòng and Công; without them, only by what stands behind it.
_TOTAL = re.compile(r"(tổng|cộng|toàn (phường|trường|tổ))\b")
_TOTAL_UNMARKED = re.compile(
    r"((tong|cong|tong cong|tong so|cong lai)( tre( em)?)?|(tong )?cong to( dan pho)?( so)?|toan (phuong|truong|to))"
    r" *\d*"
)
_SIGNATURE = re.compile(
    r"^(nguoi (lap|tong hop|ghi)|ki ten|thu truong|hieu truong|chu tich|pho chu tich|tm\b|kt\b|can bo|cong chuc|"
    r"to truong|xac nhan|lap bieu|noi nhan|truong ban|ban dan so|cong tac vien|ghi chu)|"
    r"\bngai? \d{1,2} thang \d|\bngay( \d{1,2})? thang( \d{1,2})? nam\b"
)


@dataclass(frozen=True)
class Line:
    """One row of the list. `under` holds what a dividing row, the sheet's name or the title says about it."""

    number: int  # as Excel counts, from 1
    cells: list[Cell]
    under: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    sheet: str
    headers: list[Header]
    fields: list[str | None]
    header_rows: tuple[int, int]  # first and last, from 1
    lines: list[Line]
    notes: list[str]


def find_table(sheet: Sheet, mapped: Mapped = guess) -> Table | None:
    """The list in a sheet; None when no row looks like its header. `mapped` knows what a person chose for headers."""
    grid = _with_merged(sheet)
    top = _header(sheet.rows, grid)
    if top is None:
        return None
    first, last, headers = top
    chosen = mapped(headers)
    fields = list(chosen) if chosen else fields_of(headers)
    under = _of_the_sheet(sheet.name, sheet.rows[:first])
    body = _Body(sheet.rows[first : last + 1], fields, under)
    lines = list(body.lines(sheet.rows, last + 1))
    notes = [_header_note(first, last), *([CHOSEN] if chosen else []), *body.notes]
    return Table(sheet.name, headers, fields, (first + 1, last + 1), lines, notes)


def _header_note(first: int, last: int) -> str:
    return f"Tiêu đề ở dòng {first + 1}" if first == last else f"Tiêu đề ở dòng {first + 1}–{last + 1}"


def column_letter(index: int) -> str:
    """A, B … Z, AA, as the spreadsheet shows its columns."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters, index = chr(ord("A") + rest) + letters, index - 1
    return letters


# --- Header ----------------------------------------------------------------------------------
def _with_merged(sheet: Sheet) -> list[list[Cell]]:
    """The top of the sheet with each merged cell's value in all the cells it covers."""
    width = max(map(len, sheet.rows[: LAST_TITLE_ROW + HIGHEST_HEADER]), default=0)
    grid = [row + [None] * (width - len(row)) for row in sheet.rows[: LAST_TITLE_ROW + HIGHEST_HEADER]]
    for top, left, bottom, right in sheet.merged:
        for row in grid[top : bottom + 1]:
            for column in range(left, min(right, width - 1) + 1):
                row[column] = grid[top][left]
    return grid


def _header(rows: list[list[Cell]], grid: list[list[Cell]]) -> tuple[int, int, list[Header]] | None:
    """The rows in which most columns are recognised; with them an upper row that names parts of the list."""
    best, best_score = None, (1, 9)
    for first in range(min(len(grid), LAST_TITLE_ROW)):
        for last in range(first, min(first + HIGHEST_HEADER, len(grid))):
            headers = _headers(grid[first : last + 1])
            fields = fields_of(headers)
            above = rows[first:last]
            if any(map(_is_title, above)):
                continue
            score = (_recognised(fields), len(above) if all(map(_names_columns, above)) else -len(above))
            if score > best_score and all(_goes_on(row, fields) for row in rows[first + 1 : last + 1]):
                best, best_score = (first, last, headers), score
    return best


def _recognised(fields: list[str | None]) -> int:
    return len({field for field in fields if field}) if {"full_name", "given_name"} & set(fields) else 0


def _is_title(row: list[Cell]) -> bool:
    """One text at the left edge: it names the list, not a column."""
    return [index for index, cell in enumerate(row) if cell not in EMPTY] == [0]


def _names_columns(row: list[Cell]) -> bool:
    return len({cell for cell in row if isinstance(cell, str) and field_of((cell,)) is not None}) > 1


def _goes_on(row: list[Cell], fields: list[str | None]) -> bool:
    """Whether a row can be a lower row of a header: several words, no datum, and nobody's name."""
    words = [cell for cell in row if cell not in EMPTY]
    if len(words) < 2 or not all(
        isinstance(cell, str) and not re.search(r"\d{3}|^\W*\d*\W*$|^x$", cell) for cell in words
    ):
        return False
    name = next((cell for cell, field in zip(row, fields, strict=False) if field == "full_name"), None)
    return name in EMPTY or field_of((str(name),)) is not None


def _headers(grid: list[list[Cell]]) -> list[Header]:
    """Per column its cells from top to bottom. Where merged cells are not known, an upper cell reaches to the right
    over columns that have a lower cell of their own.
    """
    grid = [list(row) for row in grid]
    for upper, lower in pairwise(grid):
        for column in range(1, len(upper)):
            if upper[column] in EMPTY and lower[column] not in EMPTY:
                upper[column] = upper[column - 1]
    return [_stacked(list(cells)) for cells in zip(*grid, strict=True)]


def _stacked(cells: list[Cell]) -> Header:
    parts: list[str] = []
    for cell in cells:
        for part in cell.split(STEP) if isinstance(cell, str) else ():
            words = " ".join(part.split())
            if words and words not in parts:
                parts.append(words)
    return tuple(parts)


# --- Body ------------------------------------------------------------------------------------
def neighbourhood_in(text: str) -> str:
    """“7” of “Tổ dân phố số 07”; empty when the text names none."""
    match = _NEIGHBOURHOOD.search(search_key(text))
    return match[1] if match else ""


def _of_the_sheet(name: str, title_rows: list[list[Cell]]) -> dict[str, str]:
    """What the title or the sheet's name says about every row: a neighbourhood, a school."""
    titles = [cell for row in title_rows for cell in row if isinstance(cell, str)]
    under = {}
    number = next(filter(None, map(neighbourhood_in, [*titles, name])), "")
    if number:
        under["neighbourhood"] = number
    if school := next((title for title in titles if re.match(r"(?i)trường\b.{4,60}$", title)), ""):
        under["school"] = school
    return under


def _is_datum(cell: Cell) -> bool:
    """A number, a date, a text with digits, or a mark."""
    return cell not in EMPTY and (not isinstance(cell, str) or len(cell) < 3 or any(map(str.isdigit, cell)))


class _Body:
    """Sorts the rows below a header."""

    def __init__(self, header: list[list[Cell]], fields: list[str | None], under: dict[str, str]) -> None:
        self.header = [self._words(row) for row in header]
        self.header_starts = [words[:4] for words in self.header]
        self.fields = fields
        self.under = under
        self.dividers: list[str] = []
        self.repeated = 0
        self.foot: list[int] = []
        self.names = [i for i, field in enumerate(fields) if field in ("full_name", "family_name", "given_name")]
        self.facts = [
            i for i, field in enumerate(fields) if field in ("birth", "birth_year", "male", "female", "personal_id")
        ]

    def lines(self, rows: list[list[Cell]], start: int) -> Iterator[Line]:
        end = self._end(rows, start)
        for index in range(start, end):
            row = rows[index]
            if self._is_blank(row) or self._is_numbering(row) or self._is_total(row):
                continue
            if self._repeats_header(row):
                self.repeated += 1
            elif not self._divides(row):
                yield Line(index + 1, row, dict(self.under))
        self.foot = [index for index in range(end, len(rows)) if not self._is_blank(rows[index])]

    @property
    def notes(self) -> list[str]:
        notes = []
        if self.dividers:
            shown = ", ".join(f"“{text}”" for text in self.dividers[:3]) + (", …" if len(self.dividers) > 3 else "")
            notes.append(f"Dòng {shown} nói về các dòng dưới nó")
        if self.repeated:
            notes.append(f"Bỏ {self.repeated} dòng lặp lại tiêu đề")
        if self.foot:
            notes.append(f"Bỏ {len(self.foot)} dòng cuối: tổng cộng, chữ ký")
        return notes

    def _end(self, rows: list[list[Cell]], start: int) -> int:
        """Where totals and signatures begin: the first such row behind which nobody has a name and a birth."""
        last = max((i for i in range(start, len(rows)) if self._is_child(rows[i])), default=start - 1)
        for index in range(last + 1, len(rows)):
            if self._signs(rows[index]) or self._is_total(rows[index]):
                return index
        return len(rows)

    def _is_child(self, row: list[Cell]) -> bool:
        """A name, and a fact that is no mere words: under a signature stands a name on either side."""
        facts = [row[column] for column in self.facts if column < len(row)]
        return self._any(row, self.names) and any(map(_is_datum, facts)) and not self._is_total(row)

    @staticmethod
    def _any(row: list[Cell], columns: list[int]) -> bool:
        return any(column < len(row) and row[column] not in EMPTY for column in columns)

    def _repeats_header(self, row: list[Cell]) -> bool:
        """A header printed again on each page: same first word, then the same words."""
        return self._words(row[:4]) in self.header_starts and self._words(row) in self.header

    @staticmethod
    def _words(row: list[Cell]) -> list[str]:
        return [search_key(cell) if isinstance(cell, str) else "" if cell in EMPTY else str(cell) for cell in row]

    @staticmethod
    def _is_blank(row: list[Cell]) -> bool:
        return all(cell in EMPTY for cell in row)

    @staticmethod
    def _is_numbering(row: list[Cell]) -> bool:
        """(1) (2) (3), 1 2 3 or A B C under the header."""
        marks = [str(cell).strip("() ").removesuffix(".0") for cell in row if cell not in EMPTY]
        if len(marks) < 3:
            return False
        counted = [int(mark) for mark in marks if mark.isdigit()]
        in_order = counted == list(range(counted[0], counted[0] + len(counted))) if counted else True
        return in_order and all(mark.isdigit() or re.fullmatch(r"[A-Z]", mark) for mark in marks)

    @staticmethod
    def _texts(row: list[Cell]) -> list[str]:
        return [cell for cell in row if isinstance(cell, str) and cell]

    def _is_total(self, row: list[Cell]) -> bool:
        texts = self._texts(row)
        if not texts:
            return False
        unmarked = texts[0].isascii() and _TOTAL_UNMARKED.fullmatch(search_key(texts[0]))
        return bool(unmarked or _TOTAL.match(canonical_tones(texts[0]).casefold()))

    def _signs(self, row: list[Cell]) -> bool:
        return any(_SIGNATURE.search(search_key(text)) for text in self._texts(row))

    def _divides(self, row: list[Cell]) -> bool:
        """A row with one text that names a neighbourhood or a class: it holds for the rows below."""
        filled = [cell for cell in row if cell not in EMPTY]
        texts = {cell for cell in filled if isinstance(cell, str)}
        if len(texts) != 1 or any(isinstance(cell, date) for cell in filled) or len(filled) - len(texts) > 1:
            return False
        (text,) = texts
        if number := neighbourhood_in(text):
            self.under = self.under | {"neighbourhood": number}
        elif match := _CLASS.match(text):
            self.under = self.under | {"class_name": match[1].strip()}
        elif re.match(r"(?i)trường\b.{4,60}$", text):
            self.under = self.under | {"school": text}
        else:
            return False
        if text not in self.dividers:
            self.dividers.append(text)
        return True
