"""A refusal undoes everything its request did: rows, lines of the access log, what somebody else was made to do."""

from types import ModuleType

import pytest
from django.http import Http404, HttpResponse
from django.urls import include, path

import config.urls
from accounts.acting import acting_as
from accounts.actions.users import unlock_user
from accounts.events import Event, record
from accounts.models import AccessEvent, User
from agencies.models import WardProfile
from agencies.reference import ward_profiles
from interface.doors import PUBLIC, SIGNED_IN, page
from interface.refusals import NotAllowed, Refused

ENDS = {"refused": Refused("Đã khóa sổ năm 2025."), "not-allowed": NotAllowed(), "gone": Http404()}


def half_done(request, end):
    """Writes, is logged, has another account do something, and only then finds out that it may not be."""
    User.objects.filter(pk=request.user.pk).update(title="ghi dở")
    record(Event.USER_CHANGED, request.user)
    with acting_as(User.objects.system()):
        unlock_user(user=User.objects.get(pk=request.user.pk), by=User.objects.system())
    if end in ENDS:
        raise ENDS[end]
    return HttpResponse("done")


def seen_and_refused(request):
    record(Event.CHILD_READ, "TE-2026-0001")
    raise Refused("Đã khóa sổ năm 2025.")


@pytest.fixture(autouse=True)
def pages(settings):
    urls = ModuleType("urls_with_refusals")
    urls.urlpatterns = [
        page("half-done/<str:end>/", half_done, may=SIGNED_IN, posts=True),
        page("half-done-outside/<str:end>/", half_done, may=PUBLIC, posts=True, name="outside"),
        page("seen/", seen_and_refused, may=SIGNED_IN),
        path("", include("config.urls")),
    ]
    for status in ("handler400", "handler403", "handler404", "handler500"):
        setattr(urls, status, getattr(config.urls, status))
    settings.ROOT_URLCONF = urls


def events(user) -> list[str]:
    with acting_as(user):
        return list(AccessEvent.objects.order_by("id").values_list("event", flat=True))


@pytest.mark.parametrize("door", ["half-done", "half-done-outside"])
@pytest.mark.parametrize(("end", "status"), [("refused", 409), ("not-allowed", 403), ("gone", 404)])
def test_what_was_done_before_a_refusal_is_undone(officer, chair, as_user, door, end, status):
    answer = as_user(officer).post(f"/{door}/{end}/")
    assert answer.status_code == status
    officer.refresh_from_db()
    assert officer.title == ""
    assert events(chair) == []


def test_the_page_of_a_refusal_says_why_and_that_nothing_was_saved(officer, as_user):
    text = as_user(officer).post("/half-done/refused/").content.decode()
    assert "Đã khóa sổ năm 2025." in text
    assert "Chưa có gì được lưu" in text


def test_the_same_deed_without_a_refusal_stays_and_is_logged(officer, chair, as_user):
    assert as_user(officer).post("/half-done/well/").content == b"done"
    officer.refresh_from_db()
    assert officer.title == "ghi dở"
    assert events(chair) == ["USER_CHANGED", "USER_UNLOCKED"]


def test_what_was_read_before_a_refusal_stays_in_the_log(officer, chair, as_user):
    assert as_user(officer).get("/seen/").status_code == 409
    assert events(chair) == ["CHILD_READ"]


@pytest.fixture
def demo(ward):
    """The ward's profile says that its data are invented."""
    with acting_as(User.objects.system()):
        WardProfile.objects.create(**ward_profiles()[-1], is_demo=True)


@pytest.mark.parametrize(("address", "status"), [("/nothing/", 404), ("/children/", 403)])
def test_a_page_of_what_went_wrong_in_a_demonstration_says_so(demo, clerk, as_user, address, status):
    answer = as_user(clerk).get(address)
    assert answer.status_code == status
    assert "DỮ LIỆU MINH HỌA" in answer.content.decode()
    assert "Phường Cẩm Thành" in answer.content.decode()


@pytest.mark.parametrize("end", ["gone", "not-allowed"])
def test_also_when_a_deed_was_undone(demo, officer, as_user, end):
    assert "DỮ LIỆU MINH HỌA" in as_user(officer).post(f"/half-done/{end}/").content.decode()


def test_a_picture_that_is_not_there_asks_the_database_nothing(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/static/nothing.png").status_code == 404
