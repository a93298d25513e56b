"""Finding a child by any words: name without marks in any order, code, parent, address, exact personal ID."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from rapidfuzz import fuzz, process

from agencies.models import Neighbourhood
from children.models import Child
from vietnamese.errors import Unreadable
from vietnamese.names import search_key
from vietnamese.personal_id import parse_personal_id

MOST = 2000  # the function in the database stops there too, unless it is asked for all
LONGEST = 120  # letters of what somebody types; the rest is not read
ALIKE = 70  # how like a known word a mistyped one must be, of 100


@dataclass(frozen=True)
class Found:
    """Children in the order of likeness; `read_as` holds the words searched instead of mistyped ones."""

    ids: tuple[int, ...]
    read_as: str = ""


NOTHING = Found(())
Here = list[int] | None  # the neighbourhoods that were asked for
CODE = re.compile(r"\bte ?(\d{4}) ?(\d{4,6})\b")  # TE-2026-0412, also without the hyphens
NEIGHBOURHOOD = re.compile(r"\b(?:tdp|to dan pho) ?(\d{1,3})\b")


def all_children(text: str, *, by) -> Found:
    """As `find_children`, however many they are: for lists that are worked through or leave the register."""
    return find_children(text, by=by, top=None)


def find_children(text: str, *, by, top: int | None = MOST) -> Found:
    """Children this user may see that have all words of the text. The last word may be unfinished.

    “tdp 7” asks for that neighbourhood, if the user may know where children live.
    """
    text = text[:LONGEST]
    try:
        number = parse_personal_id(text)
    except Unreadable:
        words, here = CODE.sub(r"te \1 \2", search_key(text)), None
        if by.may("children.view_details") and (said := NEIGHBOURHOOD.search(words)):
            words = NEIGHBOURHOOD.sub(" ", words, count=1)
            here = list(Neighbourhood.objects.visible_to(by).filter(number=said[1]).values_list("pk", flat=True))
        return _by_words(words.split(), here, top, by)
    if not by.may("children.show_personal_id"):  # whoever sees a masked number could find out the rest by trying
        return NOTHING
    children = Child.objects.visible_to(by).with_personal_id(number)
    return Found(tuple(children.values_list("pk", flat=True)))


def _by_words(words: list[str], here: Here, top: int | None, by) -> Found:
    if not words:
        children = Child.objects.visible_to(by).filter(neighbourhood__in=here or [])
        return Found(tuple(children.values_list("pk", flat=True)[:top]))
    if ids := _search(words, here, top):
        return Found(ids)
    meant = _without_typing_errors(words)
    return Found(_search(meant, here, top), " ".join(meant)) if meant != words else NOTHING


def _search(words: list[str], here: Here, top: int | None) -> tuple[int, ...]:
    queries = [_query(words, end) for end in (":*", ":*A", "", ":A")]
    with connection.cursor() as cursor:
        sql = "select id from search_children(%s, %s, %s, %s, %s, %s, %s)"
        cursor.execute(sql, [*queries, " ".join(words), here, top])
        return tuple(pk for (pk,) in cursor.fetchall())


def _query(words: list[str], last: str) -> str:
    """In the words of `to_tsquery`, with the mark of the last one. They are letters and digits only: `search_key`
    made them.
    """
    marks = [last.replace("*", "").rstrip(":")] * (len(words) - 1) + [last]
    return " & ".join(f"'{word}'{mark}" for word, mark in zip(words, marks, strict=True))


def _without_typing_errors(words: list[str]) -> list[str]:
    """Each unknown word replaced by the most similar one that occurs in a name this user may see."""
    known = _words_of_names()
    return [_nearest(word, known) for word in words]


def _words_of_names() -> set[str]:
    """Single syllables, without tones. Asked for each time: a rare one is a name, kept nowhere but in the register."""
    with connection.cursor() as cursor:
        cursor.execute("select word from words_of_children()")
        return {word for (word,) in cursor.fetchall()}


def _nearest(word: str, known: set[str]) -> str:
    if word in known or word.isdigit():
        return word
    best = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return best[0] if best else word


KEEP_SEARCHABLE = """
update children_child c set search_more = concat_ws(' ',
    (select h.address_key from children_household h where h.id = c.household_id), c.own_address_key,
    (select '| ' || string_agg(g.search_key, ' | ' order by r.id)
     from children_carerelation r join children_caregiver g on g.id = r.caregiver_id where r.child_id = c.id),
    (select '| ' || string_agg(lower(replace(m.gone_code, '-', ' ')), ' | ' order by m.id)
     from children_childmerge m where m.kept_id = c.id and m.undone_at is null))
where c.id = any(%s)
"""


def keep_searchable(child_ids: Iterable[int]) -> None:
    """Write the words of family and address, and the codes of records that were merged into this one, into the
    children's search column. Call it after changing any of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(KEEP_SEARCHABLE, [list(child_ids)])
