"""The days of a log that somebody looks at."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from interface.components import Filter
from vietnamese.errors import Unreadable
from vietnamese.formats import format_date
from vietnamese.partial_dates import parse_partial_date

LOOK_BACK = timedelta(days=7)  # of a log opened without a time
SPANS = {"today": ("Hôm nay", 0), "week": ("7 ngày", 6), "month": ("30 ngày", 29), "year": ("Một năm", 364)}


@dataclass(frozen=True)
class Span:
    """From the beginning of one day to the end of another. `unreadable` is what was typed and is no day."""

    first: date
    last: date
    unreadable: str = ""

    @classmethod
    def of(cls, request) -> "Span":
        """The chosen days, or those typed as `from` and `to`; the last week when nothing was said."""
        today = timezone.localdate()
        chosen = span_filter(request).chosen
        if chosen:
            return cls(today - timedelta(days=SPANS[chosen][1]), today)
        typed = [request.GET.get(name, "").strip() for name in ("from", "to")]
        first, last = (_day(text, today) for text in typed)
        unreadable = [text for text, day in zip(typed, (first, last), strict=True) if text and day is None]
        last = last or today
        return cls(first or min(last, today) - LOOK_BACK + timedelta(days=1), last, ", ".join(unreadable))

    @property
    def words(self) -> str:
        if self.first == self.last:
            return f"Ngày {format_date(self.first)}"
        return f"Từ {format_date(self.first)} đến {format_date(self.last)}"

    @property
    def since(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def until(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))


def span_filter(request) -> Filter:
    return Filter.of(request, "span", "Thời gian", [(key, words) for key, (words, _) in SPANS.items()])


def _day(typed: str, today: date) -> date | None:
    try:
        found = parse_partial_date(typed, on=today)
    except Unreadable:
        return None
    return date(found.year, found.month, found.day) if found.month and found.day else None
