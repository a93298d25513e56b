"""Agencies and neighbourhoods: added, edited, ended; never deleted, because old reports name them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from accounts.authorization import authorize
from accounts.models import User
from agencies.actions.records import check_name_is_free, check_period, edited
from agencies.models import Agency, AgencyKind, Neighbourhood
from agencies.models.effective import Effective
from interface.refusals import Refused

EDIT = "agencies.edit"
E = TypeVar("E", Agency, Neighbourhood)


@transaction.atomic
def add_agency(*, by: User, **facts: Any) -> Agency:
    authorize(by, EDIT)
    return _saved(Agency(**facts))


@transaction.atomic
def edit_agency(*, agency: Agency, by: User, version: int, **facts: Any) -> Agency:
    agency = edited(agency, by=by, may=EDIT, version=version, facts=facts)
    _check(agency)
    agency.save_next_version()
    return agency


@transaction.atomic
def add_neighbourhood(*, by: User, formed_from: Sequence[Neighbourhood] = (), **facts: Any) -> Neighbourhood:
    authorize(by, EDIT)
    neighbourhood = _saved(Neighbourhood(**facts))
    neighbourhood.formed_from.set(formed_from)
    return neighbourhood


@transaction.atomic
def edit_neighbourhood(
    *,
    neighbourhood: Neighbourhood,
    by: User,
    version: int,
    formed_from: Sequence[Neighbourhood] | None = None,
    **facts: Any,
) -> Neighbourhood:
    """`formed_from` says which neighbourhoods became this one; None leaves it as it is."""
    neighbourhood = edited(neighbourhood, by=by, may=EDIT, version=version, facts=facts)
    _check(neighbourhood)
    if formed_from is not None:
        if neighbourhood in formed_from:
            raise Refused("Một tổ không thể hình thành từ chính nó. Bỏ chọn tổ này.", field="formed_from")
        neighbourhood.formed_from.set(formed_from)
    neighbourhood.save_next_version()
    return neighbourhood


@transaction.atomic
def add_neighbourhoods(*, by: User, since: date, rows: Iterable[dict[str, Any]]) -> list[Neighbourhood]:
    """A pasted list. Names that exist already are left as they are."""
    authorize(by, EDIT)
    there = {each.name for each in Neighbourhood.objects.on(since)}
    return [_saved(Neighbourhood(valid_from=since, **row)) for row in rows if row["name"] not in there]


@transaction.atomic
def end(*, record: E, by: User, version: int, last_day: date) -> E:
    """The last day of an agency or a neighbourhood. Refused while people still work for it."""
    record = edited(record, by=by, may=EDIT, version=version, facts={"valid_to": last_day})
    check_period(record)
    _check_nobody_is_left(record)
    record.save_next_version()
    return record


@transaction.atomic
def reopen(*, record: E, by: User, version: int) -> E:
    """It goes on after all."""
    record = edited(record, by=by, may=EDIT, version=version, facts={"valid_to": None})
    _check(record)
    record.save_next_version()
    return record


def _saved(record: E) -> E:
    _check(record)
    record.save()
    return record


def _check(record: Effective) -> None:
    check_period(record)
    check_name_is_free(record)
    if isinstance(record, Agency) and record.school_level and record.kind != AgencyKind.SCHOOL:
        raise Refused("Chỉ trường học mới có cấp học. Bỏ cấp học, hoặc chọn loại Trường học.", field="school_level")


def _check_nobody_is_left(record: Agency | Neighbourhood) -> None:
    people = record.users if isinstance(record, Agency) else record.collaborators
    left = list(people.working().order_by("sort_key")[:4])
    if left:
        names = ", ".join(each.full_name for each in left)
        raise Refused(f"Còn tài khoản của {names}. Chuyển họ sang nơi khác hoặc ghi đã nghỉ trước.", field="last_day")
