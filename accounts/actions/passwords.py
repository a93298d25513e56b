"""Passwords: one's own, and one given by an administrator for the next sign-in."""

from axes.utils import reset as forget_failures
from django.db import transaction

from accounts.actions.notifications import tell
from accounts.authorization import locked
from accounts.events import Event, record
from accounts.models import User
from accounts.queries import watchers
from accounts.slips import give_temporary_password


@transaction.atomic
def change_password(*, by: User, new: str) -> User:
    """A person chooses an own password."""
    user = User.objects.lock(by.pk)
    user.set_password(new)
    user.must_change_password = False
    user.save_next_version()
    forget_failures(username=user.username)
    record(Event.PASSWORD_CHANGED)
    return user


@transaction.atomic
def reset_password(*, user: User, by: User) -> str:
    """A temporary password, to be told to the person and changed at the next sign-in; it also unlocks."""
    user = locked(user, by=by, may="accounts.manage_users")
    temporary = give_temporary_password(user)
    user.save_next_version()
    forget_failures(username=user.username)
    record(Event.PASSWORD_RESET, user)
    if user.may("children.view"):
        tell(told=watchers(), deed="Đặt lại mật khẩu", account=user)
    return temporary
