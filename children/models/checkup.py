"""Health checks and mental-health screenings of a child."""

from django.db import models
from django.db.models import F, Q, TextChoices
from django.urls import reverse

from accounts.encryption import EncryptedTextField
from children.models.health import HealthQuerySet
from children.models.sector_record import OFFICIAL, PERSONAL, PUBLIC, SectorRecord


class CheckUp(SectorRecord):
    """A periodic health check (khám sức khỏe định kỳ), at the station or at school."""

    checked_on = models.DateField("ngày khám")
    place = models.CharField("nơi khám", max_length=120, blank=True)
    result = EncryptedTextField("kết quả khám")
    refer = models.BooleanField("cần khám chuyên khoa", default=False)

    objects = HealthQuerySet.as_manager()

    class Privacy:
        public = PUBLIC
        official = OFFICIAL
        personal = PERSONAL
        sensitive = ["checked_on", "place", "result", "refer"]

    class Meta(SectorRecord.Meta):
        verbose_name = "lần khám sức khỏe"
        ordering = ["-checked_on", "-pk"]
        indexes = [models.Index(fields=["child", "-checked_on"], name="checkup_by_child")]

    def __str__(self) -> str:
        return f"khám sức khỏe {self.checked_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("child_health", args=[self.child.public_id])


class Help(TextChoices):
    COUNSELLING = "counselling", "Tư vấn, tham vấn"
    SERVICE = "service", "Dịch vụ tại trạm"
    REFERRED = "referred", "Chuyển tuyến"


class Screening(SectorRecord):
    """A mental-health screening: whether a problem was found, and what help reached the child (QĐ 1591, HLT-08)."""

    screened_on = models.DateField("ngày sàng lọc")
    concern = models.BooleanField("có vấn đề cần hỗ trợ", default=False)
    help = models.CharField("được hỗ trợ", max_length=12, choices=Help, blank=True)
    helped_on = models.DateField("hỗ trợ từ ngày", null=True, blank=True)
    details = EncryptedTextField("ghi nhận")

    objects = HealthQuerySet.as_manager()

    class Privacy:
        public = PUBLIC
        official = OFFICIAL
        personal = PERSONAL
        sensitive = ["screened_on", "concern", "help", "helped_on", "details"]

    class Meta(SectorRecord.Meta):
        verbose_name = "lần sàng lọc sức khỏe tâm thần"
        ordering = ["-screened_on", "-pk"]
        indexes = [models.Index(fields=["child", "-screened_on"], name="screening_by_child")]
        constraints = [
            *SectorRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(help="", helped_on=None) | (Q(concern=True, helped_on__isnull=False) & ~Q(help="")),
                name="help_answers_a_concern",
                violation_error_message="Ghi hỗ trợ thì đánh dấu có vấn đề, chọn cách hỗ trợ và ghi từ ngày nào.",
            ),
            models.CheckConstraint(
                condition=Q(helped_on=None) | Q(helped_on__gte=F("screened_on")),
                name="help_follows_the_screening",
                violation_error_message="Ngày hỗ trợ phải từ ngày sàng lọc trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"sàng lọc sức khỏe tâm thần {self.screened_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("child_health", args=[self.child.public_id])
