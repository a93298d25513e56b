"""Receiving a report: who may, when its clock starts, what the sender sees afterwards."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.acting import acting_as
from accounts.models import Notification
from cases.actions.cases import move, take_on
from cases.actions.intakes import ChildDraft, IntakeDraft, link_report, open_separately, receive_report
from cases.models import Case, CaseClock, CaseStep, Incident, Intake, Receipt, ReportedChild, Verdict
from cases.process import State
from interface.refusals import NotAllowed, Refused, StaleVersion

pytestmark = pytest.mark.usefixtures("lists")
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.fixture
def report(at):
    """Somebody reports: `report(collaborator, "2026-01-30 20:00", typed="2026-01-30 23:10")`."""

    def receive(by, received: str, typed: str = "", *, children=(), **more) -> Intake:
        draft = IntakeDraft(received_at=vn(received), channel=more.pop("channel", "phone"), **more)
        with at(typed or received), acting_as(by):
            return receive_report(by=by, draft=draft, children=children)

    return receive


def only_case(by) -> Case:
    with acting_as(by):
        return Case.objects.visible_to(by).get()


def test_emergency_clock_starts_at_the_first_report_not_at_typing(report, officer):
    report(officer, "2026-01-30 20:00", typed="2026-01-30 23:10")
    with acting_as(officer):
        clock = CaseClock.objects.visible_to(officer).get()
    assert clock.term.code == "emergency"
    assert clock.due_at == vn("2026-01-31 08:00")


def test_a_collaborator_sees_of_the_own_report_only_that_it_arrived(report, collaborator, officer):
    intake = report(collaborator, "2026-01-30 20:00", happened="Hàng xóm nghe tiếng đánh")
    with acting_as(collaborator):
        assert not Intake.objects.visible_to(collaborator).exists()
        assert not Intake.objects.exists()  # nor does the database show it
        assert not ReportedChild.objects.exists()
        assert not Case.objects.exists()
        assert not Incident.objects.exists()
        assert not CaseClock.objects.exists()
        assert Receipt.objects.visible_to(collaborator).get().code == intake.code
    with acting_as(officer):
        assert Intake.objects.visible_to(officer).get().happened == "Hàng xóm nghe tiếng đánh"


def test_every_officer_and_leader_is_told_without_a_word_of_what_happened(
    report, collaborator, officer, chair, stranger
):
    intake = report(collaborator, "2026-01-30 20:00", happened="Hàng xóm nghe tiếng đánh")
    for told in (officer, chair):
        with acting_as(told):
            assert Notification.objects.visible_to(told).get().text == f"Có tin báo mới {intake.code}"
    with acting_as(stranger):
        assert not Notification.objects.visible_to(stranger).exists()


def test_two_children_of_one_report_have_a_case_each_and_one_incident(report, officer):
    report(officer, "2026-01-30 20:00", children=[ChildDraft(name="Bé Na"), ChildDraft(name_unknown=True)])
    with acting_as(officer):
        cases = Case.objects.visible_to(officer).order_by("code")
        assert [case.name for case in cases] == ["Bé Na", ""]
        assert len({case.incident_id for case in cases}) == 1


def test_a_name_of_the_informant_is_kept_only_by_consent(report, officer):
    intake = report(officer, "2026-01-30 20:00", informant_name="Cô Sáu", informant_agrees=False)
    with acting_as(officer):
        assert Intake.objects.get(pk=intake.pk).informant_name == ""


def test_nobody_receives_what_has_not_come_yet(report, officer):
    with pytest.raises(Refused, match="chưa đến"):
        report(officer, "2026-01-30 20:00", typed="2026-01-30 19:59")


def test_a_like_report_waits_to_be_compared_and_an_earlier_one_moves_every_clock(report, officer, ward, at):
    child = ChildDraft(age_from=6, age_to=10)
    report(officer, "2026-01-30 20:00", children=[child], neighbourhood=ward["tdp7"])
    second = report(officer, "2026-01-30 19:00", "2026-01-30 21:00", children=[child], neighbourhood=ward["tdp7"])
    with at("2026-01-30 21:10"), acting_as(officer):
        case = Case.objects.visible_to(officer).get()
        link_report(intake=second, to=case, by=officer, version=second.version)
        assert Case.objects.get().received_at == vn("2026-01-30 19:00")
        assert CaseClock.objects.get().due_at == vn("2026-01-31 07:00")
        with pytest.raises(StaleVersion):
            link_report(intake=second, to=case, by=officer, version=second.version)


def test_what_only_looked_alike_gets_a_case_of_its_own(report, officer, ward):
    report(officer, "2026-01-30 20:00", neighbourhood=ward["tdp7"])
    second = report(officer, "2026-01-30 21:00", neighbourhood=ward["tdp7"])
    with acting_as(officer):
        assert Case.objects.visible_to(officer).count() == 1
        open_separately(intake=second, by=officer, version=second.version)
        assert Case.objects.visible_to(officer).count() == 2


def test_a_case_taken_on_is_seen_by_its_team_and_by_who_decides(report, officer, other_officer, chair):
    report(officer, "2026-01-30 20:00")
    case = only_case(other_officer)
    with acting_as(officer):
        take_on(case=case, by=officer, version=case.version)
    for person, sees in ((officer, True), (chair, True), (other_officer, False)):
        with acting_as(person):
            assert Case.objects.visible_to(person).exists() is sees
            assert Case.objects.exists() is sees
            assert CaseStep.objects.exists() is sees
    assert only_case(chair).manager_id == officer.pk


def test_a_report_that_is_not_true_closes_with_its_reason_and_stops_the_clock(report, officer, at):
    report(officer, "2026-01-30 20:00")
    case = only_case(officer)
    with at("2026-01-30 21:00"), acting_as(officer):
        case = take_on(case=case, by=officer, version=case.version)
        case = move(case=case, step="verify", by=officer, version=case.version)
        with pytest.raises(Refused, match="lý do"):
            move(case=case, step="dismiss", by=officer, version=case.version)
        case = move(case=case, step="dismiss", by=officer, version=case.version, reason="Ảnh cũ, ở nơi khác")
        assert case.state == State.CLOSED
        assert Intake.objects.get().verdict == Verdict.FALSE
        assert CaseClock.objects.get().stopped_at


def test_an_illegal_move_is_refused_with_the_article(report, officer, at):
    report(officer, "2026-01-30 20:00")
    case = only_case(officer)
    refused = pytest.raises(Refused, match=r"Điều 28.1 Nghị định 56/2017/NĐ-CP")
    with at("2026-01-30 21:00"), acting_as(officer), refused:
        move(case=case, step="submit_plan", by=officer, version=case.version)


def test_only_a_leader_ends_a_case(report, officer, at):
    report(officer, "2026-01-30 20:00")
    case = only_case(officer)
    with at("2026-01-30 21:00"), acting_as(officer), pytest.raises(NotAllowed):
        move(case=case, step="end_early", by=officer, version=case.version, reason="Trẻ đã chuyển đi")
