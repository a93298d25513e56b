"""Somebody opens a record: whose it is stands in the access log (PRIV-04)."""

from typing import TypeVar
from uuid import UUID

from accounts.events import Event, record
from interface.records import Record, get_visible

R = TypeVar("R", bound=Record)


def opened(request, model: type[R], public_id: UUID, event: Event = Event.CHILD_READ) -> R:
    """The record with this id, if the user may know of it; of a part of a child's record, the child is written down."""
    found = get_visible(model, request.user, public_id=public_id)
    record(event, getattr(found, "child", None) or found)
    return found
