"""Wording of a child's record that depends on its state, and on who looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.authorization import scope_of
from agencies.models import Agency
from children.finding.search import NEIGHBOURHOOD
from children.models import Caregiver, CareRelation, Child, Circumstance, Household, Relation, Residence
from children.models.caregiver import told_outside
from children.quality.missing import missing_of
from interface.components import Filter
from vietnamese.ages import age_in_words, is_child
from vietnamese.formats import format_date, format_number
from vietnamese.names import search_key


@dataclass(frozen=True)
class Line:
    """A child in a list, in words."""

    child: Child
    tags: list[str]
    missing: str
    carer: CareRelation | None
    carer_words: str  # what the carer is to the child
    age: str
    state: str  # what sets the child apart from those who live here and are under 16
    number: str  # whether the police have confirmed the personal number
    match: str  # where the typed words stand, when the name does not hold them all


LEFT: dict[str, str] = {Residence.DEAD: "Mất", Residence.MOVED_OUT: "Chuyển đi"}
MARK = "Có hoàn cảnh đặc biệt"  # for those who may know that, but not which group


def how_many(count: int, user, fitting: int | None = None) -> str:
    """14.862 trẻ em dưới 16 tuổi đang cư trú trên địa bàn; for others whose children they are. After filtering also
    how many fit: 97 trẻ khớp bộ lọc; cả sổ có 3.600 trẻ em dưới 16 tuổi đang cư trú trên địa bàn
    """
    if fitting is not None:
        return f"{format_number(fitting)} trẻ khớp bộ lọc; cả sổ có {how_many(count, user)}"
    children = f"{format_number(count)} trẻ em dưới 16 tuổi"
    scope = scope_of(user)
    if scope.agencies:
        return f"{children} trong danh sách của cơ quan"
    return f"{children} đang cư trú " + ("trên địa bàn" if scope.whole_ward else "trong tổ dân phố phụ trách")


def in_words(filters: Iterable[Filter], typed: str) -> str:
    """Tổ dân phố: 7; Giới tính: Nữ; từ tìm: “linh”. What a printed list was narrowed by."""
    chosen = [f"{each.label}: {each.chosen_label}" for each in filters if each.chosen]
    return "; ".join([*chosen, *([f"từ tìm: “{typed}”"] if typed else [])]) or "Không lọc"


def lines_of(children: Iterable[Child], user, typed: str = "") -> list[Line]:
    """Children from `queries.for_list` as a list shows them to this user, found by the words they `typed`."""
    today = timezone.localdate()
    words = search_key(NEIGHBOURHOOD.sub(" ", search_key(typed))).split()
    return [_line(child, user, today, words) for child in children]


def _line(child: Child, user, on: date, words: list[str]) -> Line:
    details = user.may("children.view_details")
    tags = [each.label for each in child.tags]  # type: ignore[attr-defined]
    if child.marked and not user.may("children.view_circumstances"):  # type: ignore[attr-defined]
        tags.append(MARK)
    if details and child.household and child.household.is_poor:
        tags.append(child.household.get_poverty_display())
    missing = ", ".join(rule.words for rule in missing_of(child)) if details else ""
    relations = list(child.relations.all())
    return Line(
        child,
        tags,
        missing[:1] + missing[1:].lower().replace("bhyt", "BHYT"),
        relations[0] if relations else None,
        relations[0].words_for(user) if relations else "",
        age_of(child, on),
        state_of(child, on, details=details),
        number_of(child) if details else "",
        match_of(child, relations, words, user) if details else "",
    )


def number_of(child: Child) -> str:
    if child.personal_id_fingerprint is None:
        return ""  # the column of what is missing says so
    return "Đã xác thực" if child.personal_id_verified else "Chưa xác thực"


def match_of(child: Child, relations: list[CareRelation], words: Iterable[str], user) -> str:
    """Khớp mẹ Lương Thị Thu, địa chỉ 12 Quang Trung. Nothing where name and code say all the words."""
    left = _not_in(search_key(f"{child.full_name} {child.code}"), words)
    places = [(each.caregiver.search_key, f"{each.words_for(user)} {each.caregiver}") for each in relations]
    places.append((search_key(child.address), f"địa chỉ {child.address}"))
    found = []
    while left and places:
        text, shown = nearest = min(places, key=lambda place: len(_not_in(place[0], left)))
        if (rest := _not_in(text, left)) == left:
            break
        found.append(shown)
        places.remove(nearest)
        left = rest
    return f"khớp {', '.join(found)}" if found else ""


def _not_in(text: str, words: Iterable[str]) -> list[str]:
    """The words that begin no word of the text."""
    return [word for word in words if f" {word}" not in f" {text}"]


def facts_of(child: Child, user, on: date, personal_id: SafeString) -> list[tuple[str, str]]:
    """The lines under the name. A school sees the minimum (access matrix): name, birth date, sex, class."""
    facts = [("", f"{child.get_sex_display()}, {age_of(child, on)}"), ("Sinh", child.birth.display(on))]
    if not user.may("children.view_details"):
        if user.may("children.view_health"):
            return [*facts, ("Nơi ở", child.neighbourhood.name)]
        return [*facts, ("Lớp", child.class_name or "chưa nhập")]
    if child.ethnic_group:
        facts.append(("Dân tộc", child.ethnic_group.name))
    if child.foreign_nationality:
        facts.append(("Quốc tịch", child.foreign_nationality))
    facts.append(("Số định danh", personal_id))
    if child.left_on:
        return [*facts, (f"{LEFT[child.residence]} ngày", format_date(child.left_on)), ("Nơi ở cuối", place_of(child))]
    return [*facts, (child.get_residence_display(), place_of(child))]


def named(child: Child) -> str:
    """Whom a deed is about, beside its title: a title stands in the browser's history."""
    return f"{child.full_name}, {child.code}"


