"""Lines behind the bell."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notification, User


def notify(*, recipient: User, text: str, url: str) -> Notification:
    """A line behind somebody's bell. `text` names records by their code, never a person (PRIV-05)."""
    return Notification.objects.create(recipient=recipient, text=text[:200], url=url)


def tell(*, told: Iterable[User], deed: str, account: User) -> None:
    """An administrator sees no child but makes accounts; so others watch what accounts may see."""
    text = f"{deed}: {account.code}, {account.role_name}"
    for each in told:
        notify(recipient=each, text=text, url=reverse("user", args=[account.public_id]))


@transaction.atomic
def mark_read(*, notification: Notification, by: User) -> None:
    _unread(by).filter(pk=notification.pk).update(read_at=timezone.now())


@transaction.atomic
def mark_all_read(*, by: User) -> int:
    """Returns how many were unread."""
    return _unread(by).update(read_at=timezone.now())


def _unread(by: User):
    return Notification.objects.visible_to(by).unread()
