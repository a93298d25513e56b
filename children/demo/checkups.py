"""Health checks of the demo's children in the last school year, and a few mental-health screenings."""

from datetime import timedelta

from accounts.models import User
from children.models import CheckUp, Child, Screening
from children.models.checkup import Help
from interface.demo import Demo
from vietnamese.formats import format_number

NURSE = "anh.btn"
FOUND = {"": 88, "Sâu răng, cần chữa.": 6, "Giảm thị lực, đã hẹn đo lại.": 5, "Thiếu máu nhẹ.": 1}
HELP = {Help.COUNSELLING: 5, Help.SERVICE: 3, Help.REFERRED: 2}


def make_checkups(demo: Demo) -> str:
    dice, nurse = demo.dice("checkups"), User.objects.get(username=NURSE)
    checks, screenings = [], []
    for child in Child.objects.of_ward(demo.today).order_by("pk"):
        since = max(child.born_by, child.moved_in_on or child.born_by, demo.today - timedelta(days=270))
        if since < demo.today and dice.happens(0.62):
            result, day = dice.one_of(FOUND), dice.day(since, demo.today)
            check = CheckUp(public_id=dice.public_id(), child=child, checked_on=day, result=result, recorded_by=nurse)
            check.refer = bool(result) and dice.happens(0.4)
            checks.append(check)
        if since < demo.today and dice.happens(0.015):
            screening = Screening(public_id=dice.public_id(), child=child, recorded_by=nurse)
            screening.screened_on = dice.day(since, demo.today)
            screening.concern = dice.happens(0.4)
            if screening.concern and dice.happens(0.8):
                screening.help, screening.helped_on = dice.one_of(HELP), dice.day(screening.screened_on, demo.today)
            screenings.append(screening)
    CheckUp.objects.bulk_create(checks, batch_size=1000)
    Screening.objects.bulk_create(screenings)
    return f"{format_number(len(checks))} lần khám sức khỏe, {len(screenings)} lần sàng lọc sức khỏe tâm thần"
