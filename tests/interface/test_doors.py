"""Every page is a door that says who may pass."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponse

from interface.doors import PUBLIC, SIGNED_IN, page


def view(request):
    return HttpResponse("inside")


def open_door(rf, user, *, method="get", htmx=False, **door):
    request = getattr(rf, method)("/somewhere/?tdp=7")
    request.user, request.htmx = user, htmx
    return page("somewhere/", view, **door).callback(request)


def test_a_page_without_a_permission_cannot_be_imported():
    with pytest.raises(ImproperlyConfigured):
        page("somewhere/", view, may="")


def test_a_visitor_is_sent_to_sign_in_and_back(rf):
    response = open_door(rf, AnonymousUser(), may=SIGNED_IN)
    assert response.url == "/sign-in/?next=/somewhere/%3Ftdp%3D7"


def test_a_partial_update_without_a_session_loads_the_whole_sign_in_page(rf):
    response = open_door(rf, AnonymousUser(), may=SIGNED_IN, htmx=True)
    assert (response.status_code, response["HX-Redirect"]) == (204, "/sign-in/")


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
