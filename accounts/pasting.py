"""A list of people pasted from Excel or Word, one line a person: name, role, telephone, neighbourhood or agency."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from accounts.authorization import Role
from accounts.people import Person, missing_for_role
from vietnamese.errors import Unreadable
from vietnamese.names import normalise, search_key
from vietnamese.phones import parse_phone

# How a role is written in lists; the longer words first, so that “Phó Chủ tịch” is no “Chủ tịch”.
ROLE_WORDS = [
    ("pho chu tich", Role.VICE_CHAIR),
    ("chu tich", Role.CHAIR),
    ("bao ve tre em", Role.PROTECTION_WORKER),
    ("cong chuc", Role.OFFICER),
    ("dau moi", Role.FOCAL_POINT),
    ("cong tac vien", Role.COLLABORATOR),
    ("ctv", Role.COLLABORATOR),
    ("van thu", Role.CLERK),
    ("quan tri", Role.ADMIN),
]
NEIGHBOURHOOD = re.compile(r"(?:tdp|to dan pho|to)?\s*(?:so\s*)?0*(\d{1,3})")


@dataclass
class PastedPeople:
    """What was read: people to add, and lines that a person should look at."""

    people: list[Person] = field(default_factory=list)
    read: int = 0
    problems: list[str] = field(default_factory=list)


def read_people(text: str, *, agencies: Iterable[Any], neighbourhoods: Iterable[Any]) -> PastedPeople:
    """A line that lacks what its role needs is told and left out; an unreadable telephone is left empty."""
    pasted = PastedPeople()
    by_name = {search_key(name): each for each in agencies for name in (each.name, each.short_name) if name}
    by_number = {each.number: each for each in neighbourhoods}
    for number, cells in _lines(text):
        pasted.read += 1
        name, role, phone, place = (*cells[:4], "", "", "")[:4]
        problem, person = _person(name, role, _phone(phone, number, pasted), place, by_name, by_number)
        if person:
            pasted.people.append(person)
        else:
            pasted.problems.append(f"Dòng {number}: {problem}")
    return pasted


def _person(name, role, phone, place, by_name, by_number) -> tuple[str, Person | None]:
    key = search_key(role)
    known = next((found for words, found in ROLE_WORDS if words in key), None)
    if known is None:
        return f"chưa rõ vai trò “{role}”. Ghi như “Cộng tác viên”, “Đầu mối cơ quan”.", None
    agency = by_name.get(search_key(place))
    numbers = [NEIGHBOURHOOD.fullmatch(search_key(part)) for part in re.split(r"[,;+]", place)] if not agency else []
    places = [by_number.get(int(found[1])) for found in numbers if found]
    if place and not agency and (None in places or not places):
        return f"không có nơi nào tên “{place}”. Sửa tên cho khớp danh sách cơ quan, tổ dân phố.", None
    missing = missing_for_role(known, agency=agency, neighbourhoods=places)
    if missing:
        return " ".join(missing.values()), None
    return "", Person(normalise(name), known, phone=phone, agency=agency, neighbourhoods=places)


def _lines(text: str) -> Iterable[tuple[int, list[str]]]:
    """The lines with something in them and their numbers; a line with a tab is split there, else at commas."""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in (line.split("\t") if "\t" in line else re.split("[,;]", line))]
        if cells[0]:
            yield number, cells


def _phone(text: str, number: int, pasted: PastedPeople) -> str:
    try:
        return parse_phone(text, demo=True) if text else ""
    except Unreadable as unreadable:
        pasted.problems.append(f"Dòng {number}: {unreadable.sentence} Máy để trống ô này.")
        return ""
