"""“Trợ giúp”: who waits for a decision, who is paid, what was given; one gift for a whole list."""

import datetime
import re

import pytest

from accounts.acting import acting_as
from children.actions.supports import restore_support
from children.models import AllowanceRule, BaseAmount, MonthlyAllowance, Support, SupportRecipient
from interface.refusals import Refused
from interface.todo import todos_of
from tests.children.support import becomes_poor, granted, joins
from vietnamese.partial_dates import PartialDate

NOW = "2026-11-23 09:00"
GIFT = {
    "kind": "gift", "title": "Quà Tết Bính Ngọ", "given_on_day": "10", "given_on_month": "02", "given_on_year": "2026",
    "value": "500.000", "source": "mobilised", "sponsor": "Hội Chữ thập đỏ", "evidence": "Danh sách ký nhận",
}  # fmt: skip
DECISION = {
    "decision_number": "214/QĐ-UBND", "decided_on_day": "15", "decided_on_month": "04", "decided_on_year": "2026",
    "signer": "Trần Quốc Duy", "starts_on_month": "4", "starts_on_year": "2026", "amount": "1.000.000",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today(at):
    with at(NOW):
        yield


@pytest.fixture
def poor(child_of, lists):
    """Three children of poor households, one of another."""
    names = {"Lê Văn Tú": "tdp7", "Trần Gia Bảo": "tdp7", "Hồ Thị Mai": "tdp12"}
    children = [child_of(home, full_name=name, address="1 Lê Lợi") for name, home in names.items()]
    for child in children:
        becomes_poor(child)
    child_of(full_name="Nguyễn Gia Hân", address="2 Lê Lợi")
    return children


def body(response) -> str:
    return response.content.decode()


def given_to(user) -> set[str]:
    with acting_as(user):
        return set(
            SupportRecipient.objects.filter(support__withdrawn_on=None).values_list("child__full_name", flat=True)
        )


def test_one_gift_for_all_children_of_poor_households_and_back_again(poor, officer, as_user, sql):
    browser = as_user(officer)
    page = body(browser.get("/support/give?group=poor"))
    assert "3 trẻ khớp bộ lọc" in page
    assert "Nguyễn Gia <b>Hân</b>" not in page
    ticked = [str(child.public_id) for child in poor[:2]]
    answer = browser.post("/support/give?group=poor", GIFT | {"child": ticked}, follow=True)
    assert "Đã ghi cho 2 trẻ." in body(answer)
    assert answer.context["mobilised"] == 1_000_000
    assert given_to(officer) == {"Lê Văn Tú", "Trần Gia Bảo"}
    with acting_as(officer):
        support = Support.objects.get()
        changes = sql("select count(distinct request) from audit_change where tbl = 'children_supportrecipient'")
    assert changes == [(1,)]
    page = f"/support/given/{support.public_id}"
    asked = browser.post(f"{page}/withdraw", opened_by(browser, f"{page}/withdraw"))
    assert "Chưa ghi lý do" in body(asked)
    assert len(given_to(officer)) == 2
    browser.post(f"{page}/withdraw", opened_by(browser, f"{page}/withdraw") | {"reason": "Ghi hai lần"})
    assert given_to(officer) == set()
    assert "Ghi hai lần" in body(browser.get(f"{page}/"))
    browser.post(f"{page}/restore", opened_by(browser, f"{page}/restore") | {"reason": "Có chứng từ"})
    assert len(given_to(officer)) == 2
    shown = body(browser.get(f"{page}/"))
    assert "Đã xóa rồi lấy lại: Có chứng từ" in shown
    assert "Ghi hai lần" in shown  # in the history, with who and when
    with acting_as(officer), pytest.raises(Refused, match="đang được tính"):
        restore_support(support=support, by=officer, version=3, reason="x")


def test_what_was_just_written_is_taken_back_at_once_by_its_writer_only(poor, officer, other_officer, as_user):
    as_user(officer).post("/support/give?group=poor", GIFT | {"child": [str(poor[0].public_id)]})
    with acting_as(officer):
        support = Support.objects.get()
    address = f"/support/given/{support.public_id}/take-back"
    assert as_user(other_officer).post(address).status_code == 403
    as_user(officer).post(address)
    assert given_to(officer) == set()
    with acting_as(officer):
        assert Support.objects.get().withdrawal_reason == "Hoàn tác ngay sau khi ghi"


def opened_by(browser, address) -> dict[str, str]:
    return {"opened": browser.get(address).context["opened"]}


def test_a_child_outside_the_list_gets_in_by_no_id(poor, child_of, officer, as_user):
    rich = child_of(full_name="Phạm An", address="3 Lê Lợi")
    answer = as_user(officer).post("/support/give?group=poor", GIFT | {"child": [str(rich.public_id)]})
    assert "1 trẻ đã chọn không còn trong danh sách này" in body(answer)
    assert given_to(officer) == set()


def test_a_child_that_fell_out_of_the_list_meanwhile_is_said_before_anything_is_written(poor, officer, as_user):
    browser, ticked = as_user(officer), [str(child.public_id) for child in poor]
    becomes_poor(poor[0], "none")
    page = body(browser.post("/support/give?group=poor", GIFT | {"child": ticked}))
    assert "1 trẻ đã chọn không còn trong danh sách này" in page
    assert given_to(officer) == set()
    left = re.findall(r'name="child" id="\w+" value="([^"]+)" checked', page)
    assert set(left) == set(ticked[1:])
    browser.post("/support/give?group=poor", GIFT | {"child": left})
    assert len(given_to(officer)) == 2


def test_what_was_unticked_stays_unticked_when_the_form_comes_back(poor, officer, as_user):
    only = str(poor[0].public_id)
    page = body(as_user(officer).post("/support/give?group=poor", GIFT | {"title": "", "child": [only]}))
    assert page.count(" checked") == 1 + page.count('type="radio" name="source" value="mobilised"')


def test_one_child_did_not_come(poor, officer, as_user):
    browser = as_user(officer)
    browser.post("/support/give?group=poor", GIFT | {"child": [str(child.public_id) for child in poor]})
    with acting_as(officer):
        support = Support.objects.get()
    page = f"/support/given/{support.public_id}/leave-out/{poor[0].public_id}"
    without = browser.post(page, opened_by(browser, page))
    assert "Chưa ghi lý do." in body(without)
    assert len(given_to(officer)) == 3
    browser.post(page, opened_by(browser, page) | {"reason": "Đã nhận ở trường"})
    assert given_to(officer) == {"Trần Gia Bảo", "Hồ Thị Mai"}
    shown = body(browser.get(support.get_absolute_url()))
    assert f"{poor[0].code}</b>, bỏ khỏi danh sách" in shown
    assert "Đã nhận ở trường" in shown
    again = browser.post(page, opened_by(browser, page) | {"reason": "Vắng mặt"})
    assert "Trẻ này không còn trong danh sách nhận." in body(again)


def test_leaving_a_child_out_of_a_list_somebody_changed_meanwhile_is_asked_again(poor, officer, as_user):
    browser = as_user(officer)
    browser.post("/support/give?group=poor", GIFT | {"child": [str(child.public_id) for child in poor]})
    with acting_as(officer):
        support = Support.objects.get()
    pages = [f"/support/given/{support.public_id}/leave-out/{child.public_id}" for child in poor[:2]]
    opened = opened_by(browser, pages[1])
    browser.post(pages[0], opened_by(browser, pages[0]) | {"reason": "Vắng mặt"})
    answer = browser.post(pages[1], opened | {"reason": "Vắng mặt"})
    assert "Đã có người sửa" in body(answer)
    assert len(given_to(officer)) == 2


def test_given_in_a_year_with_sums_by_neighbourhood_and_source(poor, officer, as_user):
    browser = as_user(officer)
    browser.post("/support/give?group=poor", GIFT | {"child": [str(child.public_id) for child in poor]})
    browser.post(
        f"/children/{poor[0].public_id}/support/give", GIFT | {"value": "", "source": "budget", "evidence": ""}
    )
    assert sums(browser.get("/support/given/")) == (0, 1_500_000, 3)
    assert sums(browser.get("/support/given/?tdp=12")) == (0, 500_000, 1)
    assert sums(browser.get("/support/given/?source=budget")) == (0, 0, 1)
    assert sums(browser.get("/support/given/?year=2025")) == (0, 0, 0)
    assert "Chưa có" in body(browser.get("/support/given/?paper=none"))


def sums(response) -> tuple[int, int, int]:
    return tuple(response.context[name] for name in ("budget", "mobilised", "people"))


def test_what_is_paid_already_is_not_listed_as_waiting(poor, officer, as_user):
    child = poor[0]
    for code in ("G04.2", "R07"):
        joins(child, officer, code)
    granted(child, officer)
    page = as_user(officer).get("/support/")
    assert [[each.rule.code for each in proposals] for _, proposals in page.context["page"]] == [["single_poor_parent"]]


def test_two_who_switch_a_category_at_once_do_not_undo_each_other(lists, officer, other_officer, as_user):
    with acting_as(officer):
        rule = AllowanceRule.objects.get(code="u3_remote")
    typed = {"version": rule.version, "in_use": "yes"}
    as_user(officer).post(f"/support/rates/{rule.public_id}/switch", typed)
    answer = as_user(other_officer).post(f"/support/rates/{rule.public_id}/switch", typed, follow=True)
    assert "Có người vừa sửa diện này" in body(answer)
    with acting_as(officer):
        assert AllowanceRule.objects.get(code="u3_remote").in_use


def test_a_pupil_past_sixteen_is_listed_with_the_question(child_of, lists, officer, as_user):
    pupil = child_of(full_name="Lê Văn Tú", birth=PartialDate(2009, 5, 1))
    joins(pupil, officer, "G01.3")
    page = body(as_user(officer).get("/support/"))
    assert "Lê Văn <b>Tú</b>" in page
    assert "Giấy xác nhận còn đang học" in page


def test_who_is_entitled_is_listed_with_the_reason_until_the_decision_is_recorded(poor, officer, as_user):
    joins(poor[0], officer, "G04.2")
    joins(poor[1], officer, "G04")
    browser = as_user(officer)
    page = body(browser.get("/support/"))
    assert "Khuyết tật nặng" in page
    assert "NĐ 20/2021/NĐ-CP, Điều 5.6, 6.1.e" in page
    assert "2 × 500.000 đồng" in page
    assert "Cần làm rõ" in page
    assert "Trần Gia <b>Bảo</b>" not in body(browser.get("/support/?state=certain"))
    assert "Lê Văn <b>Tú</b>" not in body(browser.get("/support/?tdp=12"))
    with acting_as(officer):
        rule = AllowanceRule.objects.get(code="disabled_severe_child").public_id
    form = body(browser.get(f"/children/{poor[0].public_id}/support/allowance"))
    assert 'value="1.000.000"' in form
    answer = browser.post(f"/children/{poor[0].public_id}/support/allowance", DECISION | {"rule": rule}, follow=True)
    assert "Đã ghi quyết định trợ cấp." in body(answer)
    assert "Lê Văn <b>Tú</b>" not in body(browser.get("/support/"))
    listed = body(browser.get("/support/allowances/?tdp=7&kind=disabled_severe_child"))
    assert "214/QĐ-UBND" in listed
    assert "Cộng một tháng, 1 trẻ" in listed


def test_the_form_asks_about_a_difference_beside_its_box(poor, officer, as_user):
    with acting_as(officer):
        rule = AllowanceRule.objects.get(code="disabled_severe_child").public_id
    page = body(
        as_user(officer).post(
            f"/children/{poor[0].public_id}/support/allowance", DECISION | {"rule": rule, "amount": "900000"}
        )
    )
    assert "quyết định ghi 900.000 đồng" in page
    assert 'value="214/QĐ-UBND"' in page


def test_the_childs_page_sums_the_year_and_tells_the_story(poor, officer, as_user):
    granted(poor[0], officer)
    browser = as_user(officer)
    browser.post(f"/children/{poor[0].public_id}/support/give", GIFT)
    page = body(browser.get(poor[0].get_absolute_url())).replace("\xa0", " ")
    assert "Trợ giúp năm 2026" in page
    assert "8.000.000 đồng" in page
    assert "1 lần trợ giúp" in page
    assert "Được trợ cấp hằng tháng" in page
    assert "Nhận trợ giúp: Quà Tết Bính Ngọ." in page
    assert "QĐ 214/QĐ-UBND" in body(browser.get(f"/children/{poor[0].public_id}/history"))


def test_an_allowance_is_ended_and_adjusted_on_its_pages(poor, officer, as_user):
    allowance = granted(poor[0], officer)
    browser = as_user(officer)
    url = f"/children/allowances/{allowance.public_id}"
    opened = browser.get(f"{url}/end").context["opened"]
    day = {"on_day": "20", "on_month": "11", "on_year": "2026", "reason": "unentitled", "opened": opened}
    assert "Đã ghi thôi hưởng" in body(browser.post(f"{url}/end", day, follow=True))
    with acting_as(officer):
        assert MonthlyAllowance.objects.get().ended_on == datetime.date(2026, 12, 1)


def test_the_home_page_counts_what_waits(poor, officer, other_officer, rf):
    joins(poor[0], officer, "G04.2")
    joins(poor[1], officer, "G05.2")
    assert "2 trẻ đủ điều kiện, chưa có quyết định trợ cấp" in titles(officer, rf)
    assert "1 trẻ đủ điều kiện, chưa có quyết định trợ cấp" in titles(other_officer, rf)


def test_the_home_page_warns_of_a_sixteenth_birthday(child_of, officer, rf, lists):
    child = child_of(birth=PartialDate(2011, 1, 10))
    granted(child, officer)
    assert "1 trợ cấp hằng tháng phải rà soát" in titles(officer, rf)


def titles(user, rf) -> list[str]:
    request = rf.get("/")
    request.user = user
    with acting_as(user):
        return [todo.title for todo in todos_of(request)]


def test_figures_of_the_decrees_are_kept_by_the_ward(officer, as_user, lists):
    browser = as_user(officer)
    assert "500.000 đồng" in body(browser.get("/support/rates/")).replace("\xa0", " ")
    new = {
        "amount": "600.000",
        "valid_from_day": "1",
        "valid_from_month": "1",
        "valid_from_year": "2027",
        "source": "NQ tỉnh",
    }
    browser.post("/support/rates/base", new)
    with acting_as(officer):
        periods = list(BaseAmount.objects.order_by("valid_from").values_list("amount", "valid_to"))
        rule = AllowanceRule.objects.get(code="disabled_severe_child")
    assert periods[-2:] == [(500_000, datetime.date(2026, 12, 31)), (600_000, None)]
    assert "phải từ ngày sau đó" in body(
        browser.post("/support/rates/base", new | {"valid_from_month": "7", "valid_from_year": "2024"})
    )
    url = f"/support/rates/{rule.public_id}/coefficient"
    opened = browser.get(url).context["opened"]
    new = {
        "coefficient": "2,25",
        "valid_from_day": "1",
        "valid_from_month": "1",
        "valid_from_year": "2027",
        "article": "NQ",
    }
    browser.post(url, new | {"opened": opened})
    with acting_as(officer):
        rows = AllowanceRule.objects.filter(code=rule.code).order_by("valid_from")
        assert [str(each.coefficient) for each in rows] == ["2.00", "2.25"]
        assert [list(decreed.circumstances) for decreed in rows] == [["G04.2"]] * 2


def test_leaders_read_and_nobody_else(poor, chair, collaborator, teacher, clerk, admin, as_user):
    for url in ("/support/", "/support/allowances/", "/support/given/", "/support/rates/"):
        assert as_user(chair).get(url).status_code == 200
        for user in (collaborator, teacher, clerk, admin):
            assert as_user(user).get(url).status_code == 403
    page = body(as_user(chair).get(f"/children/{poor[0].public_id}/support/"))
    assert "Ghi quyết định" not in page
    assert as_user(chair).get("/support/give").status_code == 403
    page = body(as_user(collaborator).get(poor[0].get_absolute_url()))
    assert "Trợ giúp năm" not in page
