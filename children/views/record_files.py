"""Papers of a record about a child: an allowance, a gift, an entry, an adoption, legal aid."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.shortcuts import render

from accounts.events import Event, record
from attachments.sending import marked_answer
from children.actions.record_files import attach_paper, withdraw_paper
from children.forms.file import WithdrawFileForm
from children.forms.record_file import PaperForm
from children.models import RecordFile
from children.record_files import Owner, owner_of, papers_of
from interface.editing import Parent, add_page, deed_page
from interface.records import Record, get_visible
from interface.requests import bytes_sent


def list_of(owner: Owner) -> Callable:
    """The page of a record's papers, for the record whose id is in the address."""

    def list_papers(request, **ids):
        kept = _opened(request, owner, **ids)
        context = {
            "owner": owner,
            "kept": kept,
            "code": _code(kept),
            "back": owner.back(kept),
            "papers": papers_of(kept, request.user),
            "may_attach": request.user.may(owner.keep) and not kept.withdrawn_on,
            "attach_url": f"attach_to_{owner.field}",
        }
        return render(request, "children/record_files.html", context)

    return list_papers


def attach_to(owner: Owner) -> Callable:
    def attach(request, **ids):
        kept = _opened(request, owner, **ids)
        form = PaperForm(request.POST or None, request.FILES or None, sent=bytes_sent(request))
        return add_page(
            request, form, attach_paper, title="Đính kèm giấy tờ", button="Đính kèm", done="Đã đính kèm.",
            parent=_page_of(kept), lead=_code(kept), record=kept,
        )  # fmt: skip

    return attach


def show(request, recordfile):
    """The file itself, with the viewer's mark. What it belongs to is not written into the log: it may be secret."""
    paper = get_visible(RecordFile, request.user, public_id=recordfile, withdrawn_on=None)
    record(Event.FILE_READ, _about(paper.owner))
    return marked_answer(request.user, paper.stored, "Giấy tờ kèm theo")


def withdraw(request, recordfile):
    paper = get_visible(RecordFile, request.user, public_id=recordfile)
    record(Event.FILES_LISTED, _about(paper.owner))
    form = WithdrawFileForm(request.POST or None, file=paper)
    return deed_page(
        request, form, withdraw_paper, paper, name="paper", title="Gỡ giấy tờ khỏi hồ sơ", button="Gỡ khỏi hồ sơ",
        done="Đã gỡ giấy tờ khỏi hồ sơ.", parent=_page_of(paper.owner), lead=_code(paper.owner),
    )  # fmt: skip


def _opened(request, owner: Owner, **ids: UUID) -> Any:
    kept = get_visible(owner.model, request.user, public_id=ids[owner.param])
    record(Event.FILES_LISTED, _about(kept))
    return kept


def _about(kept: Record) -> object:
    """The child; a gift is many children's."""
    return getattr(kept, "child", None) or "lần trao"


def _code(kept: Record) -> str:
    child = getattr(kept, "child", None)
    return child.code if child else str(kept)


def _page_of(kept: Record) -> Parent:
    return "Giấy tờ", owner_of(kept).address(kept)
