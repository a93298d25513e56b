"""What people do with a child's record."""

from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from agencies.models import Agency, Neighbourhood
from children.actions.families import PersonDraft, as_draft, record_family
from children.actions.households import household_of
from children.duplicates.facts import Facts, Parent
from children.duplicates.twins import Twin, twins_of
from children.models import Child, CodeCounter, EthnicGroup, Household, Measurement, Residence
from children.models.caregiver import PARENTS
from interface.constraints import broken_by
from interface.refusals import Refused
from vietnamese.names import search_key
from vietnamese.partial_dates import PartialDate


class PersonalIdTaken(Refused):
    """Another child has this personal ID. `other` is that child where the acting user may see it."""

    def __init__(self, other: Child | None) -> None:
        sentence = "Số định danh này đã có trong sổ, của một trẻ khác. Kiểm tra lại với giấy tờ."
        super().__init__(sentence, field="personal_id")
        self.other = other


class Namesakes(Refused):
    """Children much like this one are in the register already; perhaps it is one of them."""

    def __init__(self, twins: list[Twin]) -> None:
        super().__init__("Trong sổ đã có trẻ rất giống trẻ này. Xem có phải cùng một trẻ không.")
        self.twins = twins


@dataclass(frozen=True)
class ChildDraft:
    """A child as somebody wrote it down. With `head_name` the child belongs to a household, known or new."""

    full_name: str
    birth: PartialDate
    sex: str
    neighbourhood: Neighbourhood
    household: Household | None = None
    head_name: str = ""
    address: str = ""
    temporary_name: bool = False
    ethnic_group: EthnicGroup | None = None
    foreign_nationality: str = ""
    personal_id: str = ""
    personal_id_verified: bool = False
    birth_certificate: str = ""
    birth_registered_on: date | None = None
    health_insurance: str = ""
    health_insurance_until: date | None = None
    school: Agency | None = None
    class_name: str = ""
    residence: str = Residence.PERMANENT
    residence_since: date | None = None
    moved_in_on: date | None = None
    left_on: date | None = None
    notes: str = ""
    family: list[PersonDraft] = field(default_factory=list)


COPIED = (
    "full_name", "birth", "sex", "temporary_name", "ethnic_group", "foreign_nationality", "personal_id",
    "personal_id_verified", "birth_certificate", "birth_registered_on", "health_insurance",
    "health_insurance_until", "school", "class_name",
    "residence", "residence_since", "moved_in_on", "left_on", "notes",
)  # fmt: skip


@transaction.atomic
def add_child(*, by: User, draft: ChildDraft, despite_namesakes: bool = False) -> Child:
    """Register a child and give it a code. Raises NotAllowed, PersonalIdTaken, Namesakes, Refused."""
    authorize(by, "children.edit")
    _check_days(draft)
    if not despite_namesakes:
        _ask_about_twins(draft, by)
    child = Child(code=CodeCounter.objects.take(timezone.localdate().year)[0])
    _write(child, draft, by)
    return child


@transaction.atomic
def edit_child(*, child: Child, by: User, draft: ChildDraft, version: int) -> Child:
    """Correct or complete a record. Raises NotAllowed, StaleVersion, PersonalIdTaken, Refused."""
    Child.objects.with_siblings([child.pk]).lock_all()  # whose versions a change of their mother raises
    child = locked(child, by=by, may="children.edit", version=version)
    _check_days(draft)
    child.version += 1
    grew_by = child.birth, child.sex
    _write(child, draft, by)
    if (child.birth, child.sex) != grew_by:
        Measurement.objects.filter(child=child).rescore()
    return child


def _check_days(draft: ChildDraft) -> None:
    """Nothing happens to a child before its birth."""
    born = draft.birth.earliest()
    if draft.left_on and draft.left_on < born:
        left = "mất" if draft.residence == Residence.DEAD else "chuyển đi"
        raise Refused(f"Ngày {left} ở trước ngày sinh. Kiểm tra lại cả hai ngày.", field="left_on")
    if draft.birth_registered_on and draft.birth_registered_on < born:
        sentence = "Ngày đăng ký khai sinh ở trước ngày sinh. Kiểm tra lại cả hai ngày."
        raise Refused(sentence, field="birth_registered_on")


def draft_of(child: Child) -> ChildDraft:
    """The child as the register knows it, for a change of a part: `replace(draft_of(child), …)`."""
    return ChildDraft(
        **{name: getattr(child, name) for name in COPIED},
        household=child.household,
        neighbourhood=child.neighbourhood,
        address=child.own_address,
        family=[as_draft(each) for each in child.relations.select_related("caregiver")],
    )


def likely_twins(*, draft: ChildDraft, by: User) -> list[Twin]:
    """The children of the register that the child of a draft may be, the likest first."""
    home = draft.household
    facts = Facts(
        full_name=draft.full_name,
        birth=draft.birth,
        sex=draft.sex,
        temporary_name=draft.temporary_name,
        personal_id=Child.fingerprint_of(draft.personal_id) if draft.personal_id else "",
        neighbourhood=(home or draft).neighbourhood.pk,
        address=home.address_key if home else search_key(draft.address),
        parents={person.relation: Parent(person.full_name) for person in draft.family if person.relation in PARENTS},
        phones=frozenset(person.phone for person in draft.family if person.phone),
    )
    return twins_of(facts, by)


def _ask_about_twins(draft: ChildDraft, by: User) -> None:
    if twins := likely_twins(draft=draft, by=by):
        raise Namesakes(twins)


def _write(child: Child, draft: ChildDraft, by: User) -> None:
    for name in COPIED:
        setattr(child, name, getattr(draft, name))
    _settle(child, draft, by)
    _save_with_own_personal_id(child, by)
    record_family(child=child, by=by, people=draft.family)


def _settle(child: Child, draft: ChildDraft, by: User) -> None:
    """Where the child lives: in a household, or at an address of its own."""
    household = draft.household
    if household is None and draft.head_name:
        household = household_of(
            by=by, head_name=draft.head_name, address=draft.address, neighbourhood=draft.neighbourhood
        )
    child.household = household
    child.neighbourhood = household.neighbourhood if household else draft.neighbourhood
    child.own_address = "" if household else draft.address


def _save_with_own_personal_id(child: Child, by: User) -> None:
    """The index decides, also between two who add the same child at the same moment."""
    try:
        with transaction.atomic():
            child.save()
    except IntegrityError as error:
        if broken_by(error) != "one_child_per_personal_id":
            raise
        other = Child.objects.visible_to(by).with_personal_id(child.personal_id).first()
        raise PersonalIdTaken(other) from None
