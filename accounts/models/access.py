import uuid

from django.db import models

from interface.records import RecordQuerySet


class AccessEventQuerySet(RecordQuerySet["AccessEvent"]):
    def visible_to(self, user):
        """Leaders read everybody's, others their own (access matrix, audit_log)."""
        return self if user.may("accounts.view_log") else self.filter(actor=user)


class AccessEvent(models.Model):
    """Who read, exported, printed or signed in (PRIV-04). Append only: the application can neither change nor delete.

    `about` is a code such as TE-2026-0412, never a name.
    """

    at = models.DateTimeField("lúc", auto_now_add=True)
    actor = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="người", null=True, related_name="+")
    event = models.CharField("việc", max_length=40)
    about = models.CharField("dữ liệu", max_length=120, blank=True)
    object_id = models.UUIDField("mã ngoài của dữ liệu", null=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    children = models.PositiveIntegerField("số trẻ đã xuất", null=True)
    address = models.GenericIPAddressField("địa chỉ mạng", null=True)
    device = models.CharField("thiết bị", max_length=40, blank=True)
    request = models.UUIDField("yêu cầu", default=uuid.uuid4)

    objects = AccessEventQuerySet.as_manager()

    class Privacy:
        public = ["id", "event", "object_id", "request"]
        official = ["at", "actor", "about", "reason", "children", "address", "device"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "lần truy cập"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["actor", "-id"], name="access_by_actor"),
            models.Index(fields=["object_id", "-id"], name="access_by_object"),
            models.Index(fields=["at"], name="access_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.about}".strip()
