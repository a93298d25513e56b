"""The file that tells what became of each row of an import."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from accounts.events import Event, record
from children.actions.imports.forgetting import KEEP_RESULTS
from children.actions.imports.telling import request_result
from children.importing.results import result_of, told_at_once
from children.importing.workbooks import XLSX
from children.models import ImportBatch, ImportResult
from interface.records import get_visible
from jobs.progress import progress_of


def show(request, batch):
    """Has the file of a long list made; how far it is; then the file."""
    batch = _batch(request, batch)
    if request.method == "POST":
        return redirect(request_result(batch=batch, by=request.user))
    result = _result(request, batch)
    context = {
        "batch": batch,
        "job": result.job if result else None,
        "under_way": result is not None and result.under_way,
        "ready": told_at_once(batch) or (result is not None and result.tells_of(batch)),
        "rows": batch.rows_in_file,
        "there": batch.rows.exists(),
        "days": KEEP_RESULTS.days,
    }
    return render(request, "children/imports/result.html", context)


def progress(request, batch):
    result = _result(request, _batch(request, batch))
    return progress_of(request, result.job if result else None)


def download(request, batch):
    batch = _batch(request, batch)
    if told_at_once(batch):
        data = result_of(batch)
    elif (result := _result(request, batch)) and result.tells_of(batch):
        data = result.file()
    else:
        return redirect("import_result_page", batch=batch.public_id)
    record(Event.IMPORT_RESULT_DOWNLOADED, batch)
    return workbook(data, "Kết quả nhập danh sách.xlsx")


def workbook(data: bytes, name: str) -> HttpResponse:
    """A spreadsheet that nobody keeps on the way."""
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "no-store"
    return response


def _batch(request, public_id) -> ImportBatch:
    return get_visible(ImportBatch, request.user, public_id=public_id)


def _result(request, batch: ImportBatch) -> ImportResult | None:
    results = ImportResult.objects.visible_to(request.user).filter(batch=batch)
    return results.select_related("job").defer("content").first()
