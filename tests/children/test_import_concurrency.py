"""Several at once, and a worker that dies: on connections and in processes of their own, as in life."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.utils import timezone

from accounts.acting import acting_as
from accounts.models import User
from agencies.models import Neighbourhood
from children.actions.children import ChildDraft, add_child
from children.actions.id_batches import open_batch
from children.actions.imports.accepting import import_batch
from children.actions.imports.undoing import undo_import
from children.actions.imports.uploading import request_job_for
from children.models import Child, CodeCounter, Household, ImportBatch
from interface.refusals import Refused
from jobs.actions import HEARTBEAT_SECONDS, run_job, stop_job, sweep
from jobs.models import SILENT_AFTER, Job, State
from tests.children.importing import Importer
from tests.children.spreadsheets import listed
from vietnamese.partial_dates import PartialDate

ROOT = Path(__file__).resolve().parents[2]
HEADER = ("Họ và tên", "Ngày sinh", "Giới tính", "Tổ", "Chủ hộ", "Địa chỉ", "Số định danh")
TU = ("Lê Văn Tú", "5/9/2015", "Nam", 7, "Lê Văn Tấn", "3 Lê Lợi", "051215000217")
SIBLINGS = (
    ("Nguyễn Gia Hân", "14/3/2019", "Nữ", 7, "Nguyễn Văn Bốn", "12/4 Trần Phú", None),
    ("Nguyễn Gia Bảo", "2/2/2016", "Nam", 7, "Nguyễn Văn Bốn", "12/4 Trần Phú", None),
)
LIST = listed(*SIBLINGS, TU, header=HEADER)
KNOWN_CHILD_FIRST = listed(TU, *SIBLINGS, header=HEADER)
PERSONAL_ID = "051215000217"


def _bring(user: User, data: bytes) -> ImportBatch:
    return Importer(user).bring(data)


def _accept_slowly(user: User, batch: ImportBatch) -> int:
    """Whoever judged before the other has written would write the same children once more."""
    with acting_as(user):
        return import_batch(batch=batch, by=user, say=lambda step, percent: time.sleep(0.2)).written


def _in_the_register(user: User) -> tuple[int, int]:
    with acting_as(user):
        return Child.objects.count(), Household.objects.count()


def test_two_who_import_the_same_list_at_once_write_it_once(officers, elsewhere):
    batches = elsewhere(_bring, [(officer, LIST) for officer in officers])
    written = elsewhere(_accept_slowly, list(zip(officers, batches, strict=True)))
    assert sorted(written) == [0, 3]
    assert elsewhere(_in_the_register, [officers[:1]]) == [(3, 2)]


def _accept_while(user: User, batch: ImportBatch, elsewhere, meanwhile) -> str:
    """`meanwhile` happens between the second look at the register and the writing."""

    def say(step: str, percent: int) -> None:
        if step.startswith("Đang ghi 3 trong 3 dòng"):
            elsewhere(meanwhile, [(user,)])

    try:
        with acting_as(user):
            import_batch(batch=batch, by=user, say=say)
    except Refused as refusal:
        return refusal.sentence
    return ""


def _add_tu(user: User) -> None:
    with acting_as(user):
        add_child(
            by=user,
            draft=ChildDraft(
                full_name="Lê Văn Tú",
                birth=PartialDate(2015, 9, 5),
                sex="male",
                neighbourhood=Neighbourhood.objects.get(),
                personal_id=PERSONAL_ID,
            ),
        )


def test_a_child_added_while_its_row_is_written_stops_the_import_and_the_next_try_finds_it(officers, elsewhere):
    vân, _ = officers
    [batch] = elsewhere(_bring, [(vân, LIST)])
    [sentence] = elsewhere(_accept_while, [(vân, batch, elsewhere, _add_tu)])
    assert sentence == "Trong lúc nhập có người vừa ghi cùng một trẻ nên phần này chưa ghi. Bấm “Nhập” lần nữa."
    assert elsewhere(_in_the_register, [(vân,)]) == [(1, 0)]
    assert elsewhere(_accept_slowly, [(vân, batch)]) == [2]
    assert elsewhere(_in_the_register, [(vân,)]) == [(3, 1)]


def _queue(user: User, data: bytes) -> Job:
    batch = _bring(user, data)
    with acting_as(user):
        return request_job_for(batch=batch, kind="import_list", by=user).job


def _state(user: User, job: Job) -> tuple[str, int]:
    with acting_as(user):
        job = Job.objects.get(pk=job.pk)
        return job.state, job.attempt


def test_a_job_that_comes_twice_at_once_writes_once(officers, elsewhere):
    vân, _ = officers
    [job] = elsewhere(_queue, [(vân, LIST)])
    elsewhere(run_job, [(job.pk,), (job.pk,)])
    assert elsewhere(_state, [(vân, job)]) == [(State.DONE, 1)]
    assert elsewhere(_in_the_register, [(vân,)]) == [(3, 2)]


def _open_batch(user: User) -> str:
    try:
        with acting_as(user):
            return open_batch(by=user, neighbourhoods=[Neighbourhood.objects.get()], grounds=["unverified"]).code
    except Refused as refusal:
        return refusal.sentence


def test_two_who_open_a_batch_at_once_do_not_take_a_child_twice(officers, elsewhere):
    elsewhere(_add_tu, [officers[:1]])
    first, second = sorted(elsewhere(_open_batch, [(officer,) for officer in officers]), reverse=True)
    assert first.startswith("XM-")
    assert "đang ở một đợt khác" in second


# What an import needs in its middle: households are written then, children are not.
NOBODY_GETS_A_CODE = "update children_codecounter set last = last"


@contextmanager
def _holding(statement: str):
    """Somebody else changes what the import needs, and does not finish; whether it waits for that."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute(statement)
            yield lambda: _somebody_waits(cursor)
    finally:
        other.close()


