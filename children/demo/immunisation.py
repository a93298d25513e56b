"""What the demo's small children have been given, mostly in time: some late, a few refused or put off."""

from collections.abc import Iterator
from datetime import date, timedelta

from accounts.models import User
from agencies.models import Agency, AgencyKind
from children.health.immunisation import due_on
from children.models import Child, ScheduledDose, Vaccination
from children.models.immunisation import DoseOutcome
from interface.demo import Demo, Dice
from vietnamese.formats import format_number

NURSE = "anh.btn"
HOSPITAL = "Bệnh viện Sản - Nhi tỉnh"
REASONS = {DoseOutcome.ILL: 5, DoseOutcome.ABSENT: 4, DoseOutcome.POSTPONED: 3, DoseOutcome.REFUSED: 1}


def make_vaccinations(demo: Demo) -> str:
    dice, nurse = demo.dice("immunisation"), User.objects.get(username=NURSE)
    station = Agency.objects.on(demo.today).filter(kind=AgencyKind.HEALTH).earliest("pk").name
    schedule = list(ScheduledDose.objects.on(demo.today).order_by("position"))
    small = Child.objects.living_here(demo.today).aged(demo.today, under=6).order_by("pk")
    made = [each for child in small for each in _of(child, schedule, demo.today, dice)]
    for each in made:
        each.recorded_by = nurse
        if each.outcome == DoseOutcome.GIVEN:
            each.place = HOSPITAL if each.dose.due_months == 0 else station
    Vaccination.objects.bulk_create(made, batch_size=1000)
    return f"{format_number(len(made))} lần tiêm chủng"


def _of(child: Child, schedule: list[ScheduledDose], today: date, dice: Dice) -> Iterator[Vaccination]:
    """Doses of one visit come together; who misses one visit misses what follows it."""
    born, had = child.birth.latest(), dict[str, date]()
    slow = dice.happens(0.07)
    for dose in schedule:
        due = due_on(born, dose, had)
        if due is None or due > today or (dose.unsure and dice.happens(0.3)):
            continue
        waited = dice.randint(0, 25) if dose.due_months else dice.randint(0, 1)
        day = due + timedelta(days=waited + (dice.randint(20, 90) if slow else 0))
        if day <= today and not dice.happens(0.012):
            had[dose.code] = day
            yield _vaccination(child, dose, DoseOutcome.GIVEN, day, dice)
        elif due < today - timedelta(days=10) and dice.happens(0.35):
            yield _missed(child, dose, due, today, dice)


def _missed(child: Child, dose: ScheduledDose, due: date, today: date, dice: Dice) -> Vaccination:
    outcome = dice.one_of(REASONS)
    answer = _vaccination(child, dose, outcome, dice.day(max(due, today - timedelta(days=40)), today), dice)
    if outcome in (DoseOutcome.POSTPONED, DoseOutcome.ILL):
        answer.until = answer.happened_on + timedelta(days=14)
    if outcome == DoseOutcome.REFUSED:
        answer.reason = "gia đình lo phản ứng sau tiêm"
    return answer


def _vaccination(child: Child, dose: ScheduledDose, outcome: str, day: date, dice: Dice) -> Vaccination:
    return Vaccination(public_id=dice.public_id(), child=child, dose=dose, outcome=outcome, happened_on=day)
