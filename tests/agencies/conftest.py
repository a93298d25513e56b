import datetime
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import settings

from accounts.acting import acting_as
from accounts.models import User
from agencies.actions.ward import ProfileDraft, SignerDraft, add_signer, write_profile
from agencies.models import Signer, SigningForm, WardProfile
from agencies.reference import ward_profiles
from interface.refusals import Refused

settings.register_profile("no deadline", deadline=None)  # a busy machine is no broken rule
settings.load_profile("no deadline")


VICE_CHAIR = SignerDraft(
    full_name="Đinh Thị Mỹ Lệ",
    position="Phó Chủ tịch",
    form=SigningForm.KT,
    signs_reports=True,
    valid_from=datetime.date(2025, 7, 1),
)


def ward_on_paper(admin: User) -> WardProfile:
    """The ward as it is today, after the merger of 2025; those before it stand too."""
    with acting_as(admin):
        return [write_profile(by=admin, draft=ProfileDraft(**facts)) for facts in ward_profiles()][-1]


def signer_of_reports(admin: User) -> Signer:
    with acting_as(admin):
        return add_signer(by=admin, draft=VICE_CHAIR)


@pytest.fixture
def profile(ward, admin):
    return ward_on_paper(admin)


@pytest.fixture
def signer(profile, admin):
    return signer_of_reports(admin)


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


def _somebody_waits() -> bool:
    """A session of this database waits for another to end its transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from pg_locks join pg_stat_activity using (pid)"
            " where not granted and datname = current_database())"
        )
        return cursor.fetchone()[0]


@pytest.fixture
def refusal_of_the_second(elsewhere):
    """Two people act at once: the first has written, but not committed, when the second comes. “” is no refusal."""

    def race(by, first, second) -> str:
        written, over = threading.Event(), threading.Event()

        def one():
            try:
                with acting_as(by):
                    first()
                    written.set()
                    while not (over.is_set() or _somebody_waits()):
                        over.wait(0.01)
            finally:
                written.set()

        def other():
            written.wait()
            try:
                with acting_as(by):
                    second()
            except Refused as refused:
                return refused.sentence
            finally:
                over.set()
            return ""

        return elsewhere(lambda deed: deed(), [(one,), (other,)])[1]

    return race


@pytest.fixture
def send():
    """Open a form and send it with what was typed: the page knows which version of the record it shows."""

    def to(browser, url, typed, **more):
        return browser.post(url, {"opened": browser.get(url).context["opened"], **typed}, **more)

    return to


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
