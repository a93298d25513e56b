"""The process of the decree: every step from every state, legal and illegal."""

import pytest

from accounts.acting import acting_as
from accounts.models import User
from cases.actions.cases import move, name_member, take_on, waive_emergency
from cases.actions.intakes import ChildDraft
from cases.models import Case, CaseClock, CaseStep, Duty, Intake, Verdict
from cases.process import BESIDE, PROCESS, STEPS, State, refusal_of
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.cases.conftest import vn

# What the law lets follow, written down a second time: from where, by which step.
LEGAL = {
    ("reported", "verify"), ("verifying", "confirm"), ("verifying", "dismiss"),
    ("initial_assessment", "assess_risk"), ("detailed_assessment", "assess_needs"), ("needs_meeting", "hold_meeting"),
    ("planning", "submit_plan"), ("approval", "return_plan"), ("approval", "approve_plan"),
    ("implementing", "begin_review"), ("review", "continue"), ("review", "close"), ("closed", "reopen"),
    *((state.value, "end_early") for state in State if state != State.CLOSED),
}  # fmt: skip
OF_LEADERS = {"return_plan", "approve_plan", "continue", "close", "end_early", "reopen"}
NEED_PAPER = {"assess_risk", "assess_needs", "hold_meeting", "submit_plan", "approve_plan", "continue", "close"}


def test_the_table_says_what_the_law_says():
    assert {(state.value, step.id) for step in PROCESS for state in step.leaves} == LEGAL
    assert {step.id for step in PROCESS if step.may == "cases.decide"} == OF_LEADERS
    assert {step.id for step in PROCESS if step.needs} == NEED_PAPER
    assert all(step.article for step in PROCESS)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", STEPS)
def test_an_illegal_step_is_refused_with_its_article(state, step):
    refused = refusal_of(STEPS[step], state)
    assert bool(refused) == ((state.value, step) not in LEGAL or step in NEED_PAPER)
    assert not refused or STEPS[step].article in refused


@pytest.mark.parametrize("step", STEPS)
def test_no_step_passes_over_the_table(taken, chair, officer, at, step):
    """A case that has just been taken on: verifying begins, or a leader ends it."""
    by = chair if STEPS[step].may == "cases.decide" else officer
    with at("2026-01-30 21:00"), acting_as(by):
        doing = {"case": taken, "step": step, "by": by, "version": taken.version, "at": vn("2026-01-30 21:00")}
        if step in ("verify", "end_early"):
            assert move(**doing, reason="chuyển địa bàn").state == STEPS[step].reaches
        else:
            with pytest.raises(Refused, match="Nghị định 56/2017/NĐ-CP"):
                move(**doing, reason="vì thế")


@pytest.fixture
def verifying(taken, go, officer, at):
    with at("2026-01-30 20:30"):
        return go(taken, "verify", officer)


@pytest.fixture
def confirmed(verifying, go, officer, at):
    with at("2026-01-30 20:40"):
        return go(verifying, "confirm", officer)


def test_verified_in_two_steps_that_stand_in_the_log(confirmed, officer):
    with acting_as(officer):
        steps = CaseStep.objects.filter(case=confirmed).order_by("pk")
        assert [step.step for step in steps] == ["receive", "verify", "confirm"]
        assert [step.article for step in steps] == ["Điều 25", "Điều 25", "Điều 25.2"]
        assert Intake.objects.get().verdict == Verdict.TRUE
        assert CaseClock.objects.running().count() == 1


def test_no_step_is_ever_rewritten(confirmed, officer, sql):
    with acting_as(officer), pytest.raises(Exception, match="permission denied"):
        CaseStep.objects.filter(case=confirmed).update(step="dismiss")


def test_a_report_that_is_not_true_closes_with_its_reason_and_stops_the_clock(verifying, go, officer, at):
    with at("2026-01-30 21:00"):
        with pytest.raises(Refused, match="lý do"):
            go(verifying, "dismiss", officer, "  ")
        case = go(verifying, "dismiss", officer, "Ảnh cũ, ở nơi khác")
    with acting_as(officer):
        assert (case.state, case.closed_at) == (State.CLOSED, vn("2026-01-30 21:00"))
        assert Intake.objects.get().verdict == Verdict.FALSE
        assert CaseClock.objects.get().stopped_at
        assert CaseStep.objects.latest("pk").reason == "Ảnh cũ, ở nơi khác"


def test_what_a_leader_reopens_is_verified_anew_in_a_second_cycle(verifying, go, officer, chair, at):
    with at("2026-01-30 21:00"):
        case = go(verifying, "dismiss", officer, "Ảnh cũ")
    with at("2026-02-01 08:00"):
        with pytest.raises(NotAllowed):
            go(case, "reopen", officer, "Có tin mới")
        case = go(case, "reopen", chair, "Có tin mới")
    assert (case.state, case.cycle, case.closed_at) == (State.VERIFYING, 2, None)
    with acting_as(officer):
        assert Intake.objects.get().verdict == Verdict.WAITING


