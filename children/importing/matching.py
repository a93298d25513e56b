"""What the register says about a row: a new child, a change, the same, or a question for a person.

Sure is: the same personal ID with a name or birth that agrees; the same name and birth with the same mother; the same
name and whole birth date with nobody else who could be meant. What identifies a child (name, birth, sex, personal ID,
parents, neighbourhood) is never overwritten without a decision; an empty cell never erases.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from children.importing.people import Person
from children.importing.rows import Candidate
from vietnamese.names import name_similarity, search_key
from vietnamese.partial_dates import PartialDate, Precision
from vietnamese.syllables import canonical_tones

SAME_PERSON = 90  # a mother's name this similar (of 100) is a spelling
NEAR = 85  # a child's name this similar, born the same day, is asked about
STRANGER = 60  # with one personal ID but names less similar than this, somebody mistyped a number

NEW, CHANGED, IDENTICAL, DECIDE, ERROR = "new", "changed", "identical", "decide", "error"
# Answers to a question.
AS_FILE, AS_BOOK, IS_NEW, LEAVE = "file", "book", "new", "leave"
IS = "is:"  # and a child's public id


class Option(NamedTuple):
    answer: str
    label: str


@dataclass(frozen=True)
class Entry:
    """A child of the register, as far as a list can speak of it."""

    pk: int
    public_id: str
    code: str
    full_name: str
    birth: PartialDate
    sex: str
    personal_id: str
    temporary_name: bool
    neighbourhood: int
    details: dict[str, Any]  # the plain fields of COMPARED
    people: dict[str, Person]
    groups: frozenset[str]
    household: int | None = None
    head_name: str = ""
    address: str = ""
    poverty: str = "none"
    certificate_number: str = ""
    gone: str = ""  # “Đã chuyển đi”

    @property
    def key(self) -> str:
        return search_key(self.full_name)


class Register:
    """The children a file could mean, found by personal ID, by name, by birth."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_pk: dict[int, Entry] = {}
        self.by_personal_id: dict[str, Entry] = {}
        self.by_name: dict[str, list[Entry]] = defaultdict(list)
        self.by_birth: dict[PartialDate, list[Entry]] = defaultdict(list)
        for entry in sorted(entries, key=lambda entry: entry.pk):
            self.by_pk[entry.pk] = entry
            if entry.personal_id:
                self.by_personal_id[entry.personal_id] = entry
            self.by_name[entry.key].append(entry)
            self.by_birth[entry.birth].append(entry)


@dataclass(frozen=True)
class Change:
    """One field: what the register has, what the file says. `conflict`: both say something, and it identifies."""

    field: str
    label: str
    before: str
    after: str
    conflict: bool = False


