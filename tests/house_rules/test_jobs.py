"""Every job and every scheduled task may run twice; what a scheduled task is there for is really done."""

import os
from collections.abc import Callable

import pytest
from celery import current_app
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from accounts.acting import acting_as
from accounts.actions.drafts import keep_draft
from accounts.models import Draft, User
from cases.actions.intakes import IntakeDraft, receive_report
from cases.models import ClockWarning
from children.actions.bulk import BulkDraft, decide_bulk, start_bulk
from children.actions.imports.telling import make_result, request_result
from children.actions.imports.uploading import upload_list
from children.models import (
    BulkDeed,
    ChildSheet,
    Export,
    Household,
    ImportBatch,
    ImportResult,
    PovertyYear,
    QualityFigure,
)
from config.schedule import SCHEDULE
from jobs.actions import request_job, run_job
from jobs.models import Job, State
from jobs.work import KINDS
from reports.actions import open_report
from retention.actions.destroying import RecordDraft, start_destruction
from retention.actions.proposing import decide_destruction, propose_destruction
from tests.agencies.conftest import signer_of_reports, ward_on_paper
from tests.children import sheets
from tests.children.exporting import asked_for, made
from tests.children.importing import Importer
from tests.children.spreadsheets import one
from tests.house_rules.product import own_models
from tests.retention.conftest import confirm_periods
from vietnamese.partial_dates import PartialDate

LIST = one(**{"Họ và tên": "Lê An", "Ngày sinh": "05/09/2015", "Giới tính": "Nữ", "Tổ dân phố": "7"})
LOGS = {"accounts.AccessEvent"}  # grows with every reading, as it should


def annual_report(request):
    officer, admin = request.getfixturevalue("officer"), request.getfixturevalue("admin")
    ward_on_paper(admin)
    signer_of_reports(admin)
    with acting_as(officer):
        return officer, {"report": str(open_report(year=2026, by=officer).public_id)}


def read_list(request):
    request.getfixturevalue("lists")
    officer = request.getfixturevalue("officer")
    with acting_as(officer):
        batch = upload_list(by=officer, file_name="DS.xlsx", data=LIST)
    return officer, {"batch": str(batch.public_id)}


def import_list(request):
    request.getfixturevalue("lists")
    officer = request.getfixturevalue("officer")
    return officer, {"batch": str(Importer(officer).bring(LIST).public_id)}


def undo_list(request):
    request.getfixturevalue("lists")
    officer = request.getfixturevalue("officer")
    return officer, {"batch": str(Importer(officer).bring_and_accept(LIST).public_id)}


def tell_import(request):
    request.getfixturevalue("lists")
    officer = request.getfixturevalue("officer")
    batch = Importer(officer).bring(LIST)
    with acting_as(officer):
        return officer, {"result": str(request_result(batch=batch, by=officer).public_id)}


def export_children(request):
    officer = request.getfixturevalue("officer")
    request.getfixturevalue("child_of")()
    with acting_as(officer):
        return officer, {"export": str(asked_for(officer).public_id)}


def print_sheet(request):
    officer, child = request.getfixturevalue("officer"), request.getfixturevalue("child_of")()
    with acting_as(officer):
        return officer, {"sheet": str(sheets.asked_for(officer, child).public_id)}


def find_duplicates(request):
    request.getfixturevalue("lists")
    officer = request.getfixturevalue("officer")
    for year in (2015, 2016):
        row = {"Họ và tên": "Lê An", "Ngày sinh": f"05/09/{year}", "Giới tính": "Nữ", "Tổ dân phố": "7"}
        Importer(officer).bring_and_accept(one(**row))
    return officer, {}


def bulk_deed(request):
    """Sixty households: a deed that is too big to be done while somebody waits."""
    officer, ward = request.getfixturevalue("officer"), request.getfixturevalue("ward")
    homes = [Household(head_name=f"Lê {n}", address=f"{n} Lê Lợi", neighbourhood=ward["tdp7"]) for n in range(60)]
    with acting_as(officer):
        Household.objects.bulk_create(homes)
        draft = BulkDraft(ward["tdp12"], kept=[str(home.public_id) for home in homes])
        deed = start_bulk(kind="move", records=homes, by=officer)
        decide_bulk(deed=deed, by=officer, version=deed.version, draft=draft)
        return officer, {"deed": str(deed.public_id)}


