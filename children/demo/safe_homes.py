"""Checks of the demo's homes: three years of them, better each year, some with things still to be mended."""

from datetime import date, timedelta

from accounts.authorization import Role
from accounts.models import User
from children.households.safe_home import items_on, judge, standard_on
from children.models import Answer, Household, SafeHomeCheck
from children.rounds import households_to_ask
from interface.demo import Demo, Dice

CHECKED = 0.38  # of the homes, from two years ago on
UNMET = {2: 0.1, 1: 0.06, 0: 0.035}  # by how many years ago: how often an item is not met


def make_safe_homes(demo: Demo) -> str:
    dice, checks = demo.dice("safe homes"), []
    for person in User.objects.working().filter(role=Role.COLLABORATOR).order_by("username"):
        homes = households_to_ask(person, demo.today).filter(neighbourhood__in=person.neighbourhoods.all())
        for home in homes.order_by("pk"):
            if dice.happens(CHECKED):
                checks += [_check(demo, dice, home, person, ago) for ago in (2, 1, 0) if dice.happens(0.85)]
    SafeHomeCheck.objects.bulk_create({(each.household_id, each.year): each for each in checks}.values())
    return f"{len(checks)} bảng kiểm Ngôi nhà an toàn"


def _check(demo: Demo, dice: Dice, home: Household, person: User, ago: int) -> SafeHomeCheck:
    year = demo.today.year - ago
    day = dice.day(date(year, 3, 1), min(date(year, 12, 20), demo.today))
    items, injured = items_on(demo.today), dice.happens(0.03)
    answers = {
        item.code: Answer.NO if dice.happens(UNMET[ago]) else dice.one_of({Answer.YES: 9, Answer.DOES_NOT_APPLY: 1})
        for item in items
    }
    judged = judge(items, standard_on(demo.today), answers, injured=injured)
    return SafeHomeCheck(
        public_id=dice.public_id(), household=home, year=year, checked_on=day, answers=answers, injured=injured,
        met=judged.met, passed=judged.passed, recorded_by=person,
        recheck_on=None if judged.passed else day + timedelta(days=90),
    )  # fmt: skip
