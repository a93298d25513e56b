"""Screen 18: who read, exported, printed, signed in. Leaders and administrators see all, others their own."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.shortcuts import render
from django.utils import timezone

from accounts.access_log import lines_of, sensitive_events
from accounts.events import Event, record
from accounts.models import AccessEvent, User
from accounts.queries import Unusual, unusual_reading
from interface.components import Filter
from interface.lists import page_of, searched, typed_search
from vietnamese.errors import Unreadable
from vietnamese.formats import format_date, format_moment
from vietnamese.names import search_key
from vietnamese.partial_dates import parse_partial_date

PER_PAGE = 50
AT_MOST = 10_000  # lines one can page through; a narrower time shows the rest
ON_PAPER = 1_000
LOOK_BACK = timedelta(days=7)  # for what is unusual, and for a log opened without a time
SPANS = {"today": ("Hôm nay", 0), "week": ("7 ngày", 6), "month": ("30 ngày", 29), "year": ("Một năm", 364)}


@dataclass(frozen=True)
class Span:
    """From the beginning of one day to the end of another."""

    first: date
    last: date

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


def access_log(request):
    if request.method == "POST":
        return searched(request, "access_log")
    span, filters, typed = _asked(request)
    page = page_of(request, _found(request, span, filters, typed), PER_PAGE, at_most=AT_MOST)
    sees_all = request.user.may("accounts.view_log")
    context = {
        "page": page,
        "lines": lines_of(page.object_list),
        "filters": filters,
        "span": span,
        "typed": typed,
        "own": not sees_all,
        "search": "Người, mã trẻ, mã hồ sơ" if sees_all else "Mã trẻ, mã hồ sơ",
        "cut_off": page.paginator.count == AT_MOST,
        "unusual": _unusual() if sees_all else [],
        "query": request.GET.urlencode(),
    }
    return render(request, "accounts/access_log.html", context)


def print_log(request):
    """An extract for paper; that it was printed stands in the log itself."""
    span, filters, typed = _asked(request)
    rows = _found(request, span, filters, typed)
    lines = lines_of(rows[:ON_PAPER])
    chosen = [f"{each.label}: {each.chosen_label}" for each in filters if each.chosen]
    record(Event.LOG_PRINTED, f"{len(lines)} dòng nhật ký, {span.words.lower()}")
    context = {
        "lines": lines,
        "span": span,
        "chosen": [*chosen, *([f"Tìm: {typed}"] if typed else [])],
        "cut_off": len(lines) == ON_PAPER,
        "at_most": ON_PAPER,
        "now": timezone.now(),
    }
    return render(request, "accounts/access_log_print.html", context)


def _asked(request) -> tuple[Span, list[Filter], str]:
    events = [(event.name, event.value.sentence) for event in Event]
    filters = [
        Filter.of(request, "span", "Thời gian", [(key, words) for key, (words, _) in SPANS.items()]),
        Filter.of(request, "event", "Việc", events),
        Filter.of(request, "sensitive", "Mức", [("1", "Chỉ việc nhạy cảm")]),
    ]
    if request.user.may("accounts.view_log"):
        people = User.objects.visible_to(request.user)
        agencies = people.exclude(agency=None).order_by("agency__name")
        units = agencies.values_list("agency__public_id", "agency__name").distinct()
        accounts = people.order_by("sort_key").values_list("public_id", "username")
        filters += [
            Filter.of(request, "agency", "Cơ quan", list(units)),
            Filter.of(request, "person", "Người", list(accounts)),
        ]
    return _span(request, filters[0].chosen), filters, typed_search(request, "access_log")


def _span(request, chosen: str) -> Span:
    """The chosen days, or those typed as `from` and `to`; the last week when nothing was said."""
    today = timezone.localdate()
    if chosen:
        return Span(today - timedelta(days=SPANS[chosen][1]), today)
    first, last = (_day(request.GET.get(name, ""), today) for name in ("from", "to"))
    last = last or today
    return Span(first or min(last, today) - LOOK_BACK + timedelta(days=1), last)


def _day(typed: str, today: date) -> date | None:
    try:
        found = parse_partial_date(typed, on=today)
        return date(found.year, found.month, found.day) if found.day else None
    except Unreadable:
        return None


def _found(request, span: Span, filters: list[Filter], typed: str) -> QuerySet[AccessEvent]:
    rows = AccessEvent.objects.visible_to(request.user).filter(at__gte=span.since, at__lt=span.until)
    chosen = {each.name: each.chosen for each in filters if each.chosen}
    if event := chosen.get("event"):
        rows = rows.filter(event=event)
    if "sensitive" in chosen:
        rows = rows.filter(event__in=sensitive_events())
    if agency := chosen.get("agency"):
        rows = rows.filter(actor__agency__public_id=agency)
    if person := chosen.get("person"):
        rows = rows.filter(actor__public_id=person)
    if typed:
        rows = rows.filter(_matches(request.user, typed))
    return rows.select_related("actor__agency").order_by("-at", "-id")


def _matches(user: User, typed: str) -> Q:
    """A person by name or account, or the code of what was read."""
    people = User.objects.visible_to(user)
    for word in search_key(typed).split():
        people = people.filter(search_key__contains=word)
    known = User.objects.visible_to(user).filter(Q(pk__in=people) | Q(username=typed.lower()))
    return Q(actor__in=list(known)) | Q(about__icontains=typed)


def _unusual() -> list[tuple[str, str]]:
    """What somebody should ask about: a sentence, and the address of the lines behind it."""
    now = timezone.now()
    found = unusual_reading(since=now - LOOK_BACK, until=now)
    return [(_in_words(each), _address(each)) for each in found]


def _in_words(each: Unusual) -> str:
    who = f"{each.actor.code.capitalize()} ({each.actor.agency or each.actor.role_name})"
    return f"{who} mở {each.opened} hồ sơ trong 10 phút, từ {format_moment(timezone.localtime(each.since))}."


def _address(each: Unusual) -> str:
    day = format_date(timezone.localtime(each.until).date())
    return "?" + urlencode({"person": each.actor.public_id, "event": "CHILD_READ", "from": day, "to": day})
