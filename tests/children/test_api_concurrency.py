"""Systems and people who write the same child at the same moment, on connections of their own."""

import datetime

import pytest
from django.db import connection

from accounts.acting import acting_as
from accounts.actions.connections import add_connection
from accounts.authorization import FIGURES, Role
from accounts.models import User
from agencies.models import Neighbourhood
from children.actions.exchange import put_children
from children.exchange.reading import Sent
from children.models import Child, ExternalRecord, ImportRow
from tests.children.exchange import HOSPITAL

MINH = {"full_name": "Lê Minh", "birth": "2018-05-06", "sex": "Nam", "neighbourhood": 7, "mother": "Trần Thị Hoa"}


@pytest.fixture
def systems(elsewhere):
    """Two hospitals and an officer in a ward that other connections see; taken away afterwards."""
    [people] = elsewhere(_begin, [()])
    yield people
    elsewhere(_take_away, [()])


def _begin() -> tuple[User, User]:
    with acting_as(User.objects.system(), scope=FIGURES):
        Neighbourhood.objects.create(number=7, name="Tổ dân phố 7", valid_from=datetime.date(2025, 7, 1))
        admin = User(username="tri.nm", full_name="Ngô Minh Trí", role=Role.ADMIN)
        admin.save()
    with acting_as(admin):
        return tuple(add_connection(by=admin, draft=HOSPITAL).account for _ in range(2))


def _take_away() -> None:
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute(
            "truncate children_child, children_caregiver, children_household, children_codecounter, children_feed,"
            " children_externalrecord, children_importbatch, agencies_neighbourhood, accounts_accessevent,"
            " accounts_notification, accounts_connection cascade"
        )
        cursor.execute("delete from accounts_user where role <> 'system'")


def _put(system: User, own_id: str, **child) -> str:
    system = User.objects.get(pk=system.pk)
    with acting_as(system):
        (answer,) = put_children(by=system, sent=[Sent(own_id, MINH | child)])
    return answer.outcome


def _counts() -> tuple[int, int, int]:
    with acting_as(User.objects.system(), scope=FIGURES):
        return Child.objects.count(), ExternalRecord.objects.count(), ImportRow.objects.count()


def test_the_same_child_from_two_systems_at_once_is_one(systems, elsewhere):
    one, other = systems
    outcomes = elsewhere(_put, [(one, "a-1"), (other, "b-1")])
    assert sorted(outcomes) == ["created", "identical"]
    assert elsewhere(_counts, [()]) == [(1, 2, 0)]


def test_the_same_request_twice_at_once_is_written_once(systems, elsewhere):
    outcomes = elsewhere(_put, [(systems[0], "a-1")] * 3)
    assert sorted(outcomes) == ["created", "identical", "identical"]
    assert elsewhere(_counts, [()]) == [(1, 1, 0)]


def test_the_same_conflict_twice_at_once_waits_once(systems, elsewhere):
    def conflict(system, own_id):
        return _put(system, own_id, birth="2018-06-05")

    elsewhere(_put, [(systems[0], "a-1")])
    assert elsewhere(conflict, [(systems[0], "a-1")] * 4) == ["conflict"] * 4
    assert elsewhere(_counts, [()]) == [(1, 1, 1)]
