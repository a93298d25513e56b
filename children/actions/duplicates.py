"""Looking for children who stand in the register twice, and answering that two are not one."""

import json
from collections.abc import Collection

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.duplicates.finding import Pair, birth_years, pairs_born_in, pairs_with
from children.duplicates.likeness import Likeness
from children.models import Child, DuplicatePair
from interface.refusals import Refused
from jobs.work import Say, silent

ADVISORY_KEY = 5602  # of the lock that merging and writing pairs share
ONE_BY_ONE = 2_000  # more children than these: looking through the whole register is faster
Found = dict[Pair, Likeness]


def one_at_a_time() -> None:
    """Until the transaction ends nobody else merges children or writes pairs of them: neither waits in a circle."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ADVISORY_KEY])


@transaction.atomic
def find_duplicates(*, by: User, say: Say = silent) -> int:
    """Look through the whole register. Gives how many pairs wait for an answer. Raises NotAllowed."""
    authorize(by, "children.find_duplicates")
    found: Found = {}
    years = birth_years(by)
    for number, year in enumerate(years):
        say(f"Đang so trẻ sinh năm {year}", 5 + 85 * number // len(years))
        found |= pairs_born_in(year, by)
    say("Đang ghi các cặp có thể trùng", 90)
    _write(found, among=DuplicatePair.objects.all())
    return DuplicatePair.objects.all().open().count()


@transaction.atomic
def find_duplicates_of(*, children: Collection[int], by: User, say: Say = silent) -> int:
    """Look for the twins of these children only, after they were imported. Raises NotAllowed."""
    authorize(by, "children.find_duplicates")
    if len(children) > ONE_BY_ONE:
        return find_duplicates(by=by, say=say)
    say("Đang so trẻ vừa nhập với cả sổ", 10)
    known = DuplicatePair.objects.all().filter(Q(one__in=children) | Q(other__in=children))
    _write(dict(pairs_with(children, by)), among=known)
    return known.open().count()


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


def _write(found: Found, *, among) -> None:
    """What was found is asked, unless somebody has refused it and nothing makes the two more alike since; of the pairs
    `among` which was looked, open ones that were not found again are asked no longer.
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
    open_pairs = among.open().values_list("pk", "one", "other")
    stale = [pk for pk, one, other in open_pairs if (min(one, other), max(one, other)) not in found]
    DuplicatePair.objects.filter(pk__in=stale).delete()


@transaction.atomic
def refuse_pair(*, pair: DuplicatePair, by: User, version: int) -> DuplicatePair:
    """They are two children. Raises NotAllowed, StaleVersion, Refused."""
    pair = locked(pair, by=by, may="children.merge", version=version)
    if pair.refused_at:
        raise Refused("Đã có người ghi hai trẻ này khác nhau.")
    pair.refused_at, pair.refused_by = timezone.now(), by
    pair.save_next_version()
    return pair


@transaction.atomic
def ask_again(*, pair: DuplicatePair, by: User, version: int) -> DuplicatePair:
    """Take a refusal back. Raises NotAllowed, StaleVersion."""
    pair = locked(pair, by=by, may="children.merge", version=version)
    pair.refused_at = pair.refused_by = None
    pair.save_next_version()
    return pair


def children_of_import(batch) -> list[int]:
    """The children an import has written."""
    return list(Child.objects.filter(pk__in=batch.rows.filter(written=True).values("child")).values_list("pk", flat=True))
