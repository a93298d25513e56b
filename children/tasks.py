"""Jobs of the register; each calls one action."""

from celery import shared_task
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import User
from children.actions.imports import forgetting
from children.actions.imports.accepting import import_batch
from children.actions.imports.previewing import read_batch
from children.actions.imports.undoing import undo_import
from children.models import ImportBatch
from interface.records import get_visible
from jobs.work import Work, job


@job("read_list", title="Đọc danh sách trẻ em", may="children.import")
def read_list(work: Work) -> None:
    batch = get_visible(ImportBatch, work.owner, public_id=work.params["batch"])
    read_batch(batch=batch, by=work.owner, say=work.say)
    work.result_url = batch.get_absolute_url()


@job("import_list", title="Nhập danh sách trẻ em", may="children.import")
def import_list(work: Work) -> None:
    batch = get_visible(ImportBatch, work.owner, public_id=work.params["batch"])
    import_batch(batch=batch, by=work.owner, say=work.say)
    work.result_url = batch.get_absolute_url()


@job("undo_list", title="Hoàn tác lần nhập", may="children.import")
def undo_list(work: Work) -> None:
    batch = get_visible(ImportBatch, work.owner, public_id=work.params["batch"])
    undo_import(batch=batch, by=work.owner, say=work.say)
    work.result_url = batch.get_absolute_url()


@shared_task(name="children.tasks.forget_imports")
def forget_imports() -> None:
    now = timezone.now()
    with acting_as(User.objects.system()):
        forgetting.forget_imports(
            uploaded_before=now - forgetting.KEEP_UPLOADS, imported_before=now - forgetting.KEEP_ROWS
        )
