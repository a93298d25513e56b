"""What people do with households."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from agencies.models import Neighbourhood
from children.actions.poverty import ClassDraft, put_class
from children.finding.search import keep_searchable
from children.models import POOR, Household, Poverty
from interface.refusals import Refused
from vietnamese.names import same_name, search_key


@dataclass(frozen=True)
class HouseholdDraft:
    head_name: str
    neighbourhood: Neighbourhood
    address: str = ""
    head_birth_year: int | None = None
    poverty: str = Poverty.NOT_RECORDED
    certificate_number: str = ""
    certificate_year: int | None = None
    certificate_issued_on: date | None = None
    phone: str = ""
    notes: str = ""


@transaction.atomic
def add_household(*, by: User, draft: HouseholdDraft) -> Household:
    """Register a household. Raises NotAllowed."""
    authorize(by, "children.edit")
    household = Household(**_fields(draft))
    household.save()
    _record_class(household, draft, by)
    return household


@transaction.atomic
def edit_household(*, household: Household, by: User, draft: HouseholdDraft, version: int) -> Household:
    """Its children move to another neighbourhood with it. Raises NotAllowed, StaleVersion."""
    household = locked(household, by=by, may="children.edit", version=version)
    for name, value in _fields(draft).items():
        setattr(household, name, value)
    if not _record_class(household, draft, by):
        household.save_next_version()
    keep_searchable(household.children.values_list("pk", flat=True))
    return household


def household_of(*, by: User, head_name: str, address: str, neighbourhood: Neighbourhood) -> Household:
    """The household with this head at this address; a new one when there is none. Two who add the same one at once
    wait for each other.
    """
    Neighbourhood.objects.lock(neighbourhood.pk)
    known = Household.objects.visible_to(by).filter(
        neighbourhood=neighbourhood, search_key=search_key(head_name), address_key=search_key(address)
    )
    same = next((household for household in known if same_name(household.head_name, head_name)), None)
    draft = HouseholdDraft(head_name=head_name, address=address, neighbourhood=neighbourhood)
    return same or add_household(by=by, draft=draft)


OF_CLASS = ("poverty", "certificate_number", "certificate_year", "certificate_issued_on")


def _fields(draft: HouseholdDraft) -> dict:
    """Not `asdict`: it would copy the records that the draft names."""
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__ if name not in OF_CLASS}


def _record_class(household: Household, draft: HouseholdDraft, by: User) -> bool:
    """What differs from the class of now is said of the year typed, else of this one; it is saved with the rest. To say
    nothing takes back what holds now, of whichever year it is.
    """
    if all(getattr(draft, name) == getattr(household, name) for name in OF_CLASS):
        return False
    if draft.poverty not in POOR and draft.certificate_year:
        raise Refused("Chỉ hộ nghèo, hộ cận nghèo có giấy chứng nhận. Xóa năm của giấy.", field="certificate_year")
    said = ClassDraft(draft.poverty, draft.certificate_number, draft.certificate_issued_on)
    year = draft.certificate_year or timezone.localdate().year
    if not draft.poverty:
        held = household.classes.filter(year__lte=year).aggregate(last=Max("year"))
        year = held["last"] or year
    put_class(household=household, by=by, year=year, draft=said)
    return True
