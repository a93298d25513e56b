import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import settings

from accounts.acting import acting_as
from agencies.actions.ward import add_signer, write_shipped_profiles
from agencies.models import SigningForm

settings.register_profile("no deadline", deadline=None)  # a busy machine is no broken rule
settings.load_profile("no deadline")


@pytest.fixture
def profile(ward, admin):
    """The ward as it is today, after the merger of 2025; the one before it stands too."""
    with acting_as(admin):
        return write_shipped_profiles(by=admin)[-1]


@pytest.fixture
def signer(profile, admin):
    with acting_as(admin):
        return add_signer(
            by=admin,
            full_name="Đinh Thị Mỹ Lệ",
            position="Phó Chủ tịch",
            form=SigningForm.KT,
            signs_reports=True,
            valid_from=datetime.date(2025, 7, 1),
        )


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


@pytest.fixture
def as_admin(admin, as_user):
    return as_user(admin)


@pytest.fixture
def queries():
    """How many queries a page costs: a list must cost the same however long it is."""

    def count(get, *args) -> int:
        get(*args)  # the first request of a browser also asks whether anybody exists
        with CaptureQueriesContext(connection) as captured:
            assert get(*args).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def edit():
    """Open a form and send what it shows, with changes."""

    def send(browser, url, **changes):
        context = browser.get(url).context
        shown = {"opened": context["opened"]}
        for bound in context["form"]:
            names = [bound.html_name + name for name in getattr(bound.field.widget, "widgets_names", [""])]
            values = bound.field.widget.decompress(bound.value()) if len(names) > 1 else [bound.value()]
            shown |= {name: value for name, value in zip(names, values, strict=True) if value not in (None, False, [])}
        return browser.post(url, shown | changes)

    return send
