"""What the stories of the health station need."""

import datetime
from decimal import Decimal

from accounts.acting import acting_as
from children.actions.health import MeasurementDraft, record_measurement
from vietnamese.partial_dates import PartialDate

TODAY = datetime.date(2026, 11, 23)
SMALL = {"full_name": "Trần Ngọc Hân", "birth": PartialDate(2024, 9, 20)}


def draft(day=TODAY, weight="10", height="80", posture="standing", **more) -> MeasurementDraft:
    return MeasurementDraft(day, Decimal(weight), Decimal(height), posture, **more)


def measured(child, by, *args, **more):
    with acting_as(by):
        return record_measurement(child=child, by=by, draft=draft(*args, **more))
