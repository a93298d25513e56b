"""Answers that cost much are remembered for a while, in the memory of the broker (Redis).

Only counts: they tell nothing about anybody. Each is remembered for one user, because another may see other
rows, and is forgotten as soon as this user has done something: whoever adds a child sees it counted. What others do
shows when the time is over. A broker that is away costs time, never a page.
"""

import hashlib
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

T = TypeVar("T")
MINUTE = 60
DEEDS = 24 * 60 * MINUTE


def remembered(user: Any, name: str, make: Callable[[], T], *, seconds: int = MINUTE, always: bool = False) -> T:
    """What `make` gives (lists, texts, numbers), or gave to this user a short while ago if that took its time, or
    `always`.
    """
    key = _key(user, name)
    if (known := cache.get(key)) is not None:
        return known
    began = time.perf_counter()
    made = make()
    if always or time.perf_counter() - began >= settings.SLOW:
        cache.set(key, made, seconds)
    return made


def remember(user: Any, name: str, value: Any, *, seconds: int = MINUTE) -> None:
    """Somebody worked it out anyway."""
    cache.set(_key(user, name), value, seconds)


def forget(user: Any) -> None:
    """This user has done something: whatever was remembered may be wrong."""
    cache.set(f"deeds:{user.pk}", time.time_ns(), DEEDS)


def count_of(user: Any, rows: QuerySet) -> int:
    """How many rows there are, remembered when counting takes long. The whole question is the name."""
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:  # Django sees that no row can fit
        return 0
    question = hashlib.sha256(f"{sql} {params}".encode()).hexdigest()
    return remembered(user, f"count:{question}", rows.count)


def _key(user: Any, name: str) -> str:
    """Of the account as it is now: with another role or other neighbourhoods one sees other rows."""
    return f"{name}:{user.pk}:{user.version}:{cache.get(f'deeds:{user.pk}', 0)}"
