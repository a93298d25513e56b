"""What a request costs in one database: told as JSON. Run by `python -m tests.benchmark`, as a process of its own."""

import json
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django

WARM = 3
# What a request costs before it asks anything: session, acting user, transaction.
MACHINERY = re.compile(r'SAVEPOINT|RELEASE|select set_config|(SELECT|UPDATE)\b.*"django_session"')


@dataclass
class Statements:
    """What the database was asked while somebody looked, and how long it took."""

    count: int = 0
    seconds: float = 0.0

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.count += not MACHINERY.match(sql)


def main(times: int) -> dict:
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from accounts.models import User

    people = {name: User.objects.get(username=username) for name, username in PEOPLE.items()}
    browsers = {}
    for name, person in people.items():
        browsers[name] = Client(SERVER_NAME="localhost")
        browsers[name].force_login(person)

    def measured(deed: Callable[[], Any]) -> dict[str, float]:
        for _ in range(WARM):
            deed()
        taken, asked = [], Statements()
        with connection.execute_wrapper(asked):
            for _ in range(times):
                began = time.perf_counter()
                answer = deed()
                taken.append(1000 * (time.perf_counter() - began))
        return {
            "p50": round(statistics.median(taken), 1),
            "p95": round(sorted(taken)[max(0, int(0.95 * times) - 1)], 1),
            "sql": round(1000 * asked.seconds / times, 1),
            "queries": round(asked.count / times, 1),
            "kB": round(len(answer.content) / 1024),
        }

    def opens(who: str, address: str) -> Callable[[], Any]:
        def deed():
            response = browsers[who].get(address)
            assert response.status_code == 200, (address, response.status_code)
            return response

        return deed

    def searches(who: str, words: str) -> Callable[[], Any]:
        def deed():
            response = browsers[who].post("/search", {"q": words}, headers={"HX-Request": "true"})
            assert response.status_code == 200
            return response

        return deed

    addresses = _addresses(people["officer"])
    nothing = {} if settings.DATABASE_ROLE == "owner" else NOTHING  # as its owner the machine says that it is not well
    opened = {**nothing, **PAGES, **addresses}
    pages = {name: measured(opens(who, address)) for name, (who, address) in opened.items()}
    found = {name: measured(searches(who, words)) for name, (who, words) in SEARCHES.items()}
    return {"pages": pages | found, "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


PEOPLE = {"officer": "van.pth", "collaborator": "lan.lt", "school": "trang.nt", "station": "anh.btn"}
NOTHING = {"nothing (/healthz)": ("officer", "/healthz")}
PAGES = {
    "home, officer": ("officer", "/"),
    "home, collaborator": ("collaborator", "/"),
    "list": ("officer", "/children/"),
    "list, page 40": ("officer", "/children/?page=40"),
    "list by birth date": ("officer", "/children/?sort=birth"),
    "list by address": ("officer", "/children/?sort=address"),
    "list by last change": ("officer", "/children/?sort=-updated"),
    "list, one neighbourhood, girls": ("officer", "/children/?tdp=7&sex=female"),
    "list, without personal ID": ("officer", "/children/?missing=personal_id"),
    "list, collaborator": ("collaborator", "/children/"),
    "list, school": ("school", "/children/"),
    "households": ("officer", "/households/"),
    "households by address": ("officer", "/households/?sort=address"),
    "data quality": ("officer", "/children/quality/"),
    "possible duplicates": ("officer", "/children/quality/duplicates/"),
    "slips to decide": ("officer", "/changes/"),
    "monthly round, officer": ("officer", "/rounds/"),
    "who is entitled": ("officer", "/support/"),
    "births not registered": ("officer", "/children/births/"),
    "patients": ("station", "/health/"),
    "due for a vaccine": ("station", "/health/due"),
    "households, collaborator": ("collaborator", "/households/"),
}
SEARCHES = {
    "search, 1 word": ("officer", "linh"),
    "search, 3 words in another order": ("officer", "han gia nguyen"),
    "search, mistyped": ("officer", "nguyeen gia hna"),
    "search, collaborator": ("collaborator", "gia han"),
}


def _addresses(officer) -> dict[str, tuple[str, str]]:
    """A child's and a household's page; a saved filter as its line opens it."""
    from accounts.acting import acting_as
    from children.models import Child, SavedFilter

    with acting_as(officer):
        saved = SavedFilter.objects.visible_to(officer).filter(list="children").order_by("pk").first()
        child = Child.objects.exclude(household=None).select_related("household").order_by("pk")[100]
    return {
        "a child": ("officer", child.get_absolute_url()),
        "form of a child": ("officer", f"{child.get_absolute_url()}edit"),
        "a saved filter": ("officer", f"/children/?{saved.query}"),
        "a household": ("officer", child.household.get_absolute_url()),
    }


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1])), sys.stdout, ensure_ascii=False)
