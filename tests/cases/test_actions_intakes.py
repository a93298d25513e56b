"""Receiving a report: who may, when its clock starts, what the sender sees afterwards."""

import pytest

from accounts.acting import acting_as
from accounts.models import Notification
from cases.actions.cases import take_on
from cases.actions.intakes import ChildDraft, link_report, open_separately
from cases.models import Case, CaseClock, CaseStep, ChildInReport, Incident, Intake, Receipt, Verdict
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.cases.conftest import vn


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
        assert not ChildInReport.objects.exists()
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


@pytest.fixture
def two_reports(report, officer, ward):
    """Two of a child of about the same age in one neighbourhood; the second to be typed was heard first."""
    child = ChildDraft(age_from=6, age_to=10)
    report(officer, "2026-01-30 20:00", children=[child], neighbourhood=ward["tdp7"])
    return report(officer, "2026-01-30 19:00", "2026-01-30 21:00", children=[child], neighbourhood=ward["tdp7"])


def link(intake, by):
    with acting_as(by):
        return link_report(intake=intake, to=Incident.objects.get(), by=by, version=intake.version)


def test_a_like_report_waits_to_be_compared_and_an_earlier_one_moves_every_clock(two_reports, officer, at):
    with acting_as(officer):
        case = Case.objects.get()
        own = CaseClock.objects.get(intake=two_reports)
        assert own.due_at == vn("2026-01-31 07:00")  # the hours run while it waits
    with at("2026-01-30 21:10"):
        linked = link(two_reports, officer)
        assert linked.incident_id == case.incident_id
        with pytest.raises(StaleVersion):
            link(two_reports, officer)
    with acting_as(officer):
        assert Case.objects.get().received_at == vn("2026-01-30 19:00")
        assert CaseClock.objects.get(case=case).due_at == vn("2026-01-31 07:00")
        assert CaseClock.objects.get(intake=linked).stopped_at


def test_a_later_report_moves_no_clock(report, officer, ward, at):
    report(officer, "2026-01-30 19:00", neighbourhood=ward["tdp7"])
    later = report(officer, "2026-01-30 20:00", neighbourhood=ward["tdp7"])
    with at("2026-01-30 20:10"):
        link(later, officer)
    with acting_as(officer):
        assert CaseClock.objects.get(case__isnull=False).due_at == vn("2026-01-31 07:00")


def test_who_compares_need_not_be_named_in_the_case(two_reports, officer, other_officer, at):
    with at("2026-01-30 21:05"), acting_as(officer):
        case = Case.objects.get()
        take_on(case=case, by=officer, version=case.version)
    with at("2026-01-30 21:10"):
        link(two_reports, other_officer)
    with acting_as(other_officer):
        assert not Case.objects.exists()
    with acting_as(officer):
        assert Case.objects.get().received_at == vn("2026-01-30 19:00")
        told = Notification.objects.visible_to(officer).order_by("-pk")[0]
        assert told.text == f"Tin {two_reports.code} được nối vào hồ sơ {case.code}"


def test_a_report_is_not_linked_to_a_case_that_has_ended(two_reports, taken_by, go, officer, at):
    with at("2026-01-30 21:10"):
        case = go(taken_by(officer), "verify", officer)
        go(case, "dismiss", officer, "Ảnh cũ, ở nơi khác")
        with pytest.raises(Refused, match="đã kết thúc"):
            link(two_reports, officer)


@pytest.fixture
def taken_by():
    def take(by) -> Case:
        with acting_as(by):
            case = Case.objects.get()
            return take_on(case=case, by=by, version=case.version)

    return take


def test_a_report_linked_to_a_confirmed_case_is_true(two_reports, taken_by, go, officer, at):
    with at("2026-01-30 21:10"):
        case = go(taken_by(officer), "verify", officer)
        go(case, "confirm", officer)
        assert link(two_reports, officer).verdict == Verdict.TRUE


@pytest.mark.parametrize("who", ["collaborator", "teacher", "clerk", "admin", "chair"])
def test_only_who_works_on_cases_says_which_reports_belong_together(two_reports, request, who):
    person = request.getfixturevalue(who)
    with acting_as(person), pytest.raises((NotAllowed, Intake.DoesNotExist, Incident.DoesNotExist)):
        link_report(intake=two_reports, to=Incident(pk=1), by=person, version=two_reports.version)


def test_what_only_looked_alike_gets_a_case_of_its_own(report, officer, ward):
    report(officer, "2026-01-30 20:00", neighbourhood=ward["tdp7"])
    second = report(officer, "2026-01-30 21:00", neighbourhood=ward["tdp7"])
    with acting_as(officer):
        assert Case.objects.visible_to(officer).count() == 1
        open_separately(intake=second, by=officer, version=second.version)
        assert Case.objects.visible_to(officer).count() == 2
        assert not CaseClock.objects.running().filter(intake=second).exists()


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


def test_everybody_with_an_account_reports(report, focal_points, cast):
    for person in (*focal_points, *cast.values()):
        intake = report(person, "2026-01-30 20:00", neighbourhood=None)
        with acting_as(person):
            assert Receipt.objects.visible_to(person).get(code=intake.code)


def test_nobody_sees_the_receipt_of_another(report, collaborator, stranger):
    report(collaborator, "2026-01-30 20:00")
    with acting_as(stranger):
        assert not Receipt.objects.exists()


def test_a_child_of_the_register_is_alike_wherever_it_was_seen(report, officer, child_of, ward):
    child = child_of("tdp7")
    report(officer, "2026-01-30 20:00", children=[ChildDraft(child=child)], neighbourhood=ward["tdp12"])
    second = report(officer, "2026-01-30 21:00", children=[ChildDraft(child=child)])
    assert second.incident_id is None


def test_a_boy_is_not_alike_a_girl_nor_a_toddler_a_pupil(report, officer, ward):
    def seen(received, **who):
        return report(officer, received, children=[ChildDraft(**who)], neighbourhood=ward["tdp7"]).incident_id

    assert seen("2026-01-30 20:00", sex="female", age_from=6, age_to=10)
    assert seen("2026-01-30 20:10", sex="male", age_from=6, age_to=10)
    assert seen("2026-01-30 20:20", sex="female", age_from=0, age_to=5)
    assert not seen("2026-01-30 20:30", sex="", age_from=6, age_to=10)
    assert seen("2026-02-15 20:30", sex="female", age_from=6, age_to=10)  # weeks later
