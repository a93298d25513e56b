"""Every page is a door that says who may pass."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponse
from django_htmx.middleware import HtmxDetails

from interface.doors import ONLY, PUBLIC, SIGNED_IN, page


def view(request):
    return HttpResponse("inside")


def open_door(rf, user, *, method="get", headers=None, **door):
    request = getattr(rf, method)("/somewhere/?tdp=7", headers=headers)
    request.user, request.htmx = user, HtmxDetails(request)
    return page("somewhere/", view, **door).callback(request)


def test_a_page_without_a_permission_cannot_be_imported():
    with pytest.raises(ImproperlyConfigured):
        page("somewhere/", view, may="")


def test_a_visitor_is_sent_to_sign_in_and_back(rf):
    response = open_door(rf, AnonymousUser(), may=SIGNED_IN)
    assert response.url == "/sign-in/?next=/somewhere/%3Ftdp%3D7"


def test_a_partial_update_without_a_session_loads_the_whole_sign_in_page(rf):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/page/?a=1"}
    response = open_door(rf, AnonymousUser(), may=SIGNED_IN, headers=headers)
    assert (response.status_code, response["HX-Redirect"]) == (204, "/sign-in/?next=/page/%3Fa%3D1")


def test_a_form_sent_too_late_leads_back_to_its_own_page_and_no_other_host(rf):
    here, elsewhere = ({"Referer": f"http://{host}/page/?a=1"} for host in ("testserver", "evil.example"))
    late = {"method": "post", "may": SIGNED_IN, "posts": True}
    assert open_door(rf, AnonymousUser(), headers=here, **late).url == "/sign-in/?next=/page/%3Fa%3D1"
    assert open_door(rf, AnonymousUser(), headers=elsewhere, **late).url == "/sign-in/?next=/"


def test_a_deed_has_no_page_of_its_own(rf, officer):
    assert open_door(rf, officer, may=SIGNED_IN, posts=ONLY).status_code == 405
    assert open_door(rf, officer, may=SIGNED_IN, posts=ONLY, method="post").content == b"inside"


def test_anybody_passes_a_public_door(rf):
    assert open_door(rf, AnonymousUser(), may=PUBLIC).content == b"inside"


def test_only_the_right_role_passes(rf, officer, clerk):
    assert open_door(rf, officer, may="children.edit").content == b"inside"
    with pytest.raises(PermissionDenied):
        open_door(rf, clerk, may="children.edit")


def test_a_page_that_only_reads_takes_no_post(rf, officer):
    assert open_door(rf, officer, method="post", may="children.view").status_code == 405
    assert open_door(rf, officer, method="post", may="children.view", posts=True).content == b"inside"


def test_an_unknown_permission_is_a_mistake_in_the_code(rf, officer):
    with pytest.raises(KeyError):
        open_door(rf, officer, may="children.devour")
