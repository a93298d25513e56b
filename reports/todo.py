"""The yearly report among the things to do."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from accounts.events import Event
from accounts.models import AccessEvent
from interface.todo import COMING, Note, Todo, note_source, todo_source
from reports.models import ReportVersion
from reports.queries import newest_draft, report_of
from vietnamese.formats import format_date

FROM_MONTH = 10  # the report is on the list from October on
TO_SEND = "In dự thảo, trình ký trên giấy, rồi đưa văn thư cấp số ở Sổ văn bản đi."


@todo_source
def annual_report(user) -> Iterable[Todo]:
    today = timezone.localdate()
    if not user.may("reports.collect") or today.month < FROM_MONTH:
        return
    report = report_of(user, today.year)
    until = f"Gửi trước {format_date(report.due_before)}"
    yield Todo(
        title=f"{'Hoàn thiện, gửi' if report.drafted else 'Lập dự thảo'} báo cáo năm {today.year}",
        url=reverse("report", args=[today.year]),
        action="Xem báo cáo" if report.drafted else "Lập dự thảo",
        detail=f"{TO_SEND} {until}" if report.drafted else until,
        due=report.last_day,
        legal=True,
    )


@todo_source
def draft_to_read(user) -> Iterable[Todo]:
    """Who signs reads the newest draft before it goes out: until they have it, or the last day to send it."""
    if not user.may("reports.read_draft"):
        return
    today = timezone.localdate()
    report = report_of(user, today.year)
    draft = newest_draft(user, today.year)
    if draft and today <= report.last_day and not _has_downloaded(user, draft):
        yield Todo(
            title=f"Đọc dự thảo báo cáo năm {today.year}",
            url=reverse("report", args=[today.year]),
            action="Đọc dự thảo",
            detail=f"Dự thảo số {draft.number}, {draft.made_by} lập",
            due=report.last_day,
            legal=True,
        )


def _has_downloaded(user, draft: ReportVersion) -> bool:
    downloads = AccessEvent.objects.filter(event=Event.REPORT_DOWNLOADED.name, object_id=draft.public_id)
    return downloads.filter(actor=user).exists()


@note_source(COMING)
def cut_off(user) -> Iterable[Note]:
    today = timezone.localdate()
    if not user.may("reports.collect") or today.month < FROM_MONTH:
        return
    report = report_of(user, today.year)
    if today <= report.cut_off:
        yield Note(report.cut_off, f"Chốt số liệu báo cáo năm {today.year}", reverse("report", args=[today.year]))
