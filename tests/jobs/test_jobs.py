"""A job is a row: it is done once, whatever happens to workers and messages."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import Notification, User
from config import settings as product
from interface.refusals import NotAllowed, Refused
from jobs import actions, work
from jobs.models import MAX_ATTEMPTS, Job, State

done: list[int] = []


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Jobs of the stories: one that works, one that is refused, one that breaks, one overtaken by another attempt."""
    done.clear()
    monkeypatch.setattr(work, "KINDS", work.KINDS | {})
    for module in (actions, __import__("jobs.models").models):
        monkeypatch.setattr(module, "KINDS", work.KINDS)

    def writes(w):
        w.say("Đang ghi", 50)
        done.append(w.params["number"])
        w.result_url = "/done/"

    def refuses(w):
        raise Refused("Chưa có người ký báo cáo.")

    def breaks(w):
        User.objects.filter(pk=w.owner.pk).update(title="ghi dở")
        raise ZeroDivisionError

    def is_overtaken(w):
        User.objects.filter(pk=w.owner.pk).update(title="ghi dở")
        Job.objects.filter(kind="overtaken").update(attempt=9)

    def is_stopped(w):
        User.objects.filter(pk=w.owner.pk).update(title="ghi dở")
        w.stop = True
        w.say("Bước sau", 70)

    kinds = {"works": writes, "refused": refuses, "broken": breaks, "overtaken": is_overtaken, "stopped": is_stopped}
    for name, function in kinds.items():
        work.job(name, title=f"Việc {name}", may="reports.collect")(function)


@pytest.fixture
def job_of(officer):
    def ask(kind):
        with acting_as(officer):
            return actions.request_job(kind=kind, by=officer, number=7)

    return ask


def state_of(job):
    return Job.objects.get(pk=job.pk).state


def test_what_somebody_asked_for_who_has_left_since_is_not_done(job_of, officer):
    job = job_of("works")
    with acting_as(User.objects.system()):
        User.objects.filter(pk=officer.pk).update(left_on=timezone.localdate())
    actions.run_job(job.pk)
    assert done == []
    with acting_as(officer):
        assert Job.objects.get(pk=job.pk).error == "Tài khoản yêu cầu việc này đã nghỉ."


def test_a_job_runs_once_however_often_the_message_comes(officer, job_of):
    job = job_of("works")
    actions.run_job(job.pk)
    actions.run_job(job.pk)
    assert done == [7]
    assert state_of(job) == State.DONE
    assert Notification.objects.get(recipient=officer).url == "/done/"


def test_who_sees_a_job_end_is_not_told_of_it_again(officer, as_user, job_of, settings):
    settings.CACHES = {"default": product.CACHES["default"] | {"KEY_PREFIX": uuid.uuid4().hex}}
    seen, left = job_of("works"), job_of("works")
    cache.clear()  # whoever asked for both has gone to other pages, and comes back to the first
    assert "Đang chờ" in as_user(officer).get(f"/jobs/{seen.public_id}/").content.decode()
    actions.run_job(seen.pk)
    actions.run_job(left.pk)
    assert [told.text for told in Notification.objects.filter(recipient=officer)] == [f"{left.request}: xong"]


def test_a_refusal_tells_the_owner_why(job_of):
    job = job_of("refused")
    actions.run_job(job.pk)
    assert (state_of(job), Job.objects.get(pk=job.pk).error) == (State.FAILED, "Chưa có người ký báo cáo.")


@pytest.mark.parametrize("kind", ["broken", "overtaken", "stopped"])
def test_a_job_that_does_not_end_well_leaves_nothing_half_done(officer, job_of, kind):
    job = job_of(kind)
    if kind == "broken":
        with pytest.raises(ZeroDivisionError):
            actions.run_job(job.pk)
    else:
        actions.run_job(job.pk)
    officer.refresh_from_db()
    assert officer.title == ""
    assert state_of(job) in {State.FAILED, State.STOPPED, State.RUNNING}


