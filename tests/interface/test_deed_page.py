"""A form that does something once to a record knows which version of it was on the screen."""

from datetime import date
from types import ModuleType

import pytest
from django.urls import include, path

from accounts.acting import acting_as
from agencies.actions.organisations import AgencyDraft, edit_agency, end
from agencies.forms.organisations import EndForm
from agencies.models import Agency, AgencyKind
from interface.doors import page
from interface.editing import deed_page
from interface.records import get_visible

RENAMED = AgencyDraft(AgencyKind.HEALTH, "Trạm Y tế phường", valid_from=date(2025, 7, 1))
LAST_DAY = {"last_day_day": "30", "last_day_month": "11", "last_day_year": "2026"}


def close(request, agency):
    agency = get_visible(Agency, request.user, public_id=agency)
    form, words = EndForm(request.POST or None), {"title": f"{agency} thôi hoạt động", "button": "Ghi ngày cuối"}
    return deed_page(
        request, form, end, agency, name="record", parent=("Cơ quan", "/agencies/"), done="Đã ghi ngày cuối.", **words
    )


@pytest.fixture
def url(settings, ward):
    urls = ModuleType("urls_with_a_deed")
    urls.urlpatterns = [
        page("close/<uuid:agency>/", close, may="agencies.edit", posts=True),
        path("", include("config.urls")),
    ]
    settings.ROOT_URLCONF = urls
    return f"/close/{ward['station'].public_id}/"


def station_of(admin) -> Agency:
    with acting_as(admin):
        return Agency.objects.get(name__startswith="Trạm Y tế")


def test_a_deed_on_the_version_that_was_shown_is_done(as_user, admin, url):
    opened = as_user(admin).get(url).context["opened"]
    response = as_user(admin).post(url, {**LAST_DAY, "opened": opened})
    assert (response.status_code, response["Location"]) == (302, "/agencies/")
    assert str(station_of(admin).valid_to) == "2026-11-30"


def test_whoever_saved_meanwhile_is_told_of_and_the_deed_asked_again(as_user, admin, url):
    opened = as_user(admin).get(url).context["opened"]
    with acting_as(admin):
        station = station_of(admin)
        edit_agency(agency=station, by=admin, version=station.version, draft=RENAMED)
    response = as_user(admin).post(url, {**LAST_DAY, "opened": opened})
    text = response.content.decode()
    assert "Đã có người sửa từ khi mở trang này" in text
    assert "Trạm Y tế phường thôi hoạt động" in text  # the page as it is now
    assert 'value="30"' in text  # what was typed stays
    assert station_of(admin).valid_to is None
    as_user(admin).post(url, {**LAST_DAY, "opened": response.context["opened"]})
    assert str(station_of(admin).valid_to) == "2026-11-30"


def test_a_mistake_in_the_form_does_not_forget_which_version_was_shown(as_user, admin, url):
    opened = as_user(admin).get(url).context["opened"]
    with acting_as(admin):
        station = station_of(admin)
        edit_agency(agency=station, by=admin, version=station.version, draft=RENAMED)
    again = as_user(admin).post(url, {"last_day_day": "31", "opened": opened})
    response = as_user(admin).post(url, {**LAST_DAY, "opened": again.context["opened"]})
    assert "Đã có người sửa" in response.content.decode()


def test_a_deed_without_a_version_is_refused(as_user, admin, url):
    assert as_user(admin).post(url, LAST_DAY).status_code == 409
    assert station_of(admin).valid_to is None


def test_the_page_of_one_record_does_not_change_another(as_user, admin, ward, url):
    """Both are at their first version: the number alone would be right."""
    other = as_user(admin).get(f"/close/{ward['school'].public_id}/").context["opened"]
    text = as_user(admin).post(url, {**LAST_DAY, "opened": other}).content.decode()
    assert "của một hồ sơ khác" in text
    assert station_of(admin).valid_to is None
