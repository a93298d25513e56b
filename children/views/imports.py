"""Importing a list of children (screens 11 and 31)."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html

from accounts.events import Event, record
from children.actions.imports.deciding import decide_rows
from children.actions.imports.forgetting import discard_batch
from children.actions.imports.mapping import map_columns
from children.actions.imports.uploading import request_job_for, upload_list
from children.forms.imports import ColumnsForm, UploadForm
from children.importing.columns import doubt_of
from children.importing.lines import lines_of, tabs_of
from children.importing.results import told_at_once
from children.importing.tables import column_letter
from children.importing.workbooks import blank_list
from children.models import ImportBatch, ImportState, Outcome
from children.views.import_results import workbook
from interface.lists import page_of
from interface.records import get_visible
from interface.requests import bytes_sent
from jobs.models import State
from jobs.progress import progress_of
from vietnamese.formats import format_moment, format_number

RECENT = 10
IF_STOPPED = {
    "read_list": "Bấm “Dừng” thì thôi đọc tệp; chưa ghi gì vào sổ.",
    "import_list": "Bấm “Dừng” thì phần máy đã ghi xong ở lại trong sổ, phần đang ghi dở không được ghi; sau đó nhập "
    "tiếp hoặc hoàn tác đều được.",
    "undo_list": "Bấm “Dừng” thì thôi hoàn tác: sổ còn như đã nhập.",
}


def upload(request):
    form = (
        UploadForm(request.POST, request.FILES, sent=bytes_sent(request)) if request.method == "POST" else UploadForm()
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        batch = upload_list(by=request.user, file_name=file.name, data=file.read())
        request_job_for(batch=batch, kind="read_list", by=request.user)
        return redirect("import_batch", batch=batch.public_id)
    recent = ImportBatch.objects.visible_to(request.user).select_related("job").order_by("-pk")[:RECENT]
    return render(request, "children/imports/upload.html", {"form": form, "recent": recent})


def template(request):
    return workbook(blank_list(), "Mẫu danh sách trẻ em.xlsx")


def show(request, batch):
    """What the batch is waiting for: being read, being looked at, being written; afterwards its result."""
    batch = _batch(request, batch)
    if batch.job and batch.job.unfinished:
        context = {"batch": batch, "job": batch.job, "if_stopped": IF_STOPPED[batch.job.kind]}
        return render(request, "children/imports/under_way.html", context)
    if not batch.rows.exists():
        return render(request, "children/imports/no_rows.html", {"batch": batch, "job": batch.job})
    record(Event.IMPORT_READ, batch)
    context = _preview(request, batch)
    for child in {known.child for line in context["lines"] for known in line.known}:
        record(Event.CHILD_COMPARED, child)
    return render(request, "children/imports/preview.html", context)


def progress(request, batch):
    return progress_of(request, _batch(request, batch).job)


def columns(request, batch):
    """What each column is written into; chosen anew, the list is read again."""
    batch = _batch(request, batch)
    record(Event.IMPORT_READ, batch)
    reading = batch.reading
    tables = [_columns_form(request, number, table) for number, table in enumerate(reading.get("tables", []))]
    posted = next((form for _, form in tables if form.is_bound), None)
    if posted and posted.carry_out(map_columns, batch=batch, by=request.user):
        return redirect(batch)
    context = {"batch": batch, "notes": reading.get("notes", []), "tables": tables, "posted": posted}
    return render(request, "children/imports/columns.html", context)


def _columns_form(request, number: int, table: dict) -> tuple[dict, ColumnsForm]:
    data = request.POST if request.POST.get("table") == str(number) else None
    form = ColumnsForm(data, table=table, number=number)
    columns = [
        column
        | {
            "letter": column_letter(column["index"]),
            "doubt": doubt_of(column["field"]),
            "box": form[str(column["index"])],
        }
        for column in table["columns"]
    ]
    return table | {"columns": columns, "number": number}, form


def decide(request, batch):
    """Every change of a radio posts the whole table; without JavaScript the button does, and the same page comes."""
    batch = _batch(request, batch)
    answers = {name.removeprefix("row-"): answer for name, answer in request.POST.items() if name.startswith("row-")}
    decide_rows(batch=batch, by=request.user, answers=answers)
    if request.htmx:
        return render(request, "children/imports/_head.html", _head(batch))
    messages.success(request, "Đã lưu quyết định.")
    here = urlencode({"tab": Outcome.DECIDE, "page": request.GET.get("page", 1)})
    return redirect(f"{batch.get_absolute_url()}?{here}")


def run(request, batch):
    batch = request_job_for(batch=_batch(request, batch), kind="import_list", by=request.user)
    return redirect(batch)


def undo(request, batch):
    batch = request_job_for(batch=_batch(request, batch), kind="undo_list", by=request.user)
    return redirect(batch)


def discard(request, batch):
    batch = discard_batch(batch=_batch(request, batch), by=request.user)
    if batch.written:
        messages.success(request, "Đã thôi các dòng còn lại. Các dòng đã ghi vẫn ở trong sổ.")
        return redirect(batch)
    messages.success(request, "Đã bỏ tệp. Sổ trẻ em không thay đổi.")
    return redirect("import_children")


# --- What the pages show ---------------------------------------------------------------------
def _batch(request, public_id) -> ImportBatch:
    return get_visible(ImportBatch, request.user, public_id=public_id)


def _head(batch: ImportBatch) -> dict:
    return {"batch": batch, "state": _state(batch), **_import_button(batch)}


def _import_button(batch: ImportBatch) -> dict:
    """What the button would do, in words; no words when there is nothing to import."""
    kinds = batch.rows.to_write().order_by().values_list("outcome", "decision").annotate(Count("pk"))
    new = sum(count for *kind, count in kinds if "new" in kind)
    known = sum(count for *kind, count in kinds if "new" not in kind)
    if not new + known:
        return {"import_button": ""}
    deeds = [f"{format_number(new)} trẻ mới"] * bool(new) + [f"thay đổi của {format_number(known)} trẻ"] * bool(known)
    return {
        "import_button": f"Nhập {format_number(new + known)} dòng",
        "import_means": f"Ghi {' và '.join(deeds)} vào sổ.",
    }


def _state(batch: ImportBatch) -> str:
    """The sentence under the title."""
    rows = f"{format_number(batch.rows_in_file)} dòng"
    if batch.undone_at:
        kept = f" {format_number(batch.kept)} dòng giữ nguyên vì hồ sơ đã được dùng đến." if batch.kept else ""
        back = format_number(batch.written - batch.kept)
        words = "{}, {}. <b>Đã hoàn tác {} dòng lúc {}.</b>{}"
        return format_html(words, batch.source, rows, back, format_moment(timezone.localtime(batch.undone_at)), kept)
    if batch.written:
        left = batch.rows.undecided().count()
        rest = f" Còn {format_number(left)} dòng chờ quyết định." if left and batch.is_open else ""
        return format_html(
            "{}, {}. <b>Đã ghi {} dòng vào sổ.</b>{}", batch.source, rows, format_number(batch.written), rest
        )
    return format_html("{}, {}. <b>Chưa ghi gì vào sổ.</b>", batch.source, rows)


def _preview(request, batch: ImportBatch) -> dict:
    tab = request.GET.get("tab", "")
    if tab not in Outcome.values:
        tab = next((outcome for outcome in _FIRST if batch.counts.get(outcome)), Outcome.NEW)
    page = page_of(request, batch.rows.filter(outcome=tab))
    return {
        **_head(batch),
        "tab": tab,
        "tab_label": Outcome(tab).label,
        "tabs": tabs_of(batch, batch.get_absolute_url(), tab),
        "page": page,
        "lines": lines_of(page, request.user),
        "open": batch.state == ImportState.PREVIEWED,
        "several_sheets": len(batch.reading.get("tables", [])) > 1,
        "result_url": "import_result" if told_at_once(batch) else "import_result_page",
        "stopped": _stopped(batch) if batch.is_open or batch.can_be_undone else None,
    }


def _stopped(batch: ImportBatch) -> tuple[str, str] | None:
    """Somebody pressed “Dừng”: what is in the register, what is not, how to go on and how to go back."""
    if batch.job is None or batch.job.state != State.STOPPED or batch.job.kind == "read_list":
        return None
    written = format_number(batch.written)
    if batch.job.kind == "undo_list":
        return "Đã dừng hoàn tác.", f"Sổ còn đủ {written} dòng đã nhập. Bấm “Hoàn tác lần nhập” để làm lại từ đầu."
    left = batch.rows.to_write().count()
    said = f"Đã dừng: {written} dòng đã ghi vào sổ, {format_number(left)} dòng chưa ghi."
    go_on = f"Bấm “Nhập {format_number(left)} dòng” để ghi tiếp." if left else ""
    back = "Bấm “Hoàn tác lần nhập” để sổ trở lại như trước khi nhập." if batch.can_be_undone else "Sổ không thay đổi."
    return said, f"{go_on} {back}".strip()


_FIRST = (Outcome.DECIDE, Outcome.ERROR, Outcome.NEW, Outcome.CHANGED, Outcome.IDENTICAL)
