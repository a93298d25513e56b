"""Screen 03: the list of children."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import AccessEvent, User
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.families import PersonDraft, record_family
from children.models import CircumstanceGroup
from vietnamese.partial_dates import PartialDate


def names_in(response) -> list[str]:
    """Whole names in the order of the page."""
    cells = re.findall(r'<a class="name" href="[^"]*">(.*?)</a>', response.content.decode())
    return [re.sub("<.*?>", "", cell) for cell in cells]


def join_group(child, code, officer):
    with acting_as(officer):
        group = CircumstanceGroup.objects.get(code=code)
        add_circumstance(child=child, by=officer, draft=CircumstanceDraft(group, started_on=child.born_on))


@pytest.fixture
def three(child_of, lists):
    return [
        child_of(full_name="Đặng Thị Mỹ Linh", birth=PartialDate(2018, 1, 19), mother="Huỳnh Thị Thủy"),
        child_of(full_name="Bùi Nhật Nam", birth=PartialDate(2015), sex="male"),
        child_of("tdp12", full_name="Nguyễn Gia Hân", personal_id="051319000217"),
    ]


def test_children_are_sorted_by_given_name(three, officer, as_user):
    assert names_in(as_user(officer).get("/children/")) == ["Nguyễn Gia Hân", "Đặng Thị Mỹ Linh", "Bùi Nhật Nam"]


def test_the_address_sorts_and_filters(three, officer, as_user):
    browser = as_user(officer)
    assert names_in(browser.get("/children/?sort=birth"))[0] == "Nguyễn Gia Hân"
    assert names_in(browser.get("/children/?sort=-birth"))[0] == "Bùi Nhật Nam"
    assert names_in(browser.get("/children/?tdp=12")) == ["Nguyễn Gia Hân"]
    assert names_in(browser.get("/children/?sex=male")) == ["Bùi Nhật Nam"]
    assert names_in(browser.get("/children/?age=6-11")) == ["Nguyễn Gia Hân", "Đặng Thị Mỹ Linh", "Bùi Nhật Nam"]
    assert names_in(browser.get("/children/?age=11-16")) == []
    assert names_in(browser.get("/children/?missing=birth")) == ["Bùi Nhật Nam"]
    assert names_in(browser.get("/children/?missing=caregiver")) == ["Nguyễn Gia Hân", "Bùi Nhật Nam"]
    assert 'aria-sort="descending"' in browser.get("/children/?sort=-birth").content.decode()


def test_what_was_typed_is_kept_but_never_in_the_address(three, officer, as_user):
    browser = as_user(officer)
    answer = browser.post("/children/?tdp=7", {"q": "linh dang"})
    assert answer.url == "/children/?tdp=7&searched=1"
    found = browser.get(answer.url)
    assert names_in(found) == ["Đặng Thị Mỹ Linh"]
    assert 'value="linh dang"' in found.content.decode()
    assert "linh" not in str(browser.session._session)
    assert len(names_in(browser.get("/children/?tdp=7"))) == 2  # a fresh visit
    assert browser.post(answer.url, {"q": ""}).url == "/children/?tdp=7"


def test_words_put_the_likest_first_until_a_column_is_chosen(child_of, officer, as_user):
    child_of(full_name="Võ Quang Khoa", mother="Lương Thị Thu")
    child_of(full_name="Lương Thử Quân")
    browser = as_user(officer)
    found = browser.get(browser.post("/children/", {"q": "luong thu quan"}).url)
    assert names_in(found) == ["Lương Thử Quân", "Võ Quang Khoa"]
    assert "aria-sort" not in found.content.decode()
    by_name = browser.get("/children/?sort=name&searched=1")
    assert names_in(by_name) == ["Võ Quang Khoa", "Lương Thử Quân"]
    assert 'aria-sort="ascending"' in by_name.content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("nguyen van an", "khớp cha Nguyễn Văn An"),
        ("binh an tran phu", "khớp địa chỉ 12/4 Trần Phú, cha Nguyễn Văn An"),
        ("thuy binh tdp 7", "khớp mẹ Huỳnh Thị Thủy"),
        ("nguyen binh", ""),
        ("te-2026-0001", ""),
    ],
)
def test_a_row_says_which_relative_or_address_holds_the_words(child_of, officer, as_user, typed, told):
    child = child_of(full_name="Nguyễn Thị Bình", mother="Huỳnh Thị Thủy", address="12/4 Trần Phú")
    with acting_as(officer):
        mother = PersonDraft("mother", "Huỳnh Thị Thủy", is_main_carer=True)
        record_family(child=child, by=officer, people=[mother, PersonDraft("father", "Nguyễn Văn An")])
    browser = as_user(officer)
    found = browser.get(browser.post("/children/", {"q": typed}).url)
    assert names_in(found) == ["Nguyễn Thị Bình"]
    assert re.findall('<small class="match">(.*?)</small>', found.content.decode()) == ([told] if told else [])


def test_a_collaborator_sees_the_own_neighbourhood_and_no_group(three, collaborator, officer, as_user):
    join_group(three[0], "G04", officer)
    page = as_user(collaborator).get("/children/?group=G04")
    assert names_in(page) == ["Đặng Thị Mỹ Linh", "Bùi Nhật Nam"]
    assert "Có hoàn cảnh đặc biệt" in page.content.decode()
    assert "Khuyết tật" not in page.content.decode()


def test_a_school_sees_name_birth_sex_and_class_only(child_of, ward, teacher, as_user):
    child_of(mother="Trần Thị Kim Chi", address="12/4 Trần Phú", school=ward["school"], class_name="8A")
    page = as_user(teacher).get("/children/").content.decode()
    assert "8A" in page
    assert "1 trẻ em dưới 16 tuổi trong danh sách của cơ quan" in page
    for hidden in ("Trần Phú", "Kim Chi", "Tổ dân phố 7", "Số định danh"):
        assert hidden not in page


def test_a_secret_group_is_no_tag_no_filter_and_no_count_for_anybody(three, officer, other_officer, chair, as_user):
    join_group(three[0], "G11", officer)
    for person in (other_officer, chair, officer):
        page = as_user(person).get("/children/?group=G11")
        assert len(names_in(page)) == 3  # the filter does not exist, so nothing is filtered
        assert "xâm hại" not in page.content.decode()
        assert names_in(as_user(person).get("/children/?group=any")) == []
    listed = as_user(officer).get("/children/")
    assert '<span class="tag">Bị xâm hại tình dục</span>' not in listed.content.decode()


def test_the_list_is_logged_without_a_name(three, officer, as_user):
    browser = as_user(officer)
    browser.get(browser.post("/children/?tdp=7", {"q": "linh"}).url)
    with acting_as(officer):
        abouts = list(AccessEvent.objects.filter(event="CHILDREN_LISTED").values_list("about", flat=True))
    assert abouts == ["Tổ dân phố, có từ tìm, trang 1"]  # nor what was chosen


def test_the_number_of_queries_does_not_grow_with_the_rows(child_of, lists, officer, as_user):
    browser = as_user(officer)
    _queries(browser, child_of, 1)  # the first page of a session also writes the session
    few = _queries(browser, child_of, 1)
    assert _queries(browser, child_of, 12) == few


def _queries(browser, child_of, count):

    for number in range(count):
        child_of(full_name=f"Lê Văn {number}", mother="Trần Thị Kim Chi", address=f"{number} Lê Lợi")
    with CaptureQueriesContext(connection) as queries:
        browser.get("/children/")
    return len(queries)


def test_a_register_of_grown_up_children_is_not_empty_and_can_be_filtered(child_of, officer, as_user):
    child_of(birth=PartialDate(2005, 1, 1))
    page = as_user(officer).get("/children/").content.decode()
    assert "Chưa có trẻ nào" not in page
    assert "Không có trẻ nào dưới 16 tuổi đang cư trú" in page
    assert 'state=16"' in page


def test_the_groups_of_the_law_stand_before_those_at_risk(three, officer, as_user):
    join_group(three[0], "R03", officer)
    join_group(three[1], "G04", officer)
    page = as_user(officer).get("/children/").content.decode()
    assert page.index("?group=G04") < page.index("?group=R03")


def test_an_empty_register_says_what_to_do(ward, officer, collaborator, as_user):
    assert "Thêm trẻ em" in as_user(officer).get("/children/").content.decode()
    assert "Chưa có trẻ nào" in as_user(collaborator).get("/children/").content.decode()


@pytest.mark.parametrize("who", ["admin", "clerk"])
def test_administrators_and_clerks_have_no_list(who, request, as_user):
    assert as_user(request.getfixturevalue(who)).get("/children/").status_code == 403


def test_a_school_can_neither_order_nor_choose_by_what_it_may_not_know(child_of, ward, teacher, as_user):
    for neighbourhood, name in (("tdp12", "Lê An"), ("tdp7", "Lê Bình")):
        child_of(neighbourhood, full_name=name, school=ward["school"])
    child_of("tdp7", full_name="Lê Chi", school=ward["school"], residence="moved_out", left_on="2026-01-05")
    browser = as_user(teacher)
    assert names_in(browser.get("/children/?sort=address")) == ["Lê An", "Lê Bình"]
    assert names_in(browser.get("/children/?state=moved_out")) == ["Lê An", "Lê Bình"]


def test_a_child_that_died_or_left_keeps_the_age_it_had(child_of, officer, as_user):
    dead = child_of(full_name="Y Thơm", residence="dead", left_on=datetime.date(2023, 1, 21), address="396 Lê Lợi")
    child_of(full_name="Y Lan", residence="moved_out", left_on=datetime.date(2024, 3, 14))
    browser = as_user(officer)
    for state, words in (
        ("dead", ("Mất ngày 21/01/2023", "3 tuổi 10 tháng lúc mất")),
        ("moved_out", ("Chuyển đi ngày 14/03/2024", "5 tuổi lúc chuyển đi")),
    ):
        page = browser.get(f"/children/?state={state}").content.decode()
        assert all(each in page for each in words)
    facts = re.sub("<.*?>", " ", browser.get(dead.get_absolute_url()).content.decode())
    assert re.search(r"Mất ngày\s+21/01/2023\s+Nơi ở cuối\s+396 Lê Lợi, TDP 7", facts)


def test_who_is_16_is_marked_among_what_was_found(child_of, officer, as_user):
    child_of(full_name="Y Thơm", birth=PartialDate(2009, 1, 1))
    child_of(full_name="Y Lan")
    page = as_user(officer).post("/search", {"q": "y"}, follow=True).content.decode()
    assert page.count("Từ 16 tuổi") == 1


def test_a_choice_that_does_not_exist_is_said_and_not_repeated(three, officer, as_user):
    page = as_user(officer).get("/children/?group=G11&tdp=7")
    assert "Không có lựa chọn này ở “Hoàn cảnh” nên không lọc." in page.content.decode()
    assert "G11" not in re.sub(r"<a .*?>|<form .*?>", "", page.content.decode())
    assert "2 trẻ khớp bộ lọc; cả sổ có 3 trẻ em dưới 16 tuổi" in page.content.decode()
    assert "Không có lựa chọn này" not in as_user(officer).get("/children/?tdp=7").content.decode()


def test_children_of_an_ended_neighbourhood_are_found_by_it(three, ward, officer, as_user):
    with acting_as(User.objects.system(), scope=FIGURES):
        ended = ward["tdp12"]
        ended.valid_to = datetime.date(2026, 6, 30)
        ended.save()
    browser = as_user(officer)
    assert "12 (đã thôi)" in browser.get("/children/").content.decode()
    assert names_in(browser.get(f"/children/?tdp={ended.public_id}")) == ["Nguyễn Gia Hân"]


def test_a_printed_list_names_its_filters_who_printed_it_and_when(three, officer, as_user, at):
    with at("2026-11-23 08:05"):
        page = as_user(officer).get("/children/?tdp=7&sex=female").content.decode()
    printed = re.search(r'<p class="cc-printed">(.*?)</p>', page)[1]
    assert "Tổ dân phố: 7; Giới tính: Nữ · Phạm Thị Hồng Vân in lúc 08:05 ngày 23/11/2026" in printed
