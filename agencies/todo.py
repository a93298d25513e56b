"""What this app asks of people."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from agencies.models import CalendarDay, CalendarYear, CommitteeMeeting, DayKind, RegisteredDocument
from agencies.queries import report_signer
from agencies.wording import document_to_correct
from interface.todo import COMING, Note, Todo, note_source, todo_source

AHEAD = timedelta(days=45)


@todo_source
def documents_to_number(user) -> Iterator[Todo]:
    if not user.may("agencies.number_documents"):
        return
    count = RegisteredDocument.objects.visible_to(user).waiting().count()
    if count:
        yield Todo(f"{count} văn bản đã ký chờ cấp số", reverse("document_register"), "Cấp số", count=count)


@todo_source
def documents_to_correct(user) -> Iterator[Todo]:
    """What the clerk returned to this drafter."""
    if not user.may("agencies.draft_documents"):
        return
    for document in RegisteredDocument.objects.visible_to(user).returned_to(user).order_by("pk"):
        url = reverse("redo_document", args=[document.public_id])
        yield Todo(document_to_correct(document), url, "Sửa, đưa lại", f"Văn thư trả lại: {document.reason}")


@todo_source
def years_to_confirm(user) -> Iterator[Todo]:
    """This year and, from December on, the next."""
    if not user.may("agencies.edit_calendar"):
        return
    today = timezone.localdate()
    years = [today.year, today.year + 1] if today.month == 12 else [today.year]
    for year in CalendarYear.objects.filter(year__in=years, confirmed_on=None):
        url = reverse("calendar_year", args=[year.year])
        yield Todo(f"Ngày nghỉ năm {year.year} chưa xác nhận", url, "Xem lịch", "Thời hạn còn là dự tính.")


@todo_source
def nobody_signs(user) -> Iterator[Todo]:
    """Without a signer the yearly report cannot name who answers for it."""
    if user.may("agencies.edit") and report_signer(timezone.localdate()) is None:
        yield Todo("Ghi người ký báo cáo", reverse("ward"), "Ghi người ký", "Chưa có ai ký báo cáo gửi cấp trên.")


@note_source(COMING)
def unusual_days(user) -> Iterator[Note]:
    """Days off and worked weekend days, on which deadlines turn. Days off in a row are one line."""
    today = timezone.localdate()
    days = CalendarDay.objects.visible_to(user).filter(day__range=(today, today + AHEAD)).exclude(kind=DayKind.PROPOSED)
    for name, row in groupby(days.order_by("day"), lambda day: day.name):
        days_off = list(row)
        until = f" đến hết {days_off[-1].day:%d/%m}" if len(days_off) > 1 else ""
        yield Note(days_off[0].day, f"{name}{until}")


@note_source(COMING)
def meetings(user) -> Iterator[Note]:
    if not user.may("agencies.view"):
        return
    today = timezone.localdate()
    coming = CommitteeMeeting.objects.visible_to(user).filter(held_on__range=(today, today + AHEAD))
    for meeting in coming.order_by("held_on"):
        yield Note(meeting.held_on, meeting.title, reverse("meeting", args=[meeting.public_id]))
