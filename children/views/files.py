"""Scans and pictures of a child's record."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from accounts.events import Event, record
from attachments.sending import marked_answer, small_answer
from children import queries
from children.actions.files import attach_file, withdraw_file
from children.forms.file import FileForm, WithdrawFileForm
from children.models import Child, ChildFile, FileKind
from children.presenting import named
from children.views.opening import opened
from interface.editing import Parent, add_page, deed_page
from interface.records import get_visible
from interface.requests import bytes_sent


def list_files(request, child):
    child = opened(request, Child, child, Event.FILES_LISTED)
    files = queries.files_of(child, request.user)
    context = {"child": child, "files": files, "may_edit": request.user.may("children.edit")}
    return render(request, "children/files.html", context)


def add(request, child):
    child = opened(request, Child, child)
    circumstances = [each for each in queries.circumstances_of(child, request.user).true() if not each.ended_on]
    form = FileForm(request.POST or None, request.FILES or None, circumstances=circumstances, sent=bytes_sent(request))
    return add_page(
        request, form, attach_file, title="Đính kèm giấy tờ, ảnh", button="Đính kèm", done="Đã đính kèm.",
        parent=_page_of(child), child=child,
    )  # fmt: skip


def show(request, file):
    """The file itself, with the viewer's mark."""
    file = get_visible(ChildFile, request.user, public_id=file, withdrawn_on=None)
    record(Event.FILE_READ, file.child, reason="" if file.secret else file.get_kind_display())
    return marked_answer(request.user, file.stored, file.get_kind_display())


def small(request, file):
    """The child's picture as it stands on its page, which is in the log."""
    file = get_visible(ChildFile, request.user, public_id=file, withdrawn_on=None, kind=FileKind.PORTRAIT)
    if not file.stored.is_picture:
        raise Http404
    return small_answer(file.stored)


def withdraw(request, file):
    file = opened(request, ChildFile, file, Event.FILES_LISTED)
    return deed_page(
        request, WithdrawFileForm(request.POST or None, file=file), withdraw_file, file, name="file",
        title="Gỡ giấy tờ khỏi hồ sơ", button="Gỡ khỏi hồ sơ", done="Đã gỡ giấy tờ khỏi hồ sơ.",
        parent=_page_of(file.child), lead=named(file.child),
    )  # fmt: skip


def _page_of(child: Child) -> Parent:
    return f"Giấy tờ, ảnh của {child.code}", reverse("child_files", args=[child.public_id])
