"""Two people finish the first run at the same moment."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from accounts.acting import acting_as
from accounts.actions.users import Person
from accounts.authorization import Role
from accounts.models import User
from agencies.actions.first_run import Answers, keep_answers, set_ward_up
from agencies.actions.ward import ProfileDraft
from agencies.models import WardProfile
from agencies.reference import ward_profiles
from interface.refusals import Refused


@pytest.fixture
def empty_ward(elsewhere):
    """Rows that other connections see; taken away afterwards."""
    elsewhere(_begin, [()])
    yield
    elsewhere(_take_away_what_stays, [()])


def _begin() -> None:
    with acting_as(AnonymousUser()):
        keep_answers(step=1, typed={})


def _take_away_what_stays() -> None:
    """As the owner: the application may not delete from the access log, which names the new people."""
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        for table in ("agencies_setup", "agencies_wardprofile", "accounts_accessevent"):
            cursor.execute(f"delete from {table}")
        cursor.execute("delete from accounts_user where role <> 'system'")


def _finish(name: str, year: int) -> bool:
    """Wards of different years: only the lock tells the two apart, not the rule that periods never overlap."""
    period = {"valid_from": date(year, 1, 1), "valid_to": date(year, 12, 31)}
    answers = Answers(
        ward=ProfileDraft(**{**ward_profiles()[-1], "name": f"phường của {name}", **period}),
        neighbourhoods=[],
        agencies=[],
        admin=Person(full_name=name, role=Role.ADMIN),
        admin_username=name,
        admin_password="nắng vàng trên sông Trà",
        officer=Person(full_name="Phạm Thị Hồng Vân", role=Role.OFFICER),
        officer_username=f"van.{name}",
    )
    try:
        with acting_as(AnonymousUser()):
            set_ward_up(answers=answers)
    except Refused:
        return False
    return True


def test_one_sets_the_ward_up_and_the_other_is_refused(empty_ward, elsewhere):
    done = elsewhere(_finish, [("tri", 2025), ("khoa", 2026)])
    assert sorted(done) == [False, True]
    assert User.objects.people().count() == 2
    assert WardProfile.objects.count() == 1
