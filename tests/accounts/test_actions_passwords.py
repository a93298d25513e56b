"""One's own password, and one given by an administrator."""

import re

import pytest

from accounts.acting import acting_as
from accounts.actions.passwords import change_password, reset_password
from accounts.models import AccessEvent, User
from accounts.slips import ALPHABET
from interface.refusals import NotAllowed


def events(user) -> list[tuple[str, str]]:
    with acting_as(user):
        return list(AccessEvent.objects.order_by("id").values_list("event", "about"))


def test_an_own_password_is_chosen_and_logged_without_it(officer, chair):
    with acting_as(officer):
        changed = change_password(by=officer, new="con-meo-den-ngu-trua")
    assert User.objects.get(pk=officer.pk).check_password("con-meo-den-ngu-trua")
    assert changed.version == officer.version + 1
    assert events(chair) == [("PASSWORD_CHANGED", "")]


def test_a_given_password_is_readable_on_paper_and_must_be_changed(admin, clerk, chair):
    with acting_as(admin):
        temporary = reset_password(user=clerk, by=admin)
    assert re.fullmatch(rf"([{ALPHABET}]{{4}}-){{2}}[{ALPHABET}]{{4}}", temporary)
    clerk.refresh_from_db()
    assert clerk.check_password(temporary)
    assert clerk.must_change_password
    assert events(chair) == [("PASSWORD_RESET", "tài khoản phuoc.nh")]


def test_no_two_given_passwords_are_the_same(admin, clerk):
    with acting_as(admin):
        assert len({reset_password(user=clerk, by=admin) for _ in range(3)}) == 3


def test_a_given_password_unlocks(admin, clerk, client):
    for _ in range(5):
        client.post("/sign-in/", {"username": "phuoc.nh", "password": "sai"})
    with acting_as(admin):
        temporary = reset_password(user=clerk, by=admin)
    assert client.post("/sign-in/", {"username": "phuoc.nh", "password": temporary}).status_code == 302


@pytest.mark.parametrize("name", ["chair", "officer", "clerk"])
def test_nobody_else_gives_passwords(request, admin, name):
    person = request.getfixturevalue(name)
    with acting_as(person), pytest.raises(NotAllowed):
        reset_password(user=admin, by=person)
    admin.refresh_from_db()
    assert admin.check_password("mat-khau-rat-dai")
