"""What changes of this app's records do in the same way."""

from dataclasses import fields
from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Model, Q

from agencies.models.effective import Effective
from interface.records import Record
from interface.refusals import Refused
from vietnamese.formats import format_date

M = TypeVar("M", bound=Model)
R = TypeVar("R", bound=Record)
E = TypeVar("E", bound=Effective)
ONE_DAY = timedelta(days=1)


def described(record: M, draft: Any) -> M:
    """The record with what somebody wrote down about it; not saved yet."""
    for each in fields(draft):
        setattr(record, each.name, getattr(draft, each.name))
    return record


def saved(record: R) -> R:
    """A new record, or the next version of one that was locked."""
    if record.pk:
        record.save_next_version()
    else:
        record.save()
    return record


def check_period(record: Effective, field: str = "valid_to") -> None:
    if record.valid_to is not None and record.valid_to < record.valid_from:
        raise Refused(
            f"Ngày cuối trước ngày đầu ({format_date(record.valid_from)}). Ghi ngày cuối từ ngày ấy trở đi.",
            field=field,
        )


def overlapping(record: E, **lookup: Any):
    """Other rows in force on a day of this one's period."""
    others = type(record)._default_manager.exclude(pk=record.pk).filter(**lookup)
    if record.valid_to is not None:
        others = others.filter(valid_from__lte=record.valid_to)
    return others.filter(Q(valid_to=None) | Q(valid_to__gte=record.valid_from))
