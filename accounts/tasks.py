"""Housekeeping of drafts and sessions."""

from datetime import timedelta

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from accounts.acting import acting_as
from accounts.actions import drafts
from accounts.models import User

KEEP_DRAFTS = timedelta(days=7)


@shared_task(name="accounts.tasks.forget_drafts")
def forget_drafts() -> None:
    with acting_as(User.objects.system()):
        drafts.forget_drafts(saved_before=timezone.now() - KEEP_DRAFTS)


@shared_task(name="accounts.tasks.forget_sessions")
def forget_sessions() -> None:
    SessionStore.clear_expired()
