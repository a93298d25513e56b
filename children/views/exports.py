"""Taking the list of children out as a file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from accounts.events import Event, record
from children.actions.exports import KEEP_FILES, decide_export, lock_file, request_export
from children.exporting.choosing import Chosen
from children.exporting.columns import COLUMNS
from children.exporting.purposes import PURPOSES, why
from children.exporting.writers import FORMATS
from children.finding.picked import posted, ticked_of
from children.finding.typed import Unsealable, sealed, typed_on_page, unsealed
from children.forms.export import ExportForm
from children.models import Export
from children.views.listing import BOX
from interface.editions import Edition
from interface.records import get_visible
from interface.refusals import Refused
from jobs.progress import progress_of
from vietnamese.formats import format_number

RECENT = 10


def ask(request):
    """What for, of the children that the list has been narrowed to."""
    today = timezone.localdate()
    picked = tuple(map(str, ticked_of(request)))
    form = ExportForm(posted(request), user=request.user)
    chosen = Chosen(request.user, request.GET.urlencode(), _typed(request, form), today, picked)
    if form.is_bound:
        made = form.carry_out(request_export, query=chosen.known, typed=chosen.typed, picked=picked, by=request.user)
        if made is not None:
            return redirect(made)
    own = Export.objects.visible_to(request.user).filter(owner=request.user)
    recent = own.defer("content").select_related("job")[:RECENT]
    context = {
        "form": form,
        "count": format_number(chosen.children().count()),
        "picked": picked,
        "narrowed_by": chosen.in_words(),
        "typed": sealed(chosen.typed),
        "purposes": [(each.name, ", ".join(COLUMNS[key].header for key in each.columns)) for each in PURPOSES.values()],
        "recent": [(each, PURPOSES[each.purpose].name, each.standing) for each in recent],
        "days": KEEP_FILES.days,
    }
    return render(request, "children/exports/ask.html", context)


def _typed(request, form: ExportForm) -> str:
    """Of a page that is sent the words it was opened with: another search may have been made meanwhile."""
    try:
        return typed_on_page(request, BOX) if not form.is_bound else unsealed(request.POST["typed"])
    except (KeyError, Unsealable):
        raise Refused(
            "Trang mở đã lâu, không biết danh sách này chọn trẻ nào. Mở trang Trẻ em, lọc lại rồi xuất."
        ) from None


def show(request, export):
    """How far the file is; then the file."""
    return render(request, "children/exports/show.html", _context(_export(request, export)))


def _context(export: Export, password: str = "") -> dict:
    return {
        "export": export,
        "job": export.job,
        "under_way": export.job is not None and export.job.unfinished,
        "rows": f"{format_number(export.rows or 0)} trẻ",
        "why": why(export.purpose, export.reason),
        "columns": ", ".join(COLUMNS[key].header for key in export.columns if key in COLUMNS),
        "kind": FORMATS[export.format].label,
        "days": KEEP_FILES.days,
        "password": password,
    }


def progress(request, export):
    return progress_of(request, _export(request, export).job)


def lock(request, export):
    """The password stands in this answer and nowhere else: no redirect, nothing in the session."""
    export = _export(request, export)
    password = lock_file(export=export, by=request.user)
    export.refresh_from_db()
    response = render(request, "children/exports/show.html", _context(export, password))
    response["Cache-Control"] = "no-store"
    return response


def download(request, export):
    export = _export(request, export)
    if export.content is None or export.waits or export.needs_password:
        return redirect(export)
    record(Event.EXPORT_DOWNLOADED, export, reason=why(export.purpose, export.reason))
    response = HttpResponse(export.file(), content_type=FORMATS[export.format].content_type)
    response["Content-Disposition"] = content_disposition_header(True, export.file_name)
    response["Cache-Control"] = "no-store"
    return response


def _export(request, public_id) -> Export:
    return get_visible(Export, request.user, public_id=public_id, owner=request.user)


# --- The second person -----------------------------------------------------------------------
def release(request, export):
    """What for, how many, which columns: never who."""
    export = get_visible(Export, request.user, public_id=export)
    if export.owner == request.user:
        return redirect(export)
    context = _context(export) | {"opened": Edition.of(export).token}
    return render(request, "children/exports/release.html", context)


def allow(request, export):
    return _decide(request, export, allowed=True, done="Đã cho phép. Người xuất tải được tệp.")


def refuse(request, export):
    return _decide(request, export, allowed=False, done="Đã ghi không cho phép. Tệp đã xóa.")


def _decide(request, export, *, allowed: bool, done: str):
    export = get_visible(Export, request.user, public_id=export)
    decide_export(
        export=export, by=request.user, allowed=allowed, version=Edition.from_post(request.POST, export).version
    )
    messages.success(request, done)
    return redirect("home")
