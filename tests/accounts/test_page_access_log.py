"""Screen 18: the access log."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from axes.models import AccessAttempt
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.access_log import unusual_lines
from accounts.acting import acting_as
from accounts.events import Event, record
from accounts.models import AccessEvent
from accounts.queries import unusual_reading


def child(number: int) -> SimpleNamespace:
    return SimpleNamespace(code=f"TE-2026-{number:04}", public_id=uuid.UUID(int=number))


def did(user, *events, reason=""):
    with acting_as(user):
        for event, about in events:
            record(event, about, reason=reason)


def abouts(response) -> list[str]:
    return [line.about for line in response.context["lines"]]


def test_leaders_read_everybodys_log_newest_first(chair, officer, collaborator, as_user, at):
    with at("2026-11-23 09:00"):
        did(officer, (Event.CHILD_READ, child(1)))
    with at("2026-11-23 09:01"):
        did(collaborator, (Event.CHILD_READ, child(2)))
    with at("2026-11-23 10:00"):
        page = as_user(chair).get("/access-log/")
    assert abouts(page) == ["TE-2026-0002", "TE-2026-0001"]
    assert "Phạm Thị Hồng Vân" in page.content.decode()


@pytest.mark.parametrize("who", ["admin", "chair"])
def test_the_menu_names_the_page_as_it_names_itself(request, who, as_user):
    page = as_user(request.getfixturevalue(who)).get("/access-log/")
    [label] = [line["label"] for group in page.context["menu"] for line in group["lines"] if line["current"]]
    assert f"<h1>{label}</h1>" in page.content.decode()


def test_others_read_their_own(officer, collaborator, as_user):
    did(officer, (Event.CHILD_READ, child(1)))
    did(collaborator, (Event.CHILD_READ, child(2)))
    page = as_user(collaborator).get("/access-log/")
    assert abouts(page) == ["TE-2026-0002"]
    assert "Nhật ký của tôi" in page.content.decode()
    assert as_user(collaborator).get("/access-log/print/").status_code == 403


def test_the_database_itself_shows_only_ones_own(officer, collaborator):
    did(officer, (Event.CHILD_READ, child(1)))
    with acting_as(collaborator):
        assert AccessEvent._base_manager.count() == 0


@pytest.mark.parametrize("deed", [lambda rows: rows.update(about="x"), lambda rows: rows.delete()])
def test_nobody_changes_the_log(chair, officer, deed):
    did(officer, (Event.CHILD_READ, child(1)))
    with acting_as(chair), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        deed(AccessEvent.objects.all())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["11", "2"]),
        ("?span=today", ["11"]),
        ("?span=month", ["11", "2", "1"]),
        ("?from=01/11/2026&to=05/11/2026", ["1"]),
        ("?from=20/11/2026", ["11", "2"]),
        ("?to=05/11/2026", ["1"]),
        ("?from=vớ vẩn", ["11", "2"]),
        ("?span=month&event=PERSONAL_ID_SHOWN", ["2"]),
        ("?span=month&sensitive=1", ["2"]),
    ],
)
def test_filters(chair, officer, as_user, at, query, found):
    with at("2026-11-03 09:00"):
        did(officer, (Event.CHILD_READ, child(1)))
    with at("2026-11-20 09:00"):
        did(officer, (Event.PERSONAL_ID_SHOWN, child(2)))
    with at("2026-11-23 00:01"):
        did(officer, (Event.CHILD_READ, child(11)))
    with at("2026-11-23 12:00"):
        assert [about[-4:].lstrip("0") for about in abouts(as_user(chair).get(f"/access-log/{query}"))] == found


def test_by_person_and_agency(chair, officer, teacher, ward, as_user):
    did(officer, (Event.CHILD_READ, child(1)))
    did(teacher, (Event.CHILD_READ, child(2)))
    browser = as_user(chair)
    assert abouts(browser.get(f"/access-log/?person={officer.public_id}")) == ["TE-2026-0001"]
    assert abouts(browser.get(f"/access-log/?agency={ward['school'].public_id}")) == ["TE-2026-0002"]


@pytest.mark.parametrize(("typed", "found"), [("hong van", ["TE-2026-0001"]), ("te-2026-0002", ["TE-2026-0002"])])
def test_a_name_or_a_code_is_searched_without_standing_in_the_address(chair, officer, teacher, as_user, typed, found):
    did(officer, (Event.CHILD_READ, child(1)))
    did(teacher, (Event.CHILD_READ, child(2)))
    browser = as_user(chair)
    away = browser.post("/access-log/", {"q": typed})
    assert typed not in away.url
    assert abouts(browser.get(away.url)) == found


def test_a_day_that_cannot_be_read_is_said(chair, as_user):
    page = as_user(chair).get("/access-log/?from=hôm qua&to=05/09/2026").content.decode()
    assert "Không đọc được ngày “hôm qua”" in page
    assert "Không đọc được ngày" not in as_user(chair).get("/access-log/?from=&to=05/09/2026").content.decode()


def test_printing_an_extract_is_written_down_itself(chair, officer, as_user):
    did(officer, (Event.CHILD_READ, child(1)))
    page = as_user(chair).get("/access-log/print/?span=today").content.decode()
    assert "TE-2026-0001" in page
    assert "Trần Quốc Duy in lúc" in page
    with acting_as(chair):
        assert AccessEvent.objects.get(event="LOG_PRINTED").about.startswith("1 dòng nhật ký")


def opens(user, at, count: int, first: str = "2026-11-22 21:05", children: int = 100) -> None:
    with at(first):
        did(user, *[(Event.CHILD_READ, child(number % children)) for number in range(count)])


def found() -> list[tuple[str, int]]:
    now = timezone.now()
    return [(each.actor.username, each.times) for each in unusual_reading(since=now - timedelta(days=7), until=now)]


def test_who_opens_more_than_forty_children_in_ten_minutes_is_told_to_leaders(chair, officer, teacher, as_user, at):
    opens(officer, at, 42)
    opens(teacher, at, 40)
    with at("2026-11-23 08:00"):
        page = as_user(chair).get("/access-log/").content.decode()
        assert "Tài khoản van.pth (Công chức Văn hóa - Xã hội) mở 42 hồ sơ trong 10 phút" in page
        assert "từ 21:05 ngày 22/11/2026" in page
        assert "trang.nt (" not in page
        home = as_user(chair).get("/").content.decode()
    assert "1 điểm bất thường" in home


def test_who_leafs_through_the_whole_list_is_told_too(chair, officer, teacher, at):
    with at("2026-11-22 21:05"):
        did(officer, *[(Event.CHILDREN_LISTED, f"trang {number}") for number in range(31)])
        did(teacher, *[(Event.CHILDREN_LISTED, "trang 1") for number in range(30)])
    with at("2026-11-23 08:00"), acting_as(chair):
        assert found() == [("van.pth", 31)]
        assert "xem 31 trang danh sách trong 10 phút" in unusual_lines()[0][0]


def test_the_first_page_of_every_neighbourhood_is_the_whole_list_too(chair, officer, at):
    """The log does not say what was chosen, so those pages look alike in it."""
    with at("2026-11-22 21:05"):
        did(officer, *[(Event.CHILDREN_LISTED, "Tổ dân phố, trang 1")] * 31)
    with at("2026-11-23 08:00"), acting_as(chair):
        assert found() == [("van.pth", 31)]


@pytest.mark.parametrize(
    "event", [Event.HEALTH_READ, Event.FILE_READ, Event.FILES_LISTED, Event.CHILD_COMPARED, Event.CHANGE_READ]
)
def test_every_way_to_open_a_record_is_watched(chair, officer, at, event):
    with at("2026-11-22 21:05"):
        did(officer, *[(event, child(number)) for number in range(41)])
    with at("2026-11-23 08:00"), acting_as(chair):
        assert found() == [("van.pth", 41)]


def exports(user, *numbers: int) -> None:
    with acting_as(user):
        for number in numbers:
            record(Event.CHILDREN_EXPORTED, f"{number} trẻ", children=number)


def test_many_small_lists_of_one_day_are_one_large_list(chair, officer, other_officer, at):
    with at("2026-11-21 21:05"):
        exports(officer, 499)
    with at("2026-11-22 09:00"):
        exports(other_officer, 300, 199)
        exports(officer, 300)
    with at("2026-11-22 16:00"), acting_as(officer):
        record(Event.LIST_PRINTED, "trẻ em, 200 dòng", children=200)
    with at("2026-11-23 08:00"), acting_as(chair):
        assert found() == [("van.pth", 500)]
        [(sentence, address)] = unusual_lines()
    assert "xuất, in 500 trẻ trong một ngày, từ 09:00 ngày 22/11/2026" in sentence
    assert "event=CHILDREN_EXPORTED" in address


def test_a_household_opened_tells_of_its_children(chair, officer, at):
    with at("2026-11-22 21:05"):
        did(officer, *[(Event.HOUSEHOLD_READ, child(number)) for number in range(41)])
    with at("2026-11-23 08:00"), acting_as(chair):
        assert found() == [("van.pth", 41)]


def test_opening_the_same_few_children_again_is_nothing_unusual(chair, officer, at):
    opens(officer, at, 60, children=20)
    with at("2026-11-23 08:00"), acting_as(chair):
        assert found() == []


def test_forty_two_children_in_half_an_hour_are_a_mornings_work(chair, officer, at):
    for minute in range(42):
        with at(f"2026-11-22 09:{minute:02}"):
            did(officer, (Event.CHILD_READ, child(minute)))
    with at("2026-11-23 08:00"), acting_as(chair):
        assert found() == []


def test_what_others_opened_is_not_told_to_everybody(officer, teacher, at):
    opens(officer, at, 42)
    with at("2026-11-23 08:00"), acting_as(teacher):
        assert found() == []


def test_a_locked_person_is_something_to_do_for_the_administrator(admin, officer, client, as_user, django_client):
    for _ in range(5):
        django_client().post("/sign-in/", {"username": "van.pth", "password": "sai"})
    assert "Mở khóa tài khoản van.pth" in as_user(admin).get("/").content.decode()


def test_a_deed_is_logged_with_the_device_and_the_address_it_came_from(admin, officer, chair, as_user):
    browser = as_user(admin)
    phone = {"User-Agent": "Mozilla/5.0 (Linux; Android 10) Mobile Safari"}
    browser.post(f"/users/{officer.public_id}/unlock", headers=phone, REMOTE_ADDR="10.0.4.17")
    with acting_as(chair):
        event = AccessEvent.objects.get(event="USER_UNLOCKED")
    assert (event.device, event.address) == ("điện thoại", "10.0.4.17")


@pytest.mark.parametrize(
    ("behind_proxy", "headers", "address"),
    [
        (True, {"X-Forwarded-For": "10.9.9.9, 10.0.4.17"}, "10.0.4.17"),  # the first was written by the caller
        (True, {"X-Forwarded-For": "2001:db8::1"}, "2001:db8::1"),
        (True, {"X-Forwarded-For": "no address"}, "172.18.0.2"),
        (True, {}, "172.18.0.2"),
        (False, {"X-Forwarded-For": "10.0.4.17"}, "172.18.0.2"),
    ],
)
def test_behind_the_proxy_its_word_counts_and_nobody_elses(
    admin, officer, chair, as_user, client, settings, behind_proxy, headers, address
):
    settings.BEHIND_PROXY = behind_proxy
    client.post("/sign-in/", {"username": "van.pth", "password": "sai"}, headers=headers, REMOTE_ADDR="172.18.0.2")
    as_user(admin).post(f"/users/{officer.public_id}/unlock", headers=headers, REMOTE_ADDR="172.18.0.2")
    with acting_as(chair):
        events = dict(AccessEvent.objects.order_by("id").values_list("event", "address"))
    assert events == {"SIGN_IN_FAILED": address, "USER_UNLOCKED": address}


def test_wrong_passwords_are_counted_by_the_address_behind_the_proxy(officer, client, settings):
    settings.BEHIND_PROXY = True
    wrong = {"username": "van.pth", "password": "sai"}
    client.post("/sign-in/", wrong, headers={"X-Forwarded-For": "10.0.4.17"}, REMOTE_ADDR="172.18.0.2")
    assert AccessAttempt.objects.get().ip_address == "10.0.4.17"


def test_a_record_without_a_code_cannot_be_logged_by_its_name(officer):
    with acting_as(officer), pytest.raises(AttributeError):
        record(Event.CHILD_READ, SimpleNamespace(full_name="Nguyễn Gia Hân"))
