"""Locks that belong to no row: what only one transaction may do at a time. Here stands every key there is.

PostgreSQL keeps those with a second number (“of whom”) apart from those without; no number is used twice anyway.
"""

from enum import IntEnum, unique

from django.db import connection


@unique
class AdvisoryLock(IntEnum):
    IMPORTS = 5601  # writing a list into the register, taking it back
    FEED = 5602  # `number_feed` in the database takes it by its number
    WAITING = 5603  # rows that a connection sends, of one connection
    EXPORTS = 5604  # lists that leave the register, of one owner
    CONNECTIONS = 5605  # registering a connection
    PAIRS = 5606  # merging children, writing pairs of them
    ID_BATCHES = 5607  # opening a batch of Đề án 06
    DESTRUCTIONS = 5608  # proposing what shall be destroyed


def hold(lock: AdvisoryLock, *, of: int | None = None) -> None:
    """Until the transaction ends, nobody else holds the lock (`of` the same)."""
    if not connection.in_atomic_block:
        raise RuntimeError("A lock outside a transaction holds nothing.")
    with connection.cursor() as cursor:
        if of is None:
            cursor.execute("select pg_advisory_xact_lock(%s)", [lock.value])
        else:
            cursor.execute("select pg_advisory_xact_lock(%s, %s)", [lock.value, of])
