"""Writing down which pairs are to be asked about."""

import json
from datetime import datetime

from django.db import connection
from django.utils import timezone

from children.duplicates.finding import Pair
from children.duplicates.likeness import Likeness
from children.models import DuplicatePair
from children.models.duplicate import DuplicatePairQuerySet
from interface.advisory_locks import AdvisoryLock, hold

Found = dict[Pair, Likeness]


def one_at_a_time() -> None:
    """Until the transaction ends nobody else merges children or writes pairs of them: neither waits in a circle."""
    hold(AdvisoryLock.PAIRS)


WRITE = """
insert into children_duplicatepair (public_id, version, created_at, updated_at, one_id, other_id, score, reasons)
select gen_random_uuid(), 1, %(now)s, %(now)s, f.one, f.other, f.score, f.reasons::jsonb
from unnest(%(one)s::bigint[], %(other)s::bigint[], %(score)s::int[], %(reasons)s::text[])
    as f(one, other, score, reasons)
join children_child a on a.id = f.one join children_child b on b.id = f.other
on conflict (least(one_id, other_id), greatest(one_id, other_id)) do update
set score = excluded.score, reasons = excluded.reasons, refused_at = null, refused_by_id = null,
    version = children_duplicatepair.version + 1, updated_at = excluded.updated_at
where (children_duplicatepair.refused_at is null and children_duplicatepair.score <> excluded.score)
    or children_duplicatepair.score < excluded.score
"""


def keep_pairs(found: Found, *, among: DuplicatePairQuerySet, since: datetime) -> None:
    """What was found is asked, unless somebody has refused it and nothing makes the two more alike since; of the pairs
    `among` which was looked, open ones that were not found again are asked no longer: but for those that another
    search has found `since` this one began, in records that this one has not seen.
    """
    one_at_a_time()
    pairs = sorted(found)
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE,
            {
                "now": timezone.now(),
                "one": [one for one, _ in pairs],
                "other": [other for _, other in pairs],
                "score": [found[pair].score for pair in pairs],
                "reasons": [json.dumps(found[pair].reasons) for pair in pairs],
            },
        )
    open_pairs = among.open().filter(updated_at__lte=since).values_list("pk", "one", "other")
    stale = [pk for pk, one, other in open_pairs if (min(one, other), max(one, other)) not in found]
    DuplicatePair.objects.filter(pk__in=stale).delete()
