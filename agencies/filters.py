"""What the lists of the ward's organisations and papers can be narrowed by."""

from django.utils import timezone

from agencies.models import DocumentState, DocumentType
from interface.components import Filter
from interface.filters import Filters, ListFilter

STATES = [(DocumentState.ISSUED, "Đã ban hành"), (DocumentState.CANCELLED, "Hủy số")]


def with_ended(request, words: str) -> ListFilter:
    """Who is over already is left out, unless somebody asks for them too."""

    def narrow(rows, everybody: str):
        return rows if everybody else rows.not_over(timezone.localdate())

    return ListFilter(Filter.of(request, "ended", "Đã thôi", [("1", words)]), narrow, always=True)


def register_filters(request, years: list[int]) -> Filters:
    return Filters(
        ListFilter.on(request, "type", "Loại", DocumentType.choices),
        ListFilter.on(request, "year", "Năm", [(year, str(year)) for year in years]),
        ListFilter.on(request, "state", "Trạng thái", STATES),
    )
