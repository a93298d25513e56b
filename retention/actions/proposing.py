"""A destruction is proposed by an officer and decided by a leader. Until then, and after, the records stand."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions.notifications import notify
from accounts.authorization import authorize, locked
from accounts.events import Event, record
from accounts.models import User
from accounts.queries import those_who_may
from agencies.models import Neighbourhood
from children.models import Child
from interface.advisory_locks import AdvisoryLock, hold
from interface.records import refused_when
from interface.refusals import NotAllowed, Refused
from retention.models import Destruction, DestructionKind, DestructionRow, DestructionState
from retention.periods import UNCONFIRMED, Periods
from retention.queries import old_log, over, periods, stops_of

MOST = 500  # children in one destruction: as many as people can look through


@transaction.atomic
def propose_destruction(*, by: User, neighbourhoods: Sequence[Neighbourhood], reason: str) -> Destruction:
    """The records that are over and that nothing keeps, the oldest first. Raises NotAllowed, Refused."""
    authorize(by, "retention.propose")
    kept = periods()
    if not kept.confirmed:
        raise Refused(UNCONFIRMED)
    hold(AdvisoryLock.DESTRUCTIONS)  # two at once would choose the same children, and the same number
    children = list(islice(_free(by, neighbourhoods, kept), MOST))
    if not children:
        raise Refused("Không có hồ sơ nào hết thời hạn lưu mà không bị giữ lại ở các tổ đã chọn.")
    batch = _new(DestructionKind.CHILDREN, by, reason=reason, size=len(children))
    DestructionRow.objects.bulk_create(
        DestructionRow(batch=batch, child=child, code=child.code, due_on=kept.due(child.born_by, child.left_on))
        for child in children
    )
    _ask_leaders(batch)
    return batch


def _free(by: User, neighbourhoods: Iterable[Neighbourhood], kept: Periods) -> Iterator[Child]:
    found = over(by, kept, timezone.localdate()).filter(neighbourhood__in=list(neighbourhoods))
    rows = found.only("pk", "code", "born_by", "left_on")
    for some in _parts(rows.iterator(MOST), MOST):
        stopped = stops_of(child.pk for child in some)
        yield from (child for child in some if child.pk not in stopped)


def _parts(rows: Iterator[Child], size: int) -> Iterator[list[Child]]:
    while part := list(islice(rows, size)):
        yield part


@transaction.atomic
def propose_log_destruction(*, by: User, reason: str) -> Destruction:
    """The lines of the log that are older than they must be. Raises NotAllowed, Refused."""
    authorize(by, "retention.propose")
    kept = periods()
    if not kept.log_confirmed:
        raise Refused(UNCONFIRMED)
    hold(AdvisoryLock.DESTRUCTIONS)  # two at once would choose the same children, and the same number
    before = kept.log_before(timezone.localdate())
    size = old_log(before).size
    if not size:
        raise Refused("Chưa có dòng nhật ký nào quá thời hạn lưu.")
    with refused_when("one_destruction_of_logs_at_a_time", "Đang có một đợt tiêu hủy nhật ký chưa xong."):
        batch = _new(DestructionKind.LOG, by, reason=reason, size=size, older_than=before)
    _ask_leaders(batch)
    return batch


def _new(kind: DestructionKind, by: User, **facts) -> Destruction:
    year = timezone.localdate().year
    last = Destruction.objects.filter(year=year).order_by("-number").first()
    number = last.number + 1 if last else 1
    batch = Destruction.objects.create(year=year, number=number, kind=kind, proposed_by=by, **facts)
    record(Event.DESTRUCTION_PROPOSED, batch)
    return batch


def _ask_leaders(batch: Destruction) -> None:
    for person in those_who_may("retention.approve"):
        notify(recipient=person, text=f"{batch} chờ duyệt", url=reverse("destruction", args=[batch.public_id]))


@transaction.atomic
def leave_out(*, row: DestructionRow, by: User) -> DestructionRow:
    """This child stays in the register; a record that was printed before names it and is printed anew. Raises
    NotAllowed, Refused.
    """
    batch = locked(row.batch, by=by, may="retention.propose")
    if batch.state not in (DestructionState.PROPOSED, DestructionState.APPROVED):
        raise Refused("Đợt này không sửa được nữa.")
    stands = next(iter(batch.rows.filter(pk=row.pk).lock_all()), None)
    if stands is None or stands.child is None:
        raise Refused("Hồ sơ này không còn trong đợt: đã gộp với hồ sơ khác.")
    stands.stop = "left_out"
    stands.save(update_fields=["stop"])
    batch.content = batch.paper_job = None
    batch.save_next_version()
    record(Event.LEFT_OUT_OF_DESTRUCTION, stands.child, reason=batch.code)
    return stands


@transaction.atomic
def decide_destruction(*, batch: Destruction, by: User, version: int, approved: bool, note: str = "") -> Destruction:
    """A leader, not the one who proposed it, allows it or does not. Raises NotAllowed, StaleVersion, Refused."""
    batch = locked(batch, by=by, may="retention.approve", version=version)
    if batch.proposed_by_id == by.pk:
        raise NotAllowed("Người đề nghị không tự duyệt đợt tiêu hủy của mình.")
    if batch.state != DestructionState.PROPOSED:
        raise Refused("Đợt này không còn chờ ai duyệt.")
    if not approved and not note:
        raise Refused("Không duyệt thì ghi vì sao.", field="note")
    batch.state = DestructionState.APPROVED if approved else DestructionState.REFUSED
    batch.decided_by, batch.decided_at, batch.decision_note = by, timezone.now(), note
    batch.save_next_version()
    record(Event.DESTRUCTION_DECIDED, batch, reason=batch.get_state_display())
    text = f"{batch}: {'đã duyệt, in biên bản để ký' if approved else 'không được duyệt'}"
    notify(recipient=batch.proposed_by, text=text, url=batch.get_absolute_url())
    return batch


@transaction.atomic
def cancel_destruction(*, batch: Destruction, by: User, version: int) -> Destruction:
    """Not now. Raises NotAllowed, StaleVersion, Refused."""
    batch = locked(batch, by=by, may="retention.propose", version=version)
    if batch.state not in (DestructionState.PROPOSED, DestructionState.APPROVED):
        raise Refused("Đợt này không bỏ được nữa.")
    batch.state, batch.decided_by, batch.decided_at = DestructionState.CANCELLED, None, None
    batch.save_next_version()
    return batch
