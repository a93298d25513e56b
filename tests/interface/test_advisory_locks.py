"""Locks that belong to no row."""

from django.db import transaction

from children.duplicates.keeping import one_at_a_time
from interface.advisory_locks import AdvisoryLock, hold

HELD = "select classid, objid, objsubid from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"


def test_merging_does_not_wait_for_the_feed_of_changes(db, sql):
    """Both took 5602 once: whoever merged children stood still while another system was read to."""
    with transaction.atomic():
        one_at_a_time()
        assert [key for _, key, _ in sql(HELD)] == [AdvisoryLock.PAIRS]
    assert AdvisoryLock.PAIRS != AdvisoryLock.FEED


def test_a_lock_of_one_owner_leaves_the_others_free(db, sql):
    with transaction.atomic():
        hold(AdvisoryLock.EXPORTS, of=7)
        assert sql(HELD) == [(AdvisoryLock.EXPORTS, 7, 2)]
