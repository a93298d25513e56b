from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import User
from agencies.demo.facts import PASSWORD, facts
from agencies.models import Agency, Neighbourhood
from interface.demo import Demo, Dice


def make_people(demo: Demo) -> str:
    """Accounts of every role. One hash serves all of them: the password is no secret."""
    given, dice = facts(), demo.dice("people")
    password = make_password(PASSWORD)
    names = {each["key"]: each["name"] for each in given["agencies"]}
    agencies = {agency.name: agency for agency in Agency.objects.all()}
    neighbourhoods = {each.number: each for each in Neighbourhood.objects.all()}
    for position, each in enumerate(given["people"], 1):
        user = User(
            username=each["username"],
            full_name=each["name"],
            role=each["role"],
            title=each.get("title", "Cộng tác viên trẻ em"),
            form_of_address=each["call"],
            phone=f"0000000{300 + position}",
            agency=agencies[names[each["agency"]]] if "agency" in each else None,
            in_charge_of_children=each.get("in_charge", False),
            left_on=each.get("left"),
            password=password,
            must_change_password=False,
            last_login=_last_seen(each.get("left", demo.today), dice),
        )
        user.save()
        user.neighbourhoods.set(neighbourhoods[number] for number in each.get("groups", []))
    return f"{len(given['people'])} tài khoản"


def _last_seen(until: date, dice: Dice) -> datetime | None:
    """Some weeks ago at most, in office hours; a few have never been here."""
    day = until - timedelta(days=dice.randint(1, 20))
    moment = datetime.combine(day, time(dice.randint(7, 16), dice.randint(0, 59)))
    return None if dice.happens(0.08) else timezone.make_aware(moment)
