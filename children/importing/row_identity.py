"""Who a row is about: name, birth, sex, personal ID."""

import re
from dataclasses import replace

from children.importing.candidate import Candidate
from children.importing.cells import Cell
from children.importing.row_cells import RowCells, is_mark, is_no, key_of
from vietnamese.ages import CHILD_UNTIL, add_years
from vietnamese.errors import Unreadable
from vietnamese.names import is_temporary, title_case
from vietnamese.partial_dates import PartialDate, read_cell
from vietnamese.personal_id import format_personal_id, parse_personal_id
from vietnamese.personal_id import meaning as meaning_of_personal_id
from vietnamese.personal_id import warnings as personal_id_warnings

ADULT_FROM = 18  # nobody of that age belongs into a list of children, whatever the list is for


def name_in(row: RowCells) -> str:
    name = row.text("full_name") or " ".join(filter(None, (row.text("family_name"), row.text("given_name"))))
    if not name:
        row.refuse("Chưa có họ và tên. Ghi thêm rồi nhập lại dòng này.", "full_name")
    elif re.search(r"\d", name) and not is_temporary(name):
        row.refuse("Họ và tên có chữ số. Sửa lại họ và tên.", "full_name")
    elif name == name.lower():
        name = title_case(name)
        row.warn(f"Tên viết thường toàn bộ, ghi là “{name}”.", "full_name")
    elif name == name.upper() and len(name) > 3:
        row.warn(f"Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “{title_case(name)}”.", "full_name")
    return name


def birth_and_sex_in(row: RowCells) -> tuple[PartialDate | None, str]:
    sex = _sex(row)
    for column, of_column in (("male", "male"), ("female", "female")):
        cell = row.cells.get(column)
        if cell is not None and not is_no(cell):
            if sex and sex != of_column:
                row.refuse("Dòng ghi cả nam và nữ. Giữ một ô, bỏ ô kia.", "sex")
            sex = of_column
            if not is_mark(cell):
                row.cells.setdefault("birth", cell)
    return _birth(row), sex


def _sex(row: RowCells) -> str:
    text = key_of(row.raw("sex"))
    for sex, words in (("male", ("nam", "trai", "m")), ("female", ("nu", "gai", "f"))):
        if text in words:
            return sex
    if text and text not in ("chua xac dinh", "khong xac dinh", "chua ro"):
        row.warn(f"Giới tính “{row.text('sex')}” không đọc được nên để trống. Ghi Nam hoặc Nữ.", "sex")
    return "unknown" if text else ""


def _birth(row: RowCells) -> PartialDate | None:
    cell = row.cells.get("birth", _birth_in_parts(row))
    if cell is None:
        row.refuse("Chưa có ngày sinh. Ghi ít nhất năm sinh.", "birth")
        return None
    try:
        birth = read_cell(cell, on=row.known.on, epoch_1904=row.known.epoch_1904)
    except Unreadable as unreadable:
        row.refuse(unreadable.sentence, "birth")
        return None
    if birth.latest() <= add_years(row.known.on, -ADULT_FROM):
        row.refuse(f"Sinh {birth.display()} thì đã đủ {ADULT_FROM} tuổi. Kiểm tra lại năm sinh.", "birth")
    elif birth.latest() <= add_years(row.known.on, -CHILD_UNTIL):
        row.warn(f"Đã đủ {CHILD_UNTIL} tuổi: vẫn ghi vào sổ, không tính là trẻ em.", "birth")
    return birth


def _birth_in_parts(row: RowCells) -> Cell:
    parts = [row.raw(f"birth_{part}") for part in ("day", "month", "year")]
    if not parts[2]:
        return None
    if any("/" in part for part in parts):  # a whole date in the column of the year
        return parts[2]
    return "/".join(part for part in parts if part)


def nationality_in(row: RowCells) -> str:
    text = row.text("nationality", 60)
    return "" if key_of(text) in ("viet nam", "vn", "vietnam") else text


def with_personal_id(row: RowCells, candidate: Candidate) -> Candidate:
    cell = row.cells.get("personal_id")
    if cell is None:
        return _sex_if_missing(row, candidate, "")
    try:
        number = parse_personal_id(cell if isinstance(cell, int | float | str) else str(cell))
    except Unreadable as unreadable:
        number = _completed(row, unreadable, candidate)
    if not number:
        return candidate
    candidate = _sex_if_missing(row, candidate, number)
    sex = candidate.sex or "unknown"
    for sentence in personal_id_warnings(number, sex=sex, birth=candidate.birth):  # type: ignore[arg-type]
        row.warn(sentence, "personal_id")
    return replace(candidate, personal_id=number)


def _completed(row: RowCells, unreadable: Unreadable, candidate: Candidate) -> str:
    """Zeros that Excel took away come back where the whole number agrees with sex and birth."""
    number = unreadable.proposal
    sex = candidate.sex or "unknown"
    if number and not personal_id_warnings(number, sex=sex, birth=candidate.birth):  # type: ignore[arg-type]
        row.warn(f"Số định danh thiếu số 0 đầu (Excel làm mất), đã thêm: {format_personal_id(number)}.", "personal_id")
        return number
    asked = f" Có thể là {format_personal_id(number)}, nhưng không khớp giới tính, năm sinh." if number else ""
    row.refuse(unreadable.sentence + asked, "personal_id")
    return ""


def _sex_if_missing(row: RowCells, candidate: Candidate, number: str) -> Candidate:
    if candidate.sex:
        return candidate
    if number:
        return replace(candidate, sex=meaning_of_personal_id(number).sex)
    row.warn("Chưa có giới tính.", "sex")
    return candidate
