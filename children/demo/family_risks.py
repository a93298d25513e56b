"""Risks of some of the demo's families, as officers asked about them."""

from datetime import timedelta

from accounts.authorization import OFFICERS
from accounts.models import User
from children.models import FamilyRisk, Household, RiskAnswer, RiskFactor, SaidBy
from interface.demo import Demo

ASKED = 0.12  # of the households
THERE = {"F01": 0.1, "F02": 0.25, "F03": 0.02, "F04": 0.04, "F06": 0.12, "F08": 0.2}


def make_family_risks(demo: Demo) -> str:
    dice, risks = demo.dice("family risks"), []
    officer = User.objects.working().filter(role__in=OFFICERS).order_by("username")[0]
    factors = list(RiskFactor.objects.filter(code__in=THERE).order_by("position"))
    for household in Household.objects.order_by("pk"):
        if not dice.happens(ASKED):
            continue
        day = demo.today - timedelta(days=dice.randint(1, 500))
        for factor in dice.sample(factors, 2):
            share = THERE[factor.code]
            answer = dice.one_of({RiskAnswer.YES: share, RiskAnswer.NO: 1 - share, RiskAnswer.UNKNOWN: 0.1})
            since = day.replace(day=1) - timedelta(days=dice.randint(60, 900)) if answer == RiskAnswer.YES else None
            risks.append(
                FamilyRisk(
                    public_id=dice.public_id(), household=household, factor=factor, answer=answer, asked_on=day,
                    since=since and since.replace(day=1), said_by=dice.choice(SaidBy.values), recorded_by=officer,
                )
            )  # fmt: skip
    FamilyRisk.objects.bulk_create(risks)
    return f"{len(risks)} câu trả lời về nguy cơ của gia đình"
