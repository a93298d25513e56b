"""The list of a batch of Đề án 06 on its way out: asked for, given to the police, or not allowed to leave."""

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.exporting.columns import columns_for
from children.exporting.purposes import PURPOSES
from children.models import BatchState, Export, IdBatch
from interface.refusals import Refused
from jobs.actions import request_job


@transaction.atomic
def request_police_list(*, batch: IdBatch, by: User) -> Export:
    """Ask for the list of a batch for the police, with the columns they fill in. Raises NotAllowed."""
    authorize(by, "children.verify_ids", batch)
    columns = columns_for(by, ["row_code", *PURPOSES["police"].columns, "police_result", "police_date"])
    export = Export.objects.create(owner=by, id_batch=batch, purpose="police", format="xlsx", columns=columns)
    export.job = request_job(kind="export_children", by=by, export=str(export.public_id))
    export.save()
    return export


@transaction.atomic
def police_list_given(*, export: Export, by: User) -> None:
    """The list was locked for the police: from this moment on the ward waits for their answer. Raises Refused."""
    if export.id_batch is None:
        return
    batch = locked(export.id_batch, by=by, may="children.verify_ids")
    if batch.state in (BatchState.CHECKING, BatchState.CANCELLED) or Export.objects.lists_after(export).exists():
        raise Refused(f"Danh sách này không còn dùng được: {batch.code} đã đổi từ khi lập. Mở đợt, dùng danh sách mới.")
    if batch.state == BatchState.LISTED:
        batch.state, batch.sent_on = BatchState.SENT, timezone.localdate()
        batch.save_next_version()


@transaction.atomic
def police_list_refused(*, export: Export, by: User) -> None:
    """A second person did not let the list out: what led to it can be put right. Raises NotAllowed."""
    if export.id_batch is None:
        return
    authorize(by, "children.release_export")  # of a list somebody may see; the batch may not be
    batch = IdBatch.objects.lock(export.id_batch.pk)
    if batch.state == BatchState.LISTED and not Export.objects.lists_after(export).exists():
        batch.state = BatchState.CHECKING
        batch.save_next_version()
