from django.db import models
from django.db.models import TextChoices
from django.urls import reverse

from agencies.models.effective import EFFECTIVE_FIELDS, Effective, EffectiveQuerySet, one_at_a_time


class AgencyKind(TextChoices):
    """Kinds of agencies as the ward's plan names them (plan_tasks.yaml)."""

    LEAD = "LEAD", "Lãnh đạo, Ban chỉ đạo"
    VHXH = "VHXH", "Văn hóa - Xã hội"
    SCHOOL = "SCHOOL", "Trường học"
    HEALTH = "HEALTH", "Trạm Y tế"
    JUSTICE = "JUSTICE", "Tư pháp - Hộ tịch"
    FINANCE = "FINANCE", "Tài chính"
    POLICE = "POLICE", "Công an"
    FRONT = "FRONT", "Mặt trận, hội, đoàn thể"
    TDP = "TDP", "Tổ dân phố"


class SchoolLevel(TextChoices):
    PRESCHOOL = "preschool", "Mầm non"
    PRIMARY = "primary", "Tiểu học"
    LOWER = "lower", "Trung học cơ sở"


class Agency(Effective):
    """An organisation with a part in the ward's plan. A school is closed by `valid_to`, never deleted."""

    kind = models.CharField("loại", max_length=10, choices=AgencyKind)
    name = models.CharField("tên", max_length=150)
    short_name = models.CharField("tên gọn", max_length=60, blank=True)
    school_level = models.CharField("cấp học", max_length=12, blank=True, choices=SchoolLevel)
    phone = models.CharField("điện thoại", max_length=20, blank=True)

    objects = EffectiveQuerySet.as_manager()

    class Privacy:
        public = [*EFFECTIVE_FIELDS, "kind", "name", "short_name", "school_level", "phone"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "cơ quan"
        ordering = ["kind", "name"]
        constraints = [
            *Effective.Meta.constraints,
            one_at_a_time("one_agency_of_a_name_at_a_time", same="name"),
            models.CheckConstraint(
                condition=models.Q(school_level="") | models.Q(kind=AgencyKind.SCHOOL),
                name="only_schools_have_a_level",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("agency", args=[self.public_id])
