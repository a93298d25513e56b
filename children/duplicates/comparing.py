"""Two records side by side: what each says, what is the same, and which of the two says more."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models

from accounts.encryption import EncryptedTextField
from accounts.history import field_line
from children.models import CareRelation, Child, Sex
from children.models.caregiver import PARENTS
from children.presenting import person_in_words, place_of, residence_of, schooling_of
from vietnamese.formats import format_date
from vietnamese.names import normalise
from vietnamese.personal_id import mask_personal_id

ONE, OTHER = "one", "other"
JOINED = "notes"  # kept from both
NOT_COMPARED = {"id", "public_id", "version", "created_at", "updated_at", "code", JOINED}


@dataclass(frozen=True)
class Part:
    """What is chosen as a whole: columns of a child that belong together, and how they are said."""

    name: str
    label: str
    columns: tuple[str, ...]
    said: Callable[[Child], str]
    better: Callable[[Child], Any] | None = None  # what makes one record's word better than the other's

    def values(self, child: Child) -> tuple[Any, ...]:
        return tuple(getattr(child, column) for column in self.columns)

    def filled(self, child: Child) -> int:
        return sum(value not in ("", None, False, Sex.UNKNOWN) for value in self.values(child))

    def worth(self, child: Child) -> Any:
        """The record that is worth more is taken; nothing else decides but how much it says."""
        return self.better(child) if self.better else self.filled(child)


def _ethnicity(child: Child) -> str:
    return child.foreign_nationality or (child.ethnic_group.name if child.ethnic_group else "")


def _home(child: Child) -> str:
    return f"{child.household}, {place_of(child)}" if child.household else place_of(child)


def _certificate(child: Child) -> str:
    day = f"ngày {format_date(child.birth_registered_on)}" if child.birth_registered_on else ""
    return ", ".join(filter(None, (child.birth_certificate, day)))


def _number(child: Child) -> str:
    if not child.personal_id:
        return ""
    return mask_personal_id(child.personal_id) + (", đã xác thực" if child.personal_id_verified else "")


def _name_worth(child: Child) -> tuple[bool, bool, bool]:
    """A name of its own, with its marks, in capitals only where they belong."""
    name = child.full_name
    return not child.temporary_name, not name.isascii(), name != name.upper()


def _exactness(child: Child) -> timedelta:
    return child.born_on - child.born_by


INSURANCE = ("health_insurance", "health_insurance_from", "health_insurance_until", "health_insurance_place")
_PARTS = (
    Part("full_name", "Họ và tên", ("full_name", "temporary_name"), lambda child: child.full_name, _name_worth),
    Part("birth", "Ngày sinh", ("birth",), lambda child: child.birth.display(), _exactness),
    Part("sex", "Giới tính", ("sex",), lambda child: child.get_sex_display()),
    Part("ethnicity", "Dân tộc", ("ethnic_group_id", "foreign_nationality"), _ethnicity),
    Part("personal_id", "Số định danh", ("personal_id", "personal_id_verified"), _number),
    Part("home", "Nơi ở", ("household_id", "neighbourhood_id", "own_address"), _home),
    Part(
        "residence",
        "Cư trú",
        ("residence", "residence_since", "moved_in_on", "left_on"),
        residence_of,
        lambda child: not child.is_gone,
    ),
    Part(
        "certificate",
        "Giấy khai sinh",
        ("birth_certificate", "birth_certificate_book", "birth_certificate_place", "birth_registered_on"),
        _certificate,
    ),
    Part("insurance", "Thẻ BHYT", INSURANCE, lambda child: child.health_insurance),
    Part("schooling", "Trường, lớp", ("school_id", "class_name"), schooling_of),
)


def parts() -> list[Part]:
    """Every column that a person fills in stands in one of them, also those that came later."""
    known = {column for part in _PARTS for column in part.columns}
    fields = [field for field in Child._meta.concrete_fields if field.editable]
    rest = [field for field in fields if field.attname not in known and field.name not in NOT_COMPARED]
    return [*_PARTS, *(_plain_part(field) for field in rest)]


def _plain_part(field: models.Field) -> Part:
    def said(child: Child) -> str:
        value = getattr(child, field.name)
        if isinstance(field, EncryptedTextField) or field.is_relation:
            return str(value or "")
        return field_line(field, None, field.value_to_string(child) if value is not None else None, None).new

    label = str(field.verbose_name)
    return Part(field.name, label[:1].upper() + label[1:], (field.attname,), said)


@dataclass(frozen=True)
class Row:
    """One line of the page: what both records say; `chosen` is what the machine would take."""

    name: str
    label: str
    one: str
    other: str
    same: bool
    chosen: str


def compared(one: Child, other: Child, families: dict[int, dict[str, CareRelation]]) -> Iterator[Row]:
    """Line by line. The record that says more is chosen, of two that say as much the older one."""
    for part in parts():
        if not part.filled(one) and not part.filled(other):
            continue
        same = part.values(one) == part.values(other)
        chosen = OTHER if part.worth(other) > part.worth(one) else ONE
        yield Row(part.name, part.label, part.said(one), part.said(other), same, chosen)
    for who in PARENTS:
        first, second = families[one.pk].get(who), families[other.pk].get(who)
        if first or second:
            yield _parent_row(str(who), first, second)


def _parent_row(who: str, one: CareRelation | None, other: CareRelation | None) -> Row:
    label = (one or other).get_relation_display()  # type: ignore[union-attr]
    first, second = _person(one), _person(other)
    same = bool(one and other and one.caregiver_id == other.caregiver_id) or first == second
    return Row(who, label[:1].upper() + label[1:], first, second, same, OTHER if len(second) > len(first) else ONE)


def _person(relation: CareRelation | None) -> str:
    if relation is None:
        return ""
    return ", ".join(filter(None, (normalise(relation.caregiver.full_name), person_in_words(relation.caregiver))))


def families_of(children: Iterable[Child], user) -> dict[int, dict[str, CareRelation]]:
    """The parents of each child, by what they are to it."""
    families: dict[int, dict[str, CareRelation]] = {child.pk: {} for child in children}
    relations = CareRelation.objects.visible_to(user).filter(child__in=families, relation__in=PARENTS)
    for relation in relations.select_related("caregiver").order_by("pk"):
        families[relation.child_id].setdefault(relation.relation, relation)
    return families
