"""Counting working days. Pure: a `Calendar` is read once (`agencies.queries.working_calendar`) and then only asked."""

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def names_of_swap(off: date, worked: date) -> tuple[str, str]:
    """How the two days of a swap are called in the calendar."""
    return f"Nghỉ, làm bù ngày {worked:%d/%m}", f"Làm bù cho ngày {off:%d/%m}"


@dataclass(frozen=True)
class Calendar:
    """Monday to Friday are worked, but for the days `off`; of the weekend only the days `worked` are.

    `confirmed` are the years whose days off an administrator has confirmed; others are a projection.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    confirmed: frozenset[int] = frozenset()

    def is_working_day(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def next_working_day(self, day: date) -> date:
        """The day itself when it is worked, else the first worked one after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def add_working_days(self, start: date, count: int) -> date:
        """The last day of a term of `count` working days. The day of the event is not counted (BLDS 2015, Điều 147)."""
        if count < 0:
            raise ValueError("A term has no negative length.")
        day = start
        for _ in range(count):
            day = self.next_working_day(day + ONE_DAY)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days after `start`, up to and with `end`. Negative when `end` lies before `start`."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))

    def is_confirmed(self, *days: date) -> bool:
        """Whether every year these days lie in is confirmed; else the result should be shown as a projection."""
        return all(day.year in self.confirmed for day in days)