@dataclass(frozen=True)
class Verdict:
    """The answer for one row. `children`: the one it is about, or those it could be about (database keys)."""

    outcome: str
    reason: str = ""
    children: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    options: tuple[Option, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        kept = {name: value for name, value in vars(self).items() if value}
        return kept | {"changes": [vars(change) for change in self.changes]}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Verdict":
        return cls(
            outcome=kept["outcome"],
            reason=kept.get("reason", ""),
            children=tuple(kept.get("children", ())),
            changes=tuple(Change(**change) for change in kept.get("changes", ())),
            options=tuple(Option(*option) for option in kept.get("options", ())),
            notes=tuple(kept.get("notes", ())),
        )


class Words(NamedTuple):
    """How values of the ward's lists are shown."""

    neighbourhoods: dict[int, str]
    schools: dict[int, str]
    ethnic_groups: dict[int, str]
    groups: dict[str, str]


class Judge:
    """Judges rows against a register."""

    def __init__(self, register: Register, words: Words) -> None:
        self.register = register
        self.words = words

    def judge(self, row: Candidate) -> Verdict:
        """New, changed, identical, or a question; an error for a new child nobody could place."""
        if row.personal_id and (entry := self.register.by_personal_id.get(row.personal_id)):
            return self._by_personal_id(row, entry)
        return self._by_name(row) or self._by_family(row) or self._nearly(row) or self._new(row)

    def _by_personal_id(self, row: Candidate, entry: Entry) -> Verdict:
        if name_similarity(row.full_name, entry.full_name) < STRANGER and not _temporary(row, entry):
            reason = "Cùng số định danh, khác tên: có thể số định danh ghi nhầm"
            return self._ask(row, entry, reason, may_be_new=False)
        return self.compare(row, entry)

    def _by_name(self, row: Candidate) -> Verdict | None:
        """Same name, and birth dates that can be one day."""
        alike = [
            each for each in self.register.by_name[search_key(row.full_name)] if _can_be_one(row.birth, each.birth)
        ]
        if not alike:
            return None
        sure = [each for each in alike if _mother(row, each) is True and not _other_id(row, each)]
        if len(sure) == 1:
            return self.compare(row, sure[0])
        if len(alike) > 1:
            return self._which(row, alike, "Nhiều trẻ trùng tên, trùng ngày sinh")
        (entry,) = alike
        if _other_id(row, entry):
            return self._ask(row, entry, "Cùng tên, cùng ngày sinh, khác số định danh")
        if _mother(row, entry) is False:
            return self._ask(row, entry, "Cùng tên, cùng ngày sinh, khác mẹ")
        if row.birth != entry.birth and not row.personal_id:
            return self._ask(row, entry, "Cùng tên, ngày sinh một bên chưa đủ ngày, tháng")
        return self.compare(row, entry)

    def _by_family(self, row: Candidate) -> Verdict | None:
        """Same name, another birth date: same mother, or day and month have changed places."""
        namesakes = [each for each in self.register.by_name[search_key(row.full_name)] if not _other_id(row, each)]
        family = [each for each in namesakes if _mother(row, each) is True]
        if family:
            return self._which(row, family, "Cùng tên, cùng mẹ, khác ngày sinh")
        turned = [
            each
            for each in namesakes
            if _turned(row.birth, each.birth) and each.neighbourhood == row.neighbourhood and _mother(row, each) is None
        ]
        return self._which(row, turned, "Cùng tên, có thể ngày và tháng sinh đổi chỗ") if turned else None

    def _nearly(self, row: Candidate) -> Verdict | None:
        """Born the same day, a similar or a temporary name, the same mother or neighbourhood."""
        if row.birth is None or row.birth.precision is not Precision.DAY:
            return None
        born = [each for each in self.register.by_birth[row.birth] if not _other_id(row, each)]
        unnamed = [each for each in born if _temporary(row, each) and _mother(row, each) is True]
        if unnamed:
            return self._which(row, unnamed, "Cùng mẹ, cùng ngày sinh, một bên là tên tạm")
        similar = [
            each
            for each in born
            if name_similarity(row.full_name, each.full_name) >= NEAR
            and (_mother(row, each) is True or (_mother(row, each) is None and each.neighbourhood == row.neighbourhood))
        ]
        return self._which(row, similar, "Cùng ngày sinh, tên gần giống") if similar else None

    def _new(self, row: Candidate) -> Verdict:
        if row.residence in ("moved_out", "dead"):
            return Verdict(ERROR, "Trẻ không có trong sổ mà tệp ghi đã chuyển đi hoặc đã mất: không ghi trẻ mới.")
        if row.neighbourhood is None:
            return Verdict(
                ERROR, "Không biết trẻ mới ở tổ dân phố nào. Ghi thêm cột tổ dân phố, hoặc “tổ …” trong địa chỉ."
            )
        notes = () if row.poverty in ("", "none") or row.head_name else (NO_HOUSEHOLD,)
        return Verdict(NEW, notes=notes)

    # --- Questions
    def _ask(self, row: Candidate, entry: Entry, reason: str, *, may_be_new: bool = True) -> Verdict:
        compared = self.compare(row, entry)
        what = _shortly([change for change in compared.changes if change.conflict])
        options = [Option(AS_FILE, f"Là một, lấy {what} trong tệp"), Option(AS_BOOK, f"Là một, giữ {what} trong sổ")]
        if not any(change.conflict for change in compared.changes):
            options = [Option(AS_FILE, "Là một")]
        options.append(
            Option(IS_NEW, "Hai trẻ khác nhau")
            if may_be_new and self._new(row).outcome == NEW
            else Option(LEAVE, "Để dòng này lại")
        )
        return Verdict(DECIDE, reason, (entry.pk,), compared.changes, tuple(options), compared.notes)

    def _which(self, row: Candidate, entries: list[Entry], reason: str) -> Verdict:
        if len(entries) == 1:
            return self._ask(row, entries[0], reason)
        options = [Option(f"{IS}{entry.public_id}", f"Là {entry.code}") for entry in entries]
        last = Option(IS_NEW, "Trẻ mới") if self._new(row).outcome == NEW else Option(LEAVE, "Để dòng này lại")
        return Verdict(DECIDE, reason, tuple(entry.pk for entry in entries), options=(*options, last))

    # --- Comparing
    def compare(self, row: Candidate, entry: Entry) -> Verdict:
        """Field by field. A conflict about who the child is makes it a question."""
        found = [*_identity(row, entry, self.words), *_details(row, entry, self.words)]
        notes = tuple(_kept(row, entry))
        if conflicts := [change for change in found if change.conflict]:
            what = _shortly(conflicts)
            options = (
                Option(AS_FILE, f"Lấy {what} trong tệp"),
                Option(AS_BOOK, f"Giữ {what} trong sổ"),
            )
            reason = f"Là trẻ này, nhưng {what} khác nhau"
            return Verdict(DECIDE, reason, (entry.pk,), tuple(found), options, notes)
        return Verdict(CHANGED if found else IDENTICAL, "", (entry.pk,), tuple(found), notes=notes)


NO_HOUSEHOLD = "Không ghi được hộ nghèo, cận nghèo vì không biết chủ hộ. Ghi thêm cột chủ hộ."
_SHORT = {
    "full_name": "tên",
    "birth": "ngày sinh",
    "sex": "giới tính",
    "personal_id": "số định danh",
    "mother": "tên mẹ",
    "father": "tên cha",
    "neighbourhood": "tổ dân phố",
}


def _shortly(conflicts: list[Change]) -> str:
    names = [_SHORT[change.field] for change in conflicts]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}" if names else "cách ghi"


