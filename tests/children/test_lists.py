"""Saved filters, chosen columns, the order of the long lists."""

import re

import pytest

from accounts.acting import acting_as
from children.actions.lists import MOST, SavedFilterDraft, edit_filter, save_filter
from children.finding.lists import LISTS
from children.models import Household, ListColumns, SavedFilter
from interface.refusals import NotAllowed, Refused
from tests.children.test_page_list import names_in
from vietnamese.partial_dates import PartialDate


@pytest.fixture
def homes(child_of):
    """Four children in three streets, and one of no household."""
    places = (("tdp12", "2 Trần Phú"), ("tdp7", "12 Lê Lợi"), ("tdp7", "9 Lê Lợi"), ("tdp7", "100 Lê Lai"))
    children = [child_of(home, full_name=f"Lê {address}", address=address) for home, address in places]
    return [*children, child_of("tdp7", full_name="Hồ Lẻ", own_address="Nhà trọ 3")]


def saves(browser, query, name="Nữ tổ 7", **more):
    return browser.post(f"/lists/children/filters/add?{query}", {"name": name, **more})


def only() -> SavedFilter:
    return SavedFilter.objects.get()


# --- Order -----------------------------------------------------------------------------------
def test_an_address_list_goes_through_each_street_by_its_numbers(homes, officer, as_user):
    browser = as_user(officer)
    by_place = ["Lê 100 Lê Lai", "Lê 9 Lê Lợi", "Lê 12 Lê Lợi", "Hồ Lẻ", "Lê 2 Trần Phú"]
    assert names_in(browser.get("/children/?sort=address")) == by_place
    assert names_in(browser.get("/children/?sort=-address")) == by_place[::-1]


def test_households_are_sorted_as_one_walks_by(homes, officer, as_user):
    page = as_user(officer).get("/households/?sort=address").content.decode()
    assert re.findall(r"<td>([^<]+)<small>Tổ", page) == ["100 Lê Lai", "9 Lê Lợi", "12 Lê Lợi", "2 Trần Phú"]


@pytest.mark.parametrize("column", ["name", "birth", "address", "updated"])
def test_a_sorted_list_is_stable_and_says_its_order(homes, officer, as_user, column):
    browser = as_user(officer)
    pages = {tuple(names_in(browser.get(f"/children/?sort={column}"))) for _ in range(3)}
    assert len(pages) == 1
    page = browser.get(f"/children/?sort=-{column}").content.decode()
    assert page.count('aria-sort="descending"') == 1


def test_an_order_that_is_not_offered_changes_nothing(homes, officer, as_user):
    browser = as_user(officer)
    assert names_in(browser.get("/children/?sort=missing")) == names_in(browser.get("/children/"))


def test_the_orders_of_long_lists_walk_along_an_index(officer, ward, sql):
    """The first page is read from an index, whatever the number of rows: it is asked as if sorting were dear."""
    for table, order, index in (
        ("children_child", "born_on desc, sort_key, id", "child_by_age"),
        ("children_child", "born_on, sort_key desc, id desc", "child_by_age"),
        ("children_child", "sort_key, id", "child_by_name"),
        ("children_child", "updated_at, id", "child_by_update"),
        ("children_household", "sort_key, id", "household_by_head"),
        ("children_household", "updated_at desc, id desc", "household_by_update"),
    ):
        with acting_as(officer):
            for off in ("enable_seqscan", "enable_bitmapscan", "enable_sort"):
                sql("select set_config(%s, 'off', true)", off)
            plan = " ".join(line for (line,) in sql(f"explain select id from {table} order by {order} limit 25"))
        assert f"using {index}" in plan, plan


def test_lists_by_address_go_from_one_neighbourhood_to_the_next(officer, ward, sql):
    """One neighbourhood is sorted at a time, not the register."""
    with acting_as(officer):
        for off in ("enable_seqscan", "enable_bitmapscan", "enable_sort", "enable_hashjoin", "enable_mergejoin"):
            sql("select set_config(%s, 'off', true)", off)
        fields = LISTS["households"].orders(officer)["address"]
        plan = Household.objects.visible_to(officer).order_by(*fields).values_list("pk")[:25].explain()
    assert "Incremental Sort" in plan, plan
    assert "using neighbourhood_by_number" in plan, plan