def test_whoever_lost_the_right_gets_no_result(officer, job_of):
    job = job_of("works")
    with acting_as(User.objects.system()):
        User.objects.filter(pk=officer.pk).update(role="clerk")
    actions.run_job(job.pk)
    assert done == []
    assert state_of(job) == State.FAILED


def test_only_those_who_may_ask_for_a_job(clerk):
    with acting_as(clerk), pytest.raises(NotAllowed):
        actions.request_job(kind="works", by=clerk, number=1)


def test_the_sweep_finds_a_job_whose_worker_died(job_of, monkeypatch, django_capture_on_commit_callbacks):
    hinted = []
    monkeypatch.setattr(actions, "hint", hinted.append)
    job = job_of("works")
    long_ago = timezone.now() - timedelta(minutes=1)
    with acting_as(User.objects.system()):
        Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempt=1, heartbeat_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        actions.sweep()
    assert hinted == [job]
    actions.run_job(job.pk)
    assert state_of(job) == State.DONE
    assert Job.objects.get(pk=job.pk).attempt == 2


def test_the_sweep_leaves_living_jobs_alone_and_gives_up_after_too_many_deaths(officer, job_of):
    living, hopeless = job_of("works"), job_of("works")
    now = timezone.now()
    with acting_as(User.objects.system()):
        Job.objects.filter(pk=living.pk).update(state=State.RUNNING, attempt=1, heartbeat_at=now)
        Job.objects.filter(pk=hopeless.pk).update(
            state=State.RUNNING, attempt=MAX_ATTEMPTS, heartbeat_at=now - timedelta(minutes=1)
        )
    actions.sweep()
    actions.sweep()
    assert (state_of(living), state_of(hopeless)) == (State.RUNNING, State.FAILED)
    told = Notification.objects.get(recipient=officer)  # once
    assert (told.text, told.url) == (f"{hopeless.request}: không làm được", f"/jobs/{hopeless.public_id}/")
    assert told.text.startswith("Việc works, yêu cầu lúc ")


def test_a_waiting_job_stops_at_once(officer, job_of):
    job = job_of("works")
    with acting_as(officer):
        actions.stop_job(job=job, by=officer)
    actions.run_job(job.pk)
    assert done == []
    assert state_of(job) == State.STOPPED


@pytest.mark.parametrize("finder", [actions.sweep, None])
def test_a_job_that_was_to_stop_when_its_worker_died_is_not_begun_again(officer, job_of, finder):
    job = job_of("works")
    long_ago = timezone.now() - timedelta(minutes=1)
    with acting_as(officer):
        Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempt=1, heartbeat_at=long_ago)
        actions.stop_job(job=Job.objects.get(pk=job.pk), by=officer)
    if finder:
        finder()
    else:
        actions.run_job(job.pk)
    assert done == []
    assert state_of(job) == State.STOPPED
    assert Job.objects.get(pk=job.pk).finished_at


def test_a_job_that_has_ended_is_not_stopped_any_more(officer, job_of):
    job = job_of("works")
    actions.run_job(job.pk)
    with acting_as(officer):
        actions.stop_job(job=job, by=officer)
    assert state_of(job) == State.DONE
    assert not Job.objects.get(pk=job.pk).stop_requested


def test_somebody_elses_job_is_stopped_by_the_administrator_only(other_officer, admin, job_of):
    job = job_of("works")
    with acting_as(other_officer), pytest.raises(NotAllowed, match="của người khác"):
        actions.stop_job(job=job, by=other_officer)
    assert state_of(job) == State.QUEUED
    with acting_as(admin):
        actions.stop_job(job=job, by=admin)
    assert state_of(job) == State.STOPPED


def test_a_job_is_its_owners_business(officer, other_officer, admin, job_of):
    job = job_of("works")
    assert list(Job.objects.visible_to(officer)) == [job]
    assert list(Job.objects.visible_to(other_officer)) == []
    assert list(Job.objects.visible_to(admin)) == [job]
