"""Several officers at once, on connections of their own, as in life."""

import pytest

from accounts.acting import acting_as
from accounts.models import User
from children.models import CodeCounter


@pytest.fixture
def system(elsewhere):
    yield User.objects.system()
    elsewhere(_forget, [()])


def _forget() -> None:
    with acting_as(User.objects.system()):
        CodeCounter.objects.filter(year=1999).delete()


def _take(user) -> list[str]:
    with acting_as(user):
        return CodeCounter.objects.take(1999, 3)


def test_no_two_get_the_same_code(system, elsewhere):
    codes = [code for taken in elsewhere(_take, [(system,)] * 6) for code in taken]
    assert sorted(codes) == [f"TE-1999-{number:04}" for number in range(1, 19)]
