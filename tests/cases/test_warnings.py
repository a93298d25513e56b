"""The warnings of a clock: in time, to whom they concern, each once."""

import pytest

from accounts.acting import acting_as
from accounts.models import Notification, User
from cases.actions.cases import take_on
from cases.actions.clocks import warn
from cases.actions.intakes import link_report
from cases.models import Case, CaseClock, ClockWarning, Incident, Term
from tests.cases.conftest import vn

LATE = "đã quá hạn"


@pytest.fixture
def run(at):
    """The clock strikes: `run("2026-01-31 02:00")` says how many clocks were told of."""

    def strike(moment: str) -> int:
        system = User.objects.system()
        with at(moment), acting_as(system):
            return warn(by=system)

    return strike


def told(person) -> list[str]:
    """What the bell says of hours, the first at the top."""
    with acting_as(person):
        texts = Notification.objects.visible_to(person).order_by("pk").values_list("text", flat=True)
        return [text.split(": ")[1].split(",")[0] for text in texts if "hạn" in text]


def test_the_manager_first_then_the_leaders_each_once(taken, run, officer, other_officer, chair):
    for moment in ("2026-01-31 01:59", "2026-01-31 02:00", "2026-01-31 02:05", "2026-01-31 05:00"):
        run(moment)
    assert told(officer) == ["đã qua nửa thời hạn", "sắp hết hạn"]
    assert told(chair) == ["sắp hết hạn"]
    for moment in ("2026-01-31 08:00", "2026-01-31 08:00", "2026-02-01 08:00"):
        run(moment)
    assert told(officer)[-1] == told(chair)[-1] == LATE
    assert len(told(officer)) == 3
    assert told(other_officer) == []


def test_a_late_run_tells_only_the_last_of_what_it_missed(taken, run, officer):
    assert run("2026-01-31 09:00") == 1
    assert told(officer) == [LATE]
    with acting_as(officer):
        assert ClockWarning.objects.count() == 3
    assert run("2026-01-31 09:05") == 0
    with acting_as(officer):
        newest = Notification.objects.visible_to(officer).order_by("-pk")[0]
        assert newest.text == f"{taken.code}: đã quá hạn, hạn 08:00 ngày 31/01/2026"


def test_a_run_that_crashed_is_made_up_for(taken, run, officer, monkeypatch):
    def crash(*_, **__):
        raise RuntimeError("the power went off")

    with monkeypatch.context() as broken:
        broken.setattr("cases.actions.clocks.notify", crash)
        with pytest.raises(RuntimeError):
            run("2026-01-31 08:00")
    with acting_as(officer):
        assert not ClockWarning.objects.exists()
    run("2026-01-31 08:05")
    assert told(officer) == [LATE]


def test_of_a_case_nobody_has_taken_on_every_officer_is_told(report, run, officer, other_officer, vice_chair):
    report(officer, "2026-01-30 20:00")
    run("2026-01-31 05:00")
    assert told(officer) == told(other_officer) == told(vice_chair) == ["sắp hết hạn"]


def test_a_report_that_waits_to_be_compared_warns_too(report, run, officer):
    report(officer, "2026-01-30 10:00")
    report(officer, "2026-01-30 20:00")
    with acting_as(officer):
        assert CaseClock.objects.count() == 2
    run("2026-01-31 08:00")
    assert told(officer).count(LATE) == 2


def test_a_clock_that_is_anchored_anew_gives_each_warning_once(report, run, officer, at):
    report(officer, "2026-01-30 20:00")
    with at("2026-01-30 20:05"), acting_as(officer):
        case = Case.objects.get()
        take_on(case=case, by=officer, version=case.version)
    run("2026-01-31 02:00")
    second = report(officer, "2026-01-30 17:00", "2026-01-31 02:10")
    with at("2026-01-31 02:15"), acting_as(officer):
        link_report(intake=second, to=Incident.objects.get(), by=officer, version=second.version)
        assert CaseClock.objects.get(case=case).due_at == vn("2026-01-31 05:00")
    for moment in ("2026-01-31 02:20", "2026-01-31 05:00", "2026-01-31 08:00"):
        run(moment)
    assert told(officer) == ["đã qua nửa thời hạn", "sắp hết hạn", LATE]


def test_a_clock_that_was_stopped_says_nothing(taken, run, go, officer, at):
    with at("2026-01-30 20:30"):
        go(go(taken, "verify", officer), "dismiss", officer, "Nhầm nhà")
    assert run("2026-01-31 09:00") == 0


def test_the_wards_own_shorter_term_warns_and_only_the_law_makes_late(report, run, officer):
    with acting_as(User.objects.system()):
        term = Term.objects.get(code="emergency")
        term.own_value, term.own_measure = 8, "hours"
        term.save()
    report(officer, "2026-01-30 20:00")
    run("2026-01-31 02:00")
    run("2026-01-31 04:00")
    assert told(officer) == ["đã qua nửa thời hạn", "quá hạn phường tự đặt"]
