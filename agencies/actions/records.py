"""What every change of an effective-dated record checks in the same way."""

from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Q

from accounts.authorization import authorize
from accounts.models import User
from agencies.models.effective import Effective
from interface.records import Record
from interface.refusals import Refused
from vietnamese.formats import format_date

R = TypeVar("R", bound=Record)
E = TypeVar("E", bound=Effective)
ONE_DAY = timedelta(days=1)


def edited(record: R, *, by: User, may: str, version: int, facts: dict[str, Any]) -> R:
    """The record, locked, with the new facts; not saved yet. Raises `NotAllowed`, `StaleVersion`."""
    authorize(by, may, record)
    record = type(record)._default_manager.lock(record.pk, expected_version=version)  # type: ignore[attr-defined]
    for name, value in facts.items():
        setattr(record, name, value)
    return record


def check_period(record: Effective) -> None:
    if record.valid_to is not None and record.valid_to < record.valid_from:
        raise Refused(
            f"Ngày cuối trước ngày đầu ({format_date(record.valid_from)}). Ghi ngày cuối từ ngày ấy trở đi.",
            field="valid_to",
        )


def overlapping(record: E, **lookup: Any):
    """Other rows in force on a day of this one's period."""
    others = type(record)._default_manager.exclude(pk=record.pk).filter(**lookup)
    if record.valid_to is not None:
        others = others.filter(valid_from__lte=record.valid_to)
    return others.filter(Q(valid_to=None) | Q(valid_to__gte=record.valid_from))


def check_name_is_free(record: Effective) -> None:
    """Two of the same name at the same time cannot be told apart in a list."""
    if overlapping(record, name=record.name).exists():  # type: ignore[attr-defined]
        raise Refused(
            f"Đã có “{record.name}” trong thời gian này. Mở bản ghi ấy để sửa, hoặc đặt tên khác.",  # type: ignore[attr-defined]
            field="name",
        )
