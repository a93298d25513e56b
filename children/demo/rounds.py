"""How far the demo's collaborators have come with this month's round: Lan far, some done, some not begun."""

from datetime import timedelta

from accounts.authorization import Role
from accounts.models import User
from children.models import CheckResult, HouseholdCheck
from children.models.check import checked_in
from children.rounds import households_to_ask
from interface.demo import Demo

SHARES = (0.72, 1.0, 0.35, 1.0, 0.0)


def make_rounds(demo: Demo) -> str:
    dice = demo.dice("rounds")
    collaborators = User.objects.working().filter(role=Role.COLLABORATOR).order_by("username")
    first = sorted(collaborators, key=lambda each: each.username != "lan.lt")
    checks = []
    for number, person in enumerate(first):
        share = SHARES[number % len(SHARES)]
        homes = households_to_ask(person, demo.today).annotate(checked=checked_in(demo.today)).filter(checked=False)
        checks += [
            HouseholdCheck(
                household=home,
                neighbourhood_id=home.neighbourhood_id,
                month=demo.today.replace(day=1),
                result=CheckResult.SAME,
                checked_by=person,
                checked_on=demo.today - timedelta(days=dice.randint(0, demo.today.day - 1)),
            )
            for home in homes.order_by("pk")
            if dice.happens(share)
        ]
    HouseholdCheck.objects.bulk_create({check.household_id: check for check in checks}.values())
    return f"{len(checks)} hộ đã rà soát trong tháng"