# --- Saved filters ---------------------------------------------------------------------------
def test_a_saved_filter_opens_with_one_click_and_holds_no_typed_word(homes, officer, as_user):
    browser = as_user(officer)
    browser.post("/children/?tdp=7", {"q": "Lê"})
    answer = saves(browser, "tdp=7&sex=female&sort=-birth&searched=1&page=2&q=H%C3%A2n&group=nothing")
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(officer):
        assert only().query == "tdp=7&sex=female&sort=-birth"
    page = browser.get("/children/").content.decode()
    assert '<a href="/children/?tdp=7&amp;sex=female&amp;sort=-birth">Nữ tổ 7</a>' in page
    assert "/children/?tdp=7&amp;sex=female" not in browser.get("/households/").content.decode()


def test_without_a_filter_there_is_nothing_to_save(homes, officer, as_user):
    browser = as_user(officer)
    assert "Chưa chọn bộ lọc nào" in saves(browser, "searched=1").content.decode()
    assert "Lưu bộ lọc đang chọn" not in browser.get("/children/").content.decode()
    assert "Lưu bộ lọc đang chọn" in browser.get("/children/?tdp=7").content.decode()


def test_two_filters_of_one_name_and_too_many(homes, officer, as_user):
    browser = as_user(officer)
    saves(browser, "tdp=7")
    assert "Đã có bộ lọc tên này" in saves(browser, "tdp=12").content.decode()
    with acting_as(officer):
        for number in range(MOST - 1):
            save_filter(kind=LISTS["children"], query="tdp=7", by=officer, draft=SavedFilterDraft(f"Số {number}"))
        with pytest.raises(Refused, match="Xóa bớt"):
            save_filter(kind=LISTS["children"], query="tdp=7", by=officer, draft=SavedFilterDraft("Nữa"))


def test_a_shared_filter_is_seen_by_officers_and_changed_by_its_owner_alone(
    homes, officer, other_officer, collaborator, chair, as_user
):
    saves(as_user(officer), "tdp=7", name="Riêng")
    saves(as_user(officer), "tdp=12", name="Chung", shared="on")
    seen = as_user(other_officer).get("/children/").content.decode()
    assert "Chung" in seen
    assert "Riêng" not in seen
    for person in (collaborator, chair):
        assert "Chung" not in as_user(person).get("/children/").content.decode()
    with acting_as(other_officer):
        shared = only()
        with pytest.raises(NotAllowed, match="Chỉ người đã lưu"):
            edit_filter(saved=shared, by=other_officer, version=1, draft=SavedFilterDraft("Của tôi"))
    assert as_user(other_officer).post(f"/lists/filters/{shared.public_id}/delete").status_code == 403
    assert as_user(collaborator).post(f"/lists/filters/{shared.public_id}/delete").status_code == 404


def test_a_collaborator_saves_but_does_not_share(homes, collaborator, as_user):
    browser = as_user(collaborator)
    assert "shared" not in browser.get("/lists/children/filters/add?sex=male").content.decode()
    saves(browser, "sex=male", shared="on")
    with acting_as(collaborator):
        assert only().shared is False
        with pytest.raises(NotAllowed):
            save_filter(kind=LISTS["children"], query="x=1", by=collaborator, draft=SavedFilterDraft("A", shared=True))


def test_a_filter_is_renamed_and_deleted(homes, officer, as_user):
    browser = as_user(officer)
    saves(browser, "tdp=7&sex=female")
    listed = browser.get("/lists/children/filters/").content.decode()
    assert "Tổ dân phố: 7; Giới tính: Nữ" in listed
    with acting_as(officer):
        saved = only()
    form = browser.get(f"/lists/filters/{saved.public_id}/edit").content.decode()
    opened = re.search(r'name="opened" value="([^"]+)"', form)[1]
    browser.post(f"/lists/filters/{saved.public_id}/edit", {"name": "Bé gái", "shared": "on", "opened": opened})
    assert "Các cán bộ giữ sổ" in browser.get("/lists/children/filters/").content.decode()
    browser.post(f"/lists/filters/{saved.public_id}/delete")
    with acting_as(officer):
        assert not SavedFilter.objects.exists()


