"""A believable ward to look at and try things in (`manage.py seed_demo`). Nobody in it is real; the ward says so.

Each app adds what it knows in its `demo.py`, in the order of INSTALLED_APPS:

    @demo_part("children")
    def children(demo: Demo) -> str:
        dice = demo.dice("children")
        …
        return "3.600 trẻ em"

The same seed gives the same data: whatever happens by chance comes from `demo.dice`, a part's own, so that a new part
leaves the others as they were; and time is counted from `demo.today`, never from the clock.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


class Dice(Random):
    """Chance as a demo needs it. No security rests on it."""

    def happens(self, share: float) -> bool:
        return self.random() < share

    def one_of(self, weights: dict):
        """A key, as often as its weight says."""
        return self.choices(list(weights), list(weights.values()))[0]

    def day(self, first: date, last: date) -> date:
        """A day between two, both included."""
        return first + timedelta(days=self.randint(0, (last - first).days))

    def public_id(self) -> uuid.UUID:
        return uuid.UUID(int=self.getrandbits(128), version=4)


@dataclass(frozen=True)
class Demo:
    """What is asked for: how many children live in the ward today, and how many years of history it has."""

    today: date
    children: int = 3600
    years: int = 3
    seed: int = 1

    def dice(self, part: str) -> Dice:
        return Dice(f"{self.seed} {part}")

    @property
    def first_day(self) -> date:
        """Where the history begins."""
        return date(self.today.year - self.years, 1, 1)


Part = Callable[[Demo], str]
_parts: dict[str, Part] = {}


def demo_part(name: str) -> Callable[[Part], Part]:
    """Register a part. It returns what it made, in Vietnamese words."""

    def register(part: Part) -> Part:
        if _parts.setdefault(name, part) is not part:
            raise ValueError(f"Two parts of the demo are called {name}: the second would take the first one's place.")
        return part

    return register


def demo_parts() -> Iterator[Part]:
    yield from _parts.values()
