"""One row of a list → what it says about a child, with each problem as a sentence: what is wrong, what to do."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from children.importing.cells import EMPTY, Cell
from children.importing.columns import GROUP, group_of
from children.importing.people import NOTHING, Person, read_parents, read_person
from children.importing.tables import Line, Table, neighbourhood_in
from vietnamese.ages import CHILD_UNTIL, add_years
from vietnamese.errors import Unreadable
from vietnamese.names import is_temporary, search_key, title_case
from vietnamese.partial_dates import PartialDate, read_cell
from vietnamese.personal_id import format_personal_id, parse_personal_id
from vietnamese.personal_id import meaning as meaning_of_personal_id
from vietnamese.personal_id import warnings as personal_id_warnings
from vietnamese.phones import parse_phone

ADULT_FROM = 18  # nobody of that age belongs into a list of children, whatever the list is for
MARKS = {"x", "v", "1", "co", "+", "dung"}
_POOR = re.compile(r"\bngheo\b|\bhn\b|\bhcn\b")
CLOSE = 75  # how like a known school a name must be to be suggested, of 100


@dataclass(frozen=True)
class Choice:
    """A row of a list of the ward, by what the file may call it."""

    pk: int
    label: str


@dataclass(frozen=True)
class Known:
    """The ward's own lists on the day of the import. Keys are search keys, numbers as text, or codes."""

    on: date
    neighbourhoods: dict[str, Choice]
    schools: dict[str, Choice]
    ethnic_groups: dict[str, Choice]
    groups: dict[str, Choice]
    subtypes: dict[str, Choice]
    secret_groups: frozenset[str] = frozenset()
    epoch_1904: bool = False


@dataclass(frozen=True)
class Problem:
    """`error`: the row is not imported. Otherwise a warning to look at."""

    sentence: str
    error: bool = False


@dataclass(frozen=True)
class Candidate:
    """What a row says. Empty means that the file is silent, never that something should be erased."""

    full_name: str = ""
    temporary_name: bool = False
    birth: PartialDate | None = None
    sex: str = ""
    ethnic_group: int | None = None
    foreign_nationality: str = ""
    personal_id: str = ""
    birth_certificate: str = ""
    health_insurance: str = ""
    neighbourhood: int | None = None
    head_name: str = ""
    address: str = ""
    poverty: str = ""
    certificate_number: str = ""
    school: int | None = None
    class_name: str = ""
    residence: str = ""
    notes: str = ""
    people: dict[str, Person] = field(default_factory=dict)  # mother, father, carer
    groups: dict[str, str] = field(default_factory=dict)  # code of the group → code of the case in it, or ""

    def to_json(self) -> dict[str, Any]:
        kept = {name: value for name, value in vars(self).items() if value not in ("", None, {}, False)}
        if self.birth:
            kept["birth"] = self.birth.isoformat()
        if self.people:
            kept["people"] = {who: vars(person) for who, person in self.people.items()}
        return kept

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Candidate":
        people = {who: Person(**person) for who, person in kept.get("people", {}).items()}
        birth = PartialDate.fromisoformat(kept["birth"]) if "birth" in kept else None
        return cls(**{**kept, "people": people, "birth": birth})


def read_line(line: Line, table: Table, known: Known) -> tuple[Candidate, list[Problem]]:
    """What the row says, and what is wrong with it."""
    return _Row(line, table.fields, known).read()


