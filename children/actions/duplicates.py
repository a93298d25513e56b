"""Looking for children who stand in the register twice, and answering that two are not one."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.duplicates.finding import birth_years, pairs_born_in, pairs_with
from children.duplicates.keeping import Found, keep_pairs
from children.models import DuplicatePair
from interface.refusals import Refused
from jobs.work import Say, silent

ONE_BY_ONE = 2_000  # more children than these: looking through the whole register is faster


@transaction.atomic
def find_duplicates(*, by: User, say: Say = silent) -> int:
    """Look through the whole register. Gives how many pairs wait for an answer. Raises NotAllowed."""
    authorize(by, "children.find_duplicates")
    found: Found = {}
    began = timezone.now()
    years = birth_years(by)
    for number, year in enumerate(years):
        say(f"Đang so trẻ sinh năm {year}", 5 + 85 * number // len(years))
        found |= pairs_born_in(year, by)
    say("Đang ghi các cặp có thể trùng", 90)
    keep_pairs(found, among=DuplicatePair.objects.all(), since=began)
    return DuplicatePair.objects.all().open().count()


@transaction.atomic
def find_duplicates_of(*, children: Collection[int], by: User, say: Say = silent) -> int:
    """Look for the twins of these children only, after they were imported. Raises NotAllowed."""
    authorize(by, "children.find_duplicates")
    if len(children) > ONE_BY_ONE:
        return find_duplicates(by=by, say=say)
    say("Đang so trẻ vừa nhập với cả sổ", 10)
    began = timezone.now()
    known = DuplicatePair.objects.filter(Q(one__in=children) | Q(other__in=children))
    keep_pairs(dict(pairs_with(children, by)), among=known, since=began)
    return known.open().count()


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
