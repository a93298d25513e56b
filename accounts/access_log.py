"""The access log in words: what was done, by whom, from where; which of it to look for; what is unusual in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.events import Event, Kind
from accounts.models import AccessEvent, User
from accounts.queries import Unusual, agencies_with, named, unusual_reading
from accounts.spans import LOOK_BACK, Span, span_filter
from interface.components import Filter
from interface.filters import Filters, ListFilter
from interface.lists import typed_search
from vietnamese.formats import format_date, format_moment


@dataclass(frozen=True)
class Line:
    """One line of the log as the page shows it."""

    at: datetime
    actor: User | None
    kind: Kind
    about: str
    reason: str
    place: str

    @property
    def unit(self) -> str:
        """Where the person works: the agency, or else the role."""
        return str((self.actor and self.actor.agency) or (self.actor and self.actor.role_name) or "")


def lines_of(events: Iterable[AccessEvent]) -> list[Line]:
    return [
        Line(
            event.at,
            event.actor,
            kind_of(event.event),
            event.about,
            event.reason,
            event.device if event.actor_id else event.address or event.device,
        )
        for event in events
    ]


def kind_of(name: str) -> Kind:
    """An event of an older version of the product is shown by its name."""
    return Event[name].value if name in Event.__members__ else Kind(name, "circle")


# --- Looking for something -------------------------------------------------------------------
@dataclass(frozen=True)
class Search:
    """What somebody looks for in the log: days, chosen filters, typed words."""

    viewer: User
    span: Span
    filters: Filters
    typed: str

    @classmethod
    def of(cls, request) -> "Search":
        """As the address of the page says. Filters of persons only for those who see everybody's lines."""
        filters = [
            ListFilter(span_filter(request), lambda rows, _: rows),  # `span` says which days that are
            ListFilter.on(request, "event", "Việc", [(event.name, event.value.sentence) for event in Event]),
            ListFilter(Filter.of(request, "sensitive", "Mức", [("1", "Chỉ việc nhạy cảm")]), _sensitive),
        ]
        if request.user.may("accounts.view_log"):
            people = User.objects.who_act()
            accounts = people.order_by("sort_key").values_list("public_id", "username")
            filters += [
                ListFilter.on(request, "agency", "Cơ quan", agencies_with(people), "actor__agency__public_id"),
                ListFilter.on(request, "person", "Người", list(accounts), "actor__public_id"),
            ]
        return cls(request.user, Span.of(request), Filters(*filters), typed_search(request, "access_log"))

    @property
    def words(self) -> list[str]:
        """What was chosen, for an extract on paper."""
        return [*self.filters.words, f"Tìm: {self.typed}"] if self.typed else self.filters.words

    def _known(self) -> QuerySet[User]:
        """Of whom one may read lines: everybody, systems too; or oneself."""
        viewer = self.viewer
        return User.objects.who_act() if viewer.may("accounts.view_log") else User.objects.visible_to(viewer)

    def found(self) -> QuerySet[AccessEvent]:
        """The newest first."""
        rows = AccessEvent.objects.visible_to(self.viewer).filter(at__gte=self.span.since, at__lt=self.span.until)
        rows = self.filters.apply(rows)
        if self.typed:
            people = list(self._known().filter(named(self.typed)))
            rows = rows.filter(Q(actor__in=people) | Q(about__icontains=self.typed))
        return rows.select_related("actor__agency").order_by("-at", "-id")


def _sensitive(rows: QuerySet[AccessEvent], _: str) -> QuerySet[AccessEvent]:
    return rows.filter(event__in=[event.name for event in Event if event.value.sensitive])


# --- What somebody should ask about ----------------------------------------------------------
def unusual_lines() -> list[tuple[str, str]]:
    """Unusual readings of the last week: a sentence, and the address of the lines behind it."""
    now = timezone.now()
    found = unusual_reading(since=now - LOOK_BACK, until=now)
    return [(_in_words(each), _address(each)) for each in found]


def _in_words(each: Unusual) -> str:
    who = f"{each.actor.code.capitalize()} ({each.actor.agency or each.actor.role_name})"
    did, since = each.watch.words.format(each.times), format_moment(timezone.localtime(each.since))
    return f"{who} {did}, từ {since}."


def _address(each: Unusual) -> str:
    day = format_date(timezone.localtime(each.until).date())
    return "?" + urlencode({"person": each.actor.public_id, "event": each.watch.events[0], "from": day, "to": day})
