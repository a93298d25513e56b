"""Ten clerks at once, on connections of their own, as in life."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.authorization import Role
from accounts.models import User
from agencies.actions.register import DocumentDraft, issue_number
from agencies.models import RegisterCounter, RegisteredDocument, WardProfile
from agencies.reference import ward_profiles
from interface.refusals import Refused

DAY = datetime.date(2026, 11, 20)


@pytest.fixture
def clerk(elsewhere):
    """Rows that other connections see; taken away afterwards."""
    [clerk] = elsewhere(_begin, [()])
    yield clerk
    elsewhere(_take_away, [(clerk,)])


def _begin() -> User:
    with acting_as(User.objects.system()):
        clerk = User(username="van.thu", full_name="Nguyễn Văn Thư", role=Role.CLERK)
        clerk.save()
        WardProfile.objects.create(**ward_profiles()[-1])
        return clerk


def _take_away(clerk) -> None:
    with acting_as(User.objects.system()):
        for model in (RegisteredDocument, RegisterCounter, WardProfile):
            model.objects.all().delete()
        clerk.delete()


def _give(clerk, breaks=False) -> int | None:
    """One request; one that breaks is rolled back."""
    try:
        with acting_as(clerk):
            number = issue_number(type="QĐ", on=DAY, by=clerk, draft=DocumentDraft(subject="Đồng thời")).number
            if breaks:
                raise Refused("Hỏng sau khi lấy số.")
            return number
    except Refused:
        return None


def test_ten_at_once_get_one_to_ten(clerk, elsewhere):
    numbers = elsewhere(_give, [(clerk,)] * 10)
    assert sorted(numbers) == list(range(1, 11))


def test_those_who_break_off_leave_no_gap_for_the_others(clerk, elsewhere):
    numbers = elsewhere(_give, [(clerk, n % 2 == 0) for n in range(20)])
    assert sorted(number for number in numbers if number) == list(range(1, 11))