# --- Who is who ------------------------------------------------------------------------------
def _can_be_one(one: PartialDate | None, other: PartialDate) -> bool:
    return one is not None and one.earliest() <= other.latest() and other.earliest() <= one.latest()


def _turned(one: PartialDate | None, other: PartialDate) -> bool:
    return bool(one and one.day and (one.year, one.month, one.day) == (other.year, other.day, other.month))


def _mother(row: Candidate, entry: Entry) -> bool | None:
    """Whether both have the same mother; None when one does not say."""
    one, other = row.people.get("mother"), entry.people.get("mother")
    if one is None or other is None:
        return None
    return name_similarity(one.full_name, other.full_name) >= SAME_PERSON


def _other_id(row: Candidate, entry: Entry) -> bool:
    return bool(row.personal_id and entry.personal_id and row.personal_id != entry.personal_id)


def _temporary(row: Candidate, entry: Entry) -> bool:
    return row.temporary_name or entry.temporary_name


# --- What differs ----------------------------------------------------------------------------
def _identity(row: Candidate, entry: Entry, words: Words) -> Iterable[Change]:
    if _another_name(row, entry):
        yield Change("full_name", "Họ và tên", entry.full_name, row.full_name, conflict=not entry.temporary_name)
    if row.birth and _another_birth(row.birth, entry.birth):
        conflict = not _can_be_one(row.birth, entry.birth)
        yield Change("birth", "Ngày sinh", entry.birth.display(), row.birth.display(), conflict)
    if row.sex not in ("", "unknown", entry.sex):
        yield Change("sex", "Giới tính", _SEXES[entry.sex], _SEXES[row.sex], conflict=entry.sex != "unknown")
    if row.personal_id and row.personal_id != entry.personal_id:
        yield Change("personal_id", "Số định danh", entry.personal_id, row.personal_id, bool(entry.personal_id))
    for who, label in (("mother", "Mẹ"), ("father", "Cha")):
        one, other = row.people.get(who), entry.people.get(who)
        if one and other and name_similarity(one.full_name, other.full_name) < SAME_PERSON:
            yield Change(who, label, other.full_name, one.full_name, conflict=True)
        elif one and other is None:
            yield Change(who, label, "", one.full_name)
    if row.neighbourhood and row.neighbourhood != entry.neighbourhood:
        names = words.neighbourhoods
        before, after = names.get(entry.neighbourhood, ""), names.get(row.neighbourhood, "")
        yield Change("neighbourhood", "Tổ dân phố", before, after, conflict=True)


_SEXES = {"male": "Nam", "female": "Nữ", "unknown": "Chưa xác định"}


def _another_name(row: Candidate, entry: Entry) -> bool:
    """Not only in capitals, in the place of a tone mark, or typed without any mark."""
    if row.temporary_name or not row.full_name:
        return False
    one, other = (canonical_tones(name).casefold() for name in (row.full_name, entry.full_name))
    return one != other and not (one.isascii() and one == entry.key)


def _another_birth(file: PartialDate, book: PartialDate) -> bool:
    """A year of the file does not replace a day of the register that lies in it."""
    if file == book:
        return False
    return not (_can_be_one(file, book) and _width(file) >= _width(book))


def _width(day: PartialDate) -> int:
    return (day.latest() - day.earliest()).days


