"""“Không phát sinh”: said by an agency for a period, told apart from silence and from a 0."""

from datetime import date

import pytest

from accounts.acting import acting_as
from accounts.models import User
from agencies.models import Agency, AgencyKind
from interface.refusals import NotAllowed, Refused, StaleVersion
from programs.actions import say_nothing, take_back
from programs.models import NothingToReport, PlanTask
from programs.statements import days_to_state, nothing_occurred
from programs.todo import plan_dates

TODAY = date(2026, 11, 23)
YEAR = (date(2026, 1, 1), date(2026, 11, 15))
GROUND = "đã xem sổ đăng ký nuôi con nuôi"


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


@pytest.fixture
def task(plan):
    def named(code: str) -> PlanTask:
        with acting_as(User.objects.system()):
            return PlanTask.objects.get(code=code)

    return named


def said(by, task, until=date(2026, 11, 15)) -> NothingToReport:
    with acting_as(by):
        return say_nothing(task=task, by=by, until=until, ground=GROUND)


def body(response) -> str:
    return response.content.decode()


def test_an_agency_says_it_for_a_period_of_its_own_task(registrar, nurse, task, chair):
    adoptions = task("JUSTICE-04")
    assert said(registrar, adoptions).agency == registrar.agency
    with pytest.raises(Refused, match="đã báo"):
        said(registrar, adoptions)
    for other in (nurse, chair):
        with pytest.raises(NotAllowed):
            said(other, adoptions)


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("JUSTICE-04", [date(2026, 11, 15)]),
        ("JUSTICE-01", [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]),
        ("JUSTICE-03", [TODAY]),
    ],
)
def test_only_periods_that_are_nearly_over_can_be_stated(task, code, days):
    assert days_to_state(task(code), TODAY) == days


def test_no_other_day_is_taken(registrar, task):
    with pytest.raises(Refused, match="không có kỳ nào"):
        said(registrar, task("JUSTICE-01"), until=date(2026, 12, 31))


def test_what_was_said_too_early_is_taken_back_by_its_agency(registrar, nurse, task):
    statement = said(registrar, task("JUSTICE-04"))
    with acting_as(nurse), pytest.raises(NotAllowed):
        take_back(statement=statement, by=nurse, version=1)
    with acting_as(registrar):
        take_back(statement=statement, by=registrar, version=1)
        with pytest.raises(StaleVersion):
            take_back(statement=statement, by=registrar, version=1)
        with pytest.raises(Refused, match="từ trước"):
            take_back(statement=statement, by=registrar, version=2)
    assert said(registrar, task("JUSTICE-04"))


def test_it_holds_for_the_ward_when_every_agency_said_it_for_every_period(registrar, task):
    talks = task("JUSTICE-01")
    for day in days_to_state(talks, TODAY):
        with acting_as(registrar):
            assert not nothing_occurred(talks, *YEAR)
        said(registrar, talks, until=day)
    with acting_as(registrar):
        assert nothing_occurred(talks, *YEAR)
    with acting_as(User.objects.system()):
        Agency.objects.create(kind=AgencyKind.JUSTICE, name="Phòng khác", valid_from="2025-07-01")
        assert not nothing_occurred(talks, *YEAR)


def test_a_task_of_no_agency_in_the_ward_is_no_nothing(task, ward):
    with acting_as(User.objects.system()):
        assert not nothing_occurred(task("JUSTICE-04"), *YEAR)


def test_the_page_of_the_task_tells_silence_from_nothing(registrar, officer, task, as_user):
    task("JUSTICE-04")
    browser, page = as_user(registrar), "/tasks/JUSTICE-04/"
    assert "Để trống là chưa báo cáo, không phải là không có" in body(browser.get(page))
    assert "Chưa ghi căn cứ" in body(browser.post(f"{page}nothing", {"until": "2026-11-15"}))
    told = body(browser.post(f"{page}nothing", {"until": "2026-11-15", "ground": GROUND}, follow=True))
    assert "Tư pháp - Hộ tịch</b>, đến hết ngày 15/11/2026" in told
    assert GROUND in told
    seen = body(as_user(officer).get(page))
    assert GROUND in seen
    assert "Rút lại" not in seen
    browser = as_user(registrar)
    [(statement, token)] = browser.get(page).context["statements"]
    address = f"/tasks/statements/{statement.public_id}/take-back"
    assert "Để trống là chưa báo cáo" in body(browser.post(address, {"opened": token}, follow=True))


def test_another_agencys_task_has_no_form(nurse, task, as_user):
    task("JUSTICE-04")
    assert as_user(nurse).get("/tasks/JUSTICE-04/nothing").status_code == 403
    assert "Báo không phát sinh" not in body(as_user(nurse).get("/tasks/JUSTICE-04/"))


def test_what_was_stated_is_no_thing_to_do_any_more(registrar, task, at):
    with at("2026-11-01 09:00"), acting_as(registrar):
        before = {(line.due_on, line.title) for line in plan_dates(registrar)}
        say_nothing(task=task("JUSTICE-04"), by=registrar, until=date(2026, 11, 15), ground=GROUND)
        after = {(line.due_on, line.title) for line in plan_dates(registrar)}
    [(day, words)] = before - after
    assert day == date(2026, 11, 15)
    assert words not in {title for _, title in after}
