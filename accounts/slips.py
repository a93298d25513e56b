"""The account slip (“phiếu tài khoản”): a temporary password on paper, shown once.

Between the deed and the page it waits in the administrator's own session, encrypted for this one account.
"""

import base64
import secrets

from accounts.encryption import decrypt, encrypt
from accounts.models import User

PREFIX = "slip:"
ALPHABET = "abcdefghkmnpqrstuvwxyz23456789"  # without letters and digits that look alike on paper


def give_temporary_password(user: User) -> str:
    """Set a random password that must be changed at the first sign-in. The caller saves the user."""
    temporary = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    user.set_password(temporary)
    user.must_change_password = True
    return temporary


def put_slip(session, user: User, temporary: str) -> None:
    key = f"{PREFIX}{user.public_id}"
    session[key] = base64.b64encode(encrypt(temporary, context=key)).decode()


def take_slip(session, user: User) -> str | None:
    """The password, once; None when it was shown before."""
    key = f"{PREFIX}{user.public_id}"
    kept = session.pop(key, None)
    return decrypt(base64.b64decode(kept), context=key) if kept else None


def take_slips(session, users) -> list[tuple[User, str]]:
    """Every slip that waits, with the person it is for."""
    waiting = [key.removeprefix(PREFIX) for key in session.keys() if key.startswith(PREFIX)]  # noqa: SIM118  no dict
    people = users.filter(public_id__in=waiting).order_by("sort_key")
    return [(user, take_slip(session, user) or "") for user in people]
