"""One way from an id to a record, one way to a lock."""

import pytest
from django.http import Http404

from accounts.acting import acting_as
from agencies.models import Agency
from interface.records import get_visible


@pytest.mark.parametrize("unreadable", ["abc", "", "00000000-0000-0000-0000-00000000000g", "1' or '1'='1"])
def test_an_unreadable_id_is_nobodys(officer, unreadable):
    with acting_as(officer), pytest.raises(Http404):
        get_visible(Agency, officer, public_id=unreadable)


def test_a_page_asked_with_an_unreadable_id_does_not_exist(officer, as_user):
    assert as_user(officer).get("/children/add?household=abc").status_code == 404
