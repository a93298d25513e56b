"""How the demo's small children grew: each along its own line, measured every three months, later every six."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module

from accounts.models import User
from children.health.growth import FIVE_YEARS, LENGTH_UNTIL, SEXES, usual_position
from children.models import Child, Measurement
from interface.demo import Demo, Dice
from vietnamese.ages import add_years
from vietnamese.formats import format_number

REMEMBERED = 550  # days back
NURSE = "anh.btn"
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")


def make_growth(demo: Demo) -> str:
    dice, nurse = demo.dice("growth"), User.objects.get(username=NURSE)
    small = Child.objects.living_here(demo.today).aged(demo.today, under=5).filter(sex__in=SEXES).order_by("pk")
    made = [each for child in small for each in _of(child, demo, dice)]
    for each in made:
        each.recorded_by = nurse
        each.keep_scores()
    Measurement.objects.bulk_create(made, batch_size=1000)
    return f"{format_number(len(made))} lần cân đo"


def _of(child: Child, demo: Demo, dice: Dice) -> Iterator[Measurement]:
    """About one in twelve has not come; who comes stays near its own line."""
    if dice.happens(0.08) or child.birth.day is None:
        return
    tall, stout = dice.gauss(-0.55, 1.0), dice.gauss(0.1, 0.95)
    born = child.birth.earliest()
    for day in _days(born, max(born, child.moved_in_on or born), demo.today, dice):
        height, weight = _grown(child.sex, (day - born).days, tall + dice.gauss(0, 0.1), stout + dice.gauss(0, 0.15))
        yield Measurement(
            public_id=dice.public_id(),
            child=child,
            measured_on=day,
            weight_kg=weight,
            height_cm=height,
            posture=usual_position(child.birth, day),
        )


def _days(born: date, since: date, today: date, dice: Dice) -> Iterator[date]:
    day = max(since, today - timedelta(days=REMEMBERED), born + timedelta(days=30)) + timedelta(dice.randint(0, 25))
    while day <= today:
        yield day
        day += timedelta(days=(91 if day < add_years(born, 2) else 182) + dice.randint(-9, 9))


def _grown(sex: str, days: int, tall: float, stout: float) -> tuple[Decimal, Decimal]:
    """Height and weight of a child so far from the medians of its age, and of its height."""
    height = _value("lfa", sex, min(days, FIVE_YEARS - 1), tall).quantize(TENTH)
    table, shortest, longest = ("wfl", 45, 110) if days < LENGTH_UNTIL else ("wfh", 65, 120)
    at = min(max(height, Decimal(shortest)), Decimal(longest)).quantize(TENTH)
    return height, _value(table, sex, at, stout).quantize(HUNDREDTH)


def _value(table: str, sex: str, at: int | Decimal, score: float) -> Decimal:
    row = import_module(f"pygrowup.tables.by_day.{table}").DATA[sex][at]
    power, median, spread = float(row["l"]), float(row["m"]), float(row["s"])
    return Decimal(str(median * (1 + power * spread * score) ** (1 / power)))
