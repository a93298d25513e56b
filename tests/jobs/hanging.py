"""For a worker of the tests (`--include tests.jobs.hanging`): work that does not end, with limits of a second."""

import time

from celery import shared_task

from config.celery import app
from config.schedule import Line
from jobs import limits
from jobs.work import job

limits.GRACE = 1
app.conf.beat_schedule["hangs"] = Line("hangs", "tests.hangs", every=2, limit=1).for_celery()


@job("hangs", title="Việc treo", may="reports.collect", limit=1)
def hangs(work):
    time.sleep(600)


@job("deaf", title="Việc không nghe", may="reports.collect", limit=1)
def deaf(work):
    while True:
        try:
            time.sleep(600)
        except Exception:
            continue


@shared_task(name="tests.hangs")
def hangs_by_itself():
    time.sleep(600)
