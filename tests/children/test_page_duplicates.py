"""Screen 12: pairs of records that may be one child."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting_as
from accounts.models import AccessEvent
from children.actions.duplicates import find_duplicates
from children.duplicates.comparing import compared, families_of
from children.models import Child, ChildMerge, DuplicatePair
from interface.todo import todos_of
from tests.house_rules.test_queries import MACHINERY, MOST
from vietnamese.partial_dates import PartialDate

ID = "051319000217"
LIST = "/children/quality/duplicates/"
CHI = "Trần Thị Kim Chi"


@pytest.fixture
def twins(child_of, officer, ward):
    """Two records of one child, found by the machine."""
    kept = child_of(full_name="Lê Thị Thanh Hòa", mother=CHI, address="19/8 Trần Phú")
    gone = child_of(full_name="Le Thi Thanh Hoa", mother=CHI, personal_id=ID, school=ward["school"], class_name="7A3")
    with acting_as(officer):
        find_duplicates(by=officer)
    return kept, gone


@pytest.fixture
def pair(twins, officer):
    with acting_as(officer):
        return DuplicatePair.objects.select_related("one", "other").get()


def words_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def posted(browser, url: str, **choices: str):
    """What the page would send with these choices."""
    page = words_of(browser.get(url))
    versions = re.search(r'name="versions" value="([^"]*)"', page)[1]
    return browser.post(url, {"versions": versions, **{f"part-{name}": side for name, side in choices.items()}})


def test_the_list_says_who_and_why(pair, officer, as_user):
    page = words_of(as_user(officer).get(LIST))
    assert "1 cặp hồ sơ chờ xem" in page
    assert "Trùng tên, trùng ngày sinh, cùng mẹ." in page
    assert pair.get_absolute_url() in page


def test_the_likest_pair_stands_first(twins, child_of, officer, as_user):
    child_of(full_name="Lê Thị Thanh Hòa")
    with acting_as(officer):
        find_duplicates(by=officer)
        scores = list(DuplicatePair.objects.visible_to(officer).open().values_list("score", flat=True))
    assert scores == sorted(scores, reverse=True)
    page = words_of(as_user(officer).get(LIST))
    shown = [int(score) for score in re.findall(r"(\d+)%</td>", page)]
    assert shown == scores


def test_an_empty_list_says_so(officer, as_user):
    assert "Không có hồ sơ nào có thể trùng" in words_of(as_user(officer).get(LIST))


def test_a_pair_is_a_question_with_a_line_for_each_part(pair, officer, as_user):
    page = words_of(as_user(officer).get(pair.get_absolute_url()))
    assert "Hai hồ sơ này là một trẻ?" in page
    assert re.search(r"Trùng tên, trùng ngày sinh, cùng mẹ\. Giống <b>\d+%</b>", page)
    assert "giống nhau" in page
    assert "051 ••• ••• 217" in page
    assert ID not in page
    assert re.search(r'name="part-personal_id" value="other" checked', page)
    assert re.search(r'name="part-full_name" value="one" checked', page)
    assert "Gộp giữ mọi ghi chép và cả hai mã. Có thể tách lại sau." in page


def test_looking_at_a_pair_is_an_access_to_both(pair, officer, as_user):
    as_user(officer).get(pair.get_absolute_url())
    with acting_as(officer):
        read = AccessEvent.objects.visible_to(officer).filter(event="CHILDREN_COMPARED").values_list("about", flat=True)
        assert set(read) == {pair.one.code, pair.other.code}


def test_merging_takes_the_chosen_parts_and_offers_the_way_back(twins, pair, officer, as_user):
    kept, gone = twins
    browser = as_user(officer)
    choices = {"full_name": "one", "personal_id": "other", "schooling": "other"}
    answer = posted(browser, pair.get_absolute_url(), **choices)
    assert answer.url == kept.get_absolute_url()
    page = words_of(browser.get(answer.url))
    assert f"Đã gộp {gone.code} vào {kept.code}" in page
    with acting_as(officer):
        child, merge = Child.objects.get(), ChildMerge.objects.get()
        assert (child.full_name, child.personal_id, child.class_name) == ("Lê Thị Thanh Hòa", ID, "7A3")
    undo = f"/children/merges/{merge.public_id}/undo"
    assert undo in page
    assert browser.post(undo).url == gone.get_absolute_url()
    with acting_as(officer):
        assert Child.objects.count() == 2


def test_the_page_of_a_merge_tells_what_was_taken_and_takes_it_apart(twins, pair, officer, as_user):
    _, gone = twins
    browser = as_user(officer)
    posted(browser, pair.get_absolute_url(), personal_id="other", schooling="other")
    with acting_as(officer):
        merge = ChildMerge.objects.get()
    page = words_of(browser.get(merge.get_absolute_url()))
    assert f"Mục lấy từ {gone.code}" in page
    assert "7A3" in page
    assert ID not in page
    opened = re.search(r'name="opened" value="([^"]*)"', page)[1]
    assert browser.post(f"{merge.get_absolute_url()}undo", {"opened": opened}).url == gone.get_absolute_url()
    assert "tách lại lúc" in words_of(browser.get(merge.get_absolute_url()))
    again = browser.post(f"{merge.get_absolute_url()}undo", {"opened": opened})
    assert again.status_code == 409


def test_a_record_that_was_saved_meanwhile_is_not_merged(twins, pair, officer, as_user):
    kept, _ = twins
    browser = as_user(officer)
    with acting_as(officer):
        Child.objects.get(pk=kept.pk).save_next_version()
    answer = browser.post(pair.get_absolute_url(), {"versions": "1 1"})
    assert answer.status_code == 409
    assert browser.post(pair.get_absolute_url(), {}).status_code == 409
    with acting_as(officer):
        assert Child.objects.count() == 2


def test_two_children_are_remembered_and_the_answer_can_be_taken_back(pair, officer, as_user):
    browser = as_user(officer)
    opened = re.search(r'name="opened" value="([^"]*)"', words_of(browser.get(pair.get_absolute_url())))[1]
    answer = browser.post(f"{pair.get_absolute_url()}refuse", {"opened": opened})
    assert answer.url == LIST
    page = words_of(browser.get(LIST))
    assert "Không có hồ sơ nào có thể trùng" in page
    assert f"{pair.get_absolute_url()}ask" in page
    assert "đã ghi hai trẻ này khác nhau" in words_of(browser.get(pair.get_absolute_url()))
    assert browser.post(f"{pair.get_absolute_url()}ask").url == pair.get_absolute_url()
    assert pair.get_absolute_url() in words_of(browser.get(LIST))


def test_the_next_pair_is_one_step_away(twins, child_of, officer, as_user):
    child_of(full_name="Lê Thị Thanh Hòa")
    with acting_as(officer):
        find_duplicates(by=officer)
        first, second, *_ = DuplicatePair.objects.visible_to(officer).open()
    assert f'href="{second.get_absolute_url()}">Để sau, xem cặp kế' in words_of(
        as_user(officer).get(first.get_absolute_url())
    )


def test_others_do_not_know_of_the_page(pair, collaborator, teacher, chair, clerk, as_user):
    for person in (collaborator, teacher, chair, clerk):
        assert as_user(person).get(LIST).status_code == 403
        assert as_user(person).get(pair.get_absolute_url()).status_code == 403


def test_the_home_page_and_the_quality_page_lead_there(pair, officer, chair, as_user, rf):
    browser = as_user(officer)
    assert "1 cặp hồ sơ có thể là một trẻ" in words_of(browser.get("/"))
    assert f'href="{LIST}"' in words_of(browser.get("/children/quality/"))
    request = rf.get("/")
    request.user = chair
    with acting_as(chair):
        assert not [todo for todo in todos_of(request) if todo.url == LIST]


def test_a_pair_costs_few_questions(pair, officer, as_user, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pair"}}
    settings.SLOW = 60
    browser = as_user(officer)
    browser.get(pair.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        browser.get(pair.get_absolute_url())
    statements = [each["sql"] for each in asked if not MACHINERY.match(each["sql"])]
    assert len(statements) <= MOST, "\n".join(statements)


@pytest.mark.parametrize(
    ("first", "second", "part", "chosen"),
    [
        ({"full_name": "LE THI HOA"}, {"full_name": "Lê Thị Hòa"}, "full_name", "other"),
        ({"full_name": "Bé gái", "temporary_name": True}, {"full_name": "Lê Thị Hòa"}, "full_name", "other"),
        ({"birth": PartialDate(2019)}, {}, "birth", "other"),
        ({}, {"birth": PartialDate(2019)}, "birth", "one"),
        ({"sex": "unknown"}, {}, "sex", "other"),
        ({}, {"address": "3 Lê Lợi"}, "home", "other"),
        ({"residence": "moved_out", "left_on": "2024-01-01"}, {}, "residence", "other"),
        ({}, {"residence": "moved_out", "left_on": "2024-01-01"}, "residence", "one"),
        ({"class_name": "2A"}, {"class_name": "2B"}, "schooling", "one"),
    ],
)
def test_the_record_that_says_more_is_taken(child_of, officer, first, second, part, chosen):
    pks = child_of(**first).pk, child_of(**second).pk
    with acting_as(officer):
        one, other = Child.objects.filter(pk__in=pks).order_by("pk")
        rows = {row.name: row for row in compared(one, other, families_of((one, other), officer))}
    assert rows[part].chosen == chosen
