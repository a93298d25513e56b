"""Which column of a list holds what, from the words of its header.

A header is the tuple of its cells from top to bottom, as the list shows them ("Ngày sinh", "Nam"). Words are compared
as search keys, so "HỌ VÀ TÊN", "Họ & tên" and "Ho va ten" are one (and “BHYT” is “bhit”).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from children.importing.header_words import (
    BEHIND_A_PAPER,
    DOSE_WORDS,
    GROUP_WORDS,
    IGNORED,
    NOT_KEPT_OF_PERSONS,
    OF_A_PERSON,
    PERSONS,
    SIMPLE,
)
from vietnamese.names import normalise, search_key

Header = tuple[str, ...]
STEP = " › "  # between the cells of a header where they are written in one line

# What the ward sees on the page “Cách máy đọc tệp”.
FIELDS = {
    "ordinal": "Số thứ tự",
    "full_name": "Họ và tên",
    "family_name": "Họ và tên đệm",
    "given_name": "Tên",
    "birth": "Ngày sinh",
    "birth_day": "Ngày sinh (ngày)",
    "birth_month": "Ngày sinh (tháng)",
    "birth_year": "Ngày sinh (năm)",
    "male": "Nam: ngày sinh hoặc dấu x",
    "female": "Nữ: ngày sinh hoặc dấu x",
    "sex": "Giới tính",
    "ethnic_group": "Dân tộc",
    "nationality": "Quốc tịch",
    "personal_id": "Số định danh",
    "identity_issued_on": "Ngày cấp thẻ căn cước",
    "identity_place": "Nơi cấp thẻ căn cước",
    "birth_certificate": "Số giấy khai sinh",
    "birth_certificate_book": "Giấy khai sinh, quyển số",
    "birth_registered_on": "Ngày đăng ký khai sinh",
    "birth_certificate_place": "Nơi đăng ký khai sinh",
    "health_insurance": "Số thẻ BHYT",
    "health_insurance_from": "Thẻ BHYT có giá trị từ",
    "health_insurance_until": "Thẻ BHYT có giá trị đến",
    "health_insurance_place": "Nơi khám chữa bệnh ban đầu",
    "father": "Cha",
    "father_year": "Năm sinh của cha",
    "father_job": "Nghề nghiệp của cha",
    "father_phone": "Điện thoại của cha",
    "mother": "Mẹ",
    "mother_year": "Năm sinh của mẹ",
    "mother_job": "Nghề nghiệp của mẹ",
    "mother_phone": "Điện thoại của mẹ",
    "parents": "Cha, mẹ",
    "carer": "Người nuôi dưỡng",
    "carer_year": "Năm sinh của người nuôi dưỡng",
    "carer_job": "Nghề nghiệp của người nuôi dưỡng",
    "carer_phone": "Điện thoại của người nuôi dưỡng",
    "phone": "Điện thoại",
    "head_name": "Chủ hộ",
    "head_year": "Năm sinh của chủ hộ",
    "household_phone": "Điện thoại của hộ",
    "address": "Địa chỉ",
    "neighbourhood": "Tổ dân phố",
    "poor": "Hộ nghèo",
    "near_poor": "Hộ cận nghèo",
    "poverty": "Hộ nghèo, cận nghèo",
    "certificate_number": "Số giấy chứng nhận hộ nghèo",
    "certificate_year": "Năm của giấy chứng nhận hộ nghèo",
    "certificate_issued_on": "Ngày cấp giấy chứng nhận hộ nghèo",
    "circumstances": "Hoàn cảnh",
    "disability_level": "Mức độ khuyết tật",
    "school": "Trường",
    "class_name": "Lớp",
    "school_and_class": "Trường, lớp",
    "residence": "Cư trú",
    "residence_since": "Cư trú như vậy từ ngày",
    "moved_in_on": "Ngày chuyển đến",
    "notes": "Ghi chú",
    "row_code": "Mã dòng của đợt xác minh",
    "police_result": "Kết quả công an xác minh",
    "police_date": "Ngày công an xác minh",
}
DOUBTS = {
    None: "Máy không nhận ra tiêu đề này",
    "phone": "Không rõ của ai: ghi cho người nuôi dưỡng, không có thì mẹ, rồi cha",
}
GROUP = "group:"  # “group:G04”: a column of x marks, or of words, for one group

DOSE = "dose:"  # “dose:BCG”: a column of days on which a dose of the national schedule was given


@lru_cache(maxsize=2_000)
def field_of(header: Header) -> str | None:
    """The field a column holds; `IGNORED` when we know it and leave it; None for unknown words."""
    path, last = search_key(" ".join(header)), search_key(header[-1])
    if not path:
        return None
    if header[-1].strip().casefold() == "họ":  # not “hộ”, which has the same search key
        return "family_name"
    return _by_sex(header) or _birth_part(path, last) or _by_words(header, path, last)


def _by_sex(header: Header) -> str | None:
    """“Nam” and “Năm” have one search key: only the letters as written part them."""
    last = re.sub(r"[\W_]*((đánh )?dấu x|\bx)?[\W_]*$", "", normalise(header[-1]).casefold())
    if last in ("nam", "trai", "bé trai"):
        return "male"
    return "female" if last in ("nữ", "nu", "gái", "bé gái") else None


def _birth_part(path: str, last: str) -> str | None:
    parts = {"ngay": "birth_day", "thang": "birth_month", "nam": "birth_year"}
    return parts.get(last) if re.search(r"(?<!khai )\bsinh\b", path) else None


def _by_words(header: Header, path: str, last: str) -> str | None:
    """The last cell first: a parent cell such as “Thông tin trẻ em” must not hide its columns."""
    if dose := dose_of(path):
        return DOSE + dose
    if field := _group_field(path, last):
        return field
    for part in map(search_key, reversed(header)):
        for person, pattern in PERSONS:
            if re.search(pattern, part):
                return _of_person(person, last)
    for words in (last, path):
        for field, pattern in SIMPLE:
            if re.search(pattern, words):
                return field
    return None


def _group_field(path: str, last: str) -> str | None:
    code = group_of(last) or group_of(path)
    if code is None or re.search(r"\b(ho|can|dien) ngheo", last):
        return None
    if code == "G04" and re.search(r"muc do|muc$", last):
        return "disability_level"
    return GROUP + code


def dose_of(words: str) -> str | None:
    """The code of the dose that the words of a header name; `words` is a search key."""
    for code, pattern in DOSE_WORDS:
        if match := re.search(pattern, words):
            return code.format(match[match.lastindex or 0]) if "{}" in code else code
    return None


def group_of(words: str) -> str | None:
    """The group that words name; `words` is a search key."""
    return next((code for code, pattern in GROUP_WORDS if re.search(pattern, words)), None)


def _of_person(person: str, words: str) -> str:
    if re.search(NOT_KEPT_OF_PERSONS, words):
        return IGNORED
    part = next((part for part, pattern in OF_A_PERSON if re.search(pattern, words)), "")
    if person == "parents":
        return {"": "parents", "_phone": "phone"}.get(part, IGNORED)
    return person + part


def fields_of(headers: Sequence[Header]) -> list[str | None]:
    """The field of each column. A field stands once, what comes again is left out; but for groups.

    “Năm sinh”, “Nghề nghiệp” behind a parent's name are the parent's, “Điện thoại” only right beside; “Ngày cấp” behind
    a paper's number is the paper's. One merged
    “Họ và tên” over two columns parts the family name from the given name.
    """
    found: list[str | None] = []
    person, paper = "", ""
    for index, header in enumerate(headers):
        field = field_of(header) if header else None
        if len(header) == 1 and person:
            field = _behind_person(field, search_key(header[0]), person, found)
        if header and paper:
            field = _behind_paper(paper, search_key(header[-1])) or field
        if field == "full_name" and found[-1:] == ["full_name"] and headers[index - 1] == header:
            found[-1], field = "family_name", "given_name"
        elif field in found and field and not field.startswith(GROUP):
            field = IGNORED
        person = _person_of(field) or (person if field is None else "")
        paper = _paper_of(field) or (paper if field is None else "")
        found.append(field)
    return _year_not_boys(_birth_in_pieces(headers, found))


def _birth_in_pieces(headers: Sequence[Header], found: list[str | None]) -> list[str | None]:
    """“Ngày”, “Tháng”, “Năm” side by side with nothing above them are a birth, where the list has no other."""
    if {"birth", "birth_year", "male", "female"} & set(found):
        return found
    words = [search_key(" ".join(header)) for header in headers]
    for start in range(len(words) - 2):
        if words[start : start + 3] == ["ngay", "thang", "nam"]:
            return [*found[:start], "birth_day", "birth_month", "birth_year", *found[start + 3 :]]
    return found


def _person_of(field: str | None) -> str:
    person = (field or "").split("_")[0]
    return person if person in ("father", "mother", "carer") else ""


def _paper_of(field: str | None) -> str:
    """The paper that a field belongs to, be it its number or a part of it."""
    return next((paper for paper, parts in BEHIND_A_PAPER.items() if field in (paper, *dict(parts))), "")


def _behind_paper(paper: str, words: str) -> str | None:
    return next((field for field, pattern in BEHIND_A_PAPER[paper] if re.search(pattern, words)), None)


def _behind_person(field: str | None, words: str, person: str, found: list[str | None]) -> str | None:
    has_birth = {"birth", "male", "birth_year"} & set(found)
    if field == "birth" and has_birth:
        return f"{person}_year"
    if field == "phone" and _person_of(found[-1]) == person:
        return f"{person}_phone"
    if field is None and re.search(r"\bnghe\b", words):
        return f"{person}_job"
    return field


def _year_not_boys(found: list[str | None]) -> list[str | None]:
    """“Ngày, Tháng, Nam” of a list typed without marks: the year, no boys."""
    if "birth_month" in found and "male" in found and "female" not in found:
        return ["birth_year" if field == "male" else field for field in found]
    return found


def doubt_of(field: str | None) -> str:
    """What a person should look at: a header nobody knows, or that leaves open whom it speaks of."""
    return DOUBTS.get(field, "")


def label_of(field: str | None) -> str:
    """The field in words; groups by their code are named by whoever knows the list."""
    return FIELDS.get(field or "", "Không nhập")
