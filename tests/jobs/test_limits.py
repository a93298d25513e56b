"""Nothing runs for ever: what takes too long is ended by a real worker, and its owner is told."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from threading import Event as Flag
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone

from accounts.acting import acting_as
from accounts.authorization import Role
from accounts.models import Notification, User
from config.celery import app
from config.schedule import SCHEDULE
from jobs import actions
from jobs.models import Job, State
from jobs.work import KINDS, Work
from tests.config.project import ROOT, wait_until


@pytest.fixture
def asking(elsewhere):
    """Somebody who has asked for two jobs that hang; other connections see it. Taken away afterwards."""
    [officer] = elsewhere(_begin, [()])
    yield officer
    elsewhere(_take_away, [(officer,)])


def _begin() -> User:
    with acting_as(User.objects.system()):
        officer = User(username="cho.viec", full_name="Trần Thị Chờ", role=Role.OFFICER)
        officer.save()
    with acting_as(officer):
        for kind in ("hangs", "deaf"):
            Job.objects.create(kind=kind, owner=officer)
        Job.objects.update(created_at=timezone.now() - timedelta(minutes=1))  # the first sweep finds them
        return officer


def _take_away(officer) -> None:
    with acting_as(officer):
        Notification.objects.filter(recipient=officer).delete()
        Job.objects.all().delete()
    with acting_as(User.objects.system()):
        officer.delete()


def _jobs(officer) -> dict[str, Job]:
    with acting_as(officer):
        return {job.kind: job for job in Job.objects.filter(owner=officer)}


@pytest.fixture
def worker(asking, tmp_path):
    """A worker with its beat, on the database of this test."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    command = ["worker", "--beat", "--schedule", str(tmp_path / "beat"), "--concurrency", "4", "--loglevel", "WARNING"]
    own = {"DATABASE_URL": url, "DATABASE_ROLE": "app", "DJANGO_SETTINGS_MODULE": "config.settings"}
    log = tmp_path / "log"
    with log.open("w") as file:
        program = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "config", *command, "--include", "tests.jobs.hanging"],
            cwd=ROOT,
            env={**os.environ, **own},
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    yield log
    os.killpg(program.pid, signal.SIGKILL)
    program.wait()


def test_a_job_that_hangs_is_ended_and_one_that_will_not_end_too(asking, worker, elsewhere):
    def both_ended():
        [jobs] = elsewhere(_jobs, [(asking,)])
        return jobs if all(job.state == State.FAILED for job in jobs.values()) else None

    for job in wait_until(both_ended, "both jobs have failed").values():
        assert job.error.startswith("Công việc chạy quá")
        assert job.attempt == 1
    [told] = elsewhere(lambda: list(Notification.objects.filter(recipient=asking)), [()])
    assert sorted(each.text.split(",")[0] for each in told) == ["Việc không nghe", "Việc treo"]
    assert all(each.text.endswith(": không làm được") for each in told)
    said = worker.read_text()
    assert "Hard time limit (2s) exceeded for jobs.tasks.run" in said
    assert "Soft time limit (1s) exceeded for tests.hangs" in said


def test_a_heart_goes_on_when_a_connection_is_lost(asking, elsewhere, monkeypatch):
    monkeypatch.setattr(actions, "HEARTBEAT_SECONDS", 0.05)
    [job] = elsewhere(_running, [(asking,)])
    [before] = elsewhere(_sessions, [()])
    over = Flag()
    heart = Thread(target=actions._beat, args=(job, Work(job.pk, {}, asking), over))
    heart.start()
    try:
        [first] = elsewhere(_beats_after, [(asking, job, job.heartbeat_at)])
        [lost] = elsewhere(_cut, [(before,)])
        assert lost
        assert elsewhere(_beats_after, [(asking, job, first)])
        assert heart.is_alive()
    finally:
        over.set()
        heart.join()


def _running(officer) -> Job:
    with acting_as(officer):
        job = Job.objects.filter(kind="hangs").get()
        Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempt=1, heartbeat_at=timezone.now())
        return Job.objects.select_related("owner").get(pk=job.pk)


def _sessions() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        )
        return {pid for (pid,) in cursor.fetchall()}


def _cut(known: set[int]) -> set[int]:
    """End the sessions that are new since, as the owner may."""
    new = _sessions() - known
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("select pg_terminate_backend(pid) from unnest(%s) pid", [list(new)])
    return new


def _beats_after(officer, job: Job, moment):
    def beaten():
        with acting_as(officer):
            at = Job.objects.get(pk=job.pk).heartbeat_at
        return at if at > moment else None

    return wait_until(beaten, "the job's heart beats")


@pytest.mark.parametrize("line", SCHEDULE, ids=lambda line: line.task)
def test_a_scheduled_task_may_run_as_long_as_the_table_says(line):
    assert app.conf.beat_schedule[line.name]["options"]["soft_time_limit"] == line.limit


def test_no_message_is_delivered_again_while_its_task_still_runs():
    patience = app.conf.broker_transport_options["visibility_timeout"]
    longest = [line.limit for line in SCHEDULE] + [kind.limit for kind in KINDS.values()]
    assert max(longest) < patience / 2