def undone_deed(request):
    """The same sixty, taken back."""
    officer, params = bulk_deed(request)
    with acting_as(officer):
        deed = BulkDeed.objects.get(public_id=params["deed"])
    run_job(deed.job_id)
    return officer, params


def approved_destruction(request):
    """One grown child whose record is over; the leader has approved."""
    request.getfixturevalue("lists")
    confirm_periods(request.getfixturevalue("admin"))
    officer, chair, ward = (request.getfixturevalue(name) for name in ("officer", "chair", "ward"))
    request.getfixturevalue("child_of")(birth=PartialDate(2000, 1, 1))
    with acting_as(officer):
        batch = propose_destruction(by=officer, neighbourhoods=[ward["tdp7"]], reason="hết hạn")
    with acting_as(chair):
        return officer, decide_destruction(batch=batch, by=chair, version=batch.version, approved=True)


def print_destruction(request):
    officer, batch = approved_destruction(request)
    return officer, {"batch": str(batch.public_id)}


def destroy_records(request):
    officer, batch = approved_destruction(request)
    with acting_as(officer):
        signed = RecordDraft("12/BB-UBND", timezone.localdate())
        start_destruction(batch=batch, by=officer, version=batch.version, draft=signed)
    return officer, {"batch": str(batch.public_id)}


# For each job who asks for it, and the parameters of one real run. A job that is missing here fails.
SAMPLES = {
    "annual_report": annual_report,
    "read_list": read_list,
    "import_list": import_list,
    "undo_list": undo_list,
    "tell_import": tell_import,
    "export_children": export_children,
    "print_sheet": print_sheet,
    "bulk_deed": bulk_deed,
    "undo_bulk": undone_deed,
    "find_duplicates": find_duplicates,
    "print_destruction": print_destruction,
    "destroy_records": destroy_records,
}


def rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        counts = {}
        for model in own_models():
            cursor.execute(f'select count(*) from "{model._meta.db_table}"')
            counts[model._meta.label] = cursor.fetchone()[0]
    return {label: count for label, count in counts.items() if label not in LOGS}


def test_every_job_has_a_sample_run():
    assert set(KINDS) == set(SAMPLES)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_job_delivered_twice_is_done_once(kind, request):
    owner, params = SAMPLES[kind](request)
    with acting_as(owner):
        job = request_job(kind=kind, by=owner, **params)
    run_job(job.pk)
    with acting_as(owner):
        done = Job.objects.get(pk=job.pk)
        assert done.state == State.DONE, done.error
        once = rows()
    run_job(job.pk)
    with acting_as(owner):
        assert rows() == once


@pytest.mark.parametrize("line", SCHEDULE, ids=lambda line: line.task)
def test_a_scheduled_task_may_run_twice(line, db):
    task = current_app.tasks[line.task]
    task()
    task()


def old_draft(request) -> Callable[[], bool]:
    officer = request.getfixturevalue("officer")
    with acting_as(officer):
        keep_draft(by=officer, form="child", typed="chữ gõ dở")
    return lambda: _still_there(officer, Draft.objects.all())


def ended_session(request) -> Callable[[], bool]:
    session = SessionStore()
    session.set_expiry(60)
    session.save()
    return lambda: Session.objects.filter(pk=session.session_key).exists()


def forgotten_list(request) -> Callable[[], bool]:
    officer = request.getfixturevalue("officer")
    request.getfixturevalue("lists")
    batch = Importer(officer).bring(LIST)
    return lambda: _still_there(officer, ImportBatch.objects.filter(pk=batch.pk, upload__isnull=False))


def result_told(request) -> Callable[[], bool]:
    officer, params = tell_import(request)
    with acting_as(officer):
        result = make_result(result=ImportResult.objects.get(public_id=params["result"]), by=officer)
    return lambda: _still_there(officer, ImportResult.objects.filter(pk=result.pk, content__isnull=False))


