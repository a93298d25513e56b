"""The access log in words: what was done, by whom, from where; and which of it to look for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.events import Event, Kind
from accounts.models import AccessEvent, User


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


def sensitive_events() -> list[str]:
    return [event.name for event in Event if event.value.sensitive]
