"""Several people at the same accounts at once, on connections of their own, as in life."""

from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.acting import acting_as
from accounts.actions.drafts import keep_draft
from accounts.actions.notifications import notify
from accounts.actions.users import deactivate_user
from accounts.authorization import Role
from accounts.models import Draft, Notification, User
from interface.refusals import Refused


@pytest.fixture
def administrators(elsewhere):
    """Two of them, in rows that other connections see; taken away afterwards."""
    [administrators] = elsewhere(_begin, [()])
    yield administrators
    elsewhere(_take_away, [()])


def _begin() -> list[User]:
    with acting_as(User.objects.system()):
        people = [User(username=name, full_name=name, role=Role.ADMIN) for name in ("tri", "khoa")]
        for person in people:
            person.save()
    return people


def _take_away() -> None:
    """As the owner: the application may not delete from the access log."""
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        for table in ("accounts_accessevent", "accounts_notification", "accounts_draft"):
            cursor.execute(f"delete from {table}")
        cursor.execute("delete from accounts_user where role <> 'system'")


def _send_away(person: User, by: User) -> bool:
    try:
        with acting_as(by):
            deactivate_user(user=person, by=by, left_on=timezone.localdate())
    except Refused:
        return False
    return True


def test_two_administrators_send_each_other_away_and_one_stays(administrators, elsewhere):
    first, second = administrators
    assert sorted(elsewhere(_send_away, [(first, second), (second, first)])) == [False, True]
    assert User.objects.working().filter(role=Role.ADMIN).count() == 1


def test_somebody_who_is_being_edited_can_be_told_something_meanwhile(administrators, elsewhere):
    """A row that points to a locked record need not wait for it: the two would wait in a circle."""
    one, _ = administrators
    locked, told = Barrier(2, timeout=20), Barrier(2, timeout=20)

    def edit():
        with acting_as(one):
            User.objects.lock(one.pk)
            locked.wait()
            told.wait()

    def tell():
        locked.wait()
        with acting_as(one), connection.cursor() as cursor:
            cursor.execute("set local lock_timeout = '5s'")
            notify(recipient=one, text="Có 1 việc mới", url="/")
        told.wait()

    elsewhere(lambda deed: deed(), [(edit,), (tell,)])
    assert Notification.objects.filter(recipient=one).count() == 1


def _keep(by: User, typed: str) -> None:
    with acting_as(by), transaction.atomic():
        keep_draft(by=by, form="child", typed=typed)


def test_two_windows_of_one_person_keep_one_draft(administrators, elsewhere):
    one, _ = administrators
    elsewhere(_keep, [(one, f"bản {number}") for number in range(8)])
    with acting_as(one):
        assert Draft.objects.get(form="child").typed.startswith("bản ")
