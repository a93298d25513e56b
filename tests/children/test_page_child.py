"""Screen 04: one child."""

import pytest

from accounts.acting import acting_as
from accounts.models import AccessEvent
from children.models import Caregiver, CareRelation, Residence
from children.models.household import Poverty

ID, SHOWN = "051318000217", "051 318 000 217"


@pytest.fixture
def linh(child_of, lists):
    return child_of(
        full_name="Đặng Thị Mỹ Linh",
        mother="Huỳnh Thị Thủy",
        address="50/7 Nguyễn Trãi",
        personal_id=ID,
        class_name="3B",
    )


def page_of(browser, child) -> str:
    answer = browser.get(f"/children/{child.public_id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def log_of(user) -> list[tuple[str, str]]:
    with acting_as(user):
        return list(AccessEvent.objects.order_by("id").values_list("event", "about"))


def test_the_page_tells_who_the_child_is_and_the_reading_is_logged(linh, officer, as_user):
    page = page_of(as_user(officer), linh)
    for words in ("Đặng Thị Mỹ Linh", "Huỳnh Thị Thủy", "50/7 Nguyễn Trãi", "TDP 7", "14/03/2019", "051 ••• ••• 217"):
        assert words in page
    assert ID not in page
    assert SHOWN not in page
    assert "051 318" not in page
    assert log_of(officer) == [("CHILD_READ", linh.code)]


def test_the_personal_id_is_shown_on_demand_logged_and_hidden_again(linh, officer, as_user):
    browser = as_user(officer)
    address = f"/children/{linh.public_id}/personal-id"
    fragment = browser.post(address, headers={"HX-Request": "true"})
    assert SHOWN in fragment.content.decode()
    assert "delay:30s" in fragment.content.decode()
    assert log_of(officer) == [("PERSONAL_ID_SHOWN", linh.code)]
    assert SHOWN not in browser.get(address, headers={"HX-Request": "true"}).content.decode()


def test_without_javascript_the_page_shows_the_number_and_reloads_itself(linh, officer, as_user):
    answer = as_user(officer).post(f"/children/{linh.public_id}/personal-id")
    assert SHOWN in answer.content.decode()
    assert answer["Refresh"] == f"30;url=/children/{linh.public_id}/"


def test_a_collaborator_reads_the_child_but_not_the_number_nor_the_history(linh, collaborator, as_user):
    browser = as_user(collaborator)
    page = page_of(browser, linh)
    assert "Huỳnh Thị Thủy" in page
    assert "Hiện<span" not in page
    assert browser.post(f"/children/{linh.public_id}/personal-id").status_code == 403
    assert browser.get(f"/children/{linh.public_id}/history").status_code == 403


def test_a_school_reads_the_minimum(linh, ward, teacher, as_user, officer):
    with acting_as(officer):
        linh.school = ward["school"]
        linh.save()
    page = page_of(as_user(teacher), linh)
    assert "3B" in page
    for hidden in ("Huỳnh Thị Thủy", "Nguyễn Trãi", "TDP 7", "••••", "Dân tộc"):
        assert hidden not in page


@pytest.mark.parametrize("who", ["stranger", "teacher"])
def test_for_a_stranger_the_child_does_not_exist(linh, who, request, as_user):
    browser = as_user(request.getfixturevalue(who))
    assert browser.get(f"/children/{linh.public_id}/").status_code == 404


def test_brothers_and_sisters_are_found_by_household_and_by_mother(linh, child_of, officer, as_user):
    child_of(full_name="Đặng Huỳnh Đức", household=linh.household)
    elsewhere = child_of("tdp12", full_name="Đặng Huỳnh Phúc")
    with acting_as(officer):
        CareRelation.objects.create(child=elsewhere, caregiver=Caregiver.objects.get(), relation="mother")
    page = page_of(as_user(officer), linh)
    assert "Đặng Huỳnh Đức" in page
    assert "Đặng Huỳnh Phúc" in page


def test_tags_name_the_households_class(linh, officer, as_user):
    with acting_as(officer):
        linh.household.poverty, linh.household.certificate_year = Poverty.NEAR_POOR, 2026
        linh.household.save()
    assert "Hộ cận nghèo 2026" in page_of(as_user(officer), linh)


def test_what_is_missing_is_said_with_the_way_to_fill_it(child_of, officer, as_user):
    page = page_of(as_user(officer), child_of(full_name="Bé gái", temporary_name=True))
    assert "Còn thiếu 5 mục" in page  # name, ID, caregiver, card, school
    assert "tên tạm" in page


def test_a_child_that_left_keeps_its_page_and_says_so(child_of, officer, as_user):
    gone = child_of(residence=Residence.MOVED_OUT, left_on="2026-05-04")
    page = page_of(as_user(officer), gone)
    assert "Chuyển đi ngày" in page
    assert "<dd>04/05/2026</dd>" in page


def test_history_and_readers_are_for_those_who_may(linh, officer, chair, as_user):
    with acting_as(officer):
        linh.class_name = "4B"
        linh.save()
    page_of(as_user(officer), linh)
    history = as_user(chair).get(f"/children/{linh.public_id}/history").content.decode()
    assert "3B" in history
    assert "4B" in history
    assert "Phạm Thị Hồng Vân" in history
    readers = as_user(chair).get(f"/children/{linh.public_id}/readers").content.decode()
    assert "Phạm Thị Hồng Vân" in readers
    assert as_user(officer).get(f"/children/{linh.public_id}/readers").status_code == 403