def age_of(child: Child, on: date) -> str:
    """8 tuổi 10 tháng; of a child that died or left the age it had then: 7 tuổi lúc mất."""
    if child.left_on and child.left_on <= on:
        return f"{_age(child, child.left_on)} lúc {LEFT[child.residence].lower()}"
    return _age(child, on)


def _age(child: Child, on: date) -> str:
    return age_in_words(child.birth, on) if child.born_on <= on else "chưa sinh"


def state_of(child: Child, on: date, *, details: bool) -> str:
    """Mất ngày 21/01/2023; Tạm vắng; Từ 16 tuổi. Where a child lives is told only with `details`."""
    if details and child.left_on:
        return f"{LEFT[child.residence]} ngày {format_date(child.left_on)}"
    if details and child.residence == Residence.AWAY:
        return child.get_residence_display()
    return "" if is_child(child.birth, on) else "Từ 16 tuổi"


def residence_of(child: Child) -> str:
    """Tạm vắng từ 01/02/2026; Đã chuyển đi từ 30/06/2026"""
    since = child.left_on or child.residence_since or child.moved_in_on
    return child.get_residence_display() + (f" từ {format_date(since)}" if since else "")


def place_of(child: Child) -> str:
    """50/7 Nguyễn Trãi, TDP 7"""
    return ", ".join(filter(None, (child.address, child.neighbourhood.short_name)))


def tags_of(circumstances: list[Circumstance], household: Household | None, *, marked: bool) -> list[str]:
    """Words beside the name: ordinary groups with their year, the household's class; else only that there is a mark."""
    tags = [f"{each.label} từ {each.started_on:%m/%Y}" for each in circumstances if not (each.secret or each.ended_on)]
    if marked and not tags:
        tags.append(MARK)
    if household and household.is_poor:
        year = f" {household.certificate_year}" if household.certificate_year else ""
        tags.append(f"{household.get_poverty_display()}{year}")
    return tags


def circumstance_in_words(circumstance: Circumstance) -> str:
    """Hoàn cảnh: Khuyết tật nặng (ghi nhầm, đã xóa khỏi hồ sơ: ghi vào trẻ khác)"""
    mistake = circumstance.withdrawal_reason
    return f"Hoàn cảnh: {circumstance.label}" + (f" (ghi nhầm, đã xóa khỏi hồ sơ: {mistake})" if mistake else "")


def relation_in_words(relation: CareRelation, user) -> str:
    """Mẹ, giám hộ"""
    return _with_guardian(relation.words_for(user), relation)


def relation_outside(relation: CareRelation) -> str:
    """The same on a paper that leaves the register."""
    return _with_guardian(Relation(told_outside(relation.relation)).label, relation)


def _with_guardian(words: str, relation: CareRelation) -> str:
    words += ", giám hộ" if relation.is_guardian else ""
    return words[:1].upper() + words[1:]


def person_in_words(person: Caregiver) -> str:
    """sinh 1989 · may gia công; mất 06/2023"""
    born = f"sinh {person.birth_year}" if person.birth_year else ""
    return " · ".join(filter(None, (born, *life_in_words(person))))


def life_in_words(person: Caregiver) -> list[str]:
    """may gia công, mất 06/2023"""
    return [words for words in (person.occupation, _life(person), _whereabouts(person)) if words]


def _whereabouts(person: Caregiver) -> str:
    """Who is not with the child: làm ăn xa"""
    away = person.whereabouts not in ("", Caregiver.Whereabouts.HERE)
    return person.get_whereabouts_display() if away else ""


def _life(person: Caregiver) -> str:
    if person.life_status == Caregiver.LifeStatus.DEAD:
        return f"mất {person.died_on:%m/%Y}" if person.died_on else "đã mất"
    if person.life_status == Caregiver.LifeStatus.MISSING:
        return "mất tích"
    if person.life_status == Caregiver.LifeStatus.UNKNOWN:
        return "không biết còn sống hay đã mất"
    return ""


def schooling_of(child: Child) -> str:
    """lớp 8, THCS Ánh Dương"""
    school: Agency | None = child.school
    class_name = f"lớp {child.class_name}" if child.class_name else ""
    return ", ".join(filter(None, (class_name, (school.short_name or school.name) if school else "")))


def household_state(household: Household) -> SafeString:
    """50/7 Nguyễn Trãi, Tổ dân phố 7, and the class of a poor household as a tag."""
    place = ", ".join(filter(None, (household.address, household.neighbourhood.name)))
    tag = format_html(' <span class="tag">{}</span>', household.get_poverty_display()) if household.is_poor else ""
    return format_html("{}{}", place, tag)
