"""“Thay đổi”: who changed what kind of record, beside the log of who has read."""

from django.shortcuts import render

from accounts.changes import AT_MOST, change_filters, changes
from accounts.spans import Span
from interface.lists import page_of

PER_PAGE = 50


def all_changes(request):
    filters, span = change_filters(request), Span.of(request)
    page = page_of(request, changes(span, filters, request.user), PER_PAGE)
    cut_off = page.paginator.count == AT_MOST
    context = {"page": page, "filters": filters.chips, "span": span, "cut_off": cut_off}
    return render(request, "accounts/changes.html", context)
