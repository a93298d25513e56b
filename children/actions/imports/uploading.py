"""A list of children arrives."""

from django.db import transaction

from accounts.authorization import authorize
from accounts.models import User
from children.importing.reading import MOST_BYTES
from children.models import ImportBatch
from interface.refusals import Refused
from jobs.actions import request_job


@transaction.atomic
def upload_list(*, by: User, file_name: str, data: bytes) -> ImportBatch:
    """Keep a file, encrypted, until it is imported or discarded. Raises NotAllowed, Refused."""
    authorize(by, "children.import")
    check_size(data)
    batch = ImportBatch(owner=by, file_name=file_name)
    batch.keep_file(data)
    batch.save()
    return batch


def check_size(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise Refused("Tệp lớn hơn 20 MB. Chia danh sách thành nhiều tệp, hoặc bỏ hình ảnh trong tệp.")


@transaction.atomic
def request_job_for(*, batch: ImportBatch, kind: str, by: User) -> ImportBatch:
    """Queue `read_list` or `import_list` for this batch, unless it is already under way."""
    authorize(by, "children.import", batch)
    if batch.job and batch.job.unfinished:  # do not wait for the lock of a job at work
        return batch
    batch = ImportBatch.objects.lock(batch.pk)
    if batch.job is None or not batch.job.unfinished:
        batch.job = request_job(kind=kind, by=by, batch=str(batch.public_id))
        batch.save_next_version()
    return batch
