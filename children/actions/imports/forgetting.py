"""Lists are thrown away: on request, and when their time is over."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.authorization import authorize
from accounts.models import User
from children.actions.id_batches import drop_answers
from children.models import ImportBatch, ImportResult, ImportRow, ImportState
from interface.refusals import Refused

KEEP_UPLOADS = timedelta(days=7)
KEEP_ROWS = timedelta(days=30)
KEEP_RESULTS = timedelta(days=1)  # as long as the rows are there the file is made again
CLOSED = (ImportState.IMPORTED, ImportState.UNDONE)


@transaction.atomic
def discard_batch(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Throw the list away. When some rows are written already, only the rest is given up and the result stays."""
    authorize(by, "children.import", batch)
    batch = ImportBatch.objects.lock(batch.pk)
    if batch.state in CLOSED:
        raise Refused("Danh sách đã nhập xong nên không bỏ được nữa. Xem kết quả từng dòng.")
    _end(batch)
    if not batch.written:
        drop_answers(brought=batch, by=by)
        _forget(batch)
    batch.save_next_version()
    return batch


@transaction.atomic
def forget_imports(*, uploaded_before: datetime, imported_before: datetime) -> int:
    """Throw away what nobody imported in time, and the rows of imports whose result nobody needs any more.

    A list of which something is written is only closed in time: its rows stay as long as it can be taken back.
    One that is being imported at this moment is left to another day; what another system sent waits for an answer.
    """
    left = ImportBatch.objects.open().filter(updated_at__lt=uploaded_before, connection=None)
    closed = ImportBatch.objects.filter(state__in=CLOSED, imported_at__lt=imported_before)
    old = closed.filter(pk__in=ImportRow.objects.values("batch"))
    batches = list((left | old).order_by("pk").select_for_update(of=("self",), skip_locked=True))
    for batch in batches:
        if batch.is_open:
            _end(batch)
        if batch.state != ImportState.IMPORTED or batch.imported_at < imported_before:
            _forget(batch)
        batch.save_next_version()
    return len(batches)


@transaction.atomic
def forget_results(*, made_before: datetime) -> int:
    """Throw away the files that tell what became of each row."""
    results = ImportResult.objects.filter(made_at__lt=made_before).lock_all()
    ImportResult.objects.filter(pk__in=[result.pk for result in results]).delete()
    return len(results)


def _end(batch: ImportBatch) -> None:
    """Nothing more is imported from it; what was, stays."""
    batch.state = ImportState.IMPORTED if batch.written else ImportState.DISCARDED
    batch.upload = None


def _forget(batch: ImportBatch) -> None:
    """That somebody uploaded something stays known; what it was does not, in no column."""
    batch.rows.all().delete()
    ImportResult.objects.filter(batch=batch).delete()
    batch.file_name = batch.how_read = ""
