"""Wording of a child's record that depends on its state, and on who looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.authorization import scope_of
from agencies.models import Agency
from children.missing import missing_of
from children.models import Caregiver, CareRelation, Child, Circumstance, Household
from vietnamese.ages import age_in_words
from vietnamese.formats import format_date, format_number


@dataclass(frozen=True)
class Line:
    """A child in a list, in words."""

    child: Child
    tags: list[str]
    missing: str
    carer: CareRelation | None


MARK = "Có hoàn cảnh đặc biệt"  # for those who may know that, but not which group


def how_many(count: int, user) -> str:
    """14.862 trẻ em dưới 16 tuổi đang cư trú trên địa bàn; for others whose children they are."""
    children = f"{format_number(count)} trẻ em dưới 16 tuổi"
    scope = scope_of(user)
    if scope.agencies:
        return f"{children} trong danh sách của cơ quan"
    return f"{children} đang cư trú " + ("trên địa bàn" if scope.whole_ward else "trong tổ dân phố phụ trách")


def lines_of(children: Iterable[Child], user) -> list[Line]:
    """Children from `queries.for_list` as a list shows them to this user."""
    return [_line(child, user) for child in children]


def _line(child: Child, user) -> Line:
    details = user.may("children.view_details")
    tags = [each.label for each in child.tags]  # type: ignore[attr-defined]
    if child.marked and not user.may("children.view_circumstances"):  # type: ignore[attr-defined]
        tags.append(MARK)
    if details and child.household and child.household.is_poor:
        tags.append(child.household.get_poverty_display())
    missing = ", ".join(rule.words for rule in missing_of(child)) if details else ""
    relations = list(child.relations.all())
    return Line(
        child, tags, missing[:1] + missing[1:].lower().replace("bhyt", "BHYT"), relations[0] if relations else None
    )


def facts_of(child: Child, user, on: date, personal_id: SafeString) -> list[tuple[str, str]]:
    """The lines under the name. A school sees the minimum (access matrix): name, birth date, sex, class."""
    facts = [("", f"{child.get_sex_display()}, {_age(child, on)}"), ("Sinh", child.birth.display(on))]
    if not user.may("children.view_details"):
        return [*facts, ("Lớp", child.class_name or "chưa nhập")]
    if child.ethnic_group:
        facts.append(("Dân tộc", child.ethnic_group.name))
    if child.foreign_nationality:
        facts.append(("Quốc tịch", child.foreign_nationality))
    facts += [("Số định danh", personal_id), (child.get_residence_display(), place_of(child))]
    return facts


def _age(child: Child, on: date) -> str:
    return age_in_words(child.birth, on) if child.born_on <= on else "chưa sinh"


def place_of(child: Child) -> str:
    """50/7 Nguyễn Trãi, TDP 7"""
    left = f" từ {format_date(child.left_on)}" if child.left_on else ""
    return ", ".join(filter(None, (child.address, child.neighbourhood.short_name))) + left


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


def relation_in_words(relation: CareRelation) -> str:
    """Mẹ, giám hộ"""
    words = relation.get_relation_display()
    words += ", giám hộ" if relation.is_guardian else ""
    return words[:1].upper() + words[1:]


def person_in_words(person: Caregiver) -> str:
    """sinh 1989 · may gia công; mất 06/2023"""
    born = f"sinh {person.birth_year}" if person.birth_year else ""
    return " · ".join(filter(None, (born, person.occupation, _life(person))))


def _life(person: Caregiver) -> str:
    if person.life_status == Caregiver.LifeStatus.DEAD:
        return f"mất {person.died_on:%m/%Y}" if person.died_on else "đã mất"
    if person.life_status == Caregiver.LifeStatus.MISSING:
        return "mất tích"
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
