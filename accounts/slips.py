"""The account slip (“phiếu tài khoản”): a temporary password on paper, shown once.

Between the deed and the page it waits in the administrator's own session, encrypted for this one account.
"""

import base64

from accounts.encryption import decrypt, encrypt
from accounts.models import User


def _key(user: User) -> str:
    return f"slip:{user.public_id}"


def put_slip(session, user: User, temporary: str) -> None:
    session[_key(user)] = base64.b64encode(encrypt(temporary, context=_key(user))).decode()


def take_slip(session, user: User) -> str | None:
    """The password, once; None when it was shown before."""
    kept = session.pop(_key(user), None)
    return decrypt(base64.b64decode(kept), context=_key(user)) if kept else None
