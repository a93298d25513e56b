"""Birth registration within 60 days, as list, to-do and the justice officer's two numbers."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.authorization import Role
from accounts.models import User
from agencies.models import Agency, AgencyKind
from children import births
from interface.todo import todos_of
from tests.conftest import _person
from vietnamese.partial_dates import PartialDate

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


@pytest.fixture
def born(child_of):
    """A child born so many days ago."""

    def make(days: int, **fields):
        day = TODAY - datetime.timedelta(days=days)
        return child_of(birth=PartialDate(day.year, day.month, day.day), full_name=f"Trẻ {days}", **fields)

    return make


@pytest.fixture
def registrar(ward):
    with acting_as(User.objects.system()):
        office = Agency.objects.create(kind=AgencyKind.JUSTICE, name="Tư pháp - Hộ tịch", valid_from="2025-07-01")
    return _person(Role.FOCAL_POINT, "minh.lt", "Lê Thị Minh", agency=office)


def test_the_line_of_late_births_says_since_when_the_first_is_late(born, officer, rf):
    born(61)
    born(100)
    request = rf.get("/")
    request.user = officer
    with acting_as(officer):
        [line] = [todo for todo in todos_of(request) if "quá 60 ngày" in todo.title]
    assert (line.due, line.legal) == (TODAY - datetime.timedelta(days=40), True)


def titles(user, rf) -> list[str]:
    request = rf.get("/")
    request.user = user
    with acting_as(user):
        return [todo.title for todo in todos_of(request)]


def listed(browser, url="/children/births/") -> list[str]:
    return [child.full_name for child, *_ in browser.get(url).context["page"].object_list]


def test_day_sixty_is_in_time_and_day_sixty_one_late(born, officer, as_user):
    born(60)
    born(61)
    page = as_user(officer).get("/children/births/")
    assert [child.full_name for child, *_ in page.context["page"].object_list] == ["Trẻ 61", "Trẻ 60"]
    assert page.context["late"] == 1
    content = page.content.decode()
    assert "Hạn là hôm nay" in content
    assert "Quá hạn 1 ngày" in content


def test_registered_by_number_or_by_day_is_registered(born, officer, as_user):
    born(70, birth_certificate="12/2026")
    born(80, birth_registered_on=TODAY)
    born(85, personal_id="051326000217")
    born(5 * 365 + 2)
    born(90, residence="moved_out", left_on=TODAY)
    assert listed(as_user(officer)) == []


def test_the_home_page_reminds_in_the_last_fortnight_and_afterwards(born, officer, rf):
    born(44)
    assert "1 trẻ sắp hết 60 ngày, chưa đăng ký khai sinh" not in titles(officer, rf)
    born(45)
    born(61)
    assert {"1 trẻ sắp hết 60 ngày, chưa đăng ký khai sinh", "1 trẻ quá 60 ngày chưa đăng ký khai sinh"} <= set(
        titles(officer, rf)
    )


def test_a_collaborator_sees_the_own_neighbourhood(born, collaborator, stranger, as_user):
    born(70)
    assert listed(as_user(collaborator)) == ["Trẻ 70"]
    assert listed(as_user(stranger)) == []


def test_the_justice_officer_knows_numbers_and_no_child(born, registrar, rf, as_user):
    for days in (*range(61, 66), 10):
        born(days)
    with acting_as(registrar):
        assert births.counted_for_justice(TODAY) == (1, 5)
    assert "5 trẻ quá 60 ngày chưa đăng ký khai sinh" in titles(registrar, rf)
    assert as_user(registrar).get("/children/births/").status_code == 403


def test_a_small_number_is_not_said_to_the_justice_officer(born, registrar, rf):
    born(61)
    assert "Một số ít trẻ quá 60 ngày chưa đăng ký khai sinh" in titles(registrar, rf)


def test_nobody_else_is_counted_for(born, teacher, clerk, admin, stranger):
    born(61)
    for user in (teacher, clerk, admin, stranger):
        with acting_as(user):
            assert births.counted_for_justice(TODAY) == (0, 0)
