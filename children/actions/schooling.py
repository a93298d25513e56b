"""What a school records of its pupils."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.models import Child, Enrolment
from interface.refusals import Refused

RECORD = "children.record_schooling"


@dataclass(frozen=True)
class SchoolingDraft:
    class_name: str = ""
    absences: int | None = None
    boards: bool | None = None
    swims: bool | None = None
    counselled: bool = False
    completed: bool | None = None


@transaction.atomic
def record_schooling(*, enrolment: Enrolment, by: User, version: int, draft: SchoolingDraft) -> Enrolment:
    """The few things a school knows of a pupil's year. The class is the child's own: the register has it at once.

    Raises NotAllowed, StaleVersion, Refused.
    """
    authorize(by, RECORD, enrolment)
    child = Child.objects.lock(enrolment.child_id)  # the child before its years, as whoever edits the child does
    enrolment = locked(enrolment, by=by, may=RECORD, version=version)
    for name, value in vars(draft).items():
        setattr(enrolment, name, value)
    _save(enrolment, by)
    if child.school_id == enrolment.school_id and child.class_name != draft.class_name:
        child.class_name = draft.class_name
        child.save_next_version()
    return enrolment


@transaction.atomic
def record_dropout(*, enrolment: Enrolment, by: User, version: int, dropped_on: date, dropout_reason: str) -> Enrolment:
    """A pupil no longer comes. Raises NotAllowed, StaleVersion, Refused."""
    enrolment = locked(enrolment, by=by, may=RECORD, version=version)
    if enrolment.has_dropped_out:
        raise Refused("Đã ghi học sinh này bỏ học.")
    if dropped_on > timezone.localdate():
        raise Refused("Ngày bỏ học chưa đến.", field="dropped_on")
    enrolment.dropped_on, enrolment.dropout_reason, enrolment.returned_on = dropped_on, dropout_reason, None
    _save(enrolment, by)
    return enrolment


@transaction.atomic
def record_return(*, enrolment: Enrolment, by: User, version: int, returned_on: date) -> Enrolment:
    """A pupil who had dropped out comes again. Raises NotAllowed, StaleVersion, Refused."""
    enrolment = locked(enrolment, by=by, may=RECORD, version=version)
    if not enrolment.has_dropped_out:
        raise Refused("Học sinh này không có lần bỏ học nào chưa trở lại.")
    if enrolment.dropped_on and returned_on < enrolment.dropped_on:
        raise Refused("Ngày trở lại phải từ ngày bỏ học trở đi.", field="returned_on")
    enrolment.returned_on = returned_on
    _save(enrolment, by)
    return enrolment


def _save(enrolment: Enrolment, by: User) -> None:
    enrolment.recorded_by = by
    enrolment.save_next_version()
