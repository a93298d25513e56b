"""Screen 36: documents that wait for a number, and the outgoing register (sổ văn bản đi)."""

from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.history import history_entries
from agencies.actions.register import (
    cancel_document,
    correct_document,
    draft_document,
    issue_document,
    issue_number,
    next_number,
    register_paper,
    start_after_paper,
    symbol_of,
)
from agencies.forms.register import (
    AfterPaperForm,
    CancelForm,
    CorrectDocumentForm,
    DocumentForm,
    IssueForm,
    NumberNowForm,
    PaperForm,
)
from agencies.models import DocumentState, DocumentType, RegisterCounter, RegisteredDocument
from agencies.queries import ward_on
from interface.components import Filter
from interface.editing import add_page, edit_page
from interface.lists import page_of
from interface.records import get_visible

STATES = [(DocumentState.ISSUED, "Đã ban hành"), (DocumentState.CANCELLED, "Hủy số")]


def document_register(request):
    years = RegisterCounter.objects.visible_to(request.user).order_by("-year").values_list("year", flat=True).distinct()
    filters = [
        Filter.of(request, "type", "Loại", DocumentType.choices),
        Filter.of(request, "year", "Năm", [(year, str(year)) for year in years]),
        Filter.of(request, "state", "Trạng thái", STATES),
    ]
    typed = request.GET.get("q", "").strip()
    visible = RegisteredDocument.objects.visible_to(request.user)
    waiting = list(visible.waiting().select_related("drafted_by").order_by("pk"))
    context = {
        "page": page_of(request, _found(visible.exclude(number=None), filters, typed)),
        "filters": filters,
        "typed": typed,
        "waiting": _with_next_numbers(waiting, request.user),
        "state": f"{len(waiting)} văn bản chờ cấp số." if waiting else "Không có văn bản nào chờ cấp số.",
        "filtered": typed or any(each.chosen for each in filters),
        "may_draft": request.user.may("agencies.draft_documents"),
        "may_number": request.user.may("agencies.number_documents"),
    }
    return render(request, "agencies/document_register.html", context)


def _found(documents, filters, typed: str):
    for each in filters:
        if each.chosen:
            documents = documents.filter(**{each.name: each.chosen})
    if typed:
        documents = documents.filter(
            Q(symbol__icontains=typed) | Q(subject__icontains=typed) | Q(signer_name__icontains=typed)
        )
    return documents.order_by("-issued_on", "type", "-number")


def _with_next_numbers(waiting: list[RegisteredDocument], user) -> list[tuple[RegisteredDocument, str]]:
    """Each waiting document with the symbol it would get today."""
    today = timezone.localdate()
    ward = ward_on(today)
    notation = ward.notation if ward else "UBND"
    counters = dict(RegisterCounter.objects.visible_to(user).filter(year=today.year).values_list("type", "last"))
    lines = []
    for document in waiting:
        counters[document.type] = number = counters.get(document.type, 0) + 1
        lines.append((document, symbol_of(document.type, number, notation=notation, unit=document.unit)))
    return lines


def document(request, document):
    document = get_visible(RegisteredDocument, request.user, public_id=document)
    context = {
        "document": document,
        "entries": history_entries(document, request.user),
        "may_number": request.user.may("agencies.number_documents"),
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
    return add_page(
        request,
        IssueForm(request.POST or None),
        issue_document,
        title=f"Cấp số cho “{document.subject}”",
        button=f"Cấp số {number}",
        parent=_list(),
        done="Đã cấp số và vào sổ.",
        document=document,
        version=document.version,
    )


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


def drop_document(request, document):
    document = get_visible(RegisteredDocument, request.user, public_id=document)
    return add_page(
        request,
        CancelForm(request.POST or None),
        cancel_document,
        title=f"Hủy số {document.symbol}" if document.number else "Trả lại người soạn",
        button="Hủy số" if document.number else "Trả lại",
        parent=_page_of(document),
        done="Đã hủy số. Số này không dùng lại." if document.number else "Đã trả lại người soạn.",
        document=document,
        version=document.version,
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
    return document.symbol or "Văn bản chờ số", reverse("document", args=[document.public_id])
