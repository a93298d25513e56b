from agencies.demo.facts import facts
from agencies.models import Agency, Neighbourhood, WardProfile
from agencies.reference import ward_profiles
from interface.demo import Demo

PEOPLE_PER_CHILD = 15_000 / 3_600


def make_ward(demo: Demo) -> str:
    given = facts()
    people = round(demo.children * PEOPLE_PER_CHILD)
    for profile in ward_profiles():
        WardProfile.objects.create(**{**profile, "population": people}, is_demo=True)
    since = ward_profiles()[0]["valid_from"]
    shares = sum(each["share"] for each in given["neighbourhoods"])
    Neighbourhood.objects.bulk_create(
        Neighbourhood(
            number=number,
            name=f"Tổ dân phố {number}",
            head_name=each["head"],
            head_phone=f"0000000{100 + number}",
            population=round(people * each["share"] / shares),
            valid_from=since,
        )
        for number, each in enumerate(given["neighbourhoods"], 1)
    )
    Agency.objects.bulk_create(
        Agency(
            kind=each["kind"],
            name=each["name"],
            short_name=each.get("short", ""),
            school_level=each.get("level", ""),
            phone=f"0000000{200 + position}",
            valid_from=since,
        )
        for position, each in enumerate(given["agencies"], 1)
    )
    return f"{len(given['neighbourhoods'])} tổ dân phố, {len(given['agencies'])} cơ quan"
