"""The demo's book of the justice officer: a handful of adoptions over the years, some children helped at law."""

from datetime import date, timedelta

from accounts.acting import acting_as
from accounts.models import User
from agencies.queries import ward_on
from children.models import Adoption, Child, LegalAid
from children.models.justice import CRIMINAL
from interface.demo import Demo, Dice

REGISTRAR = "loan.htk"
ADOPTED_IN_A_YEAR = 0.0008  # of the children
AIDED_IN_A_YEAR = 0.0022
ADOPTERS = {"step_parent": 5, "relative": 4, "non_relative": 2, "facility": 1}
MATTERS = {"civil_status": 4, "family": 5, "civil": 2, "administrative": 2, "victim": 1, "accused": 1}
PROVIDERS = {"centre": 8, "lawyers": 1, "advisers": 1}
OUTCOMES = {"advised": 6, "court": 2, "represented": 1}


def make_justice(demo: Demo) -> str:
    dice, registrar = demo.dice("justice"), User.objects.get(username=REGISTRAR)
    ward = ward_on(demo.today)
    authority = f"UBND {ward.name}" if ward else "UBND phường"
    adopted: set[int] = set()
    adoptions: list[Adoption] = []
    aids: list[LegalAid] = []
    for year in range(demo.first_day.year, demo.today.year + 1):
        first, last = date(year, 1, 1), min(date(year, 12, 31), demo.today)
        for child in Child.objects.of_ward(first).filter(left_on=None).order_by("pk"):
            if child.pk not in adopted and dice.happens(ADOPTED_IN_A_YEAR):
                adopted.add(child.pk)
                paper = f"{len(adopted):02}/{year}/GCN"
                adoptions.append(_adoption(dice, child, dice.day(first, last), paper, authority))
            if dice.happens(AIDED_IN_A_YEAR):
                aids.append(_aid(dice, child, dice.day(first, last), demo.today, len(aids) + 1))
    for kept in (*adoptions, *aids):
        kept.public_id, kept.recorded_by = dice.public_id(), registrar
    with acting_as(registrar):  # the machine keeps no such book
        Adoption.objects.bulk_create(adoptions)
        LegalAid.objects.bulk_create(aids)
    return f"{len(adoptions)} việc nuôi con nuôi, {len(aids)} lần trợ giúp pháp lý"


def _adoption(dice: Dice, child: Child, day: date, paper: str, authority: str) -> Adoption:
    return Adoption(child=child, happened_on=day, kind=dice.one_of(ADOPTERS), paper=paper, authority=authority)


def _aid(dice: Dice, child: Child, day: date, today: date, number: int) -> LegalAid:
    matter = dice.one_of(MATTERS)
    aid = LegalAid(child=child, happened_on=day, matter=matter, secret=matter in CRIMINAL)
    aid.provider, aid.paper = dice.one_of(PROVIDERS), f"{number:02}/PC-TP"
    done = day + timedelta(days=dice.randint(5, 90))
    if done < today:
        aid.outcome, aid.ended_on = dice.one_of(OUTCOMES), done
    return aid
