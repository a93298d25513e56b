"""The changes of children since a cursor. How a line gets its place: migration `0010_feed.py`."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.models import User
from children.exchange.fields import children_in_json
from children.models import Child, ChildMerge

CREATED, CHANGED, LEFT, MERGED, REMOVED = "created", "changed", "left", "merged", "removed"


@dataclass(frozen=True)
class Line:
    """`into`: the record that took this one over. `child`: as it stands now, unless it is gone or out of sight."""

    position: int
    at: datetime
    event: str
    id: UUID
    into: UUID | None = None
    child: dict[str, Any] | None = None


def number_feed() -> None:
    """Give a place to what has been committed since; before a reader looks, in a transaction of its own."""
    with connection.cursor() as cursor:
        cursor.execute("select number_feed()")


def newest_position() -> int:
    """Where the feed ends now, whoever sees its last lines."""
    with connection.cursor() as cursor:
        cursor.execute("select newest_in_feed()")
        return cursor.fetchone()[0]


def changes_since(position: int, *, by: User, on: date, at_most: int) -> list[Line]:
    """The next lines this system may know of, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select position, at, child_id, public_id, what from children_feed"
            " where position > %s order by position limit %s",
            [position, at_most],
        )
        rows = cursor.fetchall()
    pks = set(Child.objects.visible_to(by).filter(pk__in={row[2] for row in rows}).values_list("pk", flat=True))
    children = children_in_json(sorted(pks), by=by, on=on)
    kept = _kept_instead_of([row[3] for row in rows if row[2] not in children], by)
    return [_line(row, children, kept) for row in rows]


def _kept_instead_of(gone: list[UUID], by: User) -> dict[UUID, UUID]:
    merges = ChildMerge.objects.visible_to(by).standing().filter(gone_public_id__in=gone).order_by("pk")
    return dict(merges.values_list("gone_public_id", "kept__public_id"))


def _line(row: tuple[Any, ...], children: dict[int, dict[str, Any]], kept: dict[UUID, UUID]) -> Line:
    position, at, pk, public_id, what = row
    child = children.get(pk)
    if child is None:
        into = kept.get(public_id)
        return Line(position, at, MERGED if into else REMOVED, public_id, into)
    event = LEFT if child["left_register"] else CREATED if what == CREATED else CHANGED
    return Line(position, at, event, public_id, child=child)
