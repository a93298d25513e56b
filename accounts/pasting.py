"""A list of people pasted from Excel or Word, one line a person: name, role, telephone, neighbourhood or agency."""

import re
from collections.abc import Iterable
from typing import Any

from accounts.authorization import Role
from accounts.people import Person, missing_for_role
from vietnamese.names import normalise, search_key
from vietnamese.pasting import PHONE_HEADINGS, Pasted, neighbourhood_number

COLUMNS = {
    "name": {"ten", "ho ten", "ho va ten", "ten can bo", "ho ten can bo", "ho va ten can bo", "can bo", "nguoi dung"},
    "role": {"vai tro", "chuc vu", "chuc danh", "nhiem vu", "chuc vu vai tro"},
    "phone": PHONE_HEADINGS,
    "place": {
        "to", "tdp", "to dan pho", "to dan pho phu trach", "dia ban", "dia ban phu trach", "co quan dia ban",
        "to dan pho hoac co quan",
    },
    "agency": {"co quan", "don vi", "co quan don vi", "noi lam", "noi lam viec", "noi cong tac"},
}  # fmt: skip
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


def read_people(text: str, *, agencies: Iterable[Any], neighbourhoods: Iterable[Any]) -> Pasted:
    """A line that lacks what its role needs is told and left out; an unreadable telephone is left empty."""
    pasted = Pasted()
    by_name = {search_key(name): each for each in agencies for name in (each.name, each.short_name) if name}
    by_number = {each.number: each for each in neighbourhoods}
    for line, (name, role, phone, place, agency) in pasted.lines(text, COLUMNS):
        problem, person = _person(name, role, pasted.phone(phone, line), place or agency, by_name, by_number)
        if person:
            pasted.rows.append(person)
        else:
            pasted.problems.append(f"Dòng {line}: {problem}")
    return pasted


def _person(name, role, phone, place, by_name, by_number) -> tuple[str, Person | None]:
    if any(char.isdigit() for char in name):
        return f"họ và tên “{name}” có chữ số. Xem lại thứ tự các cột.", None
    key = search_key(role)
    known = next((found for words, found in ROLE_WORDS if words in key), None)
    if known is None:
        return f"chưa rõ vai trò “{role}”. Ghi như “Cộng tác viên”, “Đầu mối cơ quan”.", None
    agency = by_name.get(search_key(place))
    numbers = [neighbourhood_number(part) for part in re.split(r"[,;+]", place)] if not agency else []
    places = [by_number.get(number) for number in numbers if number is not None]
    if place and not agency and (None in places or not places):
        return f"không có nơi nào tên “{place}”. Sửa tên cho khớp danh sách cơ quan, tổ dân phố.", None
    missing = missing_for_role(known, agency=agency, neighbourhoods=places)
    if missing:
        return " ".join(missing.values()), None
    return "", Person(normalise(name), known, phone=phone, agency=agency, neighbourhoods=places)
