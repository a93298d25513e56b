"""Visits of the demo's collaborators and officers: after injuries, and now and then."""

from datetime import timedelta

from accounts.authorization import OFFICERS, Role
from accounts.models import User
from children.models import Finding, HomeVisit, Household, InjuryEntry, Met, VisitPurpose
from children.rounds import households_to_ask
from interface.demo import Demo, Dice

REGULAR = 0.06  # of the homes, in this year
VISITED_AFTER_INJURY = 0.8
NOTES = (
    "Cháu đi học đều, ông bà khỏe.",
    "Xe lăn hỏng bánh trước.",
    "Cháu ở với bà ngoại, cha mẹ làm ăn xa gửi tiền về hằng tháng.",
    "Bếp gas để thấp, đã nhắc gia đình kê lên.",
    "Giếng sau nhà đã có nắp đậy.",
    "Gia đình hỏi thủ tục xin học bổng.",
    "",
    "",
)


def make_visits(demo: Demo) -> str:
    dice = demo.dice("visits")
    officer = User.objects.working().filter(role__in=OFFICERS).order_by("username")[0]
    visits = [*_after_injuries(demo, dice, officer)]
    for person in User.objects.working().filter(role=Role.COLLABORATOR).order_by("username"):
        homes = households_to_ask(person, demo.today).filter(neighbourhood__in=person.neighbourhoods.all())
        chosen = [home for home in homes.order_by("pk") if dice.happens(REGULAR)]
        visits += [_visit(demo, dice, person, home, VisitPurpose.REGULAR) for home in chosen]
    HomeVisit.objects.bulk_create(visits)
    return f"{len(visits)} lần thăm hộ"


def _after_injuries(demo: Demo, dice: Dice, officer: User):
    """Within a week, as task TDP-04 asks; by the officer."""
    year = InjuryEntry.objects.between(demo.today.replace(month=1, day=1), demo.today - timedelta(days=7))
    for injury in year.select_related("child__household").order_by("pk"):
        if injury.child.household and dice.happens(VISITED_AFTER_INJURY):
            visit = _visit(demo, dice, officer, injury.child.household, VisitPurpose.INJURY)
            visit.child, visit.findings = injury.child, [Finding.ILL]
            visit.visited_on = injury.happened_on + timedelta(days=dice.randint(1, 7))
            yield visit


def _visit(demo: Demo, dice: Dice, person: User, home: Household, purpose: str) -> HomeVisit:
    met = dice.one_of({Met.PARENTS: 6, Met.CARER: 3, Met.NOBODY: 1})
    day = demo.today - timedelta(days=dice.randint(0, 300))
    visit = HomeVisit(household=home, visited_on=day, purpose=purpose, met=met, recorded_by=person)
    visit.public_id = dice.public_id()
    visit.child_seen = met != Met.NOBODY and dice.happens(0.8)
    visit.concern = dice.happens(0.02)
    if met != Met.NOBODY:
        seen = {Finding.WELL: 12, Finding.HARDSHIP: 2, Finding.UNSAFE: 2, Finding.ILL: 1}
        visit.findings = [dice.one_of(seen if visit.child_seen else {Finding.HARDSHIP: 1, Finding.UNSAFE: 1})]
        visit.note = dice.choice(NOTES)
    return visit
