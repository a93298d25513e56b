from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils import timezone

from accounts.encryption import KeepsFile
from children.models.child import Child
from interface.records import Record, RecordQuerySet


class SheetPurpose(TextChoices):
    VISIT = "visit", "Thăm hộ gia đình"
    MEETING = "meeting", "Họp xét trợ cấp, trợ giúp"
    AGENCY = "agency", "Phối hợp với công an, trường học, trạm y tế"
    FILE = "file", "Lưu hồ sơ giấy"
    OTHER = "other", "Việc khác"


class ChildSheetQuerySet(RecordQuerySet["ChildSheet"]):
    def visible_to(self, user):
        """A sheet is its owner's only, and only as long as the child is."""
        if not user.may("children.print_sheet"):
            return self.none()
        return self.filter(owner=user, child__in=Child.objects.visible_to(user))


class ChildSheet(KeepsFile, Record):
    """One “Phiếu thông tin trẻ em” that somebody had made: of whom, what for, how much of it.

    The PDF waits here, encrypted, until its time is over; that it was made stays known.
    """

    owner = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="người in", related_name="+")
    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", related_name="+")
    purpose = models.CharField("mục đích", max_length=10, choices=SheetPurpose)
    reason = models.CharField("lý do", max_length=200, blank=True)
    with_numbers = models.BooleanField("ghi đủ số định danh, số thẻ BHYT", default=False)
    with_secrets = models.BooleanField("ghi cả hoàn cảnh bảo mật đặc biệt", default=False)
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, verbose_name="công việc nền", null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField("lập xong lúc", null=True)
    content = models.BinaryField("tệp PDF, mã hóa", null=True)
    forgotten_on = models.DateField("xóa tệp ngày", null=True)

    objects = ChildSheetQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "purpose", "with_numbers", "job", "made_at",
            "forgotten_on",
        ]  # fmt: skip
        official = ["owner", "reason"]
        personal = ["child"]
        sensitive = ["with_secrets", "content"]

    class Meta:
        verbose_name = "phiếu thông tin trẻ em"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(content=None) | Q(forgotten_on=None), name="no_sheet_after_its_time"),
        ]

    def __str__(self) -> str:
        return f"Phiếu thông tin trẻ em {self.child.code}"

    def get_absolute_url(self) -> str:
        return reverse("child_sheet", args=[self.public_id])

    @property
    def why(self) -> str:
        """What for, and the reason somebody typed."""
        return ". ".join(filter(None, (self.get_purpose_display(), self.reason)))

    @property
    def file_name(self) -> str:
        """Without whose it is (PRIV-02)."""
        return f"phieu-thong-tin-tre-em-{timezone.localtime(self.created_at):%Y-%m-%d-%H%M}.pdf"
