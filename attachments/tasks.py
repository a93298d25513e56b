from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import User
from attachments import store

UNDONE_AFTER = timedelta(days=1)  # longer than any request or job


@shared_task(name="attachments.tasks.sweep_files")
def sweep_files() -> None:
    with acting_as(User.objects.system()):
        store.sweep(written_before=timezone.now() - UNDONE_AFTER)
