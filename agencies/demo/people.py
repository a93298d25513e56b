from django.contrib.auth.hashers import make_password

from accounts.models import User
from agencies.demo.facts import PASSWORD, facts
from agencies.models import Agency, Neighbourhood
from interface.demo import Demo


def make_people(demo: Demo) -> str:
    """Accounts of every role. One hash serves all of them: the password is no secret."""
    given = facts()
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
            left_on=each.get("left"),
            password=password,
            must_change_password=False,
        )
        user.save()
        user.neighbourhoods.set(neighbourhoods[number] for number in each.get("groups", []))
    return f"{len(given['people'])} tài khoản"
