"""What runs by itself."""

from celery import shared_task

from accounts.acting import acting_as
from accounts.models import User
from cases.actions import clocks


@shared_task(name="cases.tasks.warn")
def warn() -> None:
    system = User.objects.system()
    with acting_as(system):
        clocks.warn(by=system)
