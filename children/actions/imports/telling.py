"""What became of each row of a list, as a file: of a short list at once, of a long one in the background."""

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.importing.results import result_of
from children.models import ImportBatch, ImportResult
from interface.refusals import Refused
from jobs.actions import request_job
from jobs.work import Say, silent


@transaction.atomic
def request_result(*, batch: ImportBatch, by: User) -> ImportResult:
    """Have the file made, unless it is being made or is there. Raises NotAllowed, Refused."""
    authorize(by, "children.import", batch)
    if not batch.rows.exists():
        raise Refused("Kết quả từng dòng của danh sách này không còn. Trẻ em đã ghi vẫn ở trong sổ.")
    result, _ = ImportResult.objects.get_or_create(batch=batch)
    if result.under_way:  # do not wait for the lock of a job at work
        return result
    result = ImportResult.objects.lock(result.pk)
    if not (result.under_way or result.tells_of(batch)):
        result.content = result.of_version = result.made_at = None
        result.job = request_job(kind="tell_import", by=by, result=str(result.public_id))
        result.save_next_version()
    return result


@transaction.atomic
def make_result(*, result: ImportResult, by: User, say: Say = silent) -> ImportResult:
    """Write the file, encrypted. Running twice writes it once. Raises NotAllowed."""
    result = locked(result, by=by, may="children.import")
    batch = ImportBatch.objects.get(pk=result.batch_id)  # what happens to it from here on makes the file an old one
    if result.tells_of(batch):
        return result
    data = result_of(batch, say)
    say("Đang mã hóa tệp", 95)
    result.keep_file(data)
    result.of_version, result.made_at = batch.version, timezone.now()
    result.save_next_version()
    return result
