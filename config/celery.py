"""The Celery application. A job is a row (`jobs/`); a message is only a hint that a row waits."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config.schedule import SCHEDULE

app = Celery("choche")
app.conf.update(
    broker_url=settings.REDIS_URL,
    broker_connection_retry_on_startup=True,
    # One broker may serve several databases (a suite beside a running ward): each has its own keys.
    broker_transport_options={
        "visibility_timeout": 3600,
        "global_keyprefix": f"{settings.DATABASES['default']['NAME']}:",
        "socket_connect_timeout": 2,
    },
    task_publish_retry=False,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    timezone=settings.TIME_ZONE,
    beat_schedule={line.name: line.for_celery() for line in SCHEDULE},
)
app.autodiscover_tasks()
