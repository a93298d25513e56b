"""Lines behind the bell."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.authorization import Role, allows
from accounts.models import Notification, User


def notify(*, recipient: User, text: str, url: str) -> Notification:
    """A line behind somebody's bell. `text` names records by their code, never a person (PRIV-05)."""
    return Notification.objects.create(recipient=recipient, text=text[:200], url=url)


def tell_leaders(*, deed: str, account: User) -> None:
    """Leaders hear of every account that gets a way to the children: an administrator sees none, but makes accounts."""
    if not allows(account.role, "children.view"):
        return
    leaders = [role for role in Role if allows(role, "accounts.view_log") and allows(role, "children.view")]
    for leader in User.objects.working().filter(role__in=leaders).exclude(pk=account.pk).order_by("pk"):
        notify(
            recipient=leader,
            text=f"{deed}: {account.code}, {account.role_name}",
            url=reverse("user", args=[account.public_id]),
        )


@transaction.atomic
def mark_read(*, notification: Notification, by: User) -> None:
    _unread(by).filter(pk=notification.pk).update(read_at=timezone.now())


@transaction.atomic
def mark_all_read(*, by: User) -> int:
    """Returns how many were unread."""
    return _unread(by).update(read_at=timezone.now())


def _unread(by: User):
    return Notification.objects.visible_to(by).unread()
