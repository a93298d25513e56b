from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse

from children.models.child import Child
from interface.records import Record, RecordQuerySet


class SupportKind(TextChoices):
    GIFT = "gift", "Quà"
    SCHOLARSHIP = "scholarship", "Học bổng, đỡ đầu"
    MONEY = "money", "Tiền mặt"
    GOODS = "goods", "Hiện vật, dụng cụ"
    SERVICE = "service", "Dịch vụ (khám, tư vấn, dạy nghề)"
    EMERGENCY = "emergency", "Trợ giúp khẩn cấp"
    FUNERAL = "funeral", "Chi phí mai táng"


class MoneySource(TextChoices):
    BUDGET = "budget", "Ngân sách nhà nước"
    MOBILISED = "mobilised", "Vận động xã hội hóa"


class SupportQuerySet(RecordQuerySet["Support"]):
    def visible_to(self, user):
        """Entitlements are the officers' and leaders' (access matrix)."""
        return self if user.may("support.view") else self.none()

    def true(self):
        """Without those taken back."""
        return self.filter(withdrawn_on=None)

    def given(self, first: date, last: date):
        return self.true().filter(given_on__range=(first, last))


class Support(Record):
    """Something given once, to one child or to many at the same occasion: a gift, a scholarship, a service.

    What it was, who paid and the evidence stand here once; who received it, in `SupportRecipient`.
    """

    kind = models.CharField("loại", max_length=12, choices=SupportKind)
    title = models.CharField("nội dung", max_length=150)
    value = models.PositiveIntegerField("trị giá mỗi suất (đồng)", null=True, blank=True)
    given_on = models.DateField("trao ngày")
    source = models.CharField("nguồn", max_length=10, choices=MoneySource)
    sponsor = models.CharField("nhà tài trợ, cơ quan trao", max_length=150, blank=True)
    evidence = models.CharField("chứng từ", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+", editable=False
    )
    withdrawn_on = models.DateField("xóa ngày", null=True, blank=True)
    withdrawal_reason = models.CharField("lý do xóa", max_length=200, blank=True)
    restoration_reason = models.CharField("lý do lấy lại", max_length=200, blank=True)

    objects = SupportQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "kind", "withdrawn_on"]
        official = ["recorded_by"]
        personal = [
            "title", "value", "given_on", "source", "sponsor", "evidence", "withdrawal_reason", "restoration_reason",
        ]  # fmt: skip
        sensitive: list[str] = []

    class Meta:
        verbose_name = "trợ giúp một lần"
        ordering = ["-given_on", "-pk"]
        indexes = [models.Index(fields=["given_on"], name="support_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawal_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawal_reason="")),
                name="support_withdrawn_for_a_reason",
                violation_error_message="Xóa lần trao thì ghi lý do.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("support", args=[self.public_id])


class SupportRecipientQuerySet(RecordQuerySet["SupportRecipient"]):
    def visible_to(self, user):
        return self if user.may("support.view") else self.none()

    def given(self, first: date, last: date):
        """What was given in these days, without what was taken back."""
        return self.filter(support__withdrawn_on=None, support__given_on__range=(first, last))

    def with_evidence(self):
        """Delivered, with a paper that shows it (indicators.md, “assisted”)."""
        return self.filter(~Q(support__evidence=""))


class SupportRecipient(models.Model):
    """A child that received it."""

    support = models.ForeignKey(Support, models.CASCADE, verbose_name="trợ giúp", related_name="recipients")
    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", related_name="supports")

    objects = SupportRecipientQuerySet.as_manager()

    class Privacy:
        public = ["id"]
        official: list[str] = []
        personal = ["support", "child"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "trẻ nhận trợ giúp"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["support", "child"], name="one_share_for_a_child")]
        indexes = [models.Index(fields=["child"], name="support_by_child")]

    def __str__(self) -> str:
        return str(self.child)


class SupportLeftOutQuerySet(RecordQuerySet["SupportLeftOut"]):
    def visible_to(self, user):
        return self if user.may("support.view") else self.none()


class SupportLeftOut(models.Model):
    """A child that stood among the recipients and did not receive it: since when it counts no more, and why."""

    support = models.ForeignKey(Support, models.CASCADE, verbose_name="trợ giúp", related_name="left_out")
    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", related_name="+")
    left_out_on = models.DateField("bỏ khỏi danh sách ngày")
    reason = models.CharField("lý do không nhận", max_length=200)
    left_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người bỏ", related_name="+", editable=False
    )

    objects = SupportLeftOutQuerySet.as_manager()

    class Privacy:
        public = ["id"]
        official = ["left_out_by"]
        personal = ["support", "child", "left_out_on", "reason"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "trẻ không nhận trợ giúp"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="left_out_for_a_reason",
                violation_error_message="Bỏ trẻ khỏi danh sách nhận thì ghi lý do.",
            )
        ]

    def __str__(self) -> str:
        return str(self.child)