def test_of_two_children_one_confirmed_makes_the_report_true(report, go, officer, other_officer, at):
    report(officer, "2026-01-30 20:00", children=[ChildDraft(name="Bé Na"), ChildDraft(name="Bé Bi")])
    with at("2026-01-30 20:05"):
        for person in (officer, other_officer):
            with acting_as(person):
                case = Case.objects.filter(manager=None).order_by("pk")[0]
                take_on(case=case, by=person, version=case.version)
            with acting_as(person):
                go(Case.objects.get(manager=person), "verify", person)
    with at("2026-01-30 20:30"):
        with acting_as(officer):
            own = Case.objects.get(manager=officer)
        go(own, "dismiss", officer, "Em này không ở đó")
        with acting_as(officer):
            assert Intake.objects.get().verdict == Verdict.WAITING
        with acting_as(other_officer):
            others = Case.objects.get(manager=other_officer)
        go(others, "confirm", other_officer)
        with acting_as(officer):
            assert Intake.objects.get().verdict == Verdict.TRUE


def test_without_emergency_the_twelve_hours_end_with_a_reason(confirmed, officer, at):
    with at("2026-01-30 21:00"), acting_as(officer):
        doing = {"by": officer, "at": vn("2026-01-30 21:00")}
        with pytest.raises(Refused, match="lý do"):
            waive_emergency(case=confirmed, version=confirmed.version, reason="", **doing)
        case = waive_emergency(case=confirmed, version=confirmed.version, reason="Trẻ ở với bà, an toàn", **doing)
        assert case.state == State.INITIAL_ASSESSMENT
        assert not CaseClock.objects.running().exists()
        assert CaseStep.objects.latest("pk").step == BESIDE.id
        with pytest.raises(Refused, match="thôi tính"):
            waive_emergency(case=case, version=case.version, reason="Lần nữa", **doing)


def test_the_twelve_hours_run_until_the_report_is_verified(verifying, officer, at):
    with at("2026-01-30 21:00"), acting_as(officer), pytest.raises(Refused, match=r"Điều 26\.3"):
        waive_emergency(case=verifying, by=officer, version=verifying.version, at=vn("2026-01-30 21:00"), reason="vì")


def test_a_step_stands_neither_in_the_future_nor_before_the_last_one(verifying, officer, at):
    for moment, words in (("2026-01-30 21:01", "chưa đến"), ("2026-01-30 20:29", "bước liền trước")):
        with at("2026-01-30 21:00"), acting_as(officer), pytest.raises(Refused, match=words):
            move(case=verifying, step="confirm", by=officer, version=verifying.version, at=vn(moment))


def test_two_who_move_a_case_at_once_both_learn_of_it(verifying, go, officer, at):
    with at("2026-01-30 21:00"):
        go(verifying, "confirm", officer)
        with acting_as(officer), pytest.raises(StaleVersion):
            move(
                case=verifying, step="dismiss", by=officer, version=verifying.version, at=vn("2026-01-30 21:00"),
                reason="vì",
            )  # fmt: skip


def test_a_case_is_taken_on_once(taken, officer):
    with acting_as(officer), pytest.raises(Refused, match="đã có người"):
        take_on(case=taken, by=officer, version=taken.version)


def test_a_case_nobody_has_taken_on_does_not_move(report, go, officer):
    report(officer, "2026-01-30 20:00")
    with acting_as(officer):
        case = Case.objects.get()
    with pytest.raises(Refused, match="Nhận phụ trách"):
        go(case, "verify", officer)


def test_a_colleague_who_is_named_reads_the_case_and_who_hands_it_over_no_longer(taken, officer, other_officer, chair):
    def name(duty, user, by):
        with acting_as(by):
            case = Case.objects.get()
            name_member(case=case, user=user, duty=duty, by=by, version=case.version)

    def reads(person):
        with acting_as(person):
            return Case.objects.visible_to(person).exists() and Case.objects.exists()

    assert not reads(other_officer)
    name(Duty.MEMBER, other_officer, officer)
    assert reads(other_officer)
    with pytest.raises(NotAllowed):
        name(Duty.MANAGER, other_officer, other_officer)  # a helper does not take over by himself
    name(Duty.MANAGER, other_officer, chair)
    assert reads(other_officer)
    assert not reads(officer)


def test_a_manager_hands_over_by_himself(taken, officer, other_officer):
    with acting_as(officer):
        name_member(case=taken, user=other_officer, duty=Duty.MANAGER, by=officer, version=taken.version)
        assert not Case.objects.exists()
    with acting_as(other_officer):
        assert Case.objects.get().manager_id == other_officer.pk
        assert [each.user_id for each in taken.team.on_duty()] == [other_officer.pk]


def test_only_who_works_on_cases_is_named_in_one(taken, officer, collaborator, clerk):
    for person in (collaborator, clerk, officer):
        with acting_as(officer), pytest.raises(Refused):
            name_member(case=taken, user=person, duty=Duty.MEMBER, by=officer, version=taken.version)


def test_a_vice_chair_who_is_not_in_charge_sees_no_case(taken, vice_chair):
    with acting_as(User.objects.system()):
        vice_chair.in_charge_of_children = False
        vice_chair.save()
    with acting_as(vice_chair):
        assert not Case.objects.exists()
        assert not Case.objects.visible_to(vice_chair).exists()
