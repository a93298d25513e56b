"""Text typed and not sent yet, kept for its owner."""

from datetime import datetime

from django.db import transaction

from accounts.models import Draft, User

LONGEST = 100_000  # characters of JSON
MOST = 30  # forms of one person


@transaction.atomic
def keep_draft(*, by: User, form: str, typed: str) -> Draft:
    """Keep what stands in a form now; what was kept for the same form is replaced, the oldest of many dropped."""
    kept, _ = Draft.objects.update_or_create(owner=by, form=form, defaults={"typed": typed[:LONGEST]})
    newest = Draft.objects.filter(owner=by).order_by("-saved_at", "-pk")[:MOST]
    Draft.objects.filter(owner=by).exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()
    return kept


@transaction.atomic
def drop_draft(*, by: User, form: str) -> None:
    """The form was sent, or its draft refused."""
    Draft.objects.filter(owner=by, form=form).delete()


@transaction.atomic
def forget_drafts(*, saved_before: datetime) -> int:
    """Drop drafts nobody came back for. Returns how many."""
    return Draft.objects.filter(saved_at__lt=saved_before).delete()[0]
