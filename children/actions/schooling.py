"""What a school records of its pupils."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.models import Child, Enrolment
from children.models.schooling import school_year_on
from children.new_school_year import Class, classes_of, waiting
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
    """The few things a school knows of a pupil's year. A corrected class is the child's own, in the register too.

    Raises NotAllowed, StaleVersion, Refused.
    """
    authorize(by, RECORD, enrolment)
    child = Child.objects.lock(enrolment.child_id)  # the child before its years, as whoever edits the child does
    enrolment = locked(enrolment, by=by, may=RECORD, version=version)
    corrected = enrolment.class_name != draft.class_name
    for name, value in vars(draft).items():
        setattr(enrolment, name, value)
    _save(enrolment, by)
    if corrected and child.school_id == enrolment.school_id and child.class_name != draft.class_name:
        child.class_name = draft.class_name
        child.save_next_version()
    return enrolment


@transaction.atomic
def open_school_year(*, by: User, names: Mapping[str, str]) -> int:
    """Those of one's pupils who go on are enrolled in the running year. `names`: what each class is called now, by
    `Class.key`; a class that is not named waits. Says how many. Raises NotAllowed.
    """
    authorize(by, RECORD)
    today = timezone.localdate()
    mine = waiting(Child.objects.visible_to(by), today)
    held = Child.objects.filter(pk__in=list(mine.order_by().values_list("pk", flat=True))).lock_all()
    still = mine.filter(pk__in=[child.pk for child in held])
    classes = [each for each in classes_of(still, by, today) if each.step.stays and each.key in names]
    for each in classes:
        _enrol(each, names[each.key], school_year_on(today))
    return sum(len(each.pupils) for each in classes)


def _enrol(pupils: Class, name: str, year: int) -> None:
    """First the year, then the class in the register: the trigger finds the year and makes no other."""
    Enrolment.objects.bulk_create(
        [Enrolment(child=child, school=pupils.school, school_year=year, class_name=name) for child in pupils.pupils],
        batch_size=1000,
    )
    if name != pupils.name:
        renamed = Child.objects.filter(pk__in=[child.pk for child in pupils.pupils])
        renamed.update(class_name=name, version=F("version") + 1, updated_at=timezone.now())


def enrolment_on(*, child: Child, by: User, day: date) -> Enrolment | None:
    """The year at school of that day; opened where nobody has yet. None of a child without a school.

    Raises NotAllowed.
    """
    authorize(by, RECORD)
    year = school_year_on(day)
    known = Enrolment.objects.filter(child=child, school_year=year).order_by(F("left_on").desc(nulls_first=True), "-pk")
    if (found := known.first()) or child.school is None or year != school_year_on(timezone.localdate()):
        return found
    return Enrolment.objects.create(child=child, school=child.school, school_year=year, class_name=child.class_name)


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
