"""What a row says otherwise than the register: field by field, and what the register keeps all the same."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from children.importing.candidate import Candidate
from children.importing.entries import Entry, Words, year_of_paper
from children.importing.likeness import can_be_one
from children.importing.people import Person
from children.importing.verdicts import Change
from vietnamese.formats import format_date
from vietnamese.names import SAME_PERSON, name_similarity, same_name, search_key
from vietnamese.partial_dates import PartialDate
from vietnamese.syllables import canonical_tones


def _text(value: str | None, words: Words) -> str:
    return value or ""


def _day(value: str | None, words: Words) -> str:
    return format_date(date.fromisoformat(value)) if value else ""


COMPARED: tuple[tuple[str, str, Callable[[Any, Words], str]], ...] = (
    ("ethnic_group", "Dân tộc", lambda value, words: words.ethnic_groups.get(value, "")),
    ("foreign_nationality", "Quốc tịch", _text),
    ("birth_certificate", "Số giấy khai sinh", _text),
    ("birth_certificate_book", "Giấy khai sinh, quyển số", _text),
    ("birth_certificate_place", "Nơi đăng ký khai sinh", _text),
    ("birth_registered_on", "Ngày đăng ký khai sinh", _day),
    ("health_insurance", "Số thẻ BHYT", _text),
    ("health_insurance_from", "Thẻ BHYT có giá trị từ", _day),
    ("health_insurance_until", "Thẻ BHYT có giá trị đến", _day),
    ("health_insurance_place", "Nơi khám chữa bệnh ban đầu", _text),
    ("identity_issued_on", "Ngày cấp thẻ căn cước", _day),
    ("identity_place", "Nơi cấp thẻ căn cước", _text),
    ("school", "Trường", lambda value, words: words.schools.get(value, "")),
    ("class_name", "Lớp", _text),
    ("residence_since", "Cư trú như vậy từ ngày", _day),
    ("moved_in_on", "Ngày chuyển đến", _day),
)
DAYS = frozenset(name for name, _, shown in COMPARED if shown is _day)
PERSON_FIELDS = (("birth_year", "năm sinh"), ("occupation", "nghề nghiệp"), ("phone", "điện thoại"))
NO_HOUSEHOLD = "Không ghi được hộ nghèo, cận nghèo vì không biết chủ hộ. Ghi thêm cột chủ hộ."
CARD_OF_TWO_TIMES = (
    "Thẻ BHYT có giá trị từ ngày ở sau ngày hết hạn trong sổ nên chưa ghi. Ghi đủ hai ngày của thẻ mới rồi nhập lại."
)
_SEXES = {"male": "Nam", "female": "Nữ", "unknown": "Chưa xác định"}
_POVERTY = {"": "", "none": "Không nghèo", "poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo"}
_WHO = {"mother": "Mẹ", "father": "Cha", "carer": "Người nuôi dưỡng"}


def differences(row: Candidate, entry: Entry, words: Words) -> list[Change]:
    """What would change. A conflict is about who the child is: somebody has to decide."""
    return [*_identity(row, entry, words), *_details(row, entry, words)]


def _identity(row: Candidate, entry: Entry, words: Words) -> Iterable[Change]:
    if _another_name(row, entry):
        yield Change("full_name", "Họ và tên", entry.full_name, row.full_name, conflict=not entry.temporary_name)
    if row.birth and _another_birth(row.birth, entry.birth):
        conflict = not can_be_one(row.birth, entry.birth)
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
    return not (can_be_one(file, book) and _width(file) >= _width(book))


def _width(day: PartialDate) -> int:
    return (day.latest() - day.earliest()).days


def _details(row: Candidate, entry: Entry, words: Words) -> Iterable[Change]:
    stays = {name for names, _ in _kept_days(row, entry, words) for name in names}
    for name, label, shown in COMPARED:
        before, after = entry.details[name], getattr(row, name)
        if after and after != before and name not in stays:
            yield Change(name, label, shown(before, words), shown(after, words))
    yield from _household(row, entry, words)
    if row.people.get("carer") and "carer" not in entry.people and not _is_parent(row.people["carer"], row, entry):
        yield Change("carer", "Người nuôi dưỡng", "", row.people["carer"].full_name)
    yield from _about_people(row, entry)
    for code in row.groups:
        if code not in entry.groups:
            yield Change(f"group:{code}", "Hoàn cảnh", "", words.groups.get(code, code))
    for code, day in row.doses.items():
        if code not in entry.doses:
            label = f"Tiêm chủng, {words.doses.get(code, code)}"
            yield Change(f"dose:{code}", label, "", format_date(date.fromisoformat(day)))
    if row.notes and row.notes not in " ".join(entry.details["notes"].split()):  # a cell has no line breaks
        yield Change("notes", "Ghi chú", entry.details["notes"], f"{entry.details['notes']}\n{row.notes}".strip())


def _household(row: Candidate, entry: Entry, words: Words) -> Iterable[Change]:
    if row.head_name and entry.household is None:
        yield Change("household", "Hộ gia đình", "", f"Hộ {row.head_name}")
    elif row.address and not entry.address:
        yield Change("address", "Địa chỉ", "", row.address)
    elif row.address and entry.household is None and search_key(row.address) != search_key(entry.address):
        yield Change("address", "Địa chỉ", entry.address, row.address)
    if entry.household is not None or row.head_name:
        yield from _class(row, entry, words)
    yield from _household_contact(row, entry)


def _class(row: Candidate, entry: Entry, words: Words) -> Iterable[Change]:
    """Of the year the row names, or its certificate is of; else of now."""
    year = row.certificate_year or year_of_paper(row, entry.class_in(None), timezone.localdate())
    held = entry.class_in(year)
    if row.poverty and row.poverty != held.poverty:
        yield Change("poverty", "Diện hộ", _POVERTY[held.poverty], _POVERTY[row.poverty])
    said = row.poverty or held.poverty
    if year and said and year != held.year:
        yield Change("certificate_year", "Diện hộ của năm", str(held.year or ""), str(year))
    if said in ("", "none"):
        return
    if row.certificate_number and row.certificate_number != held.certificate_number:
        yield Change("certificate_number", "Số giấy chứng nhận", held.certificate_number, row.certificate_number)
    if row.certificate_issued_on and row.certificate_issued_on != held.issued_on:
        before, after = _day(held.issued_on, words), _day(row.certificate_issued_on, words)
        yield Change("certificate_issued_on", "Ngày cấp giấy chứng nhận", before, after)


def _household_contact(row: Candidate, entry: Entry) -> Iterable[Change]:
    """What is empty is filled in, where the row speaks of the household the child is in."""
    if entry.household is None or not same_name(row.head_name or entry.head_name, entry.head_name):
        return
    if row.head_birth_year and not entry.head_birth_year:
        yield Change("head_year", "Năm sinh chủ hộ", "", str(row.head_birth_year))
    if row.household_phone and not entry.household_phone:
        yield Change("household_phone", "Điện thoại của hộ", "", row.household_phone)


def _is_parent(carer: Person, row: Candidate, entry: Entry) -> bool:
    parents = [people.get(who) for people in (row.people, entry.people) for who in ("mother", "father")]
    return any(parent and same_name(parent.full_name, carer.full_name) for parent in parents)


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


def kept(row: Candidate, entry: Entry, words: Words) -> Iterable[str]:
    """What the file says otherwise and the register keeps: moves and households are recorded, not imported."""
    if entry.gone:
        yield f"Trong sổ ghi trẻ này: {entry.gone.lower()}. Nếu trẻ đã về thì ghi biến động."
    if row.residence in ("moved_out", "dead") and not entry.gone:
        yield f"{words.source} ghi trẻ đã chuyển đi hoặc đã mất. Việc này ghi bằng biến động, không nhập từ danh sách."
    stays = row.neighbourhood in (None, entry.neighbourhood)  # who moves leaves the household
    other_head = not same_name(row.head_name, entry.head_name)
    if stays and row.head_name and entry.household is not None and other_head:
        yield f"Chủ hộ {words.there} là {row.head_name}, trong sổ là {entry.head_name}: giữ theo sổ."
    here = entry.address if entry.household is not None else ""
    if stays and row.address and here and search_key(row.address) != search_key(here):
        yield f"Địa chỉ {words.there} là {row.address}, trong sổ là {entry.address}: giữ theo sổ."
    if row.poverty not in ("", "none") and entry.household is None and not row.head_name:
        yield NO_HOUSEHOLD
    yield from (sentence for _, sentence in _kept_days(row, entry, words))


def _kept_days(row: Candidate, entry: Entry, words: Words) -> Iterable[tuple[tuple[str, ...], str]]:
    """Days of the row that cannot stand beside what the register has, and why."""
    known = entry.details
    for name, label in (("residence_since", "Ngày bắt đầu cư trú"), ("moved_in_on", "Ngày chuyển đến")):
        says = getattr(row, name)
        if says and known[name] and says != known[name]:
            theirs, ours = _day(says, words), _day(known[name], words)
            yield (name,), f"{label} {words.there} là {theirs}, trong sổ là {ours}: giữ theo sổ."
    if row.residence_since and not known["residence_since"] and row.residence not in ("", entry.residence):
        yield ("residence_since",), "Cư trú trong sổ khác nên không ghi từ ngày nào. Việc này ghi bằng biến động."
    since = row.health_insurance_from or known["health_insurance_from"]
    until = row.health_insurance_until or known["health_insurance_until"]
    if since and until and since > until:
        yield ("health_insurance_from", "health_insurance_until"), CARD_OF_TWO_TIMES
