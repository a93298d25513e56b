"""Adoption and legal aid in words, and how the justice officer, who sees no list of children, comes to a child."""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from children.models import Adoption, Child, LegalAid
from interface.components import TimelineEntry
from vietnamese.formats import format_date
from vietnamese.names import search_key


def child_on_paper(birth: date, *, name: str = "", number: str = "") -> int | None:
    """The only child with that number, or else of that name, and born on that day; for justice officers alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select child_on_paper(%s, %s, %s)",
            [search_key(name), birth, Child.fingerprint_of(number) if number else None],
        )
        return cursor.fetchone()[0]


def adoption_in_words(adoption: Adoption) -> tuple[str, str]:
    """Who adopts; by which paper."""
    ended = f"chấm dứt từ ngày {format_date(adoption.ended_on)}" if adoption.ended_on else ""
    return adoption.get_kind_display(), _joined(_paper("giấy số", adoption.paper), adoption.authority, ended)


def legal_aid_in_words(aid: LegalAid) -> tuple[str, str]:
    """The matter and who helps; by which paper, what came of it."""
    result = aid.get_outcome_display()
    done = f"{result[:1].lower()}{result[1:]}" + (f" ngày {format_date(aid.ended_on)}" if aid.ended_on else "")
    what = f"{aid.get_matter_display()}. {aid.get_provider_display()}"
    return what, _joined(_paper("phiếu chuyển số", aid.paper), aid.authority, done)


def justice_timeline(child: Child, user) -> Iterator[TimelineEntry]:
    for title, model, in_words in (
        ("Nuôi con nuôi:", Adoption, adoption_in_words),
        ("Trợ giúp pháp lý:", LegalAid, legal_aid_in_words),
    ):
        for each in model.objects.visible_to(user).true().filter(child=child).select_related("recorded_by"):
            what, how = in_words(each)
            icon = "lock-fill" if model is Adoption or each.secret else "bank"
            text = f"{what[:1].lower()}{what[1:]}. {how[:1].upper()}{how[1:]}."
            yield TimelineEntry(each.happened_on, title, text, by=str(each.recorded_by), icon=icon)


def _paper(words: str, number: str | None) -> str:
    return f"{words} {number}" if number else ""


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))
