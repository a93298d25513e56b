"""The signed record is noted; then a job destroys, part by part. Nothing else in the product does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accounts.authorization import locked
from accounts.events import Event, record
from accounts.models import User
from attachments import store
from interface.refusals import Refused
from jobs.actions import request_job
from jobs.work import Say, silent
from retention.models import Destruction, DestructionKind, DestructionState
from retention.periods import UNCONFIRMED
from retention.queries import periods

CHILDREN_AT_ONCE = 50
LINES_AT_ONCE = 5000


@dataclass(frozen=True)
class RecordDraft:
    """The signed “biên bản tiêu hủy”."""

    record_number: str
    record_signed_on: date


@transaction.atomic
def request_paper(*, batch: Destruction, by: User) -> Destruction:
    """Have the record printed that people shall sign. Raises NotAllowed, Refused."""
    batch = locked(batch, by=by, may="retention.propose")
    if batch.state != DestructionState.APPROVED:
        raise Refused("Chỉ in biên bản của đợt đã được duyệt và chưa tiêu hủy.")
    batch.content = None
    batch.paper_job = request_job(kind="print_destruction", by=by, batch=str(batch.public_id))
    batch.save_next_version()
    return batch


@transaction.atomic
def make_paper(*, batch: Destruction, by: User, say: Say = silent) -> Destruction:
    """Write the PDF. Raises NotAllowed."""
    from retention.paper import render_record  # WeasyPrint: only a worker needs it

    batch = locked(batch, by=by, may="retention.propose")
    if batch.content is None:
        say("Đang dàn trang", 20)
        batch.keep_file(render_record(batch))
        batch.save()
    return batch


@transaction.atomic
def start_destruction(
    *, batch: Destruction, by: User, version: int, draft: RecordDraft, upload: bytes | None = None
) -> Destruction:
    """Note number and day of the signed record, with its scan if there is one, and let the machine destroy. Raises
    NotAllowed, StaleVersion, Refused.
    """
    batch = locked(batch, by=by, may="retention.propose", version=version)
    if batch.state != DestructionState.APPROVED:
        raise Refused("Đợt này chưa được duyệt, hoặc đã tiêu hủy.")
    if draft.record_signed_on > timezone.localdate():
        raise Refused("Ngày ký biên bản ở sau hôm nay.", field="record_signed_on")
    if batch.decided_at and draft.record_signed_on < timezone.localdate(batch.decided_at):
        raise Refused("Biên bản ký trước ngày lãnh đạo duyệt.", field="record_signed_on")
    _periods_allow(batch)
    batch.record_number, batch.record_signed_on = draft.record_number, draft.record_signed_on
    if upload:
        batch.signed = store.keep(upload)
    batch.state = DestructionState.RUNNING
    _ask_machine(batch, by)
    record(Event.DESTRUCTION_STARTED, batch, reason=f"Biên bản số {batch.record_number}")
    return batch


@transaction.atomic
def go_on(*, batch: Destruction, by: User, version: int) -> Destruction:
    """A job that ended before its time is asked for again. Raises NotAllowed, StaleVersion, Refused."""
    batch = locked(batch, by=by, may="retention.propose", version=version)
    _stands_still(batch)
    _periods_allow(batch)
    _ask_machine(batch, by)
    return batch


@transaction.atomic
def end_destruction(*, batch: Destruction, by: User, version: int) -> Destruction:
    """What is destroyed is destroyed, what is left of the list stays in the register. Raises NotAllowed, StaleVersion,
    Refused.
    """
    batch = locked(batch, by=by, may="retention.propose", version=version)
    _stands_still(batch)
    batch.rows.filter(destroyed_at=None, stop="").update(stop="ended")
    _done(batch)
    batch.save_next_version()
    return batch


def _stands_still(batch: Destruction) -> None:
    if batch.state != DestructionState.RUNNING or (batch.job and batch.job.unfinished):
        raise Refused("Máy đang làm, hoặc đợt này đã xong.")


def _periods_allow(batch: Destruction) -> None:
    """They may have been changed since the leader approved."""
    kept = periods()
    if batch.kind == DestructionKind.CHILDREN and not kept.confirmed:
        raise Refused(UNCONFIRMED)
    if batch.older_than:
        if not kept.log_confirmed:
            raise Refused(UNCONFIRMED)
        if batch.older_than > kept.log_before(timezone.localdate()):
            raise Refused(f"Thời hạn lưu nhật ký nay là {kept.log} năm: nhật ký của đợt này chưa quá hạn.")


def _ask_machine(batch: Destruction, by: User) -> None:
    batch.job = request_job(kind="destroy_records", by=by, batch=str(batch.public_id))
    batch.save_next_version()


@transaction.atomic
def destroy_part(*, batch: Destruction, by: User, say: Say = silent) -> bool:
    """The next part of what is left; whether there is more. What is destroyed is marked in the same transaction."""
    batch = locked(batch, by=by, may="retention.propose")
    if batch.state == DestructionState.DONE:
        return False
    if batch.state != DestructionState.RUNNING:
        raise Refused("Đợt này chưa được duyệt, hoặc chưa có biên bản.")
    _periods_allow(batch)
    if batch.size:
        say("Đang tiêu hủy", min(99, 100 * batch.destroyed // batch.size))
    more = _children(batch) if batch.kind == DestructionKind.CHILDREN else _lines(batch)
    if not more:
        _done(batch)
    batch.save_next_version()
    return more


def _done(batch: Destruction) -> None:
    batch.state, batch.done_at = DestructionState.DONE, timezone.now()
    counted = batch.destroyed if batch.kind == DestructionKind.CHILDREN else None
    record(Event.RECORDS_DESTROYED, batch, reason=f"Biên bản số {batch.record_number}", children=counted)


def _children(batch: Destruction) -> bool:
    files = [row[0] for row in _run("select destroy_children(%s, %s)", [batch.pk, CHILDREN_AT_ONCE])]
    transaction.on_commit(partial(_drop, files))
    batch.destroyed = batch.rows.filter(destroyed_at__isnull=False).count()
    return batch.rows.filter(destroyed_at=None, stop="", child__isnull=False).exists()


def _lines(batch: Destruction) -> bool:
    [(gone,)] = _run("select destroy_log(%s, %s)", [batch.pk, LINES_AT_ONCE])
    batch.destroyed += gone
    return gone > 0


def _run(statement: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _drop(keys: Iterable[UUID]) -> None:
    """From the disk; whoever dies before this leaves them to the nightly sweep."""
    for key in keys:
        store.drop(key)
