"""Which doses of a child are due, by the schedule. Pure functions: the schedule and what was given are handed in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from vietnamese.ages import add_months

LATE_AFTER = 7  # days: a station vaccinates once a week or a month, not every day
COMING_WITHIN = 30  # days


class Dose(Protocol):
    """What the schedule says of a dose (`ScheduledDose`)."""

    code: str
    name: str
    due_months: int
    after: str
    gap_days: int
    until_months: int
    counts_full: bool


@dataclass(frozen=True)
class Due:
    """A dose that is due, or will be soon."""

    dose: Dose
    on: date

    def days_late(self, today: date) -> int:
        """Nothing in the first days: who comes to the next session is in time."""
        days = (today - self.on).days
        return days if days > LATE_AFTER else 0


def due_on(born: date, dose: Dose, had: Mapping[str, date], over: Iterable[str] = ()) -> date | None:
    """The day from which a dose can be given; none before the dose it follows. Where that one was missed for too long
    (`over`) the age decides: measles-rubella protects also who never had the dose against measles.
    """
    by_age = add_months(born, dose.due_months)
    if not dose.after or (dose.after in over and dose.after not in had):
        return by_age
    before = had.get(dose.after)
    return max(by_age, before + timedelta(days=dose.gap_days)) if before else None


def due_doses(
    born: date,
    schedule: Sequence[Dose],
    had: Mapping[str, date],
    *,
    on: date,
    closed: Iterable[str] = (),
    within: int = COMING_WITHIN,
) -> list[Due]:
    """Doses due by that day or in the days `within`, the earliest first. `had`: code → day of what the child has;
    `closed`: codes a doctor has ruled out. What is missed for too long is no longer asked for.
    """
    found, over = [], {dose.code for dose in schedule if on >= add_months(born, dose.until_months)} - {*closed}
    for dose in schedule:
        if dose.code in had or dose.code in closed or dose.code in over:
            continue
        day = due_on(born, dose, had, over)
        if day and day <= on + timedelta(days=within):
            found.append(Due(dose, day))
    return sorted(found, key=lambda due: due.on)
