import uuid

from django.db import models

from interface.records import RecordQuerySet


class NotificationQuerySet(RecordQuerySet["Notification"]):
    def visible_to(self, user):
        return self.filter(recipient=user)

    def unread(self):
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """A line behind the bell. The text carries a code at most, never a name (PRIV-05)."""

    public_id = models.UUIDField("mã ngoài", default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey("accounts.User", models.CASCADE, related_name="notifications")
    text = models.CharField("nội dung", max_length=200)
    url = models.CharField("trang", max_length=200)
    created_at = models.DateTimeField("lúc", auto_now_add=True)
    read_at = models.DateTimeField("đọc lúc", null=True)

    objects = NotificationQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "text", "url", "created_at", "read_at"]
        official = ["recipient"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "thông báo"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notification_by_recipient"),
        ]

    def __str__(self) -> str:
        return self.text
