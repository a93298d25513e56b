from django.db import models
from django.db.models import TextChoices

from interface.records import Record, RecordQuerySet


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


class AgencyQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Which agencies the ward has is no secret inside it."""
        return self

    def on(self, day):
        """Agencies existing on that day."""
        return self.filter(models.Q(valid_from__lte=day), models.Q(valid_to=None) | models.Q(valid_to__gte=day))


class Agency(Record):
    """An organisation with a part in the ward's plan. A school is closed by `valid_to`, never deleted."""

    kind = models.CharField("loại", max_length=10, choices=AgencyKind)
    name = models.CharField("tên", max_length=150)
    short_name = models.CharField("tên gọn", max_length=60, blank=True)
    school_level = models.CharField(
        "cấp học",
        max_length=12,
        blank=True,
        choices=[("preschool", "Mầm non"), ("primary", "Tiểu học"), ("lower", "Trung học cơ sở")],
    )
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "kind", "name", "short_name", "school_level",
            "phone", "valid_from", "valid_to",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "cơ quan"
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "valid_from"], name="one_agency_of_a_name_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="agency_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def asked_politely(self) -> bool:
        """The Front and mass organisations are asked (đề nghị), not told (đôn đốc)."""
        return self.kind == AgencyKind.FRONT
