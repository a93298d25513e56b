"""Attaching the scanned paper of a record, and taking one off that does not belong there."""

from django.db import transaction
from django.utils import timezone

from accounts.authorization import locked
from accounts.models import User
from attachments import store
from children.models import RecordFile
from children.record_files import MOST, owner_of
from interface.records import Record
from interface.refusals import Refused


@transaction.atomic
def attach_paper(*, record: Record, by: User, upload: bytes, note: str = "") -> RecordFile:
    """Keep it cleaned and encrypted. Raises NotAllowed, Refused."""
    owner = owner_of(record)
    record = locked(record, by=by, may=owner.keep)
    _refuse_withdrawn(record)
    if RecordFile.objects.true().filter(**{owner.field: record}).count() >= MOST:
        raise Refused(f"Mỗi mục giữ nhiều nhất {MOST} giấy tờ. Gỡ bớt, hoặc quét nhiều trang vào một tệp PDF.")
    return RecordFile.objects.create(**{owner.field: record}, officer=by, note=note, stored=store.keep(upload))


@transaction.atomic
def withdraw_paper(*, paper: RecordFile, by: User, version: int, reason: str) -> RecordFile:
    """Nobody opens it any more; the history knows of it. Raises NotAllowed, StaleVersion, Refused."""
    paper = locked(paper, by=by, may=owner_of(paper.owner).keep, version=version)
    if paper.withdrawn_on:
        raise Refused("Giấy tờ này đã được gỡ khỏi hồ sơ từ trước.")
    paper.withdrawn_on, paper.withdrawal_reason = timezone.localdate(), reason
    paper.save_next_version()
    return paper


def _refuse_withdrawn(record: Record) -> None:
    if record.withdrawn_on:  # type: ignore[attr-defined]
        raise Refused("Mục này đã được xóa khỏi hồ sơ từ trước.")
