"""Agencies and neighbourhoods: added, edited, ended; never deleted, because old reports name them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction

from accounts.authorization import authorize, locked
from accounts.models import User
from agencies.actions.records import check_period, described, overlapping, saved
from agencies.models import Agency, AgencyKind, Neighbourhood
from interface.records import refused_when
from interface.refusals import Refused

EDIT = "agencies.edit"
E = TypeVar("E", Agency, Neighbourhood)


@dataclass(frozen=True)
class AgencyDraft:
    kind: str
    name: str
    valid_from: date
    short_name: str = ""
    school_level: str = ""
    phone: str = ""


@dataclass(frozen=True)
class NeighbourhoodDraft:
    number: int
    name: str
    valid_from: date
    head_name: str = ""
    head_phone: str = ""
    population: int | None = None


@transaction.atomic
def add_agency(*, by: User, draft: AgencyDraft) -> Agency:
    """Raises NotAllowed, Refused."""
    authorize(by, EDIT)
    return _saved(described(Agency(), draft))


@transaction.atomic
def edit_agency(*, agency: Agency, by: User, version: int, draft: AgencyDraft) -> Agency:
    """Raises NotAllowed, StaleVersion, Refused."""
    agency = locked(agency, by=by, may=EDIT, version=version)
    return _saved(described(agency, draft))


@transaction.atomic
def add_neighbourhood(
    *, by: User, draft: NeighbourhoodDraft, formed_from: Sequence[Neighbourhood] = ()
) -> Neighbourhood:
    """Raises NotAllowed, Refused."""
    authorize(by, EDIT)
    neighbourhood = _saved(described(Neighbourhood(), draft))
    neighbourhood.formed_from.set(formed_from)
    return neighbourhood


@transaction.atomic
def edit_neighbourhood(
    *,
    neighbourhood: Neighbourhood,
    by: User,
    version: int,
    draft: NeighbourhoodDraft,
    formed_from: Sequence[Neighbourhood] | None = None,
) -> Neighbourhood:
    """`formed_from` says which neighbourhoods became this one; None leaves it as it is.

    Raises NotAllowed, StaleVersion, Refused.
    """
    neighbourhood = locked(neighbourhood, by=by, may=EDIT, version=version)
    if formed_from is not None:
        if neighbourhood in formed_from:
            raise Refused("Một tổ không thể hình thành từ chính nó. Bỏ chọn tổ này.", field="formed_from")
        neighbourhood.formed_from.set(formed_from)
    return _saved(described(neighbourhood, draft))


@transaction.atomic
def add_neighbourhoods(*, by: User, drafts: Iterable[NeighbourhoodDraft]) -> list[Neighbourhood]:
    """A pasted list. Names that exist already are left as they are."""
    return [add_neighbourhood(by=by, draft=draft) for draft in drafts if not _is_there(draft)]


@transaction.atomic
def end(*, record: E, by: User, version: int, last_day: date) -> E:
    """The last day of an agency or a neighbourhood. Refused while people still work for it."""
    record = locked(record, by=by, may=EDIT, version=version)
    record.valid_to = last_day
    check_period(record, field="last_day")
    _check_nobody_is_left(record)
    return _saved(record)


@transaction.atomic
def reopen(*, record: E, by: User, version: int) -> E:
    """It goes on after all."""
    record = locked(record, by=by, may=EDIT, version=version)
    record.valid_to = None
    return _saved(record)


def _saved(record: E) -> E:
    """Two of the same name at the same time cannot be told apart in a list."""
    check_period(record)
    if isinstance(record, Agency) and record.school_level and record.kind != AgencyKind.SCHOOL:
        raise Refused("Chỉ trường học mới có cấp học. Bỏ cấp học, hoặc chọn loại Trường học.", field="school_level")

    def taken() -> Refused:
        other = overlapping(record, name=record.name).first()
        standing = f"{other.standing.word} {other.standing.detail}".strip().lower()
        sentence = f"Đã có “{record.name}” ({standing}). Sửa ở bản ghi ấy, hoặc đặt tên khác."
        return Refused(sentence, field="name", record=other)

    with refused_when(f"one_{record._meta.model_name}_of_a_name_at_a_time", taken):
        return saved(record)


def _is_there(draft: NeighbourhoodDraft) -> bool:
    return Neighbourhood.objects.on(draft.valid_from).filter(name=draft.name).exists()


def _check_nobody_is_left(record: Agency | Neighbourhood) -> None:
    people = record.users if isinstance(record, Agency) else record.collaborators
    left = list(people.working().order_by("sort_key")[:4])
    if left:
        names = ", ".join(each.full_name for each in left)
        raise Refused(f"Còn tài khoản của {names}. Chuyển họ sang nơi khác hoặc ghi đã nghỉ trước.", field="last_day")
