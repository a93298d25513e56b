"""The line of a child's heights between the lines of the WHO standards, as numbers for an SVG drawing (screen 33b)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from children.health.growth import FIVE_YEARS, height_at, why_no_score
from vietnamese.formats import format_number
from vietnamese.partial_dates import PartialDate

WIDTH, HEIGHT = 358, 190
LEFT, RIGHT, TOP, BOTTOM = 34, 322, 14, 164
DAYS_A_MONTH = 30.4375
LINES = (0, -2, -3)  # standard deviations

Heights = Sequence[tuple[date, Decimal]]  # oldest first


@dataclass(frozen=True)
class Line:
    label: str
    points: str
    y: str  # where it ends


@dataclass(frozen=True)
class Chart:
    sentence: str
    lines: list[Line]
    points: list[tuple[str, str]]
    rows: list[tuple[str, str]]  # y and height in cm
    columns: list[tuple[str, str]]  # x and age in months
    right: int = RIGHT
    left: int = LEFT

    @property
    def child(self) -> str:
        return " ".join(f"{x},{y}" for x, y in self.points)


def chart_of(sex: str, birth: PartialDate, heights: Heights) -> Chart | None:
    """Nothing to draw before the first height under five years, or where there is no score."""
    if why_no_score(sex, birth):
        return None
    born = birth.earliest()
    known = [((day - born).days, float(height)) for day, height in heights]
    known = [(days, height) for days, height in known if 0 <= days < FIVE_YEARS]
    if not known:
        return None
    first, last = _months_around(known)
    ages = list(range(first, last + 1, max(1, (last - first) // 12)))
    curves = {sd: [(month, height_at(sex, _days(month), sd)) for month in ages] for sd in LINES}
    every = [height for curve in curves.values() for _, height in curve] + [height for _, height in known]
    low, high = int(min(every) // 10 * 10), int(-(-max(every) // 10) * 10)

    def place(month: float, height: float) -> tuple[str, str]:
        x = LEFT + (month - first) / (last - first) * (RIGHT - LEFT)
        y = BOTTOM - (height - low) / (high - low) * (BOTTOM - TOP)
        return f"{x:.1f}", f"{y:.1f}"

    return Chart(
        sentence=_sentence(known),
        lines=[
            Line(f"−{-sd}" if sd else "0", _joined(place(*each) for each in curve), place(*curve[-1])[1])
            for sd, curve in curves.items()
        ],
        points=[place(days / DAYS_A_MONTH, height) for days, height in known],
        rows=[(place(first, height)[1], str(height)) for height in range(low, high + 1, 10)],
        columns=[(place(month, low)[0], str(month)) for month in range(first, last + 1, max(1, (last - first) // 3))],
    )


def _months_around(known: list[tuple[int, float]]) -> tuple[int, int]:
    """At least a year, so that the lines can be told apart."""
    first, last = int(known[0][0] / DAYS_A_MONTH), int(known[-1][0] / DAYS_A_MONTH) + 3
    first = max(0, min(first, last - 12))
    return first, min(max(last, first + 12), 60)


def _days(month: int) -> int:
    return min(round(month * DAYS_A_MONTH), FIVE_YEARS - 1)


def _joined(places) -> str:
    return " ".join(f"{x},{y}" for x, y in places)


def _sentence(known: list[tuple[int, float]]) -> str:
    times = "một lần đo" if len(known) == 1 else f"{len(known)} lần đo"
    age = int(known[-1][0] / DAYS_A_MONTH)
    return f"{times}, gần nhất lúc {age} tháng: {format_number(known[-1][1])} cm"
