"""Jobs of the register; each calls one action."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions import exports, poverty, quality, sheets
from children.actions.bulk import carry_out_bulk, undo_part
from children.actions.duplicates import find_duplicates, find_duplicates_of
from children.actions.id_batches import keep_answers
from children.actions.imports import forgetting
from children.actions.imports.accepting import import_part
from children.actions.imports.previewing import read_batch
from children.actions.imports.telling import make_result
from children.actions.imports.undoing import undo_import
from children.models import BulkDeed, Child, ChildSheet, Export, ImportBatch, ImportResult
from interface.records import get_visible
from jobs.actions import request_job
from jobs.models import Job
from jobs.work import Work, job


@job("read_list", title="Đọc danh sách trẻ em", may="children.import", limit=1500)
def read_list(work: Work) -> None:
    batch = get_visible(ImportBatch, work.owner, public_id=work.params["batch"])
    read_batch(batch=batch, by=work.owner, say=work.say)
    keep_answers(brought=batch, by=work.owner)  # of lines that change nothing in the register
    work.result_url = batch.get_absolute_url()


@job("import_list", title="Nhập danh sách trẻ em", may="children.import", limit=1500, in_parts=True)
def import_list(work: Work) -> None:
    batch = get_visible(ImportBatch, work.owner, public_id=work.params["batch"])
    work.more = import_part(batch=batch, by=work.owner, say=work.say)
    keep_answers(brought=batch, by=work.owner)
    if not work.more:
        request_job(kind="find_duplicates", by=work.owner, batch=str(batch.public_id))
    work.result_url = batch.get_absolute_url()


@job("undo_list", title="Hoàn tác lần nhập", may="children.import", limit=1500)
def undo_list(work: Work) -> None:
    batch = get_visible(ImportBatch, work.owner, public_id=work.params["batch"])
    undo_import(batch=batch, by=work.owner, say=work.say)
    keep_answers(brought=batch, by=work.owner)
    work.result_url = batch.get_absolute_url()


@job("tell_import", title="Lập tệp kết quả nhập", may="children.import", limit=1500)
def tell_import(work: Work) -> None:
    result = get_visible(ImportResult, work.owner, public_id=work.params["result"])
    make_result(result=result, by=work.owner, say=work.say)
    work.result_url = result.get_absolute_url()


@job("find_duplicates", title="Tìm hồ sơ trùng", may="children.find_duplicates", limit=1500, tells=False)
def look_for_duplicates(work: Work) -> None:
    """In the whole register, or among the children of one import."""
    if public_id := work.params.get("batch"):
        batch = get_visible(ImportBatch, work.owner, public_id=public_id)
        written = Child.objects.visible_to(work.owner).filter(pk__in=batch.rows.filter(written=True).values("child"))
        find_duplicates_of(children=list(written.values_list("pk", flat=True)), by=work.owner, say=work.say)
    else:
        find_duplicates(by=work.owner, say=work.say)
    work.result_url = reverse("duplicates")


@job("export_children", title="Xuất danh sách trẻ em", may="children.export")
def export_children(work: Work) -> None:
    export = get_visible(Export, work.owner, public_id=work.params["export"])
    exports.make_export(export=export, by=work.owner, say=work.say)
    work.result_url = export.get_absolute_url()


@job("print_sheet", title="Lập phiếu thông tin trẻ em", may="children.print_sheet")
def print_sheet(work: Work) -> None:
    sheet = get_visible(ChildSheet, work.owner, public_id=work.params["sheet"])
    sheets.make_sheet(sheet=sheet, by=work.owner, say=work.say)
    work.result_url = sheet.get_absolute_url()


@shared_task(name="children.tasks.forget_sheets")
def forget_sheets() -> None:
    with acting_as(User.objects.system()):
        sheets.forget_sheets(made_before=timezone.now() - sheets.KEEP_SHEETS)


@job("bulk_deed", title="Đổi nhiều hồ sơ một lần", may="children.edit")
def do_bulk(work: Work) -> None:
    deed = get_visible(BulkDeed, work.owner, public_id=work.params["deed"])
    carry_out_bulk(deed=deed, by=work.owner, say=work.say)
    work.result_url = deed.get_absolute_url()


@job("undo_bulk", title="Hoàn tác việc làm cho nhiều hồ sơ", may="children.edit", in_parts=True)
def undo_bulk(work: Work) -> None:
    deed = get_visible(BulkDeed, work.owner, public_id=work.params["deed"])
    work.more = undo_part(deed=deed, by=work.owner, say=work.say)
    work.result_url = deed.get_absolute_url()


@shared_task(name="children.tasks.forget_exports")
def forget_exports() -> None:
    with acting_as(User.objects.system()):
        exports.forget_exports(made_before=timezone.now() - exports.KEEP_FILES)


@shared_task(name="children.tasks.ask_for_duplicates")
def ask_for_duplicates() -> None:
    """Every night one search through the register; one that still waits or runs is enough."""
    system = User.objects.system()
    with acting_as(system):
        if not Job.objects.visible_to(system).unfinished().filter(kind="find_duplicates").exists():
            request_job(kind="find_duplicates", by=system)


@shared_task(name="children.tasks.forget_imports")
def forget_imports() -> None:
    now = timezone.now()
    with acting_as(User.objects.system()):
        forgetting.forget_imports(
            uploaded_before=now - forgetting.KEEP_UPLOADS, imported_before=now - forgetting.KEEP_ROWS
        )


@shared_task(name="children.tasks.forget_results")
def forget_results() -> None:
    with acting_as(User.objects.system()):
        forgetting.forget_results(made_before=timezone.now() - forgetting.KEEP_RESULTS)


@shared_task(name="children.tasks.begin_year")
def begin_year() -> None:
    system = User.objects.system()
    with acting_as(system, scope=FIGURES):
        poverty.begin_year(by=system, on=timezone.localdate())


@shared_task(name="children.tasks.keep_quality")
def keep_quality() -> None:
    system = User.objects.system()
    with acting_as(system, scope=FIGURES):
        quality.keep_quality(by=system, on=timezone.localdate())
