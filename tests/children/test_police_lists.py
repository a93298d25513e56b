"""A batch of Đề án 06 is sent when its list is given out, not when it is asked for."""

import pytest
from django.utils import timezone

from accounts.acting import acting_as
from children.actions import exports, id_batches
from children.actions.exports import decide_export, lock_file
from children.actions.id_batches import CheckDraft, list_again, list_for_police
from children.models import Export, IdBatch, IdBatchRow
from interface.refusals import Refused
from jobs.actions import run_job


@pytest.fixture(autouse=True)
def small_ward(monkeypatch):
    monkeypatch.setattr(exports, "MANY", 2)


@pytest.fixture
def batch(child_of, lists, officer, ward) -> IdBatch:
    for name in ("An", "Bình"):
        child_of(full_name=f"Lê Thị {name}")
    with acting_as(officer):
        return id_batches.open_batch(by=officer, neighbourhoods=[ward["tdp7"]], grounds=["missing"])


def listed(officer, batch, ask=list_for_police) -> Export:
    with acting_as(officer):
        export = ask(batch=batch, by=officer)
    run_job(export.job_id)
    with acting_as(officer):
        batch.refresh_from_db()
        return Export.objects.get(pk=export.pk)


def decided(person, export, *, allowed) -> None:
    with acting_as(person):
        decide_export(export=export, by=person, allowed=allowed, version=export.version)


def given(officer, export, batch) -> None:
    with acting_as(officer):
        lock_file(export=export, by=officer)
        batch.refresh_from_db()


def page_of(browser, batch) -> str:
    return browser.get(batch.get_absolute_url()).content.decode()


def test_nothing_is_sent_while_the_list_waits_for_a_second_person(
    batch, officer, other_officer, chair, policeman, collaborator, as_user
):
    export = listed(officer, batch)
    assert (export.waits, batch.state, batch.sent_on) == (True, "listed", None)
    for reader in (officer, other_officer):
        page = page_of(as_user(reader), batch)
        assert "chờ người thứ hai cho phép" in page
        assert "Chờ công an" not in page
    assert batch.code not in as_user(policeman).get("/ids/police/").content.decode()
    with acting_as(collaborator):
        row = IdBatchRow.objects.first()
        with pytest.raises(Refused, match="đã lập"):
            id_batches.check_row(row=row, by=collaborator, version=1, draft=CheckDraft("same"))
    assert f"Giao công an danh sách {batch.code}" in as_user(officer).get("/").content.decode()
    decided(chair, export, allowed=True)
    given(officer, export, batch)
    assert (batch.state, batch.sent_on) == ("sent", timezone.localdate())
    assert batch.code in as_user(policeman).get("/ids/police/").content.decode()


@pytest.mark.parametrize("who", ["chair", "other_officer"])
def test_a_refused_list_opens_the_doors_again(batch, who, officer, collaborator, request, as_user):
    decided(request.getfixturevalue(who), listed(officer, batch), allowed=False)
    with acting_as(officer):
        batch.refresh_from_db()
        assert (batch.state, batch.sent_on) == ("checking", None)
    page = page_of(as_user(officer), batch)
    assert "không được cho phép" in page
    assert "Lập danh sách gửi công an" in page
    with acting_as(collaborator):
        row = IdBatchRow.objects.first()
        id_batches.check_row(row=row, by=collaborator, version=1, draft=CheckDraft("same"))


def test_a_list_of_doors_that_are_asked_again_does_not_leave(batch, officer, chair, as_user):
    first = listed(officer, batch)
    decided(chair, first, allowed=True)
    as_user(officer).post(f"{batch.get_absolute_url()}check-again")
    with acting_as(officer), pytest.raises(Refused, match="không còn dùng được"):
        lock_file(export=first, by=officer)
    second = listed(officer, batch)
    with acting_as(officer), pytest.raises(Refused, match="không còn dùng được"):
        lock_file(export=first, by=officer)
    decided(chair, second, allowed=True)
    given(officer, second, batch)
    assert batch.state == "sent"
    with acting_as(officer), pytest.raises(Refused, match="qua bước"):
        id_batches.check_again(batch=batch, by=officer)


def test_a_refused_second_list_takes_nothing_back_of_what_was_sent(batch, officer, chair):
    first = listed(officer, batch)
    decided(chair, first, allowed=True)
    given(officer, first, batch)
    decided(chair, listed(officer, batch, list_again), allowed=False)
    with acting_as(officer):
        batch.refresh_from_db()
        assert batch.state == "sent"


def test_an_old_list_that_is_refused_leaves_the_new_one_standing(batch, officer, chair):
    first = listed(officer, batch)
    second = listed(officer, batch, list_again)
    decided(chair, first, allowed=False)
    with acting_as(officer):
        batch.refresh_from_db()
        assert batch.state == "listed"
    decided(chair, second, allowed=True)
    given(officer, second, batch)
    assert batch.state == "sent"
