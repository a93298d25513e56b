"""The four steps of a clean-up of personal IDs (Đề án 06): list → check at home → police → register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.events import Event, record
from accounts.models import User
from agencies.models import Neighbourhood
from children.actions.imports.uploading import check_size, request_job_for, upload_list
from children.actions.police_lists import request_police_list
from children.id_batches import lines_of_import, to_verify
from children.importing.candidate import Candidate
from children.importing.row_police import NO
from children.models import (
    BatchState,
    CheckFound,
    Child,
    Export,
    IdBatch,
    IdBatchRow,
    ImportBatch,
    Outcome,
    Parents,
    PoliceAnswer,
)
from interface.advisory_locks import AdvisoryLock, hold
from interface.refusals import Refused
from vietnamese.formats import format_number
from vietnamese.names import search_key

MOST = 2_000  # children of one batch: more would be handed over for months
NOTHING_SAID = Candidate()
STEP_IS_OVER = "Đợt này đã qua bước đó. Mở lại trang để xem."
WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")  # how .xlsx and .ods begin, and .xls and what still has a password


# --- Step 1: whom ----------------------------------------------------------------------------
def _one_opens_at_a_time() -> None:
    """Until the transaction ends: nobody else takes the same children or the same number."""
    hold(AdvisoryLock.ID_BATCHES)


@transaction.atomic
def open_batch(*, by: User, neighbourhoods: Iterable[Neighbourhood], grounds: Iterable[str]) -> IdBatch:
    """Take the children of these neighbourhoods whose number is missing or not verified, in no other open batch."""
    authorize(by, "children.verify_ids")
    _one_opens_at_a_time()
    today = timezone.localdate()
    children = to_verify(by, today, grounds).filter(neighbourhood__in=list(neighbourhoods))
    pks = list(children.order_by("neighbourhood__number", "sort_key", "pk").values_list("pk", flat=True))
    if not pks:
        raise Refused("Không có trẻ nào như vậy, hoặc các trẻ ấy đang ở một đợt khác chưa kết thúc.")
    if len(pks) > MOST:
        raise Refused(f"{format_number(len(pks))} trẻ là quá nhiều cho một đợt. Chọn ít tổ dân phố hơn.")
    last = IdBatch.objects.filter(year=today.year).aggregate(last=Max("number"))["last"] or 0
    batch = IdBatch.objects.create(year=today.year, number=last + 1, opened_by=by)
    IdBatchRow.objects.bulk_create(IdBatchRow(batch=batch, child_id=pk, number=n) for n, pk in enumerate(pks, 1))
    return batch


@transaction.atomic
def cancel_batch(*, batch: IdBatch, by: User) -> IdBatch:
    """Nothing was sent yet: what was found at the doors goes with it. Raises NotAllowed, Refused."""
    batch = _in_step(batch, by, BatchState.CHECKING)
    batch.rows.all().delete()
    return _now(batch, BatchState.CANCELLED)


# --- Step 2: at the door ---------------------------------------------------------------------
@dataclass(frozen=True)
class CheckDraft:
    found: str
    parents: str = ""
    note: str = ""


ALL_RIGHT = CheckDraft(CheckFound.SAME, Parents.BOTH)


@transaction.atomic
def check_row(*, row: IdBatchRow, by: User, version: int, draft: CheckDraft) -> IdBatchRow:
    """What was found at the child's door; it can be corrected until the list is made. Raises NotAllowed, StaleVersion,
    Refused.
    """
    row = locked(row, by=by, may="children.check_ids", version=version)
    if row.batch.state != BatchState.CHECKING:
        raise Refused("Danh sách của đợt này đã lập nên không ghi kiểm tra nữa.")
    if draft.found == CheckFound.DIFFERS and not draft.note:
        raise Refused("Ghi chỗ sai và đúng ra là gì.", field="note")
    row.found, row.parents, row.note = draft.found, draft.parents, draft.note
    row.checked_by, row.checked_on = by, timezone.localdate()
    row.save_next_version()
    return row


@transaction.atomic
def find_all_right(*, row: IdBatchRow, by: User, version: int) -> IdBatchRow:
    """One tap for most children; what somebody has found is not wiped out by it. Raises NotAllowed, StaleVersion,
    Refused.
    """
    if not row.awaits_first_answer:
        raise Refused("Trẻ này đã có người ghi kiểm tra. Mở “Ghi khác” để xem và sửa.")
    return check_row(row=row, by=by, version=version, draft=ALL_RIGHT)


# --- Step 3: the police ----------------------------------------------------------------------
@transaction.atomic
def list_for_police(*, batch: IdBatch, by: User) -> Export:
    """The checks are over; the list is made. The batch counts as sent when the list is locked and given out, which may
    need a second person. Raises NotAllowed, Refused.
    """
    batch = _in_step(batch, by, BatchState.CHECKING)
    batch.sent_children = batch.rows.exclude(found=CheckFound.GONE).count()
    if not batch.sent_children:
        raise Refused("Không còn trẻ nào trong đợt để gửi. Bỏ đợt này.")
    _now(batch, BatchState.LISTED)
    return request_police_list(batch=batch, by=by)


@transaction.atomic
def check_again(*, batch: IdBatch, by: User) -> IdBatch:
    """The list has not left: it does not count any more, the doors are asked again. Raises NotAllowed, Refused."""
    return _now(_in_step(batch, by, BatchState.LISTED), BatchState.CHECKING)


@transaction.atomic
def list_again(*, batch: IdBatch, by: User) -> Export:
    """The list once more, with what the register says today."""
    batch = _in_step(batch, by, BatchState.LISTED, BatchState.SENT, BatchState.RETURNED)
    return request_police_list(batch=batch, by=by)


@transaction.atomic
def return_list(*, batch: IdBatch, by: User, data: bytes) -> IdBatch:
    """The police hand their answer in; an officer reads it. They may send a better one until then."""
    authorize(by, "children.return_ids")  # to others the batch is not even there to be locked
    batch = locked(batch, by=by, may="children.return_ids")
    _check_step(batch, BatchState.SENT, BatchState.RETURNED)
    check_size(data)
    if not data.startswith(WORKBOOKS):
        raise Refused("Đây không phải tệp Excel. Gửi lại tệp phường đã giao, sau khi ghi kết quả, bỏ mật khẩu.")
    batch.keep_file(data)
    batch.returned_by, batch.returned_at = by, timezone.now()
    _now(batch, BatchState.RETURNED)
    record(Event.ID_LIST_RETURNED, batch)
    return batch


@transaction.atomic
def read_return(*, batch: IdBatch, by: User, file_name: str, data: bytes | None = None) -> ImportBatch:
    """Preview what the police answered, of this batch's children only; without `data` the file they handed in."""
    batch = _in_step(batch, by, BatchState.SENT, BatchState.RETURNED)
    if data is None and batch.returned_file is None:
        raise Refused("Công an chưa gửi tệp qua máy. Chọn tệp đã nhận.")
    brought = upload_list(by=by, file_name=file_name, data=batch.file() if data is None else data)
    brought.id_batch = batch
    brought.save()
    if data is None:
        batch.returned_file = None  # one the police handed in meanwhile is still to be read
    _now(batch, BatchState.RETURNED)
    return request_job_for(batch=brought, kind="read_list", by=by)


