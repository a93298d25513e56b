"""Several officers at once, on connections of their own, as in life."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.acting import acting_as
from accounts.models import User
from children.models import CodeCounter


@pytest.fixture
def system(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield User.objects.system()
        with acting_as(User.objects.system()):
            CodeCounter.objects.filter(year=1999).delete()
        connection.close()


def _take(user) -> list[str]:
    try:
        with acting_as(user):
            return CodeCounter.objects.take(1999, 3)
    finally:
        connection.close()


def test_no_two_get_the_same_code(system):
    with ThreadPoolExecutor(6) as pool:
        codes = [code for taken in pool.map(_take, [system] * 6) for code in taken]
    assert sorted(codes) == [f"TE-1999-{number:04}" for number in range(1, 19)]
