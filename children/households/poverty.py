"""The classes of a household by year, as its page shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from children.models import POOR, Household, Poverty, PovertyYear
from interface.components import TimelineEntry
from vietnamese.formats import format_date

BEFORE_NEW_YEAR = 10  # the month from which the next year's class is decided
SHOWN = 4


@dataclass(frozen=True)
class Classes:
    """`now` is what holds today; `years` those to show, the latest first, also those of which nothing was said."""

    now: PovertyYear | None
    until: date | None  # of the certificate that holds
    years: list[tuple[int, str]]
    next: int  # the year to write down next


def classes_of(household: Household, user, on: date) -> Classes:
    known = {each.year: each for each in PovertyYear.objects.visible_to(user).filter(household=household)}
    held = max((year for year in known if year <= on.year), default=None)
    now = known[held] if held is not None else None
    last = max([on.year, *known])
    first = min([last - SHOWN + 1, *known])
    years = [(year, known[year].get_poverty_display() if year in known else "") for year in range(last, first - 1, -1)]
    coming = on.month >= BEFORE_NEW_YEAR and on.year in known and on.year + 1 not in known
    return Classes(now, now.until if now and now.poverty in POOR else None, years, on.year + 1 if coming else on.year)


def certificate_in_words(said: PovertyYear) -> str:
    """Số 45/GCN-HCN, cấp ngày 02/01/2026, dùng đến 31/12/2026"""
    number = f"Số {said.certificate_number}" if said.certificate_number else "Chưa ghi số giấy"
    day = f"cấp ngày {format_date(said.issued_on)}" if said.issued_on else ""
    return ", ".join(filter(None, (number, day, f"dùng đến {format_date(said.until)}")))


def classes_told(household: Household, user) -> Iterator[TimelineEntry]:
    """Từ hộ nghèo sang hộ cận nghèo"""
    before = ""
    for each in PovertyYear.objects.visible_to(user).filter(household=household).order_by("year"):
        words = each.get_poverty_display()
        title = f"Từ {before.lower()} sang {words.lower()}" if before and before != words else words
        paper = certificate_in_words(each) + "." if each.poverty != Poverty.NONE else ""
        day = each.issued_on or date(each.year, 1, 1)
        yield TimelineEntry(day, f"{title} năm {each.year}.", paper, icon="file-earmark-text")
        before = words
