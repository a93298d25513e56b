"""Lists pasted from Excel or Word: one line a neighbourhood, an agency or a school. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from agencies.models import AgencyKind, SchoolLevel
from vietnamese.errors import Unreadable
from vietnamese.names import normalise, search_key
from vietnamese.phones import parse_phone

SHORT = re.compile(r"(?:tdp|tổ dân phố|tổ)?\s*(?:số\s*)?0*(\d{1,3})", re.IGNORECASE)  # “TDP 3”, “Tổ 03”, “3”
LEVELS = {
    SchoolLevel.PRESCHOOL: ("mam non", "mau giao", "nha tre"),
    SchoolLevel.PRIMARY: ("tieu hoc",),
    SchoolLevel.LOWER: ("thcs", "trung hoc co so"),
}


@dataclass
class Pasted:
    """What was read: rows to keep, and what a person should look at. A row with a problem is kept where possible."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    read: int = 0
    problems: list[str] = field(default_factory=list)


def read_neighbourhoods(text: str) -> Pasted:
    """Name, head, phone. Of two lines with the same name the first is kept."""
    pasted = Pasted()
    first_line: dict[str, int] = {}
    for number, cells in _lines(text):
        pasted.read += 1
        name = _neighbourhood_name(cells[0])
        if _is_repeated(name, number, first_line, pasted):
            continue
        head, phone = (*cells[1:3], "", "")[:2]
        found = re.search(r"\d+", name)
        pasted.rows.append(
            {
                "number": int(found.group()) if found else len(pasted.rows) + 1,
                "name": name,
                "head_name": normalise(head),
                "head_phone": _phone(phone, number, pasted),
            }
        )
    return pasted


def read_agencies(text: str, kind: AgencyKind) -> Pasted:
    """Name and phone; the level of a school is read from its name."""
    pasted = Pasted()
    first_line: dict[str, int] = {}
    for number, cells in _lines(text):
        pasted.read += 1
        name = normalise(cells[0])
        if _is_repeated(name, number, first_line, pasted):
            continue
        phone = _phone(cells[1] if len(cells) > 1 else "", number, pasted)
        level = school_level_in(name) if kind == AgencyKind.SCHOOL else ""
        pasted.rows.append({"kind": kind, "name": name, "school_level": level, "phone": phone})
    return pasted


def school_level_in(name: str) -> str:
    """The level a school's name tells, or nothing."""
    key = search_key(name)
    return next((level for level, words in LEVELS.items() if any(word in key for word in words)), "")


def _lines(text: str) -> Iterable[tuple[int, list[str]]]:
    """The lines with something in them and their numbers; a line with a tab is split there, else at commas."""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in (line.split("\t") if "\t" in line else re.split("[,;]", line))]
        if cells[0]:
            yield number, cells


def _neighbourhood_name(cell: str) -> str:
    name = normalise(cell)
    short = SHORT.fullmatch(name)
    return f"Tổ dân phố {short.group(1)}" if short else name


def _is_repeated(name: str, number: int, first_line: dict[str, int], pasted: Pasted) -> bool:
    first = first_line.setdefault(search_key(name), number)
    if first == number:
        return False
    pasted.problems.append(
        f"Dòng {first} và dòng {number} cùng tên “{name}”. Sửa ngay trong ô trên, hoặc để máy giữ dòng {first}."
    )
    return True


def _phone(text: str, number: int, pasted: Pasted) -> str:
    if not text:
        return ""
    try:
        return parse_phone(text, demo=True)
    except Unreadable as unreadable:
        pasted.problems.append(f"Dòng {number}: {unreadable.sentence} Máy để trống ô này.")
        return ""
