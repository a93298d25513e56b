"""The monthly round: Lan asks each household, Vân sees how far it has come."""

import re

import pytest

from accounts.acting import acting_as
from accounts.models import AccessEvent
from children.actions.changes import withdraw_change
from children.actions.checks import check_household
from children.models import Household, HouseholdCheck
from children.rounds import round_of, rounds
from interface.refusals import NotAllowed
from tests.children.changes import proposed
from tests.children.conftest import TODAY


@pytest.fixture
def homes(child_of):
    """Three households of TDP 7 and one of TDP 12."""
    for number in (1, 2, 3):
        child_of("tdp7", full_name=f"Lê Văn {number}", address=f"{number} Lê Lợi")
    child_of("tdp12", full_name="Hồ Văn Xa", address="9 Trần Phú")


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def household(user, address: str):
    with acting_as(user):
        return Household.objects.get(address=address)


def progress(user) -> tuple[int, int]:
    with acting_as(user):
        found = round_of(user, TODAY)
    return found.done, found.total


def test_one_tap_per_household_and_the_next_month_asks_again(homes, collaborator, as_user, at):
    browser, first = as_user(collaborator), household(collaborator, "1 Lê Lợi")
    with at("2026-11-23 09:00"):
        assert "Chưa rà soát (3)" in words_of(browser.get("/round/"))
        answer = browser.post(f"/round/{first.public_id}/same", follow=True)
        assert "1 Lê Lợi: không đổi" in words_of(answer)
        assert "Chưa rà soát (2)" in words_of(answer)
        assert progress(collaborator) == (1, 3)
    with at("2026-12-01 09:00"):
        assert "Chưa rà soát (3)" in words_of(as_user(collaborator).get("/round/"))


def test_a_tap_by_mistake_is_taken_back(homes, collaborator, as_user, at):
    browser, first = as_user(collaborator), household(collaborator, "1 Lê Lợi")
    with at("2026-11-23 09:00"):
        browser.post(f"/round/{first.public_id}/same")
        browser.post(f"/round/{first.public_id}/undo")
        assert progress(collaborator) == (0, 3)


def test_a_change_that_was_sent_is_the_answer_of_its_household(child_of, collaborator, at):
    child = child_of("tdp7", address="4 Lê Lợi")
    with at("2026-11-23 09:00"):
        proposed(collaborator, child)
        with acting_as(collaborator):
            check_household(household=child.household, by=collaborator, result="same")  # one tap too many
            assert HouseholdCheck.objects.get().result == "changed"


def test_no_change_at_a_household_with_a_change_says_what_stays(child_of, collaborator, as_user, at):
    child = child_of("tdp7", address="4 Lê Lợi")
    with at("2026-11-23 09:00"):
        proposed(collaborator, child)
        answer = as_user(collaborator).post(f"/round/{child.household.public_id}/same", follow=True)
        page = answer.content.decode()
    assert "tháng này đã ghi có biến động" in page
    assert "4 Lê Lợi: không đổi" not in page
    assert f"/round/{child.household.public_id}/undo" not in page


def test_a_household_is_asked_again_when_the_last_slip_about_it_is_taken_back(child_of, collaborator, at):
    child = child_of("tdp7", address="4 Lê Lợi")
    with at("2026-11-23 09:00"):
        leaving, dropout = proposed(collaborator, child), proposed(collaborator, child, "dropout", "hardship")
        for slip, done in ((leaving, (1, 1)), (dropout, (0, 1))):
            with acting_as(collaborator):
                withdraw_change(change=slip, by=collaborator, version=1)
            assert progress(collaborator) == done


def test_a_slip_of_last_month_taken_back_leaves_this_month_alone(child_of, collaborator, at):
    child = child_of("tdp7", address="4 Lê Lợi")
    with at("2026-10-30 09:00"):
        old = proposed(collaborator, child)
    with at("2026-11-02 09:00"):
        proposed(collaborator, child, "dropout", "hardship")
        with acting_as(collaborator):
            withdraw_change(change=old, by=collaborator, version=1)
            assert [each.month.month for each in HouseholdCheck.objects.all()] == [11]


def test_what_an_officer_records_at_a_desk_is_no_visit(child_of, officer, at):
    child = child_of("tdp7", address="4 Lê Lợi")
    with at("2026-11-23 09:00"):
        proposed(officer, child, detail="away")
        with acting_as(officer):
            assert not HouseholdCheck.objects.exists()


def test_the_officer_sees_which_neighbourhood_is_done(homes, collaborator, officer, as_user, at):
    with at("2026-11-23 09:00"), acting_as(collaborator):
        check_household(household=household(collaborator, "1 Lê Lợi"), by=collaborator, result="same")
    with acting_as(officer):
        found = {each.neighbourhood.number: (each.round.done, each.round.total) for each in rounds(officer, TODAY)}
    assert found == {7: (1, 3), 12: (0, 1)}
    with at("2026-11-28 09:00"):
        browser = as_user(officer)
        assert "2 tổ chưa rà soát xong hộ tháng 11" in words_of(browser.get("/"))
        assert "Đang rà soát" in words_of(browser.get("/rounds/"))


def test_nobody_ticks_off_a_household_of_others(homes, collaborator, stranger, chair, as_user):
    first = household(collaborator, "1 Lê Lợi")
    assert as_user(stranger).post(f"/round/{first.public_id}/same").status_code == 404
    with acting_as(chair), pytest.raises(NotAllowed):
        check_household(household=first, by=chair, result="same")


def test_the_phones_first_page_says_what_to_do(homes, collaborator, officer, child_of, as_user, at):
    with at("2026-11-23 09:00"):
        page = words_of(as_user(collaborator).get("/"))
    assert "Rà soát hộ tháng 11" in page
    assert "Còn 3 hộ , hạn 30/11" in page or "Còn 3 hộ, hạn 30/11" in page
    assert "Bắt đầu rà soát" in page


def test_households_are_found_by_child_head_or_number(homes, collaborator, as_user):
    browser = as_user(collaborator)
    for typed, found in (("van 2", True), ("tran van sau", True), ("2 le loi", True), ("khong co", False)):
        answer = browser.post("/round/?all=1", {"q": typed}, follow=True)
        assert ("2 Lê Lợi" in words_of(answer)) is found, typed


def test_the_round_is_logged(homes, collaborator, chair, as_user):
    first = household(collaborator, "1 Lê Lợi")
    as_user(collaborator).post(f"/round/{first.public_id}/same")
    with acting_as(chair):
        assert AccessEvent.objects.filter(event="HOUSEHOLD_CHECKED", object_id=first.public_id).exists()


def test_the_round_takes_few_queries(homes, child_of, collaborator, as_user, django_assert_max_num_queries):
    browser = as_user(collaborator)
    browser.get("/round/")
    for number in range(10, 30):
        child_of("tdp7", full_name=f"Lê Thị {number}", address=f"{number} Lê Lợi")
    with django_assert_max_num_queries(40) as asked:
        browser.get("/round/")
    own = [each["sql"] for each in asked if 'from "children_' in each["sql"].lower()]
    assert len(own) <= 12
