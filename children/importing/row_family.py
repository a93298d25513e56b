"""Parents and carers of a row."""

import re
from dataclasses import replace

from children.importing.people import Person, read_parents, read_person
from children.importing.row_cells import RowCells
from vietnamese.errors import Unreadable
from vietnamese.names import search_key
from vietnamese.phones import parse_phone


def people_in(row: RowCells) -> dict[str, Person]:
    people = read_parents(row.raw("parents")) if "parents" in row.cells else {}
    for who in ("father", "mother", "carer"):
        if person := read_person(row.raw(who), who):
            people[who] = person
        if who in people:
            people[who] = _details(row, people[who], who)
    people = _parents_first(row, people)
    phone = phone_in(row, "phone")
    contact = next((who for who in ("carer", "mother", "father") if who in people), None)
    if phone and contact and not people[contact].phone:
        people[contact] = replace(people[contact], phone=phone)
    return people


def _parents_first(row: RowCells, people: dict[str, Person]) -> dict[str, Person]:
    """A carer who is called the mother or the father is that parent too; a child has only one of each."""
    carer = people.pop("carer", None)
    if carer is None:
        return people
    if carer.relation in ("mother", "father"):
        parent = people.setdefault(carer.relation, carer)
        if search_key(parent.full_name) != search_key(carer.full_name):
            row.warn(f"Người nuôi dưỡng ghi là cha hoặc mẹ nhưng khác tên ở cột cha, mẹ: {carer.full_name}.", "carer")
        carer = replace(carer, relation="other")
    return {**people, "carer": carer}


def _details(row: RowCells, person: Person, who: str) -> Person:
    year = re.search(r"(19|20)\d\d", row.raw(f"{who}_year"))
    return replace(
        person,
        birth_year=int(year[0]) if year else person.birth_year,
        occupation=row.text(f"{who}_job") or person.occupation,
        phone=phone_in(row, f"{who}_phone") or person.phone,
    )


def phone_in(row: RowCells, name: str) -> str:
    cell = row.cells.get(name)
    if cell is None:
        return ""
    try:
        return parse_phone(cell if isinstance(cell, int | float) else str(cell), demo=True)
    except Unreadable as unreadable:
        if unreadable.proposal:
            return unreadable.proposal
        row.warn(f"{unreadable.sentence} Để trống số điện thoại.", name)
        return ""
