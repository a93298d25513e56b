"""Ask for a job, run it, stop it. A result is stored once, whatever dies in between."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event as Flag
from threading import Thread

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.acting import acting_as
from accounts.actions.notifications import notify
from accounts.authorization import authorize, locked
from accounts.models import User
from interface.refusals import Refused
from jobs import limits
from jobs.models import MAX_ATTEMPTS, Job, State
from jobs.watching import FIRST, is_watched, watch
from jobs.work import KINDS, StopRequested, Work

HEARTBEAT_SECONDS = 2
log = logging.getLogger(__name__)


class Overtaken(Exception):
    """Another attempt has taken the job over: this one's work is undone."""


@transaction.atomic
def request_job(*, kind: str, by: User, **params) -> Job:
    """Queue a job for this user. `params` are ids, never personal data."""
    authorize(by, KINDS[kind].may)
    job = Job.objects.create(kind=kind, params=params, owner=by)
    watch(job, seconds=FIRST)
    transaction.on_commit(lambda: hint(job))
    return job


@transaction.atomic
def stop_job(*, job: Job, by: User) -> None:
    """Ask a job to stop: one that waits ends at once, one that runs ends at its next step."""
    job = locked(job, by=by, may=job.right_to_stop(by))
    if not job.unfinished:
        return
    if job.state == State.QUEUED:
        job.state, job.finished_at = State.STOPPED, timezone.now()
    job.stop_requested = True
    job.save()


def hint(job: Job) -> None:
    """Tell the workers that a job waits. A broker that is down costs seconds, not the job: the sweep finds the row."""
    try:
        current_app.send_task("jobs.tasks.run", [job.pk], **limits.for_celery(KINDS[job.kind].limit))
    except OperationalError:
        log.warning("The broker does not answer; job %s waits for the sweep.", job.pk)


def run_job(pk: int) -> None:
    """Do the job, if it still waits. Its changes (of the last part) and its state “done” are one transaction."""
    with acting_as(User.objects.system()):
        job = Job.objects.claim(pk)
    if job is None:
        return
    work = Work(job.pk, job.params, job.owner)
    try:
        with _heartbeat(job, work):
            while _do(job, work):
                _look_again(job, work)
    except Overtaken:
        log.warning("Attempt %s of job %s came too late.", job.attempt, pk)
    except StopRequested:
        _end(job, State.STOPPED)
    except SoftTimeLimitExceeded:
        _end(job, State.FAILED, KINDS[job.kind].took_too_long)
    except Refused as refusal:
        _end(job, State.FAILED, refusal.sentence)
    except Exception:
        _end(job, State.FAILED, "Máy gặp lỗi. Quản trị viên xem nhật ký hệ thống.")
        raise


def _do(job: Job, work: Work) -> bool:
    """The job, or its next part; whether there is more to do."""
    kind, work.more = KINDS[job.kind], False
    with acting_as(job.owner):
        if job.owner.left_on:
            raise Refused("Tài khoản yêu cầu việc này đã nghỉ.")
        authorize(job.owner, kind.may)
        kind.function(work)
        mine = Job.objects.filter(pk=job.pk, attempt=job.attempt, state=State.RUNNING)
        if work.more:
            kept = mine.update(heartbeat_at=timezone.now())
        else:
            kept = mine.update(
                state=State.DONE, progress=100, step="", finished_at=timezone.now(), result_url=work.result_url
            )
        if not kept:
            raise Overtaken
        if not work.more and kind.tells and not is_watched(job):
            notify(recipient=job.owner, text=f"{job.request}: xong", url=work.result_url or "/")
    return work.more


def _look_again(job: Job, work: Work) -> None:
    """Between two parts the owner may have left, or may see less than before."""
    with acting_as(User.objects.system()):
        job.owner = work.owner = User.objects.get(pk=job.owner_id)


def _end(job: Job, state: State, error: str = "") -> None:
    with acting_as(job.owner):
        ended = Job.objects.filter(pk=job.pk, attempt=job.attempt, state=State.RUNNING).update(
            state=state, error=error, finished_at=timezone.now()
        )
        if ended and error:
            _tell_of_failure(job)


def _tell_of_failure(job: Job) -> None:
    if is_watched(job):
        return
    notify(recipient=job.owner, text=f"{job.request}: không làm được", url=reverse("job", args=[job.public_id]))


@contextmanager
def _heartbeat(job: Job, work: Work) -> Iterator[None]:
    """While the job works, say every two seconds that it lives and how far it is, on a connection of its own."""
    over = Flag()
    thread = Thread(target=_beat, args=(job, work, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(job: Job, work: Work, over: Flag) -> None:
    """A connection that is lost costs one beat: the next one makes another."""
    try:
        while not over.wait(HEARTBEAT_SECONDS):
            try:
                _beat_once(job, work)
            except Error:
                log.warning("A heartbeat of job %s did not reach the database.", job.pk)
                connection.close()
    finally:
        connection.close()


def _beat_once(job: Job, work: Work) -> None:
    with acting_as(job.owner):
        mine = Job.objects.filter(pk=job.pk, attempt=job.attempt, state=State.RUNNING)
        mine.update(heartbeat_at=timezone.now(), progress=work.progress, step=work.step)
        work.stop = mine.filter(stop_requested=True).exists()


def sweep() -> None:
    """End what runs too long; queue again what a dead worker left, and give up after too many deaths."""
    with acting_as(User.objects.system()):
        for job in Job.objects.overdue().select_related("owner").order_by("pk"):
            _end(job, State.FAILED, KINDS[job.kind].took_too_long)
        now = timezone.now()
        Job.objects.left_behind().to_be_stopped().update(state=State.STOPPED, finished_at=now)
        for job in Job.objects.left_behind().filter(attempt__gte=MAX_ATTEMPTS).select_related("owner").lock_all():
            job.state, job.finished_at = State.FAILED, now
            job.error = "Công việc bị ngắt nhiều lần nên đã thôi."
            job.save()
            _tell_of_failure(job)
        waiting = list(Job.objects.left_behind().order_by("pk"))
        Job.objects.left_behind().filter(pk__in=[job.pk for job in waiting]).update(
            state=State.QUEUED, heartbeat_at=now
        )
        for job in waiting:
            transaction.on_commit(partial(hint, job))
