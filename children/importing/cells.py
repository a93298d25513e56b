"""The cells of a spreadsheet, read in a process of its own.

A file from outside may be broken or made to break: a few kilobytes can unpack to terabytes, and one forgotten cell in
the last column makes a sheet of a billion cells. The kernel stops the child process before the machine feels it.
This file is also the child's program, so it imports nothing of ours.
"""

import csv
import io
import json
import re
import resource
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

Cell = str | int | float | bool | date | None
MOST_MEMORY = 1_500 * 1024 * 1024  # a list of 100,000 rows and 25 columns takes 300 MB
MOST_SECONDS = 60
OLD_EXCEL_OR_LOCKED = b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")  # the part of a new Excel file that a password wraps
OLD_WORKBOOK = "Workbook".encode("utf-16-le")  # the part of an old Excel file that holds its sheets
MOST_LETTERS = 32_767  # of one cell; Excel itself takes no more
MOST_CELLS = 6_000_000
MOST_TEXT = 60_000_000  # letters of all cells: one long text that many cells share fills a small file
EMPTY = (None, "")


@dataclass(frozen=True)
class Sheet:
    """`merged` holds (first row, first column, last row, last column), counted from 0; not known of ODS and CSV."""

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]]


@dataclass(frozen=True)
class Workbook:
    sheets: list[Sheet]
    hidden: list[str]  # names of hidden sheets, which are left out
    epoch_1904: bool = False
    is_text: bool = False  # no workbook, whatever the file is called


class NotReadable(Exception):
    """The file gives no cells. The argument says why: locked, kind, web page, broken, large."""


def read_cells(data: bytes) -> Workbook:
    """Every visible sheet of an XLSX, XLS, ODS or CSV file. Raises `NotReadable`."""
    try:
        child = subprocess.run(
            [sys.executable, "-I", __file__], input=data, capture_output=True, check=False, timeout=MOST_SECONDS * 3
        )
    except subprocess.TimeoutExpired:
        raise NotReadable("large") from None
    if child.returncode != 0:
        raise NotReadable("large" if child.returncode < 0 or b"MemoryError" in child.stderr else "broken")
    answer = json.loads(child.stdout)
    if "problem" in answer:
        raise NotReadable(answer["problem"])
    sheets = [
        Sheet(sheet["name"], [[_cell(cell) for cell in row] for row in sheet["rows"]], [*map(tuple, sheet["merged"])])
        for sheet in answer["sheets"]
    ]
    return Workbook(sheets, answer["hidden"], answer["epoch_1904"], answer["is_text"])


def _cell(value: Any) -> Cell:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value


# --- The child process -----------------------------------------------------------------------
def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold names in clear
    data = sys.stdin.buffer.read()
    try:
        answer = _csv(data) if _is_text(data) else _workbook(data)
    except NotReadable as problem:
        answer = {"problem": str(problem)}
    if not _fits(answer):
        answer = {"problem": "large"}
    sys.stdout.write(json.dumps(answer, default=_written))


def _fits(answer: dict) -> bool:
    """What comes out is checked too: the parent has no limits of its own."""
    rows = [row for sheet in answer.get("sheets", ()) for row in sheet["rows"]]
    texts = (cell for row in rows for cell in row if isinstance(cell, str))
    lengths = [len(text) for text in texts]
    return sum(map(len, rows)) <= MOST_CELLS and max(lengths, default=0) <= MOST_LETTERS and sum(lengths) <= MOST_TEXT


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        value = value.date()
    return {"day": value.isoformat()} if isinstance(value, date) else str(value)


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if not data or data.startswith((b"PK", OLD_EXCEL_OR_LOCKED, b"%PDF")) or b"\x00" in data:
        return False
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise NotReadable("web page")
    return True


def _workbook(data: bytes) -> dict:
    if not data.startswith((b"PK", OLD_EXCEL_OR_LOCKED)):
        raise NotReadable("kind")
    if not data.startswith(b"PK") and LOCKED in data:
        raise NotReadable("locked")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        pages = [page for page in book.sheets_metadata if page.typ == SheetTypeEnum.WorkSheet]
        shown = [page.name for page in pages if page.visible == SheetVisibleEnum.Visible]
        sheets = [_sheet(name, book.get_sheet_by_name(name)) for name in shown]
    except PasswordError:
        raise NotReadable("locked") from None
    except CalamineError:
        raise NotReadable("broken" if _was_a_workbook(data) else "kind") from None
    hidden = [page.name for page in pages if page.visible != SheetVisibleEnum.Visible]
    return {"sheets": sheets, "hidden": hidden, "epoch_1904": _counts_from_1904(data), "is_text": False}


def _was_a_workbook(data: bytes) -> bool:
    """Half a file of a list, not a letter or a presentation."""
    if not data.startswith(b"PK"):
        return OLD_WORKBOOK in data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return True
    return any(name.startswith("xl/") for name in names) or b"opendocument.spreadsheet" in data[:200]


def _sheet(name: str, sheet: Any) -> dict:
    rows = [_without_tail(row) for row in sheet.to_python(skip_empty_area=False)]
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    return {"name": name, "rows": rows, "merged": merged}


def _without_tail(row: list) -> list:
    width = len(row)
    while width and row[width - 1] in EMPTY:
        width -= 1
    return row[:width]


def _counts_from_1904(data: bytes) -> bool:
    """Old Excel for Mac; the reader heeds it for cells that have a date format, we for those that have not."""
    if not data.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return False
        with archive.open("xl/workbook.xml") as file:
            return bool(re.search(rb"date1904=[\"'](1|true)", file.read(65_536)))


def _csv(data: bytes) -> dict:
    text = _decoded(data)
    start = text[:20_000]
    comma = max(";\t,", key=lambda char: sum(line.count(char) for line in start.splitlines()[:20]))
    rows = [_without_tail(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=comma)]
    return {"sheets": [{"name": "", "rows": rows, "merged": []}], "hidden": [], "epoch_1904": False, "is_text": True}


def _decoded(data: bytes) -> str:
    """UTF-16 and UTF-8 by their marks; else bytes as they are: what an old Vietnamese font left in them is found later.

    In the Windows encoding of Vietnam (1258) tone marks are characters of their own, at 0xCC, 0xD2, 0xDE, 0xEC, 0xF2.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        tones = len(
            re.findall(rb"[aeiouyAEIOUY\xe2\xe3\xea\xf4\xf5\xfd\xc2\xc3\xca\xd4\xd5\xdd][\xcc\xd2\xde\xec\xf2]", data)
        )
        letters = len(re.findall(rb"[\x80-\xff]", data))
        return data.decode("cp1258" if tones * 4 > letters else "latin-1", errors="replace")


if __name__ == "__main__":
    main()