COMPARED: tuple[tuple[str, str, Callable[[Words], dict] | None], ...] = (
    ("ethnic_group", "Dân tộc", lambda words: words.ethnic_groups),
    ("foreign_nationality", "Quốc tịch", None),
    ("birth_certificate", "Số giấy khai sinh", None),
    ("health_insurance", "Số thẻ BHYT", None),
    ("school", "Trường", lambda words: words.schools),
    ("class_name", "Lớp", None),
)
_POVERTY = {"none": "Không nghèo", "poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo"}


def _details(row: Candidate, entry: Entry, words: Words) -> Iterable[Change]:
    for name, label, shown in COMPARED:
        before, after = entry.details[name], getattr(row, name)
        if after and after != before:
            names = shown(words) if shown else {}
            yield Change(name, label, names.get(before, before or ""), names.get(after, after))
    yield from _household(row, entry)
    if row.people.get("carer") and "carer" not in entry.people and not _is_parent(row.people["carer"], row, entry):
        yield Change("carer", "Người nuôi dưỡng", "", row.people["carer"].full_name)
    yield from _about_people(row, entry)
    for code in row.groups:
        if code not in entry.groups:
            yield Change(f"group:{code}", "Hoàn cảnh", "", words.groups.get(code, code))
    if row.notes and row.notes not in entry.details["notes"]:
        yield Change("notes", "Ghi chú", entry.details["notes"], f"{entry.details['notes']}\n{row.notes}".strip())


def _household(row: Candidate, entry: Entry) -> Iterable[Change]:
    if row.head_name and entry.household is None:
        yield Change("household", "Hộ gia đình", "", f"Hộ {row.head_name}")
    elif row.address and not entry.address:
        yield Change("address", "Địa chỉ", "", row.address)
    elif row.address and entry.household is None and search_key(row.address) != search_key(entry.address):
        yield Change("address", "Địa chỉ", entry.address, row.address)
    has_household = entry.household is not None or row.head_name
    if row.poverty and row.poverty != entry.poverty and has_household:
        yield Change("poverty", "Diện hộ", _POVERTY[entry.poverty], _POVERTY[row.poverty])
    poor = (row.poverty or entry.poverty) != "none"
    if row.certificate_number and row.certificate_number != entry.certificate_number and has_household and poor:
        yield Change("certificate_number", "Số giấy chứng nhận", entry.certificate_number, row.certificate_number)


def _is_parent(carer: Person, row: Candidate, entry: Entry) -> bool:
    parents = [people.get(who) for people in (row.people, entry.people) for who in ("mother", "father")]
    return any(parent and search_key(parent.full_name) == search_key(carer.full_name) for parent in parents)


PERSON_FIELDS = (("birth_year", "năm sinh"), ("occupation", "nghề nghiệp"), ("phone", "điện thoại"))
_WHO = {"mother": "Mẹ", "father": "Cha", "carer": "Người nuôi dưỡng"}


def _about_people(row: Candidate, entry: Entry) -> Iterable[Change]:
    """A carer may be another child's too: what is empty is filled, what stands there stays."""
    for who, person in row.people.items():
        known = entry.people.get(who)
        if known is None or name_similarity(person.full_name, known.full_name) < SAME_PERSON:
            continue
        for name, label in PERSON_FIELDS:
            after = getattr(person, name)
            if after and not getattr(known, name):
                yield Change(f"{who}.{name}", f"{_WHO[who]}, {label}", "", str(after))


def _kept(row: Candidate, entry: Entry) -> Iterable[str]:
    """What the file says otherwise and the register keeps: moves and households are recorded, not imported."""
    if entry.gone:
        yield f"Trong sổ ghi trẻ này: {entry.gone.lower()}. Nếu trẻ đã về thì ghi biến động."
    if row.residence in ("moved_out", "dead") and not entry.gone:
        yield "Tệp ghi trẻ đã chuyển đi hoặc đã mất. Việc này ghi bằng biến động, không nhập từ danh sách."
    if row.head_name and entry.household is not None and search_key(row.head_name) != search_key(entry.head_name):
        yield f"Chủ hộ trong tệp là {row.head_name}, trong sổ là {entry.head_name}: giữ theo sổ."
    here = entry.address if entry.household is not None else ""
    if row.address and here and search_key(row.address) != search_key(here):
        yield f"Địa chỉ trong tệp là {row.address}, trong sổ là {entry.address}: giữ theo sổ."
    if row.poverty not in ("", "none") and entry.household is None and not row.head_name:
        yield NO_HOUSEHOLD
