"""Who left a household or came to it, and when: told on its page and on the child's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from children.models import Child, Household, HouseholdMove
from children.models.child import ChildQuerySet
from children.models.move import HouseholdMoveQuerySet
from children.presenting import LEFT
from interface.components import TimelineEntry


@dataclass(frozen=True)
class Stay:
    """A child lived in this household from a day to the day before another one; without a day: as far as is known."""

    household: int
    since: date | None
    until: date | None


def stays_of(child: Child) -> list[Stay]:
    """The households the register knows of, in their order; the last is the one of now."""
    moves = list(HouseholdMove.objects.filter(child=child).order_by("moved_on", "pk"))
    starts = [None, *(move.moved_on for move in moves)]
    homes = [*(move.from_household_id for move in moves), child.household_id]
    ends = [*(move.moved_on for move in moves), None]
    return [
        Stay(home, since, until) for home, since, until in zip(homes, starts, ends, strict=True) if home is not None
    ]


def moves_of_child(child: Child, user) -> Iterator[TimelineEntry]:
    for each in _told(user).filter(child=child):
        text = f"{_before(each)} sang {_after(each)}. {each.note}".strip()
        yield TimelineEntry(each.moved_on, "Chuyển hộ:", text, by=each.recorded_by.full_name, icon="house")


def moves_of_household(household: Household, user) -> Iterator[TimelineEntry]:
    for each in _told(user).filter(from_household=household):
        text = f"{each.child.full_name} sang {_after(each)}. {each.note}".strip()
        yield TimelineEntry(each.moved_on, "Rời hộ:", text, by=each.recorded_by.full_name, icon="person-dash")
    for each in _told(user).filter(to_household=household):
        text = f"{each.child.full_name} từ {_before(each)}. {each.note}".strip()
        yield TimelineEntry(each.moved_on, "Vào hộ:", text, by=each.recorded_by.full_name, icon="person-plus")


def left_in_words(children: ChildQuerySet, household: Household, user) -> list[tuple[Child, str]]:
    """Who died or left the ward, and who lives in another household now; the latest first."""
    gone = [
        (each.left_on, each, f"{LEFT[each.residence].lower()} {each.left_on:%m/%Y}")
        for each in children.order_by("pk")
        if each.left_on
    ]
    moves = _told(user).filter(from_household=household)
    moved = [(each.moved_on, each.child, f"sang {_after(each)} từ {each.moved_on:%m/%Y}") for each in moves]
    in_order = sorted([*gone, *moved], key=lambda line: line[0], reverse=True)
    return [(child, words) for _, child, words in in_order]


def _told(user) -> HouseholdMoveQuerySet:
    parts = ("child", "from_household", "to_household", "recorded_by")
    return HouseholdMove.objects.visible_to(user).select_related(*parts)


def _before(move: HouseholdMove) -> str:
    return _home(move.from_household, known=move.from_household_id is not None)


def _after(move: HouseholdMove) -> str:
    return _home(move.to_household, known=move.to_household_id is not None)


def _home(household: Household | None, *, known: bool) -> str:
    """hộ Trần Văn Sáu, 50/7 Nguyễn Trãi. The database gives no household that the reader may not see."""
    if household:
        return ", ".join(filter(None, (f"hộ {household.head_name}", household.address)))
    return "hộ ở tổ dân phố khác" if known else "nơi ở không thuộc hộ nào"
