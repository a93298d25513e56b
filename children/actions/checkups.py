"""Health checks and mental-health screenings."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.authorization import authorize, locked
from accounts.models import User
from children.actions.health import withdraw
from children.models import CheckUp, Child, Screening
from interface.refusals import Refused

RECORD = "children.record_health"


@dataclass(frozen=True)
class CheckUpDraft:
    checked_on: date
    place: str = ""
    result: str = ""
    refer: bool = False


@dataclass(frozen=True)
class ScreeningDraft:
    screened_on: date
    concern: bool = False
    help: str = ""
    helped_on: date | None = None
    details: str = ""


@transaction.atomic
def record_checkup(*, child: Child, by: User, draft: CheckUpDraft) -> CheckUp:
    """A child was examined. Raises NotAllowed, Refused."""
    authorize(by, RECORD, child)
    return _saved(CheckUp(child=child, recorded_by=by), draft, draft.checked_on, "checked_on")


@transaction.atomic
def edit_checkup(*, checkup: CheckUp, by: User, version: int, draft: CheckUpDraft) -> CheckUp:
    """Raises NotAllowed, StaleVersion, Refused."""
    return _saved(_open(checkup, by, version), draft, draft.checked_on, "checked_on")


@transaction.atomic
def withdraw_checkup(*, checkup: CheckUp, by: User, version: int, reason: str) -> CheckUp:
    """It was recorded by mistake. Raises NotAllowed, StaleVersion, Refused."""
    return withdraw(record=checkup, by=by, may=RECORD, version=version, reason=reason)


@transaction.atomic
def record_screening(*, child: Child, by: User, draft: ScreeningDraft) -> Screening:
    """A child's mental health was screened. Raises NotAllowed, Refused."""
    authorize(by, RECORD, child)
    return _saved(Screening(child=child, recorded_by=by), _sound(draft), draft.screened_on, "screened_on")


@transaction.atomic
def edit_screening(*, screening: Screening, by: User, version: int, draft: ScreeningDraft) -> Screening:
    """Also how help reaches the child later. Raises NotAllowed, StaleVersion, Refused."""
    return _saved(_open(screening, by, version), _sound(draft), draft.screened_on, "screened_on")


@transaction.atomic
def withdraw_screening(*, screening: Screening, by: User, version: int, reason: str) -> Screening:
    """It was recorded by mistake. Raises NotAllowed, StaleVersion, Refused."""
    return withdraw(record=screening, by=by, may=RECORD, version=version, reason=reason)


def _open(record, by: User, version: int):
    record = locked(record, by=by, may=RECORD, version=version)
    if record.withdrawn_on:
        raise Refused("Lần ghi này đã được xóa khỏi hồ sơ từ trước.")
    record.version += 1
    return record


def _sound(draft: ScreeningDraft) -> ScreeningDraft:
    if draft.help and not draft.concern:
        raise Refused("Có hỗ trợ thì đánh dấu “có vấn đề cần hỗ trợ”.", field="concern")
    if bool(draft.help) != bool(draft.helped_on):
        raise Refused("Ghi cả cách hỗ trợ và ngày bắt đầu hỗ trợ.", field="help" if draft.helped_on else "helped_on")
    if draft.helped_on and draft.helped_on < draft.screened_on:
        raise Refused("Ngày hỗ trợ phải từ ngày sàng lọc trở đi.", field="helped_on")
    return draft


def _saved(record, draft, day: date, field: str):
    if day < record.child.born_on:
        raise Refused("Ngày này ở trước ngày sinh của trẻ. Kiểm tra lại cả hai ngày.", field=field)
    for name, value in vars(draft).items():
        setattr(record, name, value)
    record.save()
    return record
