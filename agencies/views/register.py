"""Screen 36: documents that wait for a number, and the outgoing register (sổ văn bản đi)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.history import history_entries
from agencies.actions.register import (
    cancel_document,
    correct_document,
    draft_document,
    hand_in_again,
    issue_document,
    issue_number,
    register_paper,
    return_document,
    start_after_paper,
    withdraw_document,
)
from agencies.filters import register_filters
from agencies.forms.register import (
    AfterPaperForm,
    CancelForm,
    CorrectDocumentForm,
    DocumentForm,
    IssueForm,
    NumberNowForm,
    PaperForm,
    ReturnForm,
)
from agencies.models import RegisteredDocument
from agencies.queries import next_number, numbered_documents, register_years, with_symbols_to_come
from agencies.wording import document_named, register_waits
from interface.editing import add_page, deed_page, edit_page
from interface.editions import Edition
from interface.lists import page_of
from interface.records import get_visible


def document_register(request):
    filters, typed = register_filters(request, register_years(request.user)), request.GET.get("q", "").strip()
    visible = RegisteredDocument.objects.visible_to(request.user)
    waiting = list(visible.waiting().select_related("drafted_by").order_by("pk"))
    returned = list(visible.returned_to(request.user).order_by("pk"))
    context = {
        "page": page_of(request, numbered_documents(filters.apply(visible), typed)),
        "filters": filters.chips,
        "typed": typed,
        "filtered": typed or filters.chosen,
        "waiting": with_symbols_to_come(waiting, request.user),
        "returned": returned,
        "state": register_waits(waiting, returned),
        "may_draft": request.user.may("agencies.draft_documents"),
        "may_number": request.user.may("agencies.number_documents"),
    }
    return render(request, "agencies/document_register.html", context)


def document(request, document):
    document = get_visible(RegisteredDocument, request.user, public_id=document)
    is_own = document.belongs_to(request.user) and request.user.may("agencies.draft_documents")
    context = {
        "document": document,
        "named": document_named(document),
        "opened": Edition.of(document).token,
        "entries": history_entries(document, request.user),
        "may_number": request.user.may("agencies.number_documents"),
        "may_redo": is_own and document.is_returned,
        "may_withdraw": is_own and (document.is_waiting or document.is_returned),
        "withdraw_url": reverse("withdraw_document", args=[document.public_id]),
    }
    return render(request, "agencies/document.html", context)


def new_document(request):
    """Hand a signed document over; the clerk gives the number at once."""
    if request.user.may("agencies.number_documents"):
        form, title = NumberNowForm(request.POST or None), "Cấp số cho văn bản mới"
        done = "Đã cấp số và vào sổ."
        return add_page(request, form, issue_number, title=title, button="Cấp số", parent=_list(), done=done)
    form, title = DocumentForm(request.POST or None), "Đưa văn bản đến văn thư"  # type: ignore[assignment]
    done = "Đã đưa văn bản đến văn thư. Văn bản chờ cấp số."
    return add_page(request, form, draft_document, title=title, button="Đưa văn bản", parent=_list(), done=done)


def number_document(request, document):
    document = get_visible(RegisteredDocument, request.user, public_id=document)
    number = next_number(document.type, timezone.localdate().year)
    return deed_page(
        request,
        IssueForm(request.POST or None),
        issue_document,
        document,
        name="document",
        title=f"Cấp số cho “{document.subject}”",
        button=f"Cấp số {number}",
        parent=_list(),
        done="Đã cấp số và vào sổ. Người soạn được báo.",
    )


def return_to_drafter(request, document):
    document = get_visible(RegisteredDocument, request.user, public_id=document)
    return deed_page(
        request,
        ReturnForm(request.POST or None),
        return_document,
        document,
        name="document",
        title=f"Trả lại “{document.subject}”",
        button="Trả lại người soạn",
        parent=_list(),
        done="Đã trả lại. Người soạn được báo, sửa rồi đưa lại.",
    )


def redo_document(request, document):
    """The drafter corrects what came back."""
    document = get_visible(RegisteredDocument, request.user, public_id=document)
    return edit_page(
        request,
        DocumentForm,
        hand_in_again,
        document,
        name="document",
        title=f"Sửa “{document.subject}”",
        lead=f"Văn thư trả lại: {document.reason}" if document.is_returned else "",
        button="Đưa lại văn thư",
        parent=_list(),
        done="Đã đưa lại văn thư. Văn bản chờ cấp số.",
    )


def withdraw(request, document):
    document = get_visible(RegisteredDocument, request.user, public_id=document)
    withdraw_document(document=document, by=request.user, version=Edition.from_post(request.POST, document).version)
    messages.success(request, "Đã rút văn bản. Văn bản không vào sổ.")
    return redirect("document_register")


def change_document(request, document):
    document = get_visible(RegisteredDocument, request.user, public_id=document)
    title = f"Sửa dòng {document.symbol or document.subject}"
    return edit_page(
        request,
        CorrectDocumentForm,
        correct_document,
        document,
        name="document",
        title=title,
        parent=_page_of(document),
    )


def cancel_number(request, document):
    document = get_visible(RegisteredDocument, request.user, public_id=document)
    return deed_page(
        request,
        CancelForm(request.POST or None),
        cancel_document,
        document,
        name="document",
        title=f"Hủy số {document.symbol}",
        button="Hủy số",
        parent=_page_of(document),
        done="Đã hủy số. Số này không dùng lại. Người soạn được báo.",
    )


def paper_document(request):
    form, title = PaperForm(request.POST or None), "Chép văn bản từ sổ giấy"
    done = "Đã chép vào sổ."
    return add_page(request, form, register_paper, title=title, button="Chép vào sổ", parent=_list(), done=done)


def after_paper(request):
    form = AfterPaperForm(request.POST or None, initial={"year": timezone.localdate().year})
    title, done = "Sổ giấy đến số", "Đã ghi. Máy cấp số tiếp theo sổ giấy."
    return add_page(request, form, start_after_paper, title=title, button="Ghi", parent=_list(), done=done)


def _list():
    return "Sổ văn bản đi", reverse("document_register")


def _page_of(document: RegisteredDocument):
    return document.symbol or "Văn bản chưa có số", reverse("document", args=[document.public_id])