def list_taken_out(request) -> Callable[[], bool]:
    officer = request.getfixturevalue("officer")
    request.getfixturevalue("child_of")()
    with acting_as(officer):
        export = made(officer)
    return lambda: _still_there(officer, Export.objects.filter(pk=export.pk, content__isnull=False))


def sheet_printed(request) -> Callable[[], bool]:
    officer, child = request.getfixturevalue("officer"), request.getfixturevalue("child_of")()
    with acting_as(officer):
        sheet = sheets.printed(officer, child)
    return lambda: _still_there(officer, ChildSheet.objects.filter(pk=sheet.pk, content__isnull=False))


def file_of_an_undone_upload(request) -> Callable[[], bool]:
    path = request.getfixturevalue("files_dir") / "0f" / "0f"
    path.parent.mkdir()
    path.write_bytes(b"x")
    os.utime(path, (timezone.now().timestamp(),) * 2)
    return path.exists


def month_not_counted(request) -> Callable[[], bool]:
    """Not a thing left over, but one missing: nobody has counted this month yet."""
    officer = request.getfixturevalue("officer")
    return lambda: not _still_there(officer, QualityFigure.objects.filter(month="2026-11-01"))


def job_of_a_dead_worker(request) -> Callable[[], bool]:
    officer = request.getfixturevalue("officer")
    with acting_as(officer):
        Job.objects.create(kind="annual_report", owner=officer, state=State.RUNNING, heartbeat_at=timezone.now())
    return lambda: _still_there(officer, Job.objects.left_behind())


def night_without_a_search(request) -> Callable[[], bool]:
    system = User.objects.system()
    request.getfixturevalue("ward")
    return lambda: not _still_there(system, Job.objects.filter(kind="find_duplicates"))


def class_said_beforehand(request) -> Callable[[], bool]:
    """What was said of the next year, before it begins."""
    officer, ward = request.getfixturevalue("officer"), request.getfixturevalue("ward")
    with acting_as(officer):
        home = Household.objects.create(head_name="Đặng Văn Sáu", neighbourhood=ward["tdp7"])
        PovertyYear.objects.create(household=home, year=2026, poverty="poor")
    return lambda: not _still_there(officer, Household.objects.filter(poverty="poor"))


def clock_near_its_end(request) -> Callable[[], bool]:
    """Nobody was told yet."""
    request.getfixturevalue("lists")
    officer = request.getfixturevalue("officer")
    with acting_as(officer):
        receive_report(by=officer, draft=IntakeDraft(timezone.now(), "phone"))
    return lambda: not _still_there(officer, ClockWarning.objects.filter(kind="late"))


def _still_there(owner, rows) -> bool:
    with acting_as(owner):
        return rows.all().exists()


# What each scheduled task puts in order: it is left over a month ago, still there before the task runs, gone after it.
LEFT_OVER = {
    "cases.tasks.warn": clock_near_its_end,
    "jobs.tasks.sweep": job_of_a_dead_worker,
    "accounts.tasks.forget_drafts": old_draft,
    "accounts.tasks.forget_sessions": ended_session,
    "children.tasks.forget_exports": list_taken_out,
    "children.tasks.forget_sheets": sheet_printed,
    "children.tasks.forget_imports": forgotten_list,
    "children.tasks.forget_results": result_told,
    "children.tasks.keep_quality": month_not_counted,
    "children.tasks.begin_year": class_said_beforehand,
    "attachments.tasks.sweep_files": file_of_an_undone_upload,
    "children.tasks.ask_for_duplicates": night_without_a_search,
}


@pytest.mark.parametrize("line", SCHEDULE, ids=lambda line: line.task)
def test_a_scheduled_task_does_what_it_is_there_for(line, request, ward, at):
    with at("2026-10-23 09:00"):
        still_there = LEFT_OVER[line.task](request)
    with at("2026-11-23 09:00"):
        assert still_there()
        current_app.tasks[line.task]()
        assert not still_there()
