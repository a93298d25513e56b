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
        (line,) = annual_report(officer)
    assert line.title == "Hoàn thiện, gửi báo cáo năm 2026"
    assert line.detail == (
        "In dự thảo, trình ký trên giấy, rồi đưa văn thư cấp số ở Sổ văn bản đi. Gửi trước 30/11/2026"
    )


def test_before_the_first_draft_the_officer_is_asked_to_make_one(officer, at):
    with at("2026-11-25 09:00"), acting_as(officer):
        (line,) = annual_report(officer)
    assert (line.title, line.detail) == ("Lập dự thảo báo cáo năm 2026", "Gửi trước 30/11/2026")


def test_who_has_downloaded_the_newest_draft_is_not_asked_again(as_user, drafted, chair, vice_chair, at):
    with acting_as(chair):
        newest, older = ReportVersion.objects.order_by("-number")

    def asked(user):
        with acting_as(user):
            return bool(list(draft_to_read(user)))

    with at("2026-11-25 09:00"):
        as_user(chair).get(f"/reports/drafts/{older.public_id}.pdf")
        assert asked(chair)
        as_user(chair).get(f"/reports/drafts/{newest.public_id}.pdf")
        assert not asked(chair)
        assert asked(vice_chair)


def test_a_year_before_this_system_is_not_called_late(as_user, ready, officer, at):
    with at("2026-11-25 09:00"):
        text = as_user(officer).get("/reports/2025/").content.decode()
        listed = as_user(officer).get("/reports/").content.decode()
    assert "Chưa lập trên máy." in text
    assert "uá hạn" not in text
    assert "/reports/2025/" in listed
    assert listed.count("Chưa lập trên máy") == 1
    assert "/reports/2024/" not in listed


def test_this_years_report_is_late_after_its_day(as_user, ready, officer, at):
    with at("2026-12-05 09:00"):
        assert "quá hạn 6 ngày" in as_user(officer).get("/reports/2026/").content.decode()
