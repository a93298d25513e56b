"""Text typed and not sent yet, kept for its owner."""

from datetime import datetime

from django.db import transaction

from accounts.models import Draft, User

LONGEST = 100_000  # characters of JSON


@transaction.atomic
def keep_draft(*, by: User, form: str, typed: str) -> Draft:
    """Keep what stands in a form now; what was kept before for the same form is replaced."""
    return Draft.objects.update_or_create(owner=by, form=form, defaults={"typed": typed[:LONGEST]})[0]


@transaction.atomic
def drop_draft(*, by: User, form: str) -> None:
    """The form was sent, or its draft refused."""
    Draft.objects.filter(owner=by, form=form).delete()


@transaction.atomic
def forget_drafts(*, saved_before: datetime) -> int:
    """Drop drafts nobody came back for. Returns how many."""
    return Draft.objects.filter(saved_at__lt=saved_before).delete()[0]
