"""A period is corrected, or confirmed by the text it comes from."""

from dataclasses import dataclass

from django.db import transaction

from accounts.authorization import locked
from accounts.events import Event, record
from accounts.models import User
from interface.refusals import Refused
from retention.models import CountedFrom, RetentionClass


@dataclass(frozen=True)
class ClassDraft:
    years: int | None
    unsure: bool
    source: str = ""
    note: str = ""


@transaction.atomic
def edit_class(*, retention: RetentionClass, by: User, version: int, draft: ClassDraft) -> RetentionClass:
    """Raises NotAllowed, StaleVersion, Refused."""
    retention = locked(retention, by=by, may="retention.edit", version=version)
    if draft.years is None and retention.counted_from != CountedFrom.SAME:
        raise Refused("Chưa ghi số năm.", field="years")
    if not draft.unsure and not draft.source:
        raise Refused("Đã xác nhận thì ghi căn cứ: số, ký hiệu, ngày của văn bản.", field="source")
    for name, value in vars(draft).items():
        setattr(retention, name, value)
    retention.save_next_version()
    record(Event.RETENTION_CHANGED, retention.name)
    return retention
