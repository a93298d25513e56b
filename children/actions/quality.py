"""Keeping the figures of the register's quality, so that a trend can be seen."""

from datetime import date

from django.db import transaction

from accounts.models import User
from children.models import QualityFigure
from children.quality.figures import quality_of


@transaction.atomic
def keep_quality(*, by: User, on: date) -> None:
    """The figures of the month so far: the last night of a month stays. Again on the same day changes nothing."""
    quality = quality_of(by, on)
    counts = quality.counts | {rule.code: 0 for rule in quality.kept}
    month = on.replace(day=1)
    QualityFigure.objects.bulk_create(
        [QualityFigure(month=month, code=code, count=count) for code, count in counts.items()],
        update_conflicts=True,
        unique_fields=["month", "code"],
        update_fields=["count"],
    )
