"""What this app asks of people."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from agencies.models import CalendarYear, RegisteredDocument
from interface.todo import Todo, todo_source


@todo_source
def documents_to_number(user) -> Iterator[Todo]:
    if not user.may("agencies.number_documents"):
        return
    count = RegisteredDocument.objects.visible_to(user).waiting().count()
    if count:
        yield Todo(f"{count} văn bản đã ký chờ cấp số", reverse("document_register"), "Cấp số", count=count)


@todo_source
def years_to_confirm(user) -> Iterator[Todo]:
    """This year and, from December on, the next."""
    if not user.may("agencies.edit"):
        return
    today = timezone.localdate()
    years = [today.year, today.year + 1] if today.month == 12 else [today.year]
    for year in CalendarYear.objects.filter(year__in=years, confirmed_on=None):
        url = reverse("calendar_year", args=[year.year])
        yield Todo(f"Ngày nghỉ năm {year.year} chưa xác nhận", url, "Xem lịch", "Thời hạn còn là dự tính.")
