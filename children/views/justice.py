"""The books of adoptions and of legal aid: lists, what the justice officer and the register's officers write there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.actions.justice import (
    edit_justice,
    record_justice,
    record_justice_by_paper,
    withdraw_justice,
)
from children.finding.filters import neighbourhood_filter
from children.forms.justice import AdoptionByPaperForm, AdoptionForm, LegalAidByPaperForm, LegalAidForm
from children.forms.support import MistakeForm
from children.justice import adoption_in_words, legal_aid_in_words
from children.models import Adopter, Adoption, AidOutcome, Child, LegalAid, Matter
from children.presenting import named
from children.record_files import count_papers
from children.views.opening import opened
from interface.components import Filter, Tab
from interface.editing import Parent, add_page, deed_page, edit_page
from interface.filters import Filters, ListFilter
from interface.lists import page_of

OPEN, DONE = "open", "done"


@dataclass(frozen=True)
class Book:
    """How a kind of record is asked for and listed."""

    name: str  # of its page, and of the permission and addresses after it
    title: str
    add: str
    column: str
    note: str
    empty: str
    unit: str
    model: Any
    form: Any
    paper_form: Any
    filters: Callable[..., list[ListFilter]]
    in_words: Callable[[Any], tuple[str, str]]

    @property
    def page(self) -> Parent:
        return self.title, reverse(self.name)


def _adoption_filters(request) -> list[ListFilter]:
    state = Filter.of(request, "state", "Tình trạng", [(OPEN, "Đang có hiệu lực"), (DONE, "Đã chấm dứt")])
    return [
        ListFilter.on(request, "kind", "Ai nhận nuôi", Adopter.choices),
        ListFilter(state, lambda rows, value: rows.filter(ended_on__isnull=value == OPEN)),
    ]


def _legal_aid_filters(request) -> list[ListFilter]:
    results = [(OPEN, AidOutcome.OPEN.label), *[each for each in AidOutcome.choices if each[0]]]
    outcome = Filter.of(request, "outcome", "Kết quả", results)
    return [
        ListFilter.on(request, "matter", "Việc", Matter.choices),
        ListFilter(outcome, lambda rows, value: rows.filter(outcome="" if value == OPEN else value)),
    ]


ADOPTIONS = Book(
    "adoptions", "Nuôi con nuôi", "Ghi nuôi con nuôi", "Ai nhận nuôi",
    "Chỉ tư pháp, công chức Văn hóa - Xã hội và lãnh đạo phụ trách thấy sổ này.",
    "Ghi theo giấy chứng nhận nuôi con nuôi trong nước đã cấp.", "trường hợp",
    Adoption, AdoptionForm, AdoptionByPaperForm, _adoption_filters, adoption_in_words,
)  # fmt: skip
LEGAL_AID = Book(
    "legal_aid", "Trợ giúp pháp lý", "Ghi trợ giúp pháp lý", "Việc, nơi trợ giúp",
    "Việc hình sự chỉ tư pháp, người ghi và lãnh đạo phụ trách thấy.",
    "Ghi theo phiếu chuyển trẻ em đến nơi trợ giúp pháp lý.", "lần trợ giúp",
    LegalAid, LegalAidForm, LegalAidByPaperForm, _legal_aid_filters, legal_aid_in_words,
)  # fmt: skip


def adoptions(request):
    return _list(request, ADOPTIONS)


def legal_aid(request):
    return _list(request, LEGAL_AID)


def _list(request, book: Book):
    today = timezone.localdate()
    of_year = ListFilter.of_year(request, "happened_on", today=today)
    filters = Filters(
        of_year,
        neighbourhood_filter(request, today, "child__neighbourhood"),
        *book.filters(request),
    )
    rows = filters.apply(book.model.objects.visible_to(request.user).true())
    page = page_of(request, rows.select_related("child__neighbourhood").order_by("-happened_on", "-pk"))
    page.object_list = list(page.object_list)
    count_papers(page.object_list)
    page.object_list = [(each, *book.in_words(each)) for each in page.object_list]
    record(Event.CHILDREN_LISTED, f"sổ {book.title.lower()}, trang {page.number}")
    context = {
        "book": book,
        "tabs": _tabs(request.user, book, of_year),
        "filters": filters.chips,
        "page": page,
        "children": rows.order_by().values("child").distinct().count(),
        "may_keep": request.user.may(f"children.keep_{book.name}"),
        "may_add": request.user.may("children.find_by_paper"),
        "add_url": f"add_{book.name}",
        "edit_url": f"edit_{book.name}",
        "withdraw_url": f"withdraw_{book.name}",
    }
    return render(request, "children/justice/list.html", context)


def _tabs(user, current: Book, of_year: ListFilter) -> list[Tab]:
    """From one book to the other, for those who see both; each counts the year chosen here."""
    chosen = f"?year={of_year.chip.chosen}" if of_year.chip.chosen else ""
    return [
        Tab(
            each.title,
            of_year.apply(each.model.objects.visible_to(user).true()).count(),
            reverse(each.name) + chosen,
            current=each is current,
        )
        for each in (ADOPTIONS, LEGAL_AID)
        if user.may(f"children.view_{each.name}")
    ]


def add_adoption(request):
    return _add_by_paper(request, ADOPTIONS)


def add_legal_aid(request):
    return _add_by_paper(request, LEGAL_AID)


def _add_by_paper(request, book: Book):
    return add_page(
        request, book.paper_form(request.POST or None), record_justice_by_paper,
        title=book.add, button="Ghi vào sổ", parent=book.page, done="Đã ghi vào sổ.",
    )  # fmt: skip


def add_adoption_of(request, child):
    return _add(request, child, ADOPTIONS)


def add_legal_aid_of(request, child):
    return _add(request, child, LEGAL_AID)


def _add(request, child, book: Book):
    child = opened(request, Child, child)
    return add_page(
        request, book.form(request.POST or None), record_justice,
        title=book.add, button="Ghi vào hồ sơ", parent=(child.code, child.get_absolute_url()),
        done="Đã ghi vào hồ sơ của trẻ.", lead=named(child), child=child,
    )  # fmt: skip


def edit_adoption(request, adoption):
    return _edit(request, adoption, ADOPTIONS)


def edit_legal_aid(request, legalaid):
    return _edit(request, legalaid, LEGAL_AID)


def _edit(request, kept, book: Book):
    kept = opened(request, book.model, kept)
    title = f"Sửa: {book.title.lower()}"
    return edit_page(
        request, book.form, edit_justice, kept, name="kept", title=title, parent=book.page, lead=named(kept.child)
    )


def withdraw_adoption(request, adoption):
    return _withdraw(request, adoption, ADOPTIONS)


def withdraw_legal_aid(request, legalaid):
    return _withdraw(request, legalaid, LEGAL_AID)


def _withdraw(request, kept, book: Book):
    kept = opened(request, book.model, kept)
    return deed_page(
        request, MistakeForm(request.POST or None), withdraw_justice, kept, name="kept",
        title="Xóa mục ghi nhầm", button="Xóa khỏi hồ sơ", done="Đã xóa mục ghi nhầm.",
        parent=book.page, lead=named(kept.child),
    )  # fmt: skip
