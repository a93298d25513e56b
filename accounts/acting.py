"""The acting user of a transaction: for the audit trail, and for row-level security.

Everything that touches the database runs inside `acting_as`: the middleware enters it for a request, the worker for a
job, a command for itself. The settings live as long as the transaction, so nothing can be read or written with the
rights of whoever came before on the same connection.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from accounts.authorization import NOTHING, Scope, agency_kind_of, permissions_of, scope_of
from accounts.models import AccessEvent


@dataclass(frozen=True)
class Origin:
    """From where somebody acts, for the access log."""

    device: str
    address: str | None = None


SERVER = Origin("máy chủ")  # jobs and commands


@dataclass
class Acting:
    """Who acts in this transaction, with which scope; and what was read, to be written to the access log at its end."""

    user_id: int | None
    scope: Scope
    request_id: uuid.UUID
    rights: tuple[str, ...] = ()  # permission names of the user's role
    read_only: bool = False
    origin: Origin = SERVER
    events: list[AccessEvent] = field(default_factory=list)
    memo: dict = field(default_factory=dict)  # what was read once and serves until the block ends


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


def current() -> Acting:
    """The acting user of this moment. Raises `LookupError` outside `acting_as`."""
    acting = _acting.get()
    if acting is None:
        raise LookupError("Nobody is acting: enter accounts.acting.acting_as first.")
    return acting


@contextmanager
def acting_as(
    user, *, scope: Scope | None = None, read_only: bool = False, origin: Origin | None = None
) -> Iterator[Acting]:
    """One transaction as this user (nobody, for an anonymous visitor). Nested use narrows or widens, then restores."""
    outer = _acting.get()
    within_reading = outer is not None and outer.read_only
    known = user is not None and user.is_authenticated
    acting = Acting(
        user_id=user.pk if known else None,
        scope=scope or (scope_of(user) if known else NOTHING),
        request_id=outer.request_id if outer else uuid.uuid4(),
        rights=permissions_of(user.role, agency_kind_of(user)) if known else (),
        read_only=read_only or within_reading,
        origin=origin or (outer.origin if outer else SERVER),
        events=outer.events if outer and within_reading else [],
    )
    token = _acting.set(acting)
    try:
        with transaction.atomic():
            _tell_database(acting)
            yield acting
            _restore(outer)
        if acting.events and not within_reading:
            with transaction.atomic():
                _tell_database(Acting(acting.user_id, NOTHING, acting.request_id))
                AccessEvent.objects.bulk_create(acting.events)
                _restore(outer)
    finally:
        _acting.reset(token)


def write_to_log(event: AccessEvent) -> None:
    """With a change at once, so that both are undone together; what was read, in a transaction of its own later."""
    acting = current()
    if acting.read_only:
        acting.events.append(event)
    else:
        event.save()


def _restore(outer: Acting | None) -> None:
    """Give the enclosing block its settings back: a transaction's end forgets ours, a savepoint's does not."""
    if not transaction.get_connection().savepoint_ids or connection.needs_rollback:
        return
    if outer:
        _tell_database(outer)
    else:
        _tell_nothing()


def _tell_database(acting: Acting) -> None:
    neighbourhoods = (
        "coalesce((select array_agg(id) from agencies_neighbourhood), '{}')::text"
        if acting.scope.whole_ward
        else "%(neighbourhoods)s"
    )
    read_only = ", set_config('transaction_read_only', 'on', true)" if acting.read_only else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select set_config('app.user', %(user)s, true), set_config('app.request', %(request)s, true),
                       set_config('app.neighbourhoods', {neighbourhoods}, true),
                       set_config('app.agencies', %(agencies)s, true),
                       set_config('app.secrets', %(secrets)s, true),
                       set_config('app.born_after', %(born_after)s, true),
                       set_config('app.today', %(today)s, true),
                       set_config('app.rights', %(rights)s, true){read_only}""",
            {
                "user": str(acting.user_id or 0),
                "request": str(acting.request_id),
                "neighbourhoods": _array(acting.scope.neighbourhoods),
                "agencies": _array(acting.scope.agencies),
                "secrets": "all" if acting.scope.secrets else "own",
                "born_after": str(acting.scope.born_after or "infinity"),
                "today": str(timezone.localdate()),
                "rights": _array(acting.rights),
            },
        )


def _tell_nothing() -> None:
    """Empty settings make every policy fail: nobody may read in the name of the one before."""
    with connection.cursor() as cursor:
        names = ("user", "request", "neighbourhoods", "agencies", "secrets", "born_after", "today", "rights")
        cursor.execute("select " + ", ".join(f"set_config('app.{name}', '', true)" for name in names))


def _array(values: tuple[int | str, ...]) -> str:
    return "{" + ",".join(map(str, values)) + "}"
