"""An empty ward: answers are kept as they come, the last step makes everything of them or nothing."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.acting import acting_as
from accounts.actions.users import Person
from accounts.authorization import Role
from accounts.models import User
from agencies.actions.first_run import Answers, keep_answers, nobody_exists, set_ward_up
from agencies.actions.organisations import AgencyDraft, NeighbourhoodDraft
from agencies.actions.ward import ProfileDraft
from agencies.models import Agency, AgencyKind, Neighbourhood, SetUp, WardProfile
from agencies.queries import ward_on
from agencies.reference import ward_profiles
from interface.refusals import Refused

SINCE = date(2025, 7, 1)
ANSWERS = Answers(
    ward=ProfileDraft(**ward_profiles()[-1]),
    neighbourhoods=[NeighbourhoodDraft(n, f"Tổ dân phố {n}", SINCE) for n in (1, 2)],
    agencies=[
        AgencyDraft(AgencyKind.HEALTH, "Trạm Y tế", SINCE),
        AgencyDraft(AgencyKind.VHXH, "Phòng Văn hóa - Xã hội", SINCE),
    ],
    admin=Person("Ngô Minh Trí", Role.ADMIN, phone="0000000001"),
    admin_username="tri.nm",
    admin_password="nắng vàng trên sông Trà",
    officer=Person("Phạm Thị Hồng Vân", Role.OFFICER, title="Công chức Văn hóa - Xã hội"),
    officer_username="van.pth",
)


@pytest.fixture
def visiting(db):
    with acting_as(AnonymousUser()):
        yield


@pytest.fixture
def begun(visiting):
    keep_answers(step=1, typed={"name": "phường Cẩm Thành"})


def test_answers_are_kept_step_by_step(visiting):
    keep_answers(step=1, typed={"name": "phường Cẩm"})
    keep_answers(step=2, typed={"typed": "TDP 1"})
    keep_answers(step=1, typed={"name": "phường Cẩm Thành"})
    assert SetUp.objects.get().answers == {"1": {"name": "phường Cẩm Thành"}, "2": {"typed": "TDP 1"}}


def test_the_last_step_makes_ward_places_and_two_people(begun):
    admin, officer, temporary = set_ward_up(answers=ANSWERS)
    assert (admin.role, officer.role) == (Role.ADMIN, Role.OFFICER)
    assert admin.check_password("nắng vàng trên sông Trà")
    assert not admin.must_change_password  # it was chosen by its owner
    assert officer.check_password(temporary)
    assert officer.must_change_password
    assert officer.agency.name == "Phòng Văn hóa - Xã hội"
    assert Neighbourhood.objects.count() == 2
    assert Agency.objects.count() == 2
    assert not SetUp.objects.exists()
    assert not nobody_exists()


def test_the_ward_we_were_made_for_knows_its_past_another_does_not(begun):
    set_ward_up(answers=ANSWERS)
    assert ward_on(date(2024, 6, 1)).title == "Phường Nguyễn Nghiêm"


@pytest.mark.parametrize(
    "other", [{"name": "phường Trương Quang Trọng"}, {"ward_code": "21028"}, {"valid_from": date(2025, 8, 1)}]
)
def test_another_ward_has_no_past(begun, other):
    set_ward_up(answers=replace(ANSWERS, ward=replace(ANSWERS.ward, **other)))
    assert WardProfile.objects.count() == 1


def test_an_officer_of_a_ward_without_an_office_has_none(begun):
    _, officer, _ = set_ward_up(answers=replace(ANSWERS, agencies=[], neighbourhoods=[]))
    assert officer.agency is None


def test_what_is_refused_makes_nothing_and_loses_nothing(begun):
    twice = [ANSWERS.agencies[0], ANSWERS.agencies[0]]
    with pytest.raises(Refused, match="Đã có “Trạm Y tế”"):
        set_ward_up(answers=replace(ANSWERS, agencies=twice))
    assert nobody_exists()
    assert not WardProfile.objects.exists()
    assert SetUp.objects.get().answers == {"1": {"name": "phường Cẩm Thành"}}


def test_once_somebody_exists_nothing_is_kept_or_made(begun, admin):
    with pytest.raises(Refused, match="đã thiết lập xong"):
        keep_answers(step=1, typed={})
    with pytest.raises(Refused, match="đã thiết lập xong"):
        set_ward_up(answers=ANSWERS)
    assert not WardProfile.objects.exists()


def test_a_set_up_that_somebody_else_finished_is_over(visiting):
    with pytest.raises(Refused, match="đã thiết lập xong"):
        set_ward_up(answers=ANSWERS)
    assert not User.objects.people().exists()
