"""Lists pasted from Excel or Word: one line a neighbourhood, an agency or a school. Pure."""

import re
from datetime import date

from agencies.actions.organisations import AgencyDraft, NeighbourhoodDraft
from agencies.models import AgencyKind, SchoolLevel
from vietnamese.names import normalise, search_key
from vietnamese.pasting import Pasted, neighbourhood_number

LEVELS = {
    SchoolLevel.PRESCHOOL: ("mam non", "mau giao", "nha tre"),
    SchoolLevel.PRIMARY: ("tieu hoc",),
    SchoolLevel.LOWER: ("thcs", "trung hoc co so"),
}


def read_neighbourhoods(text: str, *, since: date) -> Pasted:
    """Name, head, phone of neighbourhoods there are since a day, as drafts."""
    pasted = Pasted()
    for line, (cell, head, phone) in pasted.lines(text, cells=3):
        name = _neighbourhood_name(cell)
        if not pasted.is_repeated(name, line):
            found = re.search(r"\d+", name)
            number = int(found[0]) if found else len(pasted.rows) + 1
            head_name, head_phone = normalise(head), pasted.phone(phone, line)
            pasted.rows.append(NeighbourhoodDraft(number, name, since, head_name=head_name, head_phone=head_phone))
    return pasted


def read_agencies(text: str, kind: AgencyKind, *, since: date) -> Pasted:
    """Name and phone of agencies there are since a day, as drafts; the level of a school is read from its name."""
    pasted = Pasted()
    for line, (cell, phone) in pasted.lines(text, cells=2):
        name = normalise(cell)
        if not pasted.is_repeated(name, line):
            level = school_level_in(name) if kind == AgencyKind.SCHOOL else ""
            pasted.rows.append(AgencyDraft(kind, name, since, school_level=level, phone=pasted.phone(phone, line)))
    return pasted


def school_level_in(name: str) -> str:
    """The level a school's name tells, or nothing."""
    key = search_key(name)
    return next((level for level, words in LEVELS.items() if any(word in key for word in words)), "")


def _neighbourhood_name(cell: str) -> str:
    number = neighbourhood_number(cell)
    return normalise(cell) if number is None else f"Tổ dân phố {number}"
