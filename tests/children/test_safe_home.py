"""Ngôi nhà an toàn: Lan walks round a house with the list, Vân sees what is still to be mended."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.safe_home import ItemDraft, SafeHomeDraft, StandardDraft, add_item, check_safe_home, edit_standard
from children.households.safe_home import items_on, judge, table_of
from children.models import Answer, Household, SafeHomeCheck, SafeHomeItem, SafeHomeStandard
from interface.refusals import NotAllowed, Refused, StaleVersion
from reports.indicators import Period, measure

DAY = date(2026, 11, 20)
YEAR_2026 = Period(date(2026, 1, 1), date(2026, 11, 23))
ITEMS = [SafeHomeItem(code=f"{number:02}", required=number < 5, valid_from=DAY) for number in range(10)]
STANDARD = SafeHomeStandard(at_least=7, no_injury=True)
ANSWERS = st.lists(st.sampled_from(Answer.values), min_size=10, max_size=10).map(
    lambda answers: {item.code: answer for item, answer in zip(ITEMS, answers, strict=True)}
)


@pytest.fixture
def home(child_of, lists) -> Household:
    return child_of("tdp7", address="50/7 Nguyễn Trãi").household


@pytest.fixture
def all_met(home, officer) -> dict[str, str]:
    with acting_as(officer):
        return {item.code: "yes" for item in items_on(DAY)}


def check(home, by, answers, *, injured=False, version=0, year=2026, on=DAY, **more) -> SafeHomeCheck:
    draft = SafeHomeDraft(on, answers, injured, **more)
    with acting_as(by):
        return check_safe_home(household=home, by=by, year=year, version=version, draft=draft)


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@given(ANSWERS, st.booleans())
def test_a_home_passes_by_enough_items_every_required_one_and_nobody_hurt(answers, injured):
    judged = judge(ITEMS, STANDARD, answers, injured=injured)
    missing = {code for code, answer in answers.items() if answer == "no"}
    assert judged.passed == (not injured and len(missing) <= 3 and not missing & {"00", "01", "02", "03", "04"})
    assert {item.code for item in judged.open} == missing
    assert judged.met == 10 - len(missing)


@given(ANSWERS, st.sampled_from([item.code for item in ITEMS]))
def test_what_is_not_finished_has_no_result(answers, left_out):
    assert judge(ITEMS, STANDARD, answers | {left_out: ""}, injured=False).passed is None
    assert judge(ITEMS, STANDARD, answers, injured=None).passed is None
    assert judge(ITEMS, None, answers, injured=False).passed is None


def test_lan_checks_a_home_on_her_phone_and_the_page_says_what_to_mend(home, all_met, collaborator, as_user, at):
    with at("2026-11-20 17:00"):
        browser, address = as_user(collaborator), f"/households/{home.public_id}/safe-home/2026"
        assert "Chưa kiểm lần nào" in words_of(browser.get(home.get_absolute_url()))
        form = browser.get(address).content.decode()
        [opened] = re.findall(r'name="opened" value="([^"]+)"', form)
        day = {"checked_on_day": "20", "checked_on_month": "11", "checked_on_year": "2026"}
        answer = browser.post(address, all_met | day | {"C01": "no", "injured": "no", "opened": opened}, follow=True)
        page = words_of(answer)
        assert "Đã lưu bảng kiểm năm 2026: chưa đạt." in page
        assert "Cầu thang, gác có lan can, tay vịn chắc chắn" in page
        assert "3/4" in page
        assert "Kiểm Ngôi nhà an toàn năm 2026: chưa đạt, còn 1 điều phải sửa." in page


def test_all_items_met_is_a_safe_home_unless_a_child_was_hurt_in_it(home, all_met, officer):
    assert check(home, officer, all_met).passed is True
    assert check(home, officer, all_met, injured=True, version=1).passed is False


def test_ten_optional_items_may_fail_an_eleventh_not(home, all_met, officer):
    with acting_as(officer):
        optional = [item.code for item in items_on(DAY) if not item.required]
    assert len(optional) == 18
    assert check(home, officer, all_met | dict.fromkeys(optional[:10], "no")).passed is True
    assert check(home, officer, all_met | dict.fromkeys(optional[:11], "no"), version=1).passed is False


def test_half_a_check_is_kept_and_finished_later(home, all_met, collaborator):
    half = check(home, collaborator, {"Q01": "yes"}, injured=None)
    assert (half.passed, half.met) == (None, 1)
    assert check(home, collaborator, all_met, version=1).passed is True
    with pytest.raises(Refused, match="Chưa trả lời"):
        check(home, collaborator, {}, version=2)


def test_two_people_with_one_home_lose_nothing(home, all_met, collaborator, officer, as_user, at):
    check(home, officer, all_met)
    with pytest.raises(StaleVersion):
        check(home, collaborator, all_met)
    with at("2026-11-20 17:00"):
        browser, address = as_user(collaborator), f"/households/{home.public_id}/safe-home/2026"
        [opened] = re.findall(r'name="opened" value="([^"]+)"', browser.get(address).content.decode())
        check(home, officer, all_met | {"Q01": "no"}, version=1)
        day = {"checked_on_day": "20", "checked_on_month": "11", "checked_on_year": "2026"}
        page = words_of(browser.post(address, all_met | day | {"opened": opened}))
        assert "Đã có người sửa từ khi mở trang này" in page


def test_a_form_is_judged_by_the_items_it_asks_and_last_years_by_those_of_last_year(
    home, all_met, officer, as_user, at
):
    with at("2027-01-10 09:00"), acting_as(officer):
        extra = add_item(by=officer, draft=ItemDraft("Quanh nhà", "Có bình chữa cháy", 1))
    with at("2027-01-20 09:00"):
        browser, address = as_user(officer), f"/households/{home.public_id}/safe-home"
        this_year, last_year = (browser.get(f"{address}/{year}").content.decode() for year in (2027, 2026))
        assert "Có bình chữa cháy" in this_year
        assert "Có bình chữa cháy" not in last_year
        assert re.search(r'name="checked_on_day"[^>]*value="31"', last_year)
        answers = all_met | {extra.code: "no"}
        assert check(home, officer, answers, year=2027, on=date(2027, 1, 5)).answers[extra.code] == "no"
        assert extra.code not in check(home, officer, answers, year=2026, on=date(2026, 12, 31)).answers


def test_a_check_is_of_its_year_and_not_of_tomorrow(home, all_met, officer, as_user, at):
    with at("2026-11-20 17:00"):
        for on in (date(2026, 11, 21), date(2025, 12, 31)):
            with pytest.raises(Refused, match="Ngày kiểm"):
                check(home, officer, all_met, on=on)
        assert check(home, officer, all_met, on=date(2025, 12, 31), year=2025).passed
        assert as_user(officer).get(f"/households/{home.public_id}/safe-home/2023").status_code == 404


def test_years_stand_side_by_side(home, all_met, officer):
    check(home, officer, all_met | {"Q01": "no", "Q02": "no"}, on=date(2025, 5, 1), year=2025)
    check(home, officer, all_met | {"Q02": "no"})
    with acting_as(officer):
        table = table_of(home, officer)
    assert table.years == [2025, 2026]
    assert table.lines[0].counts == [(2025, "6/8"), (2026, "7/8")]
    assert table.lines[0].to_mend == ["Đường vào nhà, sân không trơn trượt"]


def test_a_strangers_home_is_not_checked_and_not_seen(home, all_met, officer, stranger, chair):
    check(home, officer, all_met)
    with acting_as(stranger):
        assert not SafeHomeCheck.objects.exists()
    with acting_as(chair), pytest.raises(NotAllowed):
        check_safe_home(household=home, by=chair, year=2026, version=1, draft=SafeHomeDraft(DAY, all_met))


def test_the_list_of_households_is_narrowed_by_this_years_result(home, all_met, child_of, officer, as_user, at):
    other = child_of("tdp12", address="9 Trần Phú").household
    child_of("tdp12", address="1 Hùng Vương")
    check(home, officer, all_met)
    check(other, officer, all_met | {"Q04": "no"})
    with at("2026-11-23 09:00"):
        browser = as_user(officer)
        for value, address in (("passed", "50/7"), ("failed", "9 Trần Phú"), ("none", "1 Hùng Vương")):
            page = words_of(browser.get(f"/households/?safe={value}"))
            assert address in page
            assert "1–1 trong" in page or page.count("Tổ dân phố 7") + page.count("Tổ dân phố 12") == 1


def test_the_figure_counts_homes_that_passed_among_homes_with_children(home, all_met, child_of, officer, at):
    other = child_of("tdp12", address="9 Trần Phú").household
    child_of("tdp12", own_address="Nhà trọ")
    with at("2026-11-23 09:00"):
        with acting_as(User.objects.system(), scope=FIGURES):
            assert measure("INJ-04a", YEAR_2026).numerator is None
        check(home, officer, all_met)
        check(other, officer, all_met, injured=True)
        with acting_as(User.objects.system(), scope=FIGURES):
            measured = measure("INJ-04a", YEAR_2026)
        assert (measured.numerator, measured.denominator) == (1, 2)


def test_the_ward_corrects_the_standard_and_old_results_stand(home, all_met, officer):
    done = check(home, officer, all_met | {"Q01": "no"})
    with acting_as(officer):
        standard = SafeHomeStandard.objects.get()
        edit_standard(standard=standard, by=officer, version=standard.version, draft=StandardDraft(33))
        assert SafeHomeCheck.objects.get(pk=done.pk).passed is True
    assert check(home, officer, all_met | {"Q01": "no"}, version=1).passed is False


def test_an_item_the_ward_adds_is_asked_from_then_on(home, officer, as_user):
    browser = as_user(officer)
    browser.post(
        "/safe-home/add", {"group": "Điện, bếp lửa", "text": "Có bình chữa cháy", "position": "40"}, follow=True
    )
    assert "Có bình chữa cháy" in words_of(browser.get("/safe-home/"))
    with acting_as(officer):
        assert SafeHomeItem.objects.get(text="Có bình chữa cháy").code.startswith("X")
