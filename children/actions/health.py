"""What the health station records about its patients: weighing and measuring."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.models import Child, Measurement
from children.models.sector_record import SectorRecord
from interface.records import refused_when
from interface.refusals import Refused

MEASURED_ALREADY = "Ngày này trẻ đã được cân đo. Sửa lần đo ấy thay vì ghi lần nữa."


@dataclass(frozen=True)
class MeasurementDraft:
    measured_on: date
    weight_kg: Decimal | None = None
    height_cm: Decimal | None = None
    posture: str = ""
    muac_cm: Decimal | None = None
    counselled: bool = False


@transaction.atomic
def record_measurement(*, child: Child, by: User, draft: MeasurementDraft) -> Measurement:
    """A child was weighed or measured. Raises NotAllowed, Refused."""
    authorize(by, "children.record_health", child)
    child = Child.objects.lock(child.pk)  # whose birth nobody corrects while the scores are reckoned
    _check_day(child, draft.measured_on)
    measurement = Measurement(child=child, recorded_by=by, **vars(draft))
    with refused_when("one_measurement_a_day", MEASURED_ALREADY, field="measured_on"):
        measurement.save()
    return measurement


@transaction.atomic
def edit_measurement(*, measurement: Measurement, by: User, version: int, draft: MeasurementDraft) -> Measurement:
    """A slip of the pen is corrected; the old numbers stay in the history. Raises NotAllowed, StaleVersion, Refused."""
    measurement = locked(measurement, by=by, may="children.record_health", version=version)
    _refuse_withdrawn(measurement)
    _check_day(measurement.child, draft.measured_on)
    for name, value in vars(draft).items():
        setattr(measurement, name, value)
    with refused_when("one_measurement_a_day", MEASURED_ALREADY, field="measured_on"):
        measurement.save_next_version()
    return measurement


@transaction.atomic
def withdraw_measurement(*, measurement: Measurement, by: User, version: int, reason: str) -> Measurement:
    """It was recorded by mistake, of another child perhaps. Raises NotAllowed, StaleVersion, Refused."""
    return withdraw(record=measurement, by=by, may="children.record_health", version=version, reason=reason)


def withdraw(*, record, by: User, may: str, version: int | None, reason: str):
    """From now on the record counts nowhere; only the history knows of it."""
    record = locked(record, by=by, may=may, version=version)
    _refuse_withdrawn(record)
    record.withdrawn_on, record.withdrawal_reason = timezone.localdate(), reason
    record.save_next_version()
    return record


def _refuse_withdrawn(record: SectorRecord) -> None:
    if record.withdrawn_on:
        raise Refused("Lần ghi này đã được xóa khỏi hồ sơ từ trước.")


def _check_day(child: Child, day: date) -> None:
    if day < child.born_on:
        raise Refused("Ngày đo ở trước ngày sinh của trẻ. Kiểm tra lại cả hai ngày.", field="measured_on")