class _Row:
    """Reads one row, field by field; a field that cannot be read leaves a problem and stays empty."""

    def __init__(self, line: Line, fields: list[str | None], known: Known) -> None:
        self.cells: dict[str, Cell] = {
            name: cell
            for name, cell in zip(fields, line.cells, strict=False)
            if name and cell not in EMPTY and not (isinstance(cell, str) and len(cell) < 12 and _key(cell) in NOTHING)
        }
        self.under = line.under
        self.known = known
        self.problems: list[Problem] = []

    def read(self) -> tuple[Candidate, list[Problem]]:
        birth, sex = self._birth_and_sex()
        name = self._name()
        candidate = Candidate(
            full_name=name,
            temporary_name=bool(name) and is_temporary(name),
            birth=birth,
            sex=sex,
            ethnic_group=self._listed("ethnic_group", self.known.ethnic_groups, "Dân tộc"),
            foreign_nationality=self._nationality(),
            birth_certificate=self._text("birth_certificate", 40),
            health_insurance=self._text("health_insurance", 40),
            **self._residence(),
            **self._household(),
            **self._school(),
            notes=self._text("notes", 2_000),
            people=self._people(),
            groups=self._groups(),
        )
        return self._with_personal_id(candidate), self.problems

    # --- Helpers
    def warn(self, sentence: str) -> None:
        self.problems.append(Problem(sentence))

    def refuse(self, sentence: str) -> None:
        self.problems.append(Problem(sentence, error=True))

    def _text(self, name: str, longest: int = 120) -> str:
        text = " ".join(_as_text(self.cells.get(name)).split())
        if len(text) > longest:
            self.warn(f"Ô dài hơn {longest} chữ nên cắt bớt: “{text[:30]}…”.")
        return text[:longest].rstrip()

    def _marked(self, name: str) -> bool:
        return _is_mark(self.cells.get(name))

    def _listed(self, name: str, choices: dict[str, Choice], label: str) -> int | None:
        text = self._text(name)
        if not text:
            return None
        if choice := choices.get(_key(text)):
            return choice.pk
        self.warn(f"{label} “{text}” không có trong danh mục nên để trống. Sửa lại cách ghi.")
        return None

    # --- Who
    def _name(self) -> str:
        name = self._text("full_name") or " ".join(filter(None, (self._text("family_name"), self._text("given_name"))))
        if not name:
            self.refuse("Chưa có họ và tên. Ghi thêm rồi nhập lại dòng này.")
        elif re.search(r"\d", name) and not is_temporary(name):
            self.refuse(f"Họ và tên “{name}” có chữ số. Sửa lại họ và tên.")
        elif name == name.lower():
            name = title_case(name)
            self.warn(f"Tên viết thường toàn bộ, ghi là “{name}”.")
        elif name == name.upper() and len(name) > 3:
            self.warn(f"Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “{title_case(name)}”.")
        return name

    def _birth_and_sex(self) -> tuple[PartialDate | None, str]:
        sex = self._sex()
        for column, of_column in (("male", "male"), ("female", "female")):
            cell = self.cells.get(column)
            if cell is not None and not _is_no(cell):
                if sex and sex != of_column:
                    self.refuse("Dòng ghi cả nam và nữ. Giữ một ô, bỏ ô kia.")
                sex = of_column
                if not _is_mark(cell):
                    self.cells.setdefault("birth", cell)
        return self._birth(), sex

    def _sex(self) -> str:
        text = _key(_as_text(self.cells.get("sex")))
        for sex, words in (("male", ("nam", "trai", "m")), ("female", ("nu", "gai", "f"))):
            if text in words:
                return sex
        if text and text not in ("chua xac dinh", "khong xac dinh", "chua ro"):
            self.warn(f"Giới tính “{self._text('sex')}” không đọc được nên để trống. Ghi Nam hoặc Nữ.")
        return "unknown" if text else ""

    def _birth(self) -> PartialDate | None:
        cell = self.cells.get("birth", self._birth_in_parts())
        if cell is None:
            self.refuse("Chưa có ngày sinh. Ghi ít nhất năm sinh.")
            return None
        try:
            birth = read_cell(cell, on=self.known.on, epoch_1904=self.known.epoch_1904)
        except Unreadable as unreadable:
            self.refuse(unreadable.sentence)
            return None
        if birth.latest() <= add_years(self.known.on, -ADULT_FROM):
            self.refuse(f"Sinh {birth.display()} thì đã đủ {ADULT_FROM} tuổi. Kiểm tra lại năm sinh.")
        elif birth.latest() <= add_years(self.known.on, -CHILD_UNTIL):
            self.warn(f"Đã đủ {CHILD_UNTIL} tuổi: vẫn ghi vào sổ, không tính là trẻ em.")
        return birth

    def _birth_in_parts(self) -> Cell:
        parts = [_as_text(self.cells.get(f"birth_{part}")) for part in ("day", "month", "year")]
        if not parts[2]:
            return None
        if any("/" in part for part in parts):  # a whole date in the column of the year
            return parts[2]
        return "/".join(part for part in parts if part)

    def _nationality(self) -> str:
        text = self._text("nationality", 60)
        return "" if _key(text) in ("viet nam", "vn", "vietnam") else text

    def _with_personal_id(self, candidate: Candidate) -> Candidate:
        cell = self.cells.get("personal_id")
        if cell is None:
            return self._sex_if_missing(candidate, "")
        try:
            number = parse_personal_id(cell if isinstance(cell, int | float | str) else str(cell))
        except Unreadable as unreadable:
            number = self._completed(unreadable, candidate)
        if not number:
            return candidate
        candidate = self._sex_if_missing(candidate, number)
        sex = candidate.sex or "unknown"
        for sentence in personal_id_warnings(number, sex=sex, birth=candidate.birth):  # type: ignore[arg-type]
            self.warn(sentence)
        return replace(candidate, personal_id=number)

    def _completed(self, unreadable: Unreadable, candidate: Candidate) -> str:
        """Zeros that Excel took away come back where the whole number agrees with sex and birth."""
        number = unreadable.proposal
        sex = candidate.sex or "unknown"
        if number and not personal_id_warnings(number, sex=sex, birth=candidate.birth):  # type: ignore[arg-type]
            self.warn(f"Số định danh thiếu số 0 đầu (Excel làm mất), đã thêm: {format_personal_id(number)}.")
            return number
        asked = f" Có thể là {format_personal_id(number)}, nhưng không khớp giới tính, năm sinh." if number else ""
        self.refuse(unreadable.sentence + asked)
        return ""

    def _sex_if_missing(self, candidate: Candidate, number: str) -> Candidate:
        if candidate.sex:
            return candidate
        if number:
            return replace(candidate, sex=meaning_of_personal_id(number).sex)
        self.warn("Chưa có giới tính.")
        return candidate

    # --- Where
    def _residence(self) -> dict[str, str]:
        words = _key(self._text("residence"))
        for residence, pattern in (
            ("moved_out", "chuyen di|da di|cat khau"),
            ("dead", "chet|da mat|tu vong|qua doi"),
            ("away", "vang|di lam an xa|di hoc xa"),
            ("temporary", "tam tru|kt3|kt4"),
            ("permanent", "thuong tru|kt1"),
        ):
            if re.search(pattern, words):
                return {"residence": residence}
        return {}

    def _household(self) -> dict[str, Any]:
        address = self._text("address", 200)
        neighbourhood = self._neighbourhood(address)
        return {
            "neighbourhood": neighbourhood,
            "address": _without_neighbourhood(address),
            "head_name": self._text("head_name"),
            "poverty": self._poverty(),
            "certificate_number": self._text("certificate_number", 40),
        }

    def _neighbourhood(self, address: str) -> int | None:
        text = self._text("neighbourhood") or neighbourhood_in(address) or self.under.get("neighbourhood", "")
        if not text:
            return None
        number = neighbourhood_in(text) or text.removesuffix(".0").lstrip("0")
        if choice := self.known.neighbourhoods.get(number) or self.known.neighbourhoods.get(_key(text)):
            return choice.pk
        labels = ", ".join(dict.fromkeys(choice.label for choice in self.known.neighbourhoods.values()))
        self.refuse(f"Không có tổ dân phố “{text}”. Phường có: {labels}. Sửa lại rồi nhập.")
        return None

    def _poverty(self) -> str:
        words = [part for part in re.split(r"[;,+]", self._text("circumstances", 300)) if not group_of(_key(part))]
        text = _key(" ".join([self._text("poverty"), *words]))
        if re.search(r"khong ngheo|thoat ngheo", text):
            return "none"
        if self._marked("near_poor") or re.search(r"can ngheo|\bhcn\b", text):
            return "near_poor"
        if self._marked("poor") or _POOR.search(text):
            return "poor"
        if self._marked("poverty"):
            self.warn("Ô hộ nghèo, cận nghèo chỉ có dấu x: chưa biết nghèo hay cận nghèo nên để trống.")
        return ""

    def _school(self) -> dict[str, Any]:
        school, class_name = self._text("school"), self._text("class_name", 20)
        both = self._text("school_and_class")
        if both and not school:
            school, class_name = _school_and_class(both, class_name)
        class_name = re.sub(r"(?i)^lớp\s*", "", class_name or self.under.get("class_name", "")).removesuffix(".0")
        return {"school": self._school_named(school or self.under.get("school", "")), "class_name": class_name[:20]}

    def _school_named(self, text: str) -> int | None:
        key = school_key(text)
        if not key or key in ("chua di hoc", "o nha", "nghi hoc", "bo hoc"):
            return None
        if choice := self.known.schools.get(key):
            return choice.pk
        nearest = process.extractOne(key, list(self.known.schools), scorer=fuzz.WRatio, score_cutoff=CLOSE)
        asked = f" Có phải {self.known.schools[nearest[0]].label}?" if nearest else ""
        self.warn(f"Trường “{text}” không có trong danh sách cơ quan của phường nên để trống.{asked}")
        return None

    # --- Family, circumstances
    def _people(self) -> dict[str, Person]:
        people = read_parents(self._lines("parents")) if "parents" in self.cells else {}
        for who in ("father", "mother", "carer"):
            if person := read_person(self._lines(who), who):
                people[who] = person
            if who in people:
                people[who] = self._details(people[who], who)
        phone = self._phone("phone")
        contact = next((who for who in ("carer", "mother", "father") if who in people), None)
        if phone and contact and not people[contact].phone:
            people[contact] = replace(people[contact], phone=phone)
        return people

    def _lines(self, name: str) -> str:
        return _as_text(self.cells.get(name))

    def _details(self, person: Person, who: str) -> Person:
        year = re.search(r"(19|20)\d\d", _as_text(self.cells.get(f"{who}_year")))
        return replace(
            person,
            birth_year=int(year[0]) if year else person.birth_year,
            occupation=self._text(f"{who}_job") or person.occupation,
            phone=self._phone(f"{who}_phone") or person.phone,
        )

    def _phone(self, name: str) -> str:
        cell = self.cells.get(name)
        if cell is None:
            return ""
        try:
            return parse_phone(cell if isinstance(cell, int | float) else str(cell), demo=True)
        except Unreadable as unreadable:
            if unreadable.proposal:
                return unreadable.proposal
            self.warn(f"{unreadable.sentence} Để trống số điện thoại.")
            return ""

    def _groups(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in self.cells:
            if name.startswith(GROUP) and (self._marked(name) or self._says_something(name)):
                found[name.removeprefix(GROUP)] = self._text(name)
        found |= self._groups_in_words()
        if "disability_level" in self.cells:
            found["G04"] = self._text("disability_level")
        return {code: self._case_of(code, text) for code, text in found.items() if self._importable(code)}

    def _says_something(self, name: str) -> bool:
        """A column of a group may hold words (“vận động, nặng”) instead of a mark."""
        return not _is_no(self.cells[name])

    def _groups_in_words(self) -> dict[str, str]:
        text = self._text("circumstances", 300)
        found = {}
        for part in re.split(r"[;,+]", text):
            key = _key(part)
            code = group_of(key) or next((code for code in self.known.groups if code.lower() == key), None)
            if code:
                found[code] = part
            elif key and not _POOR.search(key) and not _is_no(part):
                self.warn(f"Hoàn cảnh “{part.strip()}”: chưa biết là nhóm nào nên không ghi. Ghi rõ tên nhóm.")
        return found

    def _importable(self, code: str) -> bool:
        if code in self.known.secret_groups:
            self.warn("Nhóm hoàn cảnh được bảo mật đặc biệt không nhập từ danh sách. Ghi trong hồ sơ bảo vệ của trẻ.")
        return code in self.known.groups and code not in self.known.secret_groups

    def _case_of(self, code: str, text: str) -> str:
        key = _key(text)
        if code == "G04":
            for case, words in (("G04.1", "dac biet nang"), ("G04.2", "nang"), ("G04.3", "nhe")):
                if words in key and case in self.known.subtypes:
                    return case
        return ""


def _as_text(cell: Cell) -> str:
    if cell is None or cell is True or cell is False:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)


