"""What is destroyed is gone everywhere, for good; what must be kept is kept."""

import datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import AccessEvent
from attachments.models import StoredFile
from children.actions.allowances import grant_allowance
from children.actions.files import FileDraft, attach_file
from children.actions.merging import merge_children
from children.models import Caregiver, Child, Circumstance, CircumstanceGroup, FileKind, Household
from interface.refusals import NotAllowed, Refused
from jobs.actions import request_job, run_job
from jobs.models import Job, State
from retention.actions.destroying import destroy_part
from retention.actions.holds import HoldDraft, lift_hold, set_hold
from retention.actions.proposing import (
    decide_destruction,
    leave_out,
    propose_destruction,
    propose_log_destruction,
)
from retention.models import Destruction, DestructionRow, DestructionState, KeptFigure, RetentionClass
from retention.queries import stops_of
from tests.attachments.samples import a_photo
from tests.children.support import decision

NAME, MOTHER, HOME = "Trần Vô Danh Tánh", "Hồ Thị Không Ai", "7/9 Ngõ Không Tên"


def refusal_of(statement: str) -> str:
    """What the database says to the application that tries this."""
    with pytest.raises(ProgrammingError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(error.value)


def test_a_grown_child_leaves_no_trace_but_a_code(grown, confirmed, destroyed, found, officer):
    child = grown(full_name=NAME, mother=MOTHER, address=HOME)
    assert {"children_child", "audit_change"} <= set(found(NAME))
    batch = destroyed()
    assert (batch.state, batch.destroyed, batch.record_number) == (DestructionState.DONE, 1, "12/BB-UBND")
    assert [found(word) for word in (NAME, MOTHER, HOME)] == [[], [], []]
    with acting_as(officer):
        [row] = DestructionRow.objects.all()
        assert (row.code, row.child_id, row.destroyed_at is not None) == (child.code, None, True)
        assert AccessEvent.objects.filter(event="RECORDS_DESTROYED", children=1, about=batch.code).exists()


def test_an_earlier_carer_and_a_name_corrected_long_ago_are_forgotten_too(grown, confirmed, destroyed, found, officer):
    child = grown(full_name=NAME, mother=MOTHER)
    with acting_as(officer, scope=FIGURES):
        child.relations.all().delete()
        Caregiver.objects.all().delete()
        child.full_name = "Trần Văn Bình"
        child.save_next_version()
    destroyed()
    assert [found(word) for word in (NAME, MOTHER)] == [[], []]


def test_a_younger_brother_keeps_his_home_and_his_mother(grown, child_of, confirmed, destroyed, officer):
    older = grown(full_name=NAME, mother=MOTHER, address=HOME)
    with acting_as(officer, scope=FIGURES):
        mother = Caregiver.objects.get()
        younger = child_of("tdp7", household=older.household)
        younger.relations.create(caregiver=mother, relation="mother")
    destroyed()
    with acting_as(officer):
        assert Child.objects.get() == younger
        assert (Household.objects.get(), Caregiver.objects.get()) == (older.household, mother)


def test_attached_files_leave_the_disk(grown, confirmed, destroyed, officer, files_dir, committed):
    child = grown()
    with acting_as(officer):
        portrait = FileDraft(FileKind.PORTRAIT, consent_by="Mẹ", consent_on=datetime.date(2026, 1, 5))
        attach_file(child=child, by=officer, draft=portrait, upload=a_photo())
    assert len(list(files_dir.glob("??/*"))) == 1
    with committed(execute=True):
        destroyed()
    with acting_as(officer):
        assert not StoredFile.objects.exists()
    assert list(files_dir.glob("??/*")) == []


def test_the_counts_stay(grown, confirmed, destroyed, officer, chair, lists, ward, at):
    with at("2021-05-01 09:00"):
        child = grown(created_at=datetime.datetime(2021, 5, 1, tzinfo=datetime.UTC))
        with acting_as(officer, scope=FIGURES):
            for group in (_group(extra_secret=False), _group(extra_secret=True, is_abuse=False)):
                Circumstance.objects.create(
                    child=child, group=group, secret=group.extra_secret, started_on="2021-06-01",
                    ended_on="2022-06-01", officer=officer,
                )  # fmt: skip
    case_files_last(officer, years=1)
    destroyed()
    open_code, secret = _group(extra_secret=False).code, _group(extra_secret=True, is_abuse=False).code
    known = {
        (2021, "resident", 7, "female", 2007, 1),
        (2022, "resident", 7, "female", 2007, 1),
        (2021, f"group:{open_code}", 7, "female", 2007, 1),
    }
    assert _figures_of(officer) == known  # one child of a secret group would be known by its number
    assert _figures_of(chair) == known | {(2021, f"group:{secret}", None, "", None, 1)}


def _figures_of(person) -> set:
    """What the database lets through."""
    columns = ("year", "measure", "neighbourhood__number", "sex", "birth_year", "count")
    with acting_as(person):
        visible = set(KeptFigure.objects.visible_to(person).values_list(*columns))
        assert visible == set(KeptFigure.objects.values_list(*columns))
    return visible


@pytest.mark.parametrize("unsure", [True, False])
def test_a_case_file_is_kept_until_its_period_is_confirmed_and_over(grown, confirmed, propose, officer, unsure):
    child = grown()
    with acting_as(officer, scope=FIGURES):
        Circumstance.objects.create(
            child=child, group=_group(extra_secret=True), secret=True, started_on="2021-06-01", ended_on="2022-06-01",
            officer=officer,
        )  # fmt: skip
    case_files_last(officer, years=1, unsure=unsure)
    if unsure:
        with pytest.raises(Refused, match="Không có hồ sơ nào"):
            propose()
        with acting_as(officer):
            RetentionClass.objects.filter(code="case_file").delete()  # the lists are older than the product
            assert stops_of([child.pk]) == {child.pk: ["other"]}
    else:
        assert propose().size == 1


def _group(**facts) -> CircumstanceGroup:
    return CircumstanceGroup.objects.filter(**facts).order_by("pk")[0]


def case_files_last(officer, *, years: int, unsure: bool = False) -> None:
    with acting_as(officer):
        RetentionClass.objects.filter(code="case_file").update(years=years, unsure=unsure, source="QĐ 15/QĐ-UBND")


def test_sixty_children_go_in_parts_and_a_worker_that_died_is_followed_by_another(
    grown, many_of, confirmed, propose, approve, start, officer
):
    many_of(grown(), 59)
    batch = start(approve(propose()))
    with acting_as(officer):
        assert destroy_part(batch=batch, by=officer)
        batch.refresh_from_db()
        assert (batch.destroyed, Child.objects.count()) == (50, 10)
    run_job(batch.job_id)  # whoever takes the job over goes on from there
    with acting_as(officer):
        batch.refresh_from_db()
        assert (batch.state, batch.destroyed, Child.objects.count()) == (DestructionState.DONE, 60, 0)
        again = request_job(kind="destroy_records", by=officer, batch=str(batch.public_id))
    run_job(again.pk)
    with acting_as(officer):
        assert Job.objects.get(pk=again.pk).state == State.DONE
        assert AccessEvent.objects.filter(event="RECORDS_DESTROYED").count() == 1


def test_a_hold_set_after_the_approval_is_respected(grown, confirmed, propose, approve, start, officer):
    kept, gone = grown(full_name="Lê Văn Giữ"), grown()
    batch = approve(propose())
    with acting_as(officer):
        set_hold(child=kept, by=officer, draft=HoldDraft("legal", "có đơn khiếu nại"))
    run_job(start(batch).job_id)
    with acting_as(officer):
        assert list(Child.objects.all()) == [kept]
        assert dict(DestructionRow.objects.values_list("code", "stop")) == {kept.code: "legal", gone.code: ""}


def test_a_child_left_out_stays(grown, confirmed, propose, approve, start, officer):
    kept, _ = grown(), grown()
    batch = propose()
    with acting_as(officer):
        leave_out(row=batch.rows.get(child=kept), by=officer)
        batch.refresh_from_db()
    run_job(start(approve(batch)).job_id)
    with acting_as(officer):
        assert Child.objects.get() == kept


def test_what_was_merged_since_the_proposal_waits_for_another(grown, confirmed, propose, approve, start, officer, ward):
    """The paper that people signed names the code of the record that is gone."""
    kept = grown()
    with acting_as(officer):
        set_hold(child=kept, by=officer, draft=HoldDraft("legal", "có đơn khiếu nại"))
    gone = grown()
    batch = approve(propose())
    with acting_as(officer):
        versions = (kept.version, gone.version)
        merge_children(kept=kept, gone=gone, by=officer, taken=(), versions=versions)
        hold = kept.holds.get()
        lift_hold(hold=hold, by=officer, version=hold.version, reason="đã giải quyết")
    run_job(start(batch).job_id)
    with acting_as(officer):
        assert Child.objects.get() == kept
        assert (batch.rows.get().code, batch.rows.get().stop) == (gone.code, "merged")


def test_a_period_made_longer_meanwhile_is_respected(grown, confirmed, propose, approve, start, officer):
    child = grown()
    batch = start(approve(propose()))
    with acting_as(officer):
        RetentionClass.objects.filter(code="child_register").update(years=5)
    run_job(batch.job_id)
    with acting_as(officer):
        assert Child.objects.get() == child
        assert batch.rows.get().stop == "not_due"


@pytest.mark.parametrize("step", ["proposed", "approved"])
def test_nothing_goes_before_the_record_is_signed(grown, confirmed, propose, approve, officer, step):
    grown()
    batch = propose() if step == "proposed" else approve(propose())
    with acting_as(officer):
        with pytest.raises(Refused, match="chưa có biên bản"):
            destroy_part(batch=batch, by=officer)
        assert "may not be destroyed" in refusal_of(f"select destroy_children({batch.pk}, 50)")
        assert Child.objects.exists()


def test_one_person_alone_destroys_nothing(grown, confirmed, propose, officer, chair):
    grown()
    batch = propose()
    with acting_as(officer), pytest.raises(NotAllowed):
        decide_destruction(batch=batch, by=officer, version=batch.version, approved=True)
    officer.role = "chair"  # promoted since
    with acting_as(officer), pytest.raises(NotAllowed, match="không tự duyệt"):
        decide_destruction(batch=batch, by=officer, version=batch.version, approved=True)


def test_unconfirmed_periods_destroy_nothing(grown, lists, ward, officer):
    grown()
    with acting_as(officer), pytest.raises(Refused, match="cần xác nhận"):
        propose_destruction(by=officer, neighbourhoods=[ward["tdp7"]], reason="hết hạn")


def test_a_refused_destruction_frees_its_children(grown, confirmed, propose, chair):
    grown()
    batch = propose()
    with acting_as(chair):
        with pytest.raises(Refused, match="vì sao"):
            decide_destruction(batch=batch, by=chair, version=batch.version, approved=False)
        decide_destruction(batch=batch, by=chair, version=batch.version, approved=False, note="chờ thanh tra")
    assert propose().size == 1


def test_an_unfinished_allowance_keeps_the_child(grown, confirmed, lists, propose, officer):
    child = grown()
    with acting_as(officer):
        grant_allowance(child=child, by=officer, draft=decision(explanation="tòa án giao"))
    with pytest.raises(Refused, match="Không có hồ sơ nào"):
        propose()


def test_the_application_writes_no_kept_figure_and_deletes_no_destruction(grown, confirmed, propose, officer):
    grown()
    propose()
    with acting_as(officer):
        for statement in (
            "insert into retention_keptfigure (year, measure, sex, count) values (2026, 'resident', '', 9)",
            "delete from retention_destructionrow",
            "delete from retention_destruction",
        ):
            assert "permission denied" in refusal_of(statement)


def test_old_logs_go_by_a_destruction_of_their_own(confirmed, grown, officer, chair, approve, start, as_owner):
    with acting_as(officer), pytest.raises(Refused, match="Chưa có dòng"):
        propose_log_destruction(by=officer, reason="quá hạn")
    grown(full_name=NAME)
    as_owner("update accounts_accessevent set at = at - interval '6 years' returning 1")
    as_owner("update audit_change set at = at - interval '6 years' returning 1")
    as_owner("delete from accounts_accessevent where id = (select min(id) from accounts_accessevent) returning 1")
    with acting_as(officer):
        batch = propose_log_destruction(by=officer, reason="quá hạn")
    assert batch.size > 0
    run_job(start(approve(batch)).job_id)
    with acting_as(officer):
        batch = Destruction.objects.get()
        assert (batch.state, batch.kind) == (DestructionState.DONE, "log")
    left = as_owner("select distinct split_part(tbl, '_', 1) from audit_change where at < now() - interval '5 years'")
    assert {app for (app,) in left} <= {"children", "retention"}  # goes with the child; says who destroyed
    assert as_owner("select count(*) from accounts_accessevent where at < now() - interval '5 years'") == [(0,)]
    tampered = "select count(*) from audit_change where tbl = 'accounts_accessevent' and op = 'D'"
    assert as_owner(tampered) == [(1,)]  # somebody deleted a line of the log by hand: that stays known
