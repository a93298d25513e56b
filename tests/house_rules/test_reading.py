"""A page that reads cannot write."""

from types import ModuleType

import pytest
from django.db import InternalError
from django.http import HttpResponse
from django.urls import include, path

from accounts.models import User
from interface.doors import SIGNED_IN, page


def careless(request):
    """Counts its readers: a write nobody asked for."""
    User.objects.filter(pk=request.user.pk).update(title="có đọc")
    return HttpResponse("read")


@pytest.fixture
def counting_page(settings):
    urls = ModuleType("urls_with_a_careless_page")
    urls.urlpatterns = [
        page("careless/", careless, may=SIGNED_IN, posts=True),
        path("", include("config.urls")),
    ]
    settings.ROOT_URLCONF = urls


def test_a_view_that_writes_while_reading_fails(officer, as_user, counting_page):
    with pytest.raises(InternalError, match="read-only"):
        as_user(officer).get("/careless/")
    officer.refresh_from_db()
    assert officer.title == ""


def test_the_same_view_may_write_when_something_was_sent(officer, as_user, counting_page):
    assert as_user(officer).post("/careless/").content == b"read"
    officer.refresh_from_db()
    assert officer.title == "có đọc"
