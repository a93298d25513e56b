from datetime import date

import pytest
from django.test import RequestFactory

from accounts.acting import acting_as
from accounts.models import User
from agencies.models import Agency, AgencyKind
from programs.filters import task_filters
from programs.models import AgencyScope, Programme, Target
from programs.queries import own_scope, reporters_of, scope_lines, targets_of, tasks_of_year, value_for

TODAY = date(2026, 11, 23)


@pytest.fixture
def year(plan, officer):
    def tasks(**wanted):
        request = RequestFactory().get("/tasks/", wanted)
        request.user = officer
        return tasks_of_year(officer, 2026, TODAY, task_filters(request, 2026))

    return tasks


def codes(tasks):
    return [each.task.code for each in tasks]


def test_everything_in_the_order_of_the_plan(year):
    tasks = year()
    assert len(tasks) == 69
    assert codes(tasks)[:5] == ["LEAD-01", "LEAD-02", "LEAD-03", "LEAD-04", "ALL-01"]


def test_a_year_before_the_plan_has_no_task(plan, officer):
    assert tasks_of_year(officer, 2023, TODAY) == []
    assert len(tasks_of_year(officer, 2024, TODAY)) == 69


def test_narrowing_by_frequency_month_section_and_bullet(year):
    assert codes(year(frequency="monthly")) == [
        "VHXH-09", "VHXH-13", "HEALTH-02", "JUSTICE-05", "POLICE-04", "TDP-02",
    ]  # fmt: skip
    assert codes(year(month=2, frequency="annual")) == ["LEAD-01", "LEAD-02"]
    assert codes(year(section="R8")) == ["VHXH-15", "FRONT-06"]
    assert codes(year(bullet="III.1")) == ["FINANCE-01", "FINANCE-02"]
    assert codes(year(bullet="III.1", month=11)) == ["FINANCE-02"]


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("VHXH-14", "run", "Còn 6 ngày"),
        ("VHXH-09", "run", "Còn 7 ngày"),
        ("VHXH-05", "run", "Còn 38 ngày"),
        ("SCHOOL-01", "idle", "Đã đến hạn 31/05/2026"),
        ("LEAD-04", "idle", "Khi phát sinh"),
    ],
)
def test_how_near_the_next_date_is_and_nothing_about_what_was_done(year, code, kind, words):
    state = next(each.state for each in year() if each.task.code == code)
    assert state == (kind, words)


def test_the_last_day_itself_is_in_time(plan, officer):
    tasks = tasks_of_year(officer, 2026, date(2026, 11, 29))
    report = next(each for each in tasks if each.task.code == "VHXH-14")
    assert report.state == ("soon", "Hạn là hôm nay")
    assert report.next_due == date(2026, 11, 29)
    assert report.next_due_words == "trước 30/11/2026"
    two_days_before = tasks_of_year(officer, 2026, date(2026, 11, 27))
    assert next(each.state.kind for each in two_days_before if each.task.code == "VHXH-14") == "soon"


def test_lines_by_agency_add_up_and_name_the_nearest_date(year):
    lines = scope_lines(year())
    assert [line.scope for line in lines] == list(AgencyScope)
    assert sum(line.tasks for line in lines) == 69
    by_scope = {line.scope: line for line in lines}
    assert by_scope["VHXH"].next_due == date(2026, 11, 29)
    assert by_scope["SCHOOL"].next_due is None
    assert {line.scope: line.tasks for line in scope_lines(year(section="R8"))}["SCHOOL"] == 0


def test_everybody_reads_their_own_agency_first(plan, cast):
    scopes = {name: own_scope(user) for name, user in cast.items()}
    assert scopes["trang.nt"] == AgencyScope.SCHOOL
    assert scopes["lan.lt"] == AgencyScope.TDP
    assert scopes["van.pth"] == scopes["ha.dtt"] == AgencyScope.VHXH
    assert scopes["duy.tq"] == scopes["phuoc.nh"] == AgencyScope.LEAD


def test_those_who_report_separately_are_counted_as_they_exist_on_the_day(ward):
    assert reporters_of(AgencyScope.TDP, TODAY) == "02 tổ dân phố"
    assert reporters_of(AgencyScope.TDP, date(2025, 6, 30)) == ""
    assert reporters_of(AgencyScope.SCHOOL, TODAY) == ""
    with acting_as(User.objects.system()):
        Agency.objects.create(kind=AgencyKind.SCHOOL, name="Trường Mầm non Sao Mai", valid_from=date(2026, 1, 1))
    assert reporters_of(AgencyScope.SCHOOL, TODAY) == "02 trường"


def test_targets_stand_by_who_measures_them_with_every_year_the_programme_names(plan):
    years, groups = targets_of(Programme.objects.get(code="P23"))
    assert years == [2025, 2030]
    assert [(level.value, len(lines)) for level, lines in groups] == [("ward", 27), ("province", 7)]
    hiv = next(line for line in groups[1][1] if line.target.number == "6")
    assert [value and str(value.value) for _, value in hiv.values] == [None, "2.000"]


@pytest.mark.parametrize(("year", "nearest"), [(2024, 2025), (2026, 2025), (2027, 2025), (2028, 2030), (2035, 2030)])
def test_the_value_of_a_year_is_the_nearest_stated_one(plan, year, nearest):
    target = Target.objects.get(programme__code="P23", number="8a")
    assert value_for(target.values.all(), year).year == nearest


def test_an_orientation_is_no_value_to_reach(plan):
    labour = Target.objects.get(programme__code="P782", number="1")
    assert value_for(labour.values.all(), 2030).year == 2025
    homes = Target.objects.get(programme__code="P1248", number="10")
    assert value_for(homes.values.all(), 2026) is None
