"""What administrators and leaders must look at today."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import Notification, User
from accounts.queries import locked_accounts, unusual_reading
from interface.todo import DONE, MOST_NOTES, Note, Todo, note_source, todo_source


@todo_source
def locked(user):
    """People who stand before a closed door now."""
    if not user.may("accounts.manage_users"):
        return
    people = User.objects.working().filter(username__in=locked_accounts()).order_by("sort_key")
    for person in people:
        url = reverse("user", args=[person.public_id])
        yield Todo(f"Mở khóa {person.code}", url, "Mở khóa", detail="Sai mật khẩu nhiều lần. Gọi hỏi trước khi mở.")


@todo_source
def unusual(user):
    if not user.may("accounts.view_log"):
        return
    now = timezone.now()
    found = unusual_reading(since=now - timedelta(days=1), until=now)
    if found:
        title = f"Xem {len(found)} điểm bất thường trong nhật ký truy cập"
        yield Todo(
            title,
            reverse("access_log"),
            "Xem nhật ký",
            detail="Có tài khoản xem, xuất rất nhiều hồ sơ, danh sách trong thời gian ngắn.",
        )


@note_source(DONE)
def lately(user):
    """What the bell told in the last days."""
    since = timezone.now() - timedelta(days=3)
    for told in Notification.objects.visible_to(user).filter(created_at__gte=since)[:MOST_NOTES]:
        yield Note(told.created_at, told.text, told.url)
