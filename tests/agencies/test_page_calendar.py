"""The page “Ngày nghỉ, thời hạn”."""

import datetime
import html
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from agencies.models import CalendarDay, CalendarYear


def text_of(response):
    return response.content.decode()


def boxes(name, day, month, year):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


@pytest.fixture
def loaded(as_admin):
    call_command("load_reference", stdout=StringIO())
    return as_admin


def test_the_year_shows_its_days_and_that_nobody_confirmed_it(loaded):
    page = text_of(loaded.get("/calendar/"))
    assert "Chưa xác nhận." in page
    assert "Ngày nghỉ, ngày làm bù năm 2026" in page
    assert "13 ngày nghỉ trong tuần, 2 ngày cuối tuần làm bù." in page
    assert "Thứ Sáu, 02/01/2026" in page
    assert "Làm bù cho ngày 02/01" in page
    assert "Ngày Văn hóa Việt Nam" in page
    assert "Chờ xác nhận, vẫn làm việc" in page


def test_a_year_is_confirmed_and_reopened(loaded, admin):
    page = text_of(loaded.post("/calendar/2026/confirm/", follow=True))
    assert "Ngô Minh Trí xác nhận ngày 23/11/2026" in page
    loaded.post("/calendar/2026/reopen/")
    assert CalendarYear.objects.get(year=2026).confirmed_on is None


def test_looking_at_the_address_of_a_deed_does_nothing(loaded):
    day = CalendarDay.objects.get(day=datetime.date(2026, 11, 24))
    drop = reverse("drop_day", args=[day.public_id])
    for address in ("/calendar/2026/confirm/", "/calendar/2026/reopen/", "/calendar/days/put-back/", drop):
        assert loaded.get(address).status_code == 405
    assert CalendarYear.objects.get(year=2026).confirmed_on is None


def test_a_day_is_added_and_one_that_stands_already_is_refused(loaded):
    typed = {"kind": "holiday", "name": "Nghỉ bão", **boxes("day", "23", "10", "2026")}
    assert loaded.post("/calendar/days/new/", typed).status_code == 302
    form = loaded.post("/calendar/days/new/", typed).context["form"]
    assert "đã có trong lịch: Nghỉ bão" in form.errors["day"][0]


def test_days_are_swapped_and_taken_away_in_pairs(loaded):
    typed = boxes("off", "20", "11", "2026") | boxes("worked", "28", "11", "2026")
    loaded.post("/calendar/days/swap/", typed)
    day = CalendarDay.objects.get(day=datetime.date(2026, 11, 28))
    loaded.post(reverse("drop_day", args=[day.public_id]))
    assert not CalendarDay.objects.filter(day__month=11, kind__startswith="swap").exists()


def undo(browser, response):
    """Press “Hoàn tác” under the message of a deed."""
    [address] = re.findall(r'<form method="post" action="([^"]+)">(?:(?!</form>).)*Hoàn tác', text_of(response), re.S)
    return browser.post(html.unescape(address), follow=True)


@pytest.mark.parametrize("day", [datetime.date(2026, 11, 24), datetime.date(2026, 1, 10)])
def test_a_day_that_was_dropped_by_mistake_comes_back_as_it_was(loaded, day):
    """A day alone (waiting to become law), and one of a swap: both halves go and come."""

    def rows():
        return sorted(CalendarDay.objects.values_list("day", "kind", "name", "swapped_with"))

    before = rows()
    url = reverse("drop_day", args=[CalendarDay.objects.get(day=day).public_id])
    dropped = loaded.post(url, follow=True)
    assert "Đã bỏ khỏi lịch" in text_of(dropped)
    assert len(rows()) == len(before) - (2 if day.month == 1 else 1)
    assert "Đã ghi lại vào lịch." in text_of(undo(loaded, dropped))
    assert rows() == before


def test_an_undo_that_names_no_day_is_refused(loaded):
    response = loaded.post("/calendar/days/put-back/?day=hôm nay")
    assert response.status_code == 409
    assert "Không rõ ngày nào vừa bỏ" in text_of(response)


def test_a_swap_with_a_working_day_is_told_beside_the_field(loaded):
    typed = boxes("off", "20", "11", "2026") | boxes("worked", "27", "11", "2026")
    form = loaded.post("/calendar/days/swap/", typed).context["form"]
    assert "vốn là ngày làm việc" in form.errors["worked"][0]


def test_a_day_the_ward_took_away_does_not_come_back_with_the_next_release(loaded):
    day = CalendarDay.objects.get(day=datetime.date(2026, 11, 24))
    loaded.post(reverse("drop_day", args=[day.public_id]))
    call_command("load_reference", stdout=StringIO())
    assert not CalendarDay.objects.filter(day=datetime.date(2026, 11, 24)).exists()


def test_the_administrator_is_reminded_of_a_year_to_confirm(loaded):
    assert "Ngày nghỉ năm 2026 chưa xác nhận" in text_of(loaded.get("/"))
    loaded.post("/calendar/2026/confirm/")
    assert "chưa xác nhận" not in text_of(loaded.get("/"))


def test_the_clerk_looks_and_does_not_edit(as_user, clerk, loaded):
    browser = as_user(clerk)
    assert "Thêm ngày nghỉ" not in text_of(browser.get("/calendar/2025/"))
    assert browser.get("/calendar/days/new/").status_code == 403
