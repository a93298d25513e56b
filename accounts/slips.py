"""The account slip (“phiếu tài khoản”): a temporary password on paper, shown once.

Between the deed and the page it waits in the administrator's own session, encrypted for this one account.
"""

import base64

from accounts.encryption import decrypt, encrypt
from accounts.models import User

PREFIX = "slip:"


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
