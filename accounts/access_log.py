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
    filters: list[Filter]
    typed: str

    @classmethod
    def of(cls, request) -> "Search":
        """As the address of the page says. Filters of persons only for those who see everybody's lines."""
        filters = [
            span_filter(request),
            Filter.of(request, "event", "Việc", [(event.name, event.value.sentence) for event in Event]),
            Filter.of(request, "sensitive", "Mức", [("1", "Chỉ việc nhạy cảm")]),
        ]
        if request.user.may("accounts.view_log"):
            people = User.objects.visible_to(request.user)
            accounts = people.order_by("sort_key").values_list("public_id", "username")
            filters += [
                Filter.of(request, "agency", "Cơ quan", agencies_with(people)),
                Filter.of(request, "person", "Người", list(accounts)),
            ]
        return cls(request.user, Span.of(request), filters, typed_search(request, "access_log"))

    @property
    def words(self) -> list[str]:
        """What was chosen, for an extract on paper."""
        words = [f"{each.label}: {each.chosen_label}" for each in self.filters if each.chosen]
        return [*words, f"Tìm: {self.typed}"] if self.typed else words

    def found(self) -> QuerySet[AccessEvent]:
        """The newest first."""
        rows = AccessEvent.objects.visible_to(self.viewer).filter(at__gte=self.span.since, at__lt=self.span.until)
        chosen = {each.name: each.chosen for each in self.filters if each.chosen}
        if event := chosen.get("event"):
            rows = rows.filter(event=event)
        if "sensitive" in chosen:
            rows = rows.filter(event__in=[event.name for event in Event if event.value.sensitive])
        if agency := chosen.get("agency"):
            rows = rows.filter(actor__agency__public_id=agency)
        if person := chosen.get("person"):
            rows = rows.filter(actor__public_id=person)
        if self.typed:
            people = list(User.objects.visible_to(self.viewer).filter(named(self.typed)))
            rows = rows.filter(Q(actor__in=people) | Q(about__icontains=self.typed))
        return rows.select_related("actor__agency").order_by("-at", "-id")


# --- What somebody should ask about ----------------------------------------------------------
def unusual_lines() -> list[tuple[str, str]]:
    """Unusual readings of the last week: a sentence, and the address of the lines behind it."""
    now = timezone.now()
    found = unusual_reading(since=now - LOOK_BACK, until=now)
    return [(_in_words(each), _address(each)) for each in found]


def _in_words(each: Unusual) -> str:
    who = f"{each.actor.code.capitalize()} ({each.actor.agency or each.actor.role_name})"
    did, since = each.watch.words.format(each.times), format_moment(timezone.localtime(each.since))
    return f"{who} {did} trong 10 phút, từ {since}."


def _address(each: Unusual) -> str:
    day = format_date(timezone.localtime(each.until).date())
    return "?" + urlencode({"person": each.actor.public_id, "event": each.watch.events[0], "from": day, "to": day})
