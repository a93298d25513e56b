"""The yearly report among the things to do."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from accounts.acting import acting_as
from reports.actions import open_report
from reports.models import ReportVersion
from reports.todo import annual_report, draft_to_read


@pytest.fixture
def drafted(officer):
    """Two drafts of 2026, without their papers."""
    with acting_as(officer):
        report = open_report(year=2026, by=officer)
        for number in (1, 2):
            ReportVersion.objects.create(
                public_id=uuid4(), report=report, number=number, cut_off=report.cut_off, snapshot=b"{}",
                sha256="0" * 64, pdf=b"%PDF", made_by=officer, made_at=datetime(2026, 11, 25, tzinfo=UTC),
            )  # fmt: skip


@pytest.mark.parametrize("name", ["duy.tq", "le.dtm"])
def test_who_signs_is_asked_to_read_the_newest_draft_until_it_has_to_be_sent(cast, drafted, at, name):
    with acting_as(cast[name]):
        with at("2026-11-25 09:00"):
            (line,) = draft_to_read(cast[name])
        with at("2026-11-30 09:00"):
            assert list(draft_to_read(cast[name])) == []
    assert line.title == "Đọc dự thảo báo cáo năm 2026"
    assert line.detail == "Dự thảo số 2, Phạm Thị Hồng Vân lập"
    assert (line.due, line.url) == (date(2026, 11, 29), "/reports/2026/")


def test_nobody_is_asked_to_read_what_nobody_made(chair, at):
    with at("2026-11-25 09:00"), acting_as(chair):
        assert list(draft_to_read(chair)) == []


def test_clerk_and_officer_are_not_asked_to_read(drafted, clerk, officer, at):
    for person in (clerk, officer):
        with at("2026-11-25 09:00"), acting_as(person):
            assert list(draft_to_read(person)) == []
    with at("2026-11-25 09:00"), acting_as(officer):
        assert [line.title for line in annual_report(officer)] == ["Trình lãnh đạo dự thảo báo cáo năm 2026"]
