"""The token another system shows at the door: made once, told once, known afterwards by its keyed hash alone."""

import secrets
from datetime import timedelta

from django.db.models import Case, F, Value, When
from django.utils import timezone

from accounts.encryption import fingerprint
from accounts.events import Event
from accounts.models import AccessEvent, Connection
from accounts.queries import cool_off

SCHEME = "Bearer "
MARK = "choche_"  # whoever finds one in a file sees what it opens
SHOWN = len(MARK) + 6
PER_MINUTE = 120  # requests of one system
MOST_REFUSED = 5  # wrong tokens from one address, then it is not even looked at until `cool_off` is over


def new_token() -> str:
    """256 bits: nobody guesses it, so a plain keyed hash is enough to keep."""
    return MARK + secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return fingerprint(token, context="accounts.connection.token")


def prefix_in(header: str) -> str:
    """Its first characters: enough to know a revoked one again, not enough to open anything."""
    return header.removeprefix(SCHEME).strip()[:SHOWN]


def connection_of(header: str) -> Connection | None:
    """Whose token stands in `Authorization: Bearer …`, though its time may be over."""
    if not header.startswith(SCHEME):
        return None
    token = hash_of(header.removeprefix(SCHEME).strip())
    return Connection.objects.select_related("account__agency").filter(token_fingerprint=token).first()


def note_use(connection: Connection, address: str | None) -> int:
    """Keep when and from where it was used last. How many requests it has made in this minute, this one counted."""
    now = timezone.now()
    fresh = {"minute_began_at__lte": now - timedelta(minutes=1)}
    mine = Connection.objects.filter(pk=connection.pk)
    mine.update(
        last_used_at=now,
        last_used_from=address,
        minute_requests=Case(
            When(minute_began_at=None, then=Value(1)), When(**fresh, then=Value(1)), default=F("minute_requests") + 1
        ),
        minute_began_at=Case(
            When(minute_began_at=None, then=Value(now)), When(**fresh, then=Value(now)), default=F("minute_began_at")
        ),
    )
    return mine.values_list("minute_requests", flat=True).get()


def too_many_refused(address: str | None) -> bool:
    """Whether wrong tokens came from there as often as wrong passwords may be typed."""
    lately = AccessEvent.objects.filter(event=Event.TOKEN_REFUSED.name, at__gt=timezone.now() - cool_off())
    return lately.filter(address=address).count() >= MOST_REFUSED
