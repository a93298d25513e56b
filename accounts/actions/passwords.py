"""Passwords: one's own, and one given by an administrator for the next sign-in."""

import secrets

from axes.utils import reset as forget_failures
from django.db import transaction

from accounts.authorization import authorize
from accounts.events import Event, record
from accounts.models import User

# Without letters and digits that look alike on paper.
ALPHABET = "abcdefghkmnpqrstuvwxyz23456789"


@transaction.atomic
def change_password(*, user: User, new: str) -> User:
    """A person chooses an own password."""
    user = User.objects.lock(user.pk)
    user.set_password(new)
    user.must_change_password = False
    user.save_next_version()
    record(Event.PASSWORD_CHANGED)
    return user


@transaction.atomic
def reset_password(*, user: User, by: User) -> str:
    """A temporary password, to be told to the person and changed at the next sign-in; it also unlocks."""
    authorize(by, "accounts.manage_users", user)
    user = User.objects.lock(user.pk)
    temporary = give_temporary_password(user)
    user.save_next_version()
    forget_failures(username=user.username)
    record(Event.PASSWORD_RESET, user)
    return temporary


def give_temporary_password(user: User) -> str:
    """Set a random password that must be changed at the first sign-in. The caller saves the user."""
    temporary = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    user.set_password(temporary)
    user.must_change_password = True
    return temporary
