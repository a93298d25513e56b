"""Lists pasted from Excel or Word: one line a neighbourhood, an agency or a school. Pure."""

import re
from datetime import date

from agencies.actions.organisations import AgencyDraft, NeighbourhoodDraft
from agencies.models import AgencyKind, SchoolLevel
from vietnamese.names import normalise, search_key
from vietnamese.pasting import PHONE_HEADINGS, Pasted, neighbourhood_number

HOW_TO_PASTE = (
    "Tên tổ, tổ trưởng, điện thoại. Cách nhau bằng phím Tab hoặc dấu phẩy. Có dòng tiêu đề thì cột xếp thế nào cũng "
    "được."
)
NEIGHBOURHOOD_COLUMNS = {
    "name": {
        "to", "tdp", "ten to", "ten tdp", "to dan pho", "ten to dan pho", "ten", "khu pho", "khoi pho", "to so",
        "dia ban",
    },
    "head": {
        "to truong", "ten to truong", "ho ten to truong", "ho va ten to truong", "ho ten", "ho va ten",
        "nguoi dung dau",
    },
    "phone": PHONE_HEADINGS | {"dien thoai to truong", "so dien thoai to truong", "sdt to truong"},
}  # fmt: skip
AGENCY_COLUMNS = {
    "name": {
        "ten", "truong", "ten truong", "truong hoc", "co quan", "ten co quan", "to chuc", "ten to chuc", "don vi",
        "ten don vi", "hoi doan the",
    },
    "phone": PHONE_HEADINGS,
}  # fmt: skip
LEVELS = {
    SchoolLevel.PRESCHOOL: ("mam non", "mau giao", "nha tre"),
    SchoolLevel.PRIMARY: ("tieu hoc",),
    SchoolLevel.LOWER: ("thcs", "trung hoc co so"),
}
# How the name of a neighbourhood begins, also of what neighbourhoods were called before.
_NEIGHBOURHOOD = re.compile(r"(to|tdp|khoi|khu|thon|ap|ban|lang|xom|buon)\b")


def read_neighbourhoods(text: str, *, since: date) -> Pasted:
    """Name, head, phone of neighbourhoods there are since a day, as drafts. What is odd is kept, and told."""
    pasted = Pasted()
    for line, (cell, head, phone) in pasted.lines(text, NEIGHBOURHOOD_COLUMNS, begins=_looks_like_one):
        name = _neighbourhood_name(cell)
        if not pasted.is_repeated(name, line):
            pasted.problems += _odd_parts(line, name, head)
            found = re.search(r"\d+", name)
            number = int(found[0]) if found else len(pasted.rows) + 1
            head_name, head_phone = normalise(head), pasted.phone(phone, line)
            pasted.rows.append(NeighbourhoodDraft(number, name, since, head_name=head_name, head_phone=head_phone))
    return pasted


def read_agencies(text: str, kind: AgencyKind, *, since: date) -> Pasted:
    """Name and phone of agencies there are since a day, as drafts; the level of a school is read from its name."""
    pasted = Pasted()
    for line, (cell, phone) in pasted.lines(text, AGENCY_COLUMNS):
        name = normalise(cell)
        if not pasted.is_repeated(name, line):
            level = school_level_in(name) if kind == AgencyKind.SCHOOL else ""
            pasted.rows.append(AgencyDraft(kind, name, since, school_level=level, phone=pasted.phone(phone, line)))
    return pasted


def school_level_in(name: str) -> str:
    """The level a school's name tells, or nothing."""
    key = search_key(name)
    return next((level for level, words in LEVELS.items() if any(word in key for word in words)), "")


def _looks_like_one(cell: str) -> bool:
    return neighbourhood_number(cell) is not None or bool(_NEIGHBOURHOOD.match(search_key(cell)))


def _neighbourhood_name(cell: str) -> str:
    number = neighbourhood_number(cell)
    return normalise(cell) if number is None else f"Tổ dân phố {number}"


def _odd_parts(line: int, name: str, head: str) -> list[str]:
    """What stands in a column and does not look like it."""
    odd = []
    if not _looks_like_one(name):
        odd.append(f"Dòng {line}: “{name}” không giống tên tổ dân phố. Sửa trong ô trên nếu gõ nhầm.")
    if _looks_like_one(head) or any(char.isdigit() for char in head):
        odd.append(f"Dòng {line}: “{head}” không giống họ tên tổ trưởng. Xem lại thứ tự các cột.")
    return odd
