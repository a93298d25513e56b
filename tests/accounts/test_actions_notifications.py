"""Lines behind the bell: told once, read by their recipient alone."""

import pytest

from accounts.acting import acting_as
from accounts.actions.notifications import mark_all_read, mark_read, notify
from accounts.models import Notification


@pytest.fixture
def line(officer):
    with acting_as(officer):
        return notify(recipient=officer, text="Có 1 việc mới", url="/account/")


def unread(user) -> int:
    return Notification.objects.visible_to(user).unread().count()


def test_a_line_is_read_once(officer, line, at):
    with at("2026-11-23 09:00"), acting_as(officer):
        mark_read(notification=line, by=officer)
    with at("2026-11-23 10:00"), acting_as(officer):
        mark_read(notification=line, by=officer)
    line.refresh_from_db()
    assert f"{line.read_at:%H:%M}" == "02:00"  # UTC


def test_nobody_reads_anothers_line(officer, chair, line):
    with acting_as(chair):
        mark_read(notification=line, by=chair)
        assert mark_all_read(by=chair) == 0
    assert unread(officer) == 1


def test_all_are_read_at_once(officer, line):
    with acting_as(officer):
        notify(recipient=officer, text="Có 2 việc mới", url="/")
        assert mark_all_read(by=officer) == 2
        assert mark_all_read(by=officer) == 0


def test_a_long_text_is_cut_and_not_refused(officer):
    with acting_as(officer):
        assert len(notify(recipient=officer, text="x" * 300, url="/").text) == 200
