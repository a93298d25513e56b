"""A destruction on its way: what is left out, what changes meanwhile, how it ends before its time."""

import pytest
from django.db import connection

from accounts.acting import acting_as
from accounts.models import AccessEvent
from children.actions.allowances import grant_allowance
from children.actions.merging import merge_children
from children.models import Child
from interface.refusals import Refused, StaleVersion
from jobs.actions import run_job
from jobs.models import Job, State
from retention.actions.destroying import end_destruction, go_on, make_paper, request_paper
from retention.actions.holds import HoldDraft, set_hold
from retention.actions.proposing import leave_out, propose_log_destruction
from retention.models import Destruction, DestructionRow, DestructionState, RetentionClass
from tests.children.support import decision


def periods_are(officer, code: str, **facts) -> None:
    with acting_as(officer):
        RetentionClass.objects.filter(code=code).update(**facts)


def test_a_record_printed_before_a_child_was_left_out_is_signed_by_nobody(
    grown, confirmed, propose, approve, start, officer
):
    kept, _ = grown(), grown()
    batch = approve(propose())
    with acting_as(officer):
        printed = make_paper(batch=request_paper(batch=batch, by=officer), by=officer)
        assert printed.content
        row = leave_out(row=batch.rows.get(child=kept), by=officer)
        batch.refresh_from_db()
        assert (row.stop, batch.content, batch.paper_job) == ("left_out", None, None)
        assert AccessEvent.objects.filter(event="LEFT_OUT_OF_DESTRUCTION", about=kept.code).exists()
    with pytest.raises(StaleVersion):
        start(printed)


def test_a_child_merged_meanwhile_is_left_out_as_it_stands_now(grown, confirmed, propose, officer):
    kept = grown()
    with acting_as(officer):
        set_hold(child=kept, by=officer, draft=HoldDraft("legal", "có đơn khiếu nại"))
    gone = grown()
    batch = propose()
    with acting_as(officer):
        seen = batch.rows.get()
        merge_children(kept=kept, gone=gone, by=officer, taken=(), versions=(kept.version, gone.version))
        leave_out(row=seen, by=officer)
        connection.check_constraints()
        row = batch.rows.get()
        assert (row.child, row.code, row.stop) == (kept, gone.code, "left_out")


def test_both_records_of_one_child_in_a_destruction_and_one_is_gone(grown, confirmed, propose, officer):
    kept, gone = grown(), grown()
    batch = propose()
    with acting_as(officer):
        seen = batch.rows.get(child=gone)
        merge_children(kept=kept, gone=gone, by=officer, taken=(), versions=(kept.version, gone.version))
        with pytest.raises(Refused, match="đã gộp"):
            leave_out(row=seen, by=officer)


def test_what_another_destruction_took_is_not_counted_twice(grown, confirmed, propose, approve, start, officer):
    left, taken = grown(), grown()
    first = propose()
    with acting_as(officer):
        leave_out(row=first.rows.get(child=left), by=officer)
        first.refresh_from_db()
    second = propose()
    with acting_as(officer):
        assert second.rows.get().code == left.code
    for batch in (second, first):
        run_job(start(approve(batch)).job_id)
    with acting_as(officer):
        assert sorted(Destruction.objects.values_list("size", "destroyed")) == [(1, 1), (2, 1)]
        done = DestructionRow.objects.filter(destroyed_at__isnull=False)
        assert sorted(done.values_list("batch", "code")) == sorted([(first.pk, taken.code), (second.pk, left.code)])


def test_the_list_and_the_record_give_the_same_reason(grown, confirmed, lists, propose, approve, start, officer):
    """An allowance and a hold, both set after the approval: the hold weighs more."""
    child = grown()
    batch = approve(propose())
    with acting_as(officer):
        grant_allowance(child=child, by=officer, draft=decision(explanation="tòa án giao"))
        set_hold(child=child, by=officer, draft=HoldDraft("legal", "có đơn khiếu nại"))
    run_job(start(batch).job_id)
    with acting_as(officer):
        assert batch.rows.get().stop == "legal"


def test_a_period_that_is_unsure_again_stops_a_destruction_which_can_be_ended(
    grown, confirmed, propose, approve, start, officer
):
    child = grown()
    batch = approve(propose())
    periods_are(officer, "child_left", unsure=True)
    with pytest.raises(Refused, match="cần xác nhận"):
        start(batch)
    periods_are(officer, "child_left", unsure=False)
    batch = start(batch)
    with acting_as(officer), pytest.raises(Refused, match="Máy đang làm"):
        end_destruction(batch=batch, by=officer, version=batch.version)
    periods_are(officer, "child_left", unsure=True)
    run_job(batch.job_id)
    with acting_as(officer):
        job = Job.objects.get(pk=batch.job_id)
        assert (job.state, "cần xác nhận" in job.error) == (State.FAILED, True)
        batch.refresh_from_db()
        with pytest.raises(Refused, match="cần xác nhận"):
            go_on(batch=batch, by=officer, version=batch.version)
        batch = end_destruction(batch=batch, by=officer, version=batch.version)
        assert (batch.state, batch.destroyed, batch.rows.get().stop) == (DestructionState.DONE, 0, "ended")
        assert Child.objects.get() == child
    periods_are(officer, "child_left", unsure=False)
    assert propose().size == 1  # free for the next one


def test_a_log_that_must_be_kept_longer_frees_the_way_for_another(confirmed, grown, officer, approve, start, as_owner):
    grown()
    for table in ("accounts_accessevent", "audit_change"):
        as_owner(f"update {table} set at = at - interval '6 years' returning 1")
    with acting_as(officer):
        batch = propose_log_destruction(by=officer, reason="quá hạn")
    batch = start(approve(batch))
    periods_are(officer, "audit", years=10)
    run_job(batch.job_id)
    with acting_as(officer):
        assert "10 năm" in Job.objects.get(pk=batch.job_id).error
        batch.refresh_from_db()
        end_destruction(batch=batch, by=officer, version=batch.version)
    periods_are(officer, "audit", years=5)
    with acting_as(officer):
        assert propose_log_destruction(by=officer, reason="quá hạn").number == 2