# --- Step 4: the register --------------------------------------------------------------------
@transaction.atomic
def keep_answers(*, brought: ImportBatch, by: User) -> None:
    """A returned list was read, imported or taken back: where each child of its batch stands now."""
    if brought.id_batch is None:
        return
    authorize(by, "children.verify_ids")
    brought.refresh_from_db()  # a deed before this one has locked and saved a row of its own
    rows = {row.child_id: row for row in brought.id_batch.rows.select_related("child__household").lock_all()}
    for line, candidate in lines_of_import(brought):
        if row := rows.get(line.child_id):
            if line.written or (line.outcome == Outcome.IDENTICAL and brought.undone_at is None):
                _answer(row, candidate)
            elif brought.undone_at:
                _answer(row, NOTHING_SAID)


@transaction.atomic
def drop_answers(*, brought: ImportBatch, by: User) -> None:
    """A returned list is thrown away: what was read in it does not count. Raises NotAllowed."""
    if brought.id_batch is None:
        return
    authorize(by, "children.verify_ids")
    for row in brought.id_batch.rows.filter(child__in=brought.rows.values("child")).lock_all():
        _answer(row, NOTHING_SAID)


def _answer(row: IdBatchRow, said: Candidate) -> None:
    child, row.answer, row.verified_on = row.child, "", None
    if said.police == NO:
        row.answer = PoliceAnswer.NOT_FOUND
    elif child.personal_id_verified and child.personal_id == said.personal_id:
        row.answer = PoliceAnswer.VERIFIED
        row.verified_on = date.fromisoformat(said.verified_on) if said.verified_on else timezone.localdate()
    elsewhere = _elsewhere(said, child)
    if elsewhere != row.residence_said:  # what an officer has looked at is not asked twice
        row.residence_said, row.residence_settled_on = elsewhere, None
    row.save_next_version()


def _elsewhere(said: Candidate, child: Child) -> str:
    """12 Trần Phú, TDP 5: where the police say the child lives, if it is not where the register says."""
    moved = said.neighbourhood not in (None, child.neighbourhood_id)
    if not moved and (not said.address or search_key(said.address) == search_key(child.address)):
        return ""
    place = Neighbourhood.objects.get(pk=said.neighbourhood).short_name if said.neighbourhood else ""
    return ", ".join(filter(None, (said.address, place)))


@transaction.atomic
def settle_residence(*, row: IdBatchRow, by: User, version: int) -> IdBatchRow:
    """An officer has looked where the child lives: the register is right, or a move has been recorded. The police may
    have said something else meanwhile. Raises NotAllowed, StaleVersion.
    """
    row = locked(row, by=by, may="children.verify_ids", version=version)
    row.residence_settled_on = timezone.localdate()
    row.save_next_version()
    return row


@transaction.atomic
def close_batch(*, batch: IdBatch, by: User) -> IdBatch:
    """What is still open goes into the next batch. Raises NotAllowed, Refused."""
    batch = _in_step(batch, by, BatchState.SENT, BatchState.RETURNED)
    if asking := batch.rows.asking().count():
        raise Refused(f"Còn {asking} trẻ công an ghi nơi ở khác với sổ. Xem từng trẻ trước khi kết thúc đợt.")
    if batch.returned_file is not None:
        raise Refused("Còn tệp công an gửi qua máy chưa đọc. Đọc tệp ấy trước khi kết thúc đợt.")
    batch.closed_on = timezone.localdate()
    return _now(batch, BatchState.CLOSED)


# --- Shared ----------------------------------------------------------------------------------
def _in_step(batch: IdBatch, by: User, *states: str) -> IdBatch:
    batch = locked(batch, by=by, may="children.verify_ids")
    _check_step(batch, *states)
    return batch


def _check_step(batch: IdBatch, *states: str) -> None:
    if batch.state not in states:
        raise Refused(STEP_IS_OVER)


def _now(batch: IdBatch, state: str) -> IdBatch:
    batch.state = state
    batch.save_next_version()
    return batch
