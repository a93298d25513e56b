"""Ten clerks at once, on connections of their own, as in life."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.acting import acting_as
from accounts.authorization import Role
from accounts.models import User
from agencies.actions.register import issue_number
from agencies.models import RegisterCounter, RegisteredDocument, WardProfile
from agencies.reference import ward_profiles
from interface.refusals import Refused

DAY = datetime.date(2026, 11, 20)


@pytest.fixture
def clerk(django_db_setup, django_db_blocker):
    """Rows that other connections see; taken away afterwards."""
    with django_db_blocker.unblock():
        with acting_as(User.objects.system()):
            clerk = User(username="van.thu", full_name="Nguyễn Văn Thư", role=Role.CLERK)
            clerk.save()
            profile = WardProfile.objects.create(**ward_profiles()[-1])
        yield clerk
        with acting_as(clerk):
            RegisteredDocument.objects.all().delete()
            RegisterCounter.objects.all().delete()
            profile.delete()
            clerk.delete()
        connection.close()


def _give(clerk, breaks=False) -> int | None:
    """One request on its own connection; one that breaks is rolled back."""
    try:
        with acting_as(clerk):
            number = issue_number(type="QĐ", on=DAY, subject="Đồng thời", by=clerk).number
            if breaks:
                raise Refused("Hỏng sau khi lấy số.")
            return number
    except Refused:
        return None
    finally:
        connection.close()


def test_ten_at_once_get_one_to_ten(clerk):
    with ThreadPoolExecutor(10) as pool:
        numbers = list(pool.map(_give, [clerk] * 10))
    assert sorted(numbers) == list(range(1, 11))


def test_those_who_break_off_leave_no_gap_for_the_others(clerk):
    with ThreadPoolExecutor(10) as pool:
        numbers = list(pool.map(_give, [clerk] * 20, [n % 2 == 0 for n in range(20)]))
    assert sorted(number for number in numbers if number) == list(range(1, 11))
