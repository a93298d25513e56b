"""A child's record is kept though its period is over, with a reason; and let go again."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import locked
from accounts.events import Event, record
from accounts.models import User
from children.models import Child
from interface.records import refused_when
from interface.refusals import Refused
from retention.models import HoldKind, RecordHold

TWICE = "Hồ sơ này đang được giữ lại với cùng loại. Bỏ lần cũ trước khi ghi lần mới."
RUN_OUT = "Hết hạn hoãn"  # a postponement that ended by itself makes room for the next one


@dataclass(frozen=True)
class HoldDraft:
    kind: str
    reason: str
    until: date | None = None


@transaction.atomic
def set_hold(*, child: Child, by: User, draft: HoldDraft) -> RecordHold:
    """Nothing of this child is destroyed. Raises NotAllowed, Refused."""
    child = locked(child, by=by, may="retention.hold")
    today = timezone.localdate()
    if draft.kind == HoldKind.POSTPONED and (draft.until is None or draft.until <= today):
        raise Refused("Hoãn đến ngày nào? Ghi một ngày sau hôm nay.", field="until")
    until = draft.until if draft.kind == HoldKind.POSTPONED else None
    for run_out in child.holds.filter(kind=draft.kind, lifted_on=None, until__lte=today).lock_all():
        _let_go(run_out, by, RUN_OUT)
    hold = RecordHold(child=child, kind=draft.kind, reason=draft.reason, since=today, until=until, set_by=by)
    with refused_when("one_hold_of_a_kind", TWICE, field="kind"):
        hold.save()
    record(Event.HOLD_SET, child, reason=hold.get_kind_display())
    return hold


@transaction.atomic
def lift_hold(*, hold: RecordHold, by: User, version: int, reason: str) -> RecordHold:
    """Raises NotAllowed, StaleVersion, Refused."""
    hold = locked(hold, by=by, may="retention.hold", version=version)
    if hold.lifted_on:
        raise Refused("Việc giữ lại này đã được bỏ từ trước.")
    _let_go(hold, by, reason)
    return hold


def _let_go(hold: RecordHold, by: User, reason: str) -> None:
    hold.lifted_on, hold.lifted_by, hold.lifting_reason = timezone.localdate(), by, reason
    hold.save_next_version()
    record(Event.HOLD_LIFTED, hold.child, reason=hold.get_kind_display())
