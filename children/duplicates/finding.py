"""Which children could be one: asked of the database by keys they may share, then weighed.

Two children are compared when they share the day of birth and have similar names; the name, and births that a slip
of the pen explains; or the mother's name, with births so near that they are no sister and brother.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import F, Q
from rapidfuzz import fuzz, process

from accounts.models import User
from children.duplicates.facts import Facts, facts_of
from children.duplicates.likeness import Likeness, likeness
from children.models import CareRelation, Child, Relation
from children.models.child import ChildQuerySet
from vietnamese.names import search_key

SIMILAR = 75  # names of one birthday below this (of 100) are not looked at any further
NEAR = timedelta(days=31)  # births of one mother that may be one birth, badly written
Pair = tuple[int, int]  # the smaller key first


@dataclass(frozen=True)
class Match:
    """A child of the register that another one, or a typed one, may be."""

    pk: int
    likeness: Likeness


def like(facts: Facts, by: User) -> list[Match]:
    """The children of the register this one may be, as far as the user may know of them; the likest first."""
    pks = _candidates(facts, by) - {facts.pk}
    matches = [Match(pk, likeness(facts, other)) for pk, other in facts_of(pks, by).items()]
    found = [match for match in matches if match.likeness.worth_asking]
    return sorted(found, key=lambda match: (-match.likeness.score, match.pk))


def _candidates(facts: Facts, by: User) -> set[int]:
    visible = Child.objects.visible_to(by).order_by()
    keys = Q(search_key=facts.key)
    if facts.birth.day:
        day = facts.birth.earliest()
        keys |= Q(born_by=day, born_on=day)
    found = {pk for pk, key in visible.filter(keys).values_list("pk", "search_key") if _similar(facts.key, key)}
    if facts.personal_id:
        found |= set(visible.filter(personal_id_fingerprint=facts.personal_id).values_list("pk", flat=True))
    return found | _of_the_mother(facts, visible, by)


def _of_the_mother(facts: Facts, visible: ChildQuerySet, by: User) -> set[int]:
    if "mother" not in facts.parents:
        return set()
    mothers = CareRelation.objects.visible_to(by).filter(
        relation=Relation.MOTHER, caregiver__search_key=search_key(facts.parents["mother"].full_name)
    )
    first, last = facts.birth.earliest() - NEAR, facts.birth.latest() + NEAR
    near = visible.filter(pk__in=mothers.values("child"), born_on__lte=last, born_by__gte=first)
    return set(near.values_list("pk", flat=True))


def _similar(one: str, other: str) -> bool:
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) >= SIMILAR


# --- The whole register, a year of birth at a time
def birth_years(by: User) -> list[int]:
    """The years in which children of the register were born, at the earliest."""
    return [day.year for day in Child.objects.visible_to(by).order_by().dates("born_on", "year")]


def pairs_born_in(year: int, by: User) -> Iterator[tuple[Pair, Likeness]]:
    """Every pair worth asking about of which one was born in that year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    pairs = _of_one_day(first, last, by) | _by_sql(SAME_NAME, first, last) | _by_sql(SAME_MOTHER, first, last)
    yield from _weighed(pairs, by)


def pairs_with(pks: Iterable[int], by: User) -> Iterator[tuple[Pair, Likeness]]:
    """Every pair worth asking about of which one is among these children."""
    for facts in facts_of(set(pks), by).values():
        for match in like(facts, by):
            yield _pair(facts.pk or 0, match.pk), match.likeness


def _weighed(pairs: set[Pair], by: User) -> Iterator[tuple[Pair, Likeness]]:
    facts = facts_of({pk for pair in pairs for pk in pair}, by)
    for one, other in sorted(pairs):
        if one in facts and other in facts and (found := likeness(facts[one], facts[other])).worth_asking:
            yield (one, other), found


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)


def _of_one_day(first: date, last: date, by: User) -> set[Pair]:
    days: dict[date, list[tuple[int, str]]] = defaultdict(list)
    children = Child.objects.visible_to(by).filter(born_on=F("born_by"), born_on__range=(first, last)).order_by()
    for pk, key, day in children.values_list("pk", "search_key", "born_on"):
        days[day].append((pk, key))
    return {pair for same_day in days.values() for pair in _similar_names(same_day)}


def _similar_names(children: list[tuple[int, str]]) -> Iterator[Pair]:
    names = [key for _, key in children]
    turned = [" ".join(sorted(key.split())) for key in names]
    for number, (pk, key) in enumerate(children):
        for written, choices in ((key, names), (turned[number], turned)):
            found = process.extract(
                written, choices[:number], scorer=fuzz.ratio, processor=None, score_cutoff=SIMILAR, limit=None
            )
            yield from (_pair(pk, children[place][0]) for _, _, place in found)


def _by_sql(keys: str, first: date, last: date) -> set[Pair]:
    """Under row-level security: only children this user may know of."""
    with connection.cursor() as cursor:
        cursor.execute(keys, {"first": first, "last": last, "near": NEAR.days})
        return {_pair(one, other) for one, other in cursor.fetchall()}


SAME_NAME = """
select c.id, o.id from children_child c join children_child o on o.search_key = c.search_key and o.id <> c.id
where c.born_on between %(first)s and %(last)s and (
    (o.born_on <= c.born_by and o.born_by >= c.born_on)
    or (c.born_on = c.born_by and o.born_on = o.born_by and (
        (extract(day from o.born_on), extract(month from o.born_on))
            = (extract(day from c.born_on), extract(month from c.born_on))
        or (extract(year from o.born_on) = extract(year from c.born_on)
            and (extract(month from o.born_on) = extract(month from c.born_on)
                 or extract(day from o.born_on) = extract(day from c.born_on)
                 or (extract(day from o.born_on), extract(month from o.born_on))
                    = (extract(month from c.born_on), extract(day from c.born_on)))))))
"""
SAME_MOTHER = """
with born as materialized (
    select c.id, c.born_on, c.born_by, g.search_key as mother
    from children_child c
    join children_carerelation r on r.child_id = c.id and r.relation = 'mother'
    join children_caregiver g on g.id = r.caregiver_id
    where c.born_on between %(first)s::date - %(near)s and %(last)s::date + 366
)
select c.id, o.id from born c join born o on o.mother = c.mother and o.id <> c.id
    and o.born_on <= c.born_by + %(near)s and o.born_by >= c.born_on - %(near)s
where c.born_on between %(first)s and %(last)s
"""
