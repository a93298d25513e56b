"""Lists are thrown away: on request, and when their time is over."""

from datetime import datetime

from django.db import transaction

from accounts.authorization import authorize
from children.models import ImportBatch, ImportState


@transaction.atomic
def discard_batch(*, batch: ImportBatch, by) -> None:
    """Throw file and rows away; that somebody uploaded something stays known."""
    authorize(by, "children.import", batch)
    _throw_away(ImportBatch.objects.lock(batch.pk))


def _throw_away(batch: ImportBatch) -> None:
    if batch.is_open:
        batch.state = ImportState.IMPORTED if batch.written else ImportState.DISCARDED
        batch.upload = None
    batch.rows.all().delete()
    batch.save_next_version()


@transaction.atomic
def forget_imports(*, uploaded_before: datetime, imported_before: datetime) -> int:
    """Throw away what nobody imported in time, and the rows of imports whose result nobody needs any more."""
    left = ImportBatch.objects.open().filter(updated_at__lt=uploaded_before)
    old = ImportBatch.objects.filter(imported_at__lt=imported_before, rows__isnull=False).distinct()
    batches = list(left) + list(old)
    for batch in batches:
        _throw_away(batch)
    return len(batches)
