"""Text typed and not sent yet, kept for its owner."""

from datetime import datetime

from django.db import transaction

from accounts.models import Draft, User

LONGEST = 100_000  # characters of JSON


@transaction.atomic
def keep_draft(*, owner: User, form: str, typed: str) -> Draft:
    """Keep what stands in a form now; what was kept before for the same form is replaced."""
    draft = Draft.objects.select_for_update().filter(owner=owner, form=form).first() or Draft(owner=owner, form=form)
    draft.typed = typed[:LONGEST]
    draft.save()
    return draft


@transaction.atomic
def drop_draft(*, owner: User, form: str) -> None:
    """The form was sent, or its draft refused."""
    Draft.objects.filter(owner=owner, form=form).delete()


def forget_drafts_before(moment: datetime) -> int:
    """Drop drafts nobody came back for. Returns how many."""
    return Draft.objects.filter(saved_at__lt=moment).delete()[0]
