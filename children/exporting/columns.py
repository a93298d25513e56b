"""The columns a list of children may have: the header that the importer reads back, and what a cell holds.

The keys are those of `children.importing.columns.FIELDS` wherever the importer knows the column.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from children.exporting.writers import Heading, Value
from children.importing.people import Person
from children.importing.row_circumstances import DISABILITY_LEVELS
from children.models import Child, Circumstance, Relation
from children.models.caregiver import told_outside
from vietnamese.formats import format_date

NOBODY = Person("")
# Titles that the importer takes for the relation; others stand in a column of their own.
TITLES = {
    Relation.PATERNAL_GRANDFATHER: "Ông nội",
    Relation.PATERNAL_GRANDMOTHER: "Bà nội",
    Relation.MATERNAL_GRANDFATHER: "Ông ngoại",
    Relation.MATERNAL_GRANDMOTHER: "Bà ngoại",
}
PERSONAL_ID = "personal_id"


@dataclass(frozen=True)
class Facts:
    """A child with what the register says around it, as far as the one who takes the list out may see it."""

    ordinal: int
    child: Child
    people: Mapping[str, Person]
    circumstances: list[Circumstance]
    row_code: str = ""

    def person(self, who: str) -> Person:
        return self.people.get(who, NOBODY)

    @property
    def carer(self) -> str:
        """Bà nội: Võ Thị Hoa"""
        carer = self.person("carer")
        title = TITLES.get(carer.relation)  # type: ignore[call-overload]
        return f"{title}: {carer.full_name}" if title else carer.full_name

    @property
    def groups(self) -> str:
        return "; ".join(each.group.short_name for each in self.circumstances)

    @property
    def disability_level(self) -> str:
        codes = [each.subtype.code for each in self.circumstances if each.subtype]
        return next((DISABILITY_LEVELS[code] for code in codes if code in DISABILITY_LEVELS), "")

    @property
    def household(self):
        return self.child.household


@dataclass(frozen=True)
class Column:
    """`may`: who may see what stands in it, beside the right to take lists out."""

    header: str
    width: int
    value: Callable[[Facts], Value | None]
    may: str = "children.view_details"


def _of(who: str, name: str) -> Callable[[Facts], Value | None]:
    return lambda facts: getattr(facts.person(who), name)


def _home(name: str) -> Callable[[Facts], Value | None]:
    return lambda facts: getattr(facts.household, name) if facts.household else ""


def _day(name: str) -> Callable[[Facts], Value | None]:
    return lambda facts: format_date(getattr(facts.child, name)) if getattr(facts.child, name) else ""


def _certificate_day(facts: Facts) -> Value:
    day = facts.household.certificate_issued_on if facts.household else None
    return format_date(day) if day else ""


def _relation(facts: Facts) -> str:
    relation = told_outside(facts.person("carer").relation)
    return Relation(relation).label if relation else ""


def _poverty(facts: Facts) -> str:
    return facts.household.get_poverty_display() if facts.household and facts.household.poverty else ""


COLUMNS: dict[str, Column] = {
    "ordinal": Column("STT", 5, lambda facts: facts.ordinal, "children.view"),
    "row_code": Column("Mã dòng", 16, lambda facts: facts.row_code, "children.verify_ids"),
    "code": Column("Mã trẻ em", 14, lambda facts: facts.child.code, "children.view"),
    "full_name": Column("Họ và tên", 26, lambda facts: facts.child.full_name, "children.view"),
    "birth": Column("Ngày sinh", 14, lambda facts: facts.child.birth.display(), "children.view"),
    "sex": Column("Giới tính", 10, lambda facts: facts.child.get_sex_display(), "children.view"),
    "ethnic_group": Column(
        "Dân tộc", 10, lambda facts: facts.child.ethnic_group.name if facts.child.ethnic_group else ""
    ),
    "nationality": Column("Quốc tịch", 12, lambda facts: facts.child.foreign_nationality),
    "personal_id": Column("Số định danh", 16, lambda facts: facts.child.personal_id, "children.show_personal_id"),
    "identity_issued_on": Column("Ngày cấp thẻ căn cước", 14, _day("identity_issued_on")),
    "identity_place": Column("Nơi cấp thẻ căn cước", 22, lambda facts: facts.child.identity_place),
    "birth_certificate": Column("Số giấy khai sinh", 16, lambda facts: facts.child.birth_certificate),
    "birth_certificate_book": Column("Giấy khai sinh, quyển số", 12, lambda facts: facts.child.birth_certificate_book),
    "birth_registered_on": Column("Ngày đăng ký khai sinh", 14, _day("birth_registered_on")),
    "birth_certificate_place": Column("Nơi đăng ký khai sinh", 24, lambda facts: facts.child.birth_certificate_place),
    "health_insurance": Column("Số thẻ BHYT", 18, lambda facts: facts.child.health_insurance),
    "health_insurance_from": Column("Thẻ BHYT có giá trị từ", 14, _day("health_insurance_from")),
    "health_insurance_until": Column("Thẻ BHYT có giá trị đến", 14, _day("health_insurance_until")),
    "health_insurance_place": Column(
        "Nơi khám chữa bệnh ban đầu", 24, lambda facts: facts.child.health_insurance_place
    ),
    "father": Column("Họ tên cha", 24, _of("father", "full_name")),
    "father_year": Column("Năm sinh cha", 10, _of("father", "birth_year")),
    "father_job": Column("Nghề nghiệp cha", 16, _of("father", "occupation")),
    "father_phone": Column("Điện thoại cha", 14, _of("father", "phone")),
    "mother": Column("Họ tên mẹ", 24, _of("mother", "full_name")),
    "mother_year": Column("Năm sinh mẹ", 10, _of("mother", "birth_year")),
    "mother_job": Column("Nghề nghiệp mẹ", 16, _of("mother", "occupation")),
    "mother_phone": Column("Điện thoại mẹ", 14, _of("mother", "phone")),
    "carer": Column("Người nuôi dưỡng", 28, lambda facts: facts.carer),
    "carer_relation": Column("Quan hệ với trẻ", 16, _relation),
    "carer_year": Column("Năm sinh người nuôi dưỡng", 10, _of("carer", "birth_year")),
    "carer_job": Column("Nghề nghiệp người nuôi dưỡng", 16, _of("carer", "occupation")),
    "carer_phone": Column("Điện thoại người nuôi dưỡng", 14, _of("carer", "phone")),
    "head_name": Column("Chủ hộ", 24, _home("head_name")),
    "head_year": Column("Năm sinh chủ hộ", 10, _home("head_birth_year")),
    "household_phone": Column("Điện thoại của hộ", 14, _home("phone")),
    "address": Column("Địa chỉ", 28, lambda facts: facts.child.address),
    "neighbourhood": Column("Tổ dân phố", 9, lambda facts: str(facts.child.neighbourhood.number)),
    "poverty": Column("Hộ nghèo, cận nghèo", 14, _poverty),
    "certificate_number": Column("Số giấy chứng nhận hộ nghèo", 16, _home("certificate_number")),
    "certificate_year": Column("Năm của giấy chứng nhận hộ nghèo", 10, _home("certificate_year")),
    "certificate_issued_on": Column("Ngày cấp giấy chứng nhận hộ nghèo", 14, _certificate_day),
    "circumstances": Column("Hoàn cảnh", 28, lambda facts: facts.groups, "children.view_circumstances"),
    "disability_level": Column(
        "Mức độ khuyết tật", 12, lambda facts: facts.disability_level, "children.view_circumstances"
    ),
    "school": Column("Trường", 26, lambda facts: facts.child.school.name if facts.child.school else ""),
    "class_name": Column("Lớp", 8, lambda facts: facts.child.class_name),
    "residence": Column("Cư trú", 12, lambda facts: facts.child.get_residence_display()),
    "residence_since": Column("Cư trú như vậy từ ngày", 14, _day("residence_since")),
    "moved_in_on": Column("Ngày chuyển đến", 14, _day("moved_in_on")),
    "notes": Column("Ghi chú", 36, lambda facts: facts.child.notes),
    # To be filled in by the police.
    "police_result": Column("Kết quả xác minh", 18, lambda facts: "", "children.verify_ids"),
    "police_date": Column("Ngày xác minh", 14, lambda facts: "", "children.verify_ids"),
}
NOT_TO_CHOOSE = ("ordinal", "row_code", "police_result", "police_date")  # they belong to a purpose, or to a batch


def columns_for(user, keys: list[str]) -> list[str]:
    """Of these columns the ones this user may see, in the order of the list above."""
    return [key for key, column in COLUMNS.items() if key in keys and user.may(column.may)]


def headings_of(keys: list[str]) -> list[Heading]:
    return [Heading(key, COLUMNS[key].header, COLUMNS[key].width) for key in keys]


def row_of(facts: Facts, keys: list[str]) -> list[Value]:
    return [_cell(COLUMNS[key].value(facts)) for key in keys]


def _cell(value: Value | None) -> Value:
    return "" if value is None else value
