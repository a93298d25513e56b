"""Scans and pictures of a child's record."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from accounts.events import Event, record
from attachments import store
from attachments.marking import marked
from children import queries
from children.actions.files import attach_file, withdraw_file
from children.forms.file import FileForm, WithdrawFileForm
from children.models import Child, ChildFile
from children.presenting import named
from interface.editing import Parent, add_page, deed_page
from interface.records import get_visible
from vietnamese.formats import format_moment

# Chromium draws a picture that is opened by itself with styles of its own.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def list_files(request, child):
    child = get_visible(Child, request.user, public_id=child)
    record(Event.FILES_LISTED, child)
    files = queries.files_of(child, request.user)
    context = {"child": child, "files": files, "may_edit": request.user.may("children.edit")}
    return render(request, "children/files.html", context)


def add(request, child):
    child = get_visible(Child, request.user, public_id=child)
    circumstances = [each for each in queries.circumstances_of(child, request.user).true() if not each.ended_on]
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    form = FileForm(request.POST or None, request.FILES or None, circumstances=circumstances, sent=sent)
    return add_page(
        request, form, attach_file, title="Đính kèm giấy tờ, ảnh", button="Đính kèm", done="Đã đính kèm.",
        parent=_page_of(child), child=child,
    )  # fmt: skip


def show(request, file):
    """The file itself, with the viewer's mark. Its name tells what it is, never whose."""
    file = get_visible(ChildFile, request.user, public_id=file, withdrawn_on=None)
    record(Event.FILE_READ, file.child, reason=file.get_kind_display())
    who = f"Bản xem của {request.user} lúc {format_moment(timezone.localtime())}. Không sao chụp, chuyển tiếp."
    data = marked(store.read(file.stored), file.stored.kind, who)
    name = f"{file.get_kind_display()}.{file.stored.extension}"
    headers = {
        "Content-Disposition": content_disposition_header(not file.stored.is_picture, name),
        "Content-Security-Policy": SANDBOX,
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=file.stored.kind, headers=headers)


def withdraw(request, file):
    file = get_visible(ChildFile, request.user, public_id=file)
    return deed_page(
        request, WithdrawFileForm(request.POST or None, file=file), withdraw_file, file, name="file",
        title="Gỡ giấy tờ khỏi hồ sơ", button="Gỡ khỏi hồ sơ", done="Đã gỡ giấy tờ khỏi hồ sơ.",
        parent=_page_of(file.child), lead=named(file.child),
    )  # fmt: skip


def _page_of(child: Child) -> Parent:
    return f"Giấy tờ, ảnh của {child.code}", reverse("child_files", args=[child.public_id])
