"""The sheet of one child on paper (screen 24)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from accounts.events import Event, record
from children import queries
from children.actions.sheets import KEEP_SHEETS, request_sheet
from children.forms.sheet import SheetForm
from children.models import Child, ChildSheet
from children.presenting import named
from children.views.opening import opened
from interface.records import get_visible
from jobs.progress import progress_of

HOURS = KEEP_SHEETS.days * 24


def ask(request, child):
    """What for."""
    child = opened(request, Child, child)
    knows = queries.circumstances_of(child, request.user).true().filter(secret=True).exists()
    form = SheetForm(request.POST or None, knows_secrets=knows)
    if form.is_bound:
        made = form.carry_out(request_sheet, child=child, by=request.user)
        if made is not None:
            return redirect(made)
    context = {"form": form, "child": child, "named": named(child), "hours": HOURS}
    return render(request, "children/sheets/ask.html", context)


def show(request, sheet):
    """How far the sheet is; then the file."""
    sheet = opened(request, ChildSheet, sheet)
    context = {
        "sheet": sheet,
        "child": sheet.child,
        "job": sheet.job,
        "under_way": sheet.job is not None and sheet.job.unfinished,
        "named": named(sheet.child),
        "hours": HOURS,
    }
    return render(request, "children/sheets/show.html", context)


def progress(request, sheet):
    return progress_of(request, _sheet(request, sheet).job)


def download(request, sheet):
    sheet = _sheet(request, sheet)
    if sheet.content is None:
        return redirect(sheet)
    record(Event.SHEET_DOWNLOADED, sheet.child, reason=sheet.why)
    response = HttpResponse(sheet.file(), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, sheet.file_name)
    response["Cache-Control"] = "no-store"
    return response


def _sheet(request, public_id) -> ChildSheet:
    return get_visible(ChildSheet, request.user, public_id=public_id)
