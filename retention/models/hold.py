from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextChoices
from django.urls import reverse

from accounts.encryption import EncryptedTextField
from children.models import Child
from interface.records import Record, RecordQuerySet


class HoldKind(TextChoices):
    LEGAL = "legal", "Tạm giữ"
    ARCHIVE = "archive", "Hồ sơ lưu trữ"
    POSTPONED = "postponed", "Hoãn tiêu hủy"


class RecordHoldQuerySet(RecordQuerySet["RecordHold"]):
    def visible_to(self, user):
        """Of the children one may see, for those who review what is over."""
        if not user.may("retention.review"):
            return self.none()
        return self.filter(child__in=Child.objects.visible_to(user))

    def standing(self, on):
        """Not lifted, and not a postponement that has run out."""
        return self.filter(Q(until=None) | Q(until__gt=on), lifted_on=None)


class RecordHold(Record):
    """Why a child's record is not destroyed though its period is over: a legal hold, an archival record, a delay."""

    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", related_name="holds")
    kind = models.CharField("loại", max_length=10, choices=HoldKind)
    reason = EncryptedTextField("lý do")
    since = models.DateField("từ ngày")
    until = models.DateField("đến ngày", null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+")
    lifted_on = models.DateField("bỏ ngày", null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người bỏ", null=True, related_name="+"
    )
    lifting_reason = EncryptedTextField("lý do bỏ")

    objects = RecordHoldQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official = ["set_by", "lifted_by"]
        personal = ["child", "since", "until", "lifted_on"]
        sensitive = ["kind", "reason", "lifting_reason"]

    class Meta:
        verbose_name = "việc giữ lại hồ sơ"
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind"],
                condition=Q(lifted_on=None),
                name="one_hold_of_a_kind",
                violation_error_message="Hồ sơ này đang được giữ lại với cùng loại. Bỏ lần cũ trước khi ghi lần mới.",
            ),
            models.CheckConstraint(
                condition=Q(kind="postponed", until__gt=F("since")) | ~Q(kind="postponed") & Q(until=None),
                name="only_a_postponement_ends_by_itself",
                violation_error_message="Hoãn thì ghi đến ngày nào, sau hôm nay; tạm giữ, hồ sơ lưu trữ thì không ghi.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on=None, lifted_by=None) | Q(lifted_on__isnull=False, lifted_by__isnull=False),
                name="hold_lifted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.child.code}"

    def get_absolute_url(self) -> str:
        return reverse("child_retention", args=[self.child.public_id])
