"""The children of the register that one somebody writes down may be, ready to be shown."""

from dataclasses import dataclass

from accounts.models import User
from children.duplicates.facts import Facts
from children.duplicates.finding import like
from children.duplicates.wording import in_words
from children.models import Child

SHOWN = 5


@dataclass(frozen=True)
class Twin:
    """A child of the register, how like it is (of 100), and why."""

    child: Child
    score: int
    why: str


def twins_of(facts: Facts, by: User) -> list[Twin]:
    """The likest first, as far as this user may know of them."""
    matches = like(facts, by)[:SHOWN]
    visible = Child.objects.visible_to(by).select_related("neighbourhood", "household")
    children = visible.in_bulk([match.pk for match in matches])
    return [
        Twin(
            children[match.pk],
            match.likeness.score,
            in_words(match.likeness.reasons, facts.full_name, children[match.pk].full_name),
        )
        for match in matches
    ]