@lru_cache(maxsize=5_000)  # a list repeats its marks, classes, groups, schools
def _key(text: str) -> str:
    return search_key(text) or text.strip()


def _is_mark(cell: Cell) -> bool:
    return cell is True or _key(_as_text(cell)) in MARKS or (isinstance(cell, str) and cell.strip() in "✓✔√☑●")


def _is_no(cell: Cell) -> bool:
    return cell is False or _key(_as_text(cell)) in ("", "0", "khong", "ko", "k", "-", "–")


def _school_and_class(text: str, class_name: str) -> tuple[str, str]:
    """“THCS Ánh Dương, lớp 8A2”, “8A2 THCS Ánh Dương”, “Lớp 3B”."""
    match = re.search(r"(?i)(?:lớp\s*)?\b(\d{1,2}\s?/?\s?[a-zđ]{0,2}\d{0,2}|(?:lá|chồi|mầm)\s?\d?)\s*$", text)
    match = match or re.match(r"(?i)(?:lớp\s*)?(\d{1,2}[a-z]?\d{0,2})\b", text)
    if match is None:
        return text, class_name
    rest = (text[: match.start()] + text[match.end() :]).strip(" ,;-–")
    return rest, class_name or match[1].strip()


def school_key(name: str) -> str:
    """One key for “Trường Tiểu học A”, “TH A” and “tiểu học A”."""
    key = re.sub(r"^truong\b", "", search_key(name))
    for long, short in (("tieu hoc", "th"), ("trung hoc co so", "thcs"), ("mam non", "mn"), ("mau giao", "mg")):
        key = re.sub(rf"\b{long}\b", short, key)
    return " ".join(key.split())


def _without_neighbourhood(address: str) -> str:
    """“12 Lê Lợi, tổ 7, phường Cẩm Thành” → “12 Lê Lợi”: neighbourhood and ward are known otherwise."""
    parts = [part.strip() for part in address.split(",")]
    kept = [part for part in parts if part and not _only_names_area(part)]
    return ", ".join(kept)


def _only_names_area(part: str) -> bool:
    return bool(
        re.match(r"(to dan pho|tdp|to|khu pho)( so)? ?\d|phuong |p |thanh pho |tp |tinh |xa ", search_key(part))
    )
