"""What “Phiếu thông tin trẻ em” says of a child: what its reader may see, in the words of the page of the child."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from agencies.queries import ward_on
from children import presenting, queries
from children.models import CareRelation, Child, ChildSheet, Household, MonthlyAllowance, Relation, SupportRecipient
from children.presenting import life_in_words, relation_outside
from children.support.presenting import unpaid_proposals
from vietnamese.formats import format_date, format_moment, format_number
from vietnamese.names import search_key
from vietnamese.personal_id import format_personal_id, mask_personal_id
from vietnamese.phones import format_phone

NOT_RECORDED = "Chưa nhập"
RESTRICTED = "BẢO MẬT ĐẶC BIỆT – CHỈ NGƯỜI ĐƯỢC GIAO VIỆC ĐƯỢC ĐỌC"
NOTICE = "Chứa dữ liệu cá nhân của trẻ em. Không sao chụp, không đăng lên mạng. Hủy khi dùng xong."
DEMO = "DỮ LIỆU MINH HỌA – tên người, số liệu là giả định"
OPEN_PARENTS = ((Relation.MOTHER, "Mẹ"), (Relation.FATHER, "Cha"))

Fact = tuple[str, str]


@dataclass(frozen=True)
class Person:
    relation: str
    name: str
    born: str = ""
    note: str = ""


@dataclass(frozen=True)
class Given:
    day: str
    what: str
    source: str
    value: int | None


@dataclass(frozen=True)
class SheetFacts:
    """The paper, ready to be laid out. `facts`: one or two to a line."""

    issuer: list[str]
    code: str
    mark: str
    secret: str
    demo: str
    facts: list[list[Fact]]
    family: list[Person]
    year: int
    given: list[Given]
    to_do: list[str]
    notice: str = NOTICE

    @property
    def total(self) -> str:
        return format_number(sum(each.value or 0 for each in self.given))


def facts_of(sheet: ChildSheet, *, by: User, at: datetime) -> SheetFacts:
    child, on = sheet.child, at.date()
    ward = ward_on(on)
    allowances = _allowances(sheet, by, on)
    return SheetFacts(
        issuer=[" ".join(ward.issuing_lines) if ward else "", by.agency.name if by.agency else ""],
        code=child.code,
        mark=f"{by.full_name} in lúc {format_moment(at)}. Mục đích: {sheet.get_purpose_display()}.",
        secret=RESTRICTED if sheet.with_secrets else "",
        demo=DEMO if ward and ward.is_demo else "",
        facts=_of_child(sheet, by, on),
        family=list(_family(child, by, on)),
        year=on.year,
        given=[*_paid(allowances, on), *_given(child, by, on)],
        to_do=_to_do(sheet, allowances, by, on),
    )


# --- The child -------------------------------------------------------------------------------
def _of_child(sheet: ChildSheet, by: User, on: date) -> list[list[Fact]]:
    child = sheet.child
    name = child.full_name + (" (tên tạm)" if child.temporary_name else "")
    born = child.birth.display(on)
    if not child.birth.estimated:  # else it says the age already
        born += f" ({presenting.age_of(child, on)})"
    return [
        [("Họ và tên", name), ("Giới tính", child.get_sex_display())],
        [("Ngày sinh", born), ("Dân tộc", child.ethnic_group.name if child.ethnic_group else NOT_RECORDED)],
        [("Số định danh", _personal_id(sheet, by)), ("Thẻ BHYT", _insurance(sheet, by, on))],
        [("Giấy khai sinh", _certificate(child)), ("Quốc tịch", child.foreign_nationality or "Việt Nam")],
        [(_residence(child), _home(child))],
        [("Lớp, trường", presenting.schooling_of(child) or NOT_RECORDED)],
        *([("Hoàn cảnh" if first else "", words)] for first, words in _circumstances(sheet, by, on)),
    ]


def _personal_id(sheet: ChildSheet, by: User) -> str:
    number = sheet.child.personal_id
    if not number:
        return "Chưa có trong sổ"
    whole = sheet.with_numbers and by.may("children.show_personal_id")
    shown = format_personal_id(number) if whole else mask_personal_id(number)
    return shown if sheet.child.personal_id_verified else f"{shown}, chưa xác thực"


def _insurance(sheet: ChildSheet, by: User, on: date) -> str:
    child = sheet.child
    if not child.health_insurance:
        return NOT_RECORDED
    whole = sheet.with_numbers and by.may("children.show_personal_id")
    until = child.health_insurance_until
    term = "" if until is None else f"{'hết hạn' if until < on else 'đến'} {format_date(until)}"
    return ", ".join(filter(None, (child.health_insurance if whole else "", term))) or "có thẻ"


def _certificate(child: Child) -> str:
    day = f"đăng ký {format_date(child.birth_registered_on)}" if child.birth_registered_on else ""
    return ", ".join(filter(None, (child.birth_certificate and f"số {child.birth_certificate}", day))) or NOT_RECORDED


def _residence(child: Child) -> str:
    return "Nơi ở cuối" if child.is_gone else child.get_residence_display()


def _home(child: Child) -> str:
    """50/7 Nguyễn Trãi, TDP 7 (hộ Đặng Văn Sáu, hộ cận nghèo 2026); đã chuyển đi ngày 05/01/2026"""
    place, household = presenting.place_of(child), child.household
    if household:
        place += f" ({', '.join(_in_small_letters(each) for each in _household(household))})"
    if child.left_on:
        place += f"; {_in_small_letters(child.get_residence_display())} ngày {format_date(child.left_on)}"
    return place


def _household(household: Household) -> Iterator[str]:
    yield str(household)
    if household.is_poor:
        yield f"{household.get_poverty_display()} {household.certificate_year or ''}".strip()


def _in_small_letters(text: str) -> str:
    return text[:1].lower() + text[1:]


def _circumstances(sheet: ChildSheet, by: User, on: date) -> Iterator[tuple[bool, str]]:
    """Those of today, each with its proof; extra-secret ones only where they were asked for."""
    known = queries.circumstances_of(sheet.child, by).current(on)
    shown = known if sheet.with_secrets else known.filter(secret=False)
    words = [
        f"{each.label}, từ {format_date(each.started_on)}" + (f" ({each.proof})" if each.proof else "")
        for each in shown
    ]
    for place, line in enumerate(words or ["Chưa ghi hoàn cảnh đặc biệt"]):
        yield place == 0, line


# --- The family ------------------------------------------------------------------------------
def _family(child: Child, by: User, on: date) -> Iterator[Person]:
    relations = list(queries.family_of(child, by))
    known = {each.relation for each in relations}
    head = child.household
    for each in relations:
        heads = head is not None and search_key(head.head_name) == each.caregiver.search_key
        yield _person(each, heads=heads)
        head = None if heads else head
    for relation, label in OPEN_PARENTS:
        if relation not in known:
            yield Person(label, NOT_RECORDED)
    for sibling in queries.siblings_of(child, by):
        yield Person("Trẻ cùng nhà", sibling.full_name, sibling.birth.display(on), presenting.schooling_of(sibling))
    if head:
        yield Person("Chủ hộ", head.head_name, str(head.head_birth_year or ""), _phone(head.phone))


def _person(relation: CareRelation, *, heads: bool) -> Person:
    person = relation.caregiver
    words = relation_outside(relation) + (", chủ hộ" if heads else "")
    main = "chăm sóc chính" if relation.is_main_carer else ""
    note = "; ".join(filter(None, (*life_in_words(person), main, _phone(person.phone))))
    return Person(words, person.full_name, str(person.birth_year or ""), note)


def _phone(number: str) -> str:
    return format_phone(number) if number else ""


# --- What was given, what is to do -----------------------------------------------------------
def _allowances(sheet: ChildSheet, by: User, on: date) -> list[MonthlyAllowance]:
    known = MonthlyAllowance.objects.visible_to(by).true().filter(child=sheet.child).select_related("rule")
    return list(known if sheet.with_secrets else known.filter(secret=False))


def _paid(allowances: list[MonthlyAllowance], on: date) -> Iterator[Given]:
    first = date(on.year, 1, 1)
    for each in allowances:
        if months := each.months_paid(first, on):
            yield Given("hằng tháng", f"{each.rule.short_name}, {months} tháng", "Ngân sách", each.paid(first, on))


def _given(child: Child, by: User, on: date) -> Iterator[Given]:
    shares = SupportRecipient.objects.visible_to(by).filter(child=child).given(date(on.year, 1, 1), on)
    for share in shares.select_related("support").order_by("support__given_on", "pk"):
        given = share.support
        source = given.sponsor or given.get_source_display()
        yield Given(format_date(given.given_on), given.title, source, given.value)


def _to_do(sheet: ChildSheet, allowances: list[MonthlyAllowance], by: User, on: date) -> list[str]:
    missing = [f"Bổ sung: {rule.words}" for rule in queries.what_is_missing(sheet.child, on)]
    proposals = unpaid_proposals(sheet.child, by, on)
    open_rules = [each.rule for each in proposals if sheet.with_secrets or not each.rule.secret]
    return [*missing, *(f"Xem xét trợ cấp: {_in_small_letters(rule.short_name)}" for rule in open_rules)]
