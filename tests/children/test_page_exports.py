"""From the list of children to a file in somebody's hands."""

import re

import pytest

from accounts.acting import acting_as
from accounts.models import AccessEvent
from children.models import Export
from jobs.actions import run_job
from tests.children.exporting import made, opened
from vietnamese.partial_dates import PartialDate


@pytest.fixture
def two(child_of, lists):
    return [
        child_of(full_name="Đặng Thị Mỹ Linh", birth=PartialDate(2018, 1, 19)),
        child_of("tdp12", full_name="Nguyễn Gia Hân"),
    ]


def asks(browser, url="/children/export/", **answers):
    return sends(browser, opens(browser, url), **answers)


def opens(browser, url) -> tuple[str, str]:
    """The page, with what it remembers of the words that were typed into the search box."""
    return url, re.search(r'name="typed" value="([^"]*)"', browser.get(url).content.decode())[1]


def sends(browser, page, **answers):
    url, typed = page
    return browser.post(url, {"purpose": "school", "format": "xlsx", "reason": "gửi trường", "typed": typed, **answers})


def run(officer, export):
    run_job(export.job_id)
    with acting_as(officer):
        return Export.objects.get(pk=export.pk)


def only(officer) -> Export:
    with acting_as(officer):
        return Export.objects.get()


def test_the_list_hands_its_filters_on(two, officer, as_user):
    page = as_user(officer).get("/children/?tdp=12").content.decode()
    assert 'href="/children/export/?tdp=12"' in page
    asked = as_user(officer).get("/children/export/?tdp=12").content.decode()
    assert "1 trẻ" in asked
    assert "Tổ dân phố: 12" in asked


@pytest.mark.parametrize("who", ["chair", "collaborator", "teacher"])
def test_who_may_not_take_lists_out_has_no_button(two, who, request, as_user):
    browser = as_user(request.getfixturevalue(who))
    assert "/children/export/" not in browser.get("/children/").content.decode()
    assert browser.get("/children/export/").status_code == 403


def test_an_officer_takes_a_locked_workbook_home(two, officer, as_user):
    browser = as_user(officer)
    answer = asks(browser)
    export = only(officer)
    assert answer.url == f"/children/export/{export.public_id}/"
    assert "Đang chờ" in browser.get(answer.url).content.decode()
    export = run(officer, export)
    assert "Khóa tệp, hiện mật khẩu" in browser.get(answer.url).content.decode()
    assert browser.get(f"{answer.url}file").status_code == 302  # not before it is locked
    shown = browser.post(f"{answer.url}lock")
    password = re.search(r'<code class="h3">([\w-]+)</code>', shown.content.decode())[1]
    assert shown["Cache-Control"] == "no-store"
    assert password not in browser.get(answer.url).content.decode()
    file = browser.get(f"{answer.url}file")
    assert re.search(r'filename="danh-sach-tre-em-[\d-]+\.xlsx"', file["Content-Disposition"])
    assert opened(file.content, password).startswith(b"PK")
    with acting_as(officer):
        assert AccessEvent.objects.filter(event="EXPORT_DOWNLOADED").count() == 1


def test_nobody_else_can_reach_the_file_not_even_another_officer(two, officer, other_officer, as_user):
    with acting_as(officer):
        export = made(officer, format="csv")
    for part in ("", "file", "progress"):
        assert as_user(other_officer).get(f"{export.get_absolute_url()}{part}").status_code == 404
    assert as_user(officer).get(f"{export.get_absolute_url()}file").status_code == 200


def test_a_reason_that_is_missing_is_asked_for_beside_its_box(two, officer, as_user):
    page = asks(as_user(officer), reason="").content.decode()
    assert "Chưa ghi lý do" in page
    with acting_as(officer):
        assert not Export.objects.exists()


def test_words_typed_into_the_search_box_choose_too_and_stand_in_no_address(two, officer, as_user):
    browser = as_user(officer)
    listed = browser.post("/children/", {"q": "linh"})
    answer = asks(browser, f"/children/export/{listed.url.removeprefix('/children/')}")
    assert "linh" not in answer.url
    assert run(officer, only(officer)).rows == 1


def test_the_file_holds_the_children_the_page_counted_whatever_is_searched_meanwhile(two, officer, as_user):
    browser = as_user(officer)
    address = browser.post("/children/", {"q": "linh"}).url.replace("/children/", "/children/export/")
    first = opens(browser, address)
    browser.post("/children/", {"q": "hân"})
    sends(browser, first)
    browser.logout()
    sends(as_user(officer), first)
    with acting_as(officer):
        exports = list(Export.objects.order_by("pk"))
    assert [run(officer, export).rows for export in exports] == [1, 1]
    assert {export.typed for export in exports} == {"linh"}


@pytest.mark.parametrize("typed", ["", "linh", "bGluaA=="])
def test_a_page_that_does_not_know_its_words_takes_nothing_out(two, officer, as_user, typed):
    more = {"typed": typed} if typed else {}
    answer = as_user(officer).post("/children/export/?f=1", {"purpose": "school", "format": "csv", **more})
    assert answer.status_code == 409
    with acting_as(officer):
        assert not Export.objects.exists()


def test_an_address_full_of_nonsense_chooses_nothing_more(two, officer, as_user):
    answer = asks(as_user(officer), f"/children/export/?tdp=12&x={'A' * 600}")
    assert answer.status_code == 302
    assert only(officer).query == "tdp=12"