def test_a_choice_that_has_gone_is_said_where_filters_are_kept(homes, officer, as_user):
    with acting_as(officer):
        save_filter(kind=LISTS["children"], query="tdp=99", by=officer, draft=SavedFilterDraft("Tổ cũ"))
    assert "Tổ dân phố: lựa chọn không còn" in as_user(officer).get("/lists/children/filters/").content.decode()


# --- Columns ---------------------------------------------------------------------------------
def heads(response) -> list[str]:
    table = re.search(r"<thead>(.*?)</thead>", response.content.decode(), re.S)[1]
    cells = re.findall(r"<th[^>]*>(.*?)</th>", table, re.S)
    return [re.sub(r"<.*?>|\s+", " ", cell).strip() for cell in cells]


def test_columns_are_chosen_for_the_account_not_for_the_browser(homes, officer, other_officer, as_user, django_client):
    browser = as_user(officer)
    usual = heads(browser.get("/children/"))
    browser.post("/lists/children/columns?tdp=7", {"columns": ["missing", "birth", "number"]})
    assert heads(browser.get("/children/"))[1:] == ["Họ và tên", "Ngày sinh", "Số định danh", "Còn thiếu"]
    elsewhere = django_client()
    elsewhere.force_login(officer, backend="accounts.backend.ActiveUserBackend")
    assert len(heads(elsewhere.get("/children/"))) == 5
    assert heads(as_user(other_officer).get("/children/")) == usual
    as_user(officer).post("/lists/children/columns", {})
    assert heads(as_user(officer).get("/children/")) == usual


def test_every_column_can_be_shown(homes, officer, as_user):
    browser = as_user(officer)
    for code, kind in LISTS.items():
        with acting_as(officer):
            keys = [column.key for column in kind.offered(officer)]
        browser.post(f"/lists/{code}/columns", {"columns": keys})
        page = browser.get(f"/{code}/")
        row = re.search(r"<tbody>\s*<tr>(.*?)</tr>", page.content.decode(), re.S)[1]
        assert len(re.findall(r"<t[hd]", row)) == len(heads(page)) == len(keys) + 2
        assert [column.label for column in kind.columns] == heads(page)[2:]


def test_a_school_cannot_choose_a_column_it_may_not_know(child_of, ward, teacher, as_user):
    child_of(full_name="Lê An", school=ward["school"], address="12 Lê Lợi")
    browser = as_user(teacher)
    assert "Địa chỉ" not in browser.get("/lists/children/columns").content.decode()
    browser.post("/lists/children/columns", {"columns": ["address", "sex"]})
    with acting_as(teacher):
        assert not ListColumns.objects.exists()  # the form refuses a choice that it did not offer
    assert "Lê Lợi" not in browser.get("/children/").content.decode()


# --- More filters ----------------------------------------------------------------------------
def test_by_the_state_of_the_personal_number(child_of, officer, as_user):
    child_of(full_name="Lê Không")
    child_of(full_name="Lê Chưa", personal_id="051319000217")
    child_of(full_name="Lê Rồi", personal_id="051319000225", personal_id_verified=True)
    browser = as_user(officer)
    for value, names in (
        ("none", ["Lê Không"]),
        ("unverified", ["Lê Chưa"]),
        ("verified", ["Lê Rồi"]),
        ("open", ["Lê Chưa", "Lê Không"]),
    ):
        assert names_in(browser.get(f"/children/?id={value}")) == names


def test_by_anything_that_is_missing(child_of, officer, as_user):
    child_of(full_name="Lê Thiếu", birth=PartialDate(2019))
    page = as_user(officer).get("/children/?missing=anything")
    assert names_in(page) == ["Lê Thiếu"]