def _kill_when(is_there, worker: subprocess.Popen) -> None:
    try:
        while worker.poll() is None and not is_there():
            time.sleep(0.05)
    finally:
        worker.kill()


def _somebody_waits(cursor) -> bool:
    cursor.execute("select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))")
    return cursor.fetchone()[0] > 0


PROGRAM = """
import sys, django
django.setup()
from children.actions.imports import accepting
from jobs.actions import run_job
job, accepting.PART = map(int, sys.argv[1:])
run_job(job)
"""


def _worker(job: Job, *, part: int = 5_000) -> subprocess.Popen:
    """A process of its own that does this job in the database of the tests."""
    names = {"DATABASE_OWNER_URL": os.environ["DATABASE_OWNER_URL"], "DATABASE_URL": os.environ["DATABASE_URL"]}
    ours = {key: _of_the_tests(url) for key, url in names.items()}
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings_test"}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(job.pk), str(part)], cwd=ROOT, env={**os.environ, **settings, **ours}
    )


def _of_the_tests(url: str) -> str:
    base, question, query = url.partition("?")
    return f"{base.rpartition('/')[0]}/{connection.settings_dict['NAME']}{question}{query}"


def _first_code() -> None:
    with acting_as(User.objects.system()):
        CodeCounter.objects.take(timezone.localdate().year)


def _later(job: Job) -> None:
    """The heartbeat has been silent for long enough; the sweep queues the job again."""
    with acting_as(User.objects.system()):
        Job.objects.filter(pk=job.pk).update(heartbeat_at=Job.objects.get(pk=job.pk).heartbeat_at - 2 * SILENT_AFTER)
    sweep()


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_one_writes_once(officers, elsewhere):
    vân, _ = officers
    [job] = elsewhere(_queue, [(vân, LIST)])
    elsewhere(_first_code, [()])
    with _holding(NOBODY_GETS_A_CODE) as is_in_the_middle, _worker(job) as worker:
        _kill_when(is_in_the_middle, worker)
    assert worker.returncode == -signal.SIGKILL
    assert elsewhere(_in_the_register, [(vân,)]) == [(0, 0)]
    assert elsewhere(_state, [(vân, job)]) == [(State.RUNNING, 1)]
    elsewhere(_later, [(job,)])
    elsewhere(run_job, [(job.pk,)])
    assert elsewhere(_state, [(vân, job)]) == [(State.DONE, 2)]
    assert elsewhere(_in_the_register, [(vân,)]) == [(3, 2)]


def _written(user: User, job: Job) -> tuple[int, str]:
    with acting_as(user):
        batch = ImportBatch.objects.get(job=job)
        return batch.written, batch.state


def _undo(user: User, job: Job) -> None:
    with acting_as(user):
        undo_import(batch=ImportBatch.objects.get(job=job), by=user)


def test_a_worker_killed_after_the_first_part_is_followed_by_one_that_writes_the_rest(officers, elsewhere):
    """The first part changes a child of the register; the second adds one, which needs a code."""
    vân, _ = officers
    elsewhere(_add_tu, [(vân,)])
    [job] = elsewhere(_queue, [(vân, KNOWN_CHILD_FIRST)])
    with _holding(NOBODY_GETS_A_CODE) as waits, _worker(job, part=1) as worker:
        _kill_when(waits, worker)
    assert worker.returncode == -signal.SIGKILL
    assert elsewhere(_in_the_register, [(vân,)]) == [(1, 1)]
    assert elsewhere(_written, [(vân, job)]) == [(1, "previewed")]
    elsewhere(_later, [(job,)])
    elsewhere(run_job, [(job.pk,)])
    assert elsewhere(_state, [(vân, job)]) == [(State.DONE, 2)]
    assert elsewhere(_in_the_register, [(vân,)]) == [(3, 2)]
    assert elsewhere(_written, [(vân, job)]) == [(3, "imported")]
    elsewhere(_undo, [(vân, job)])
    assert elsewhere(_in_the_register, [(vân,)]) == [(1, 0)]


def _stop(user: User, job: Job) -> None:
    with acting_as(user):
        stop_job(job=job, by=user)


def _go_on(user: User, job: Job) -> Job:
    with acting_as(user):
        return request_job_for(batch=ImportBatch.objects.get(job=job), kind="import_list", by=user).job


def test_an_import_that_is_stopped_keeps_the_parts_that_are_done_and_can_go_on(officers, elsewhere):
    vân, _ = officers
    elsewhere(_add_tu, [(vân,)])
    [job] = elsewhere(_queue, [(vân, KNOWN_CHILD_FIRST)])
    with _worker(job, part=1) as worker, _holding(NOBODY_GETS_A_CODE) as waits:
        while worker.poll() is None and not waits():
            time.sleep(0.05)
        elsewhere(_stop, [(vân, job)])
        time.sleep(2 * HEARTBEAT_SECONDS)  # the worker hears of it with its next beat
    assert worker.returncode == 0
    assert elsewhere(_state, [(vân, job)]) == [(State.STOPPED, 1)]
    assert elsewhere(_written, [(vân, job)]) == [(1, "previewed")]
    [again] = elsewhere(_go_on, [(vân, job)])
    elsewhere(run_job, [(again.pk,)])
    assert elsewhere(_written, [(vân, again)]) == [(3, "imported")]
    assert elsewhere(_in_the_register, [(vân,)]) == [(3, 2)]
