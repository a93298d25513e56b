"""Reports and cases of the stories, made by the actions as in life."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.acting import acting_as
from cases.actions.cases import move, take_on
from cases.actions.intakes import IntakeDraft, receive_report
from cases.models import Case, Intake
from tests.children.conftest import child_of  # noqa: F401  a fixture

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.fixture
def report(at, lists):
    """Somebody reports: `report(collaborator, "2026-01-30 20:00", typed="2026-01-30 23:10")`."""

    def receive(by, received: str, typed: str = "", *, children=(), **more) -> Intake:
        draft = IntakeDraft(received_at=vn(received), channel=more.pop("channel", "phone"), **more)
        with at(typed or received), acting_as(by):
            return receive_report(by=by, draft=draft, children=children)

    return receive


@pytest.fixture
def taken(report, officer, at):
    """A case of 20:00 that Vân takes on five minutes later."""
    report(officer, "2026-01-30 20:00", happened="Hàng xóm nghe tiếng đánh")
    with at("2026-01-30 20:05"), acting_as(officer):
        case = Case.objects.get()
        return take_on(case=case, by=officer, version=case.version)


@pytest.fixture
def go():
    """One step, now: `go(case, "verify", officer)`."""

    def one(case: Case, step: str, by, reason: str = "") -> Case:
        with acting_as(by):
            case = Case.objects.get(pk=case.pk)
            return move(case=case, step=step, by=by, version=case.version, at=timezone.now(), reason=reason)

    return one


@pytest.fixture
def focal_points(teacher, nurse, policeman, registrar):
    """Of each kind of agency that may hear of a child."""
    return [teacher, nurse, policeman, registrar]
