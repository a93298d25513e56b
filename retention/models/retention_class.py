from django.db import models
from django.db.models import Q, TextChoices

from interface.records import Record, RecordQuerySet

LEAST_OF_LOGS = 5  # years (PRIV-04)


class CountedFrom(TextChoices):
    AGE_18 = "age_18", "ngày đủ 18 tuổi"
    LEFT = "left", "ngày rời sổ"
    CLOSED = "closed", "ngày kết thúc"
    ENTRY = "entry", "ngày ghi"
    SAME = "same", "như hồ sơ bên trong"


class RetentionClassQuerySet(RecordQuerySet["RetentionClass"]):
    def visible_to(self, user):
        """How long the ward keeps what is no secret inside it."""
        return self


class RetentionClass(Record):
    """How long records of one kind are kept. `unsure`: nobody has confirmed it, so nothing is destroyed by it."""

    code = models.CharField("mã", max_length=30, unique=True, editable=False, db_collation="C")
    position = models.PositiveSmallIntegerField("thứ tự", editable=False)
    name = models.CharField("loại hồ sơ", max_length=120)
    years = models.PositiveSmallIntegerField("số năm", null=True, blank=True)
    counted_from = models.CharField("tính từ", max_length=10, choices=CountedFrom, editable=False)
    to_statistics = models.BooleanField("giữ lại số liệu", default=False, editable=False)
    minimum = models.BooleanField("thời hạn tối thiểu", default=False, editable=False)
    unsure = models.BooleanField("cần xác nhận", default=True)
    source = models.CharField("căn cứ", max_length=200, blank=True)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    objects = RetentionClassQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "code", "position", "name", "years",
            "counted_from", "to_statistics", "minimum", "unsure", "source", "note",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "thời hạn lưu"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(years=None, counted_from="same") | Q(years__range=(1, 100)) & ~Q(counted_from="same"),
                name="kept_for_some_years",
                violation_error_message="Thời hạn lưu từ 1 đến 100 năm.",
            ),
            models.CheckConstraint(
                condition=Q(minimum=False) | Q(years__gte=LEAST_OF_LOGS),
                name="logs_kept_long_enough",
                violation_error_message=f"Nhật ký phải giữ ít nhất {LEAST_OF_LOGS} năm.",
            ),
            models.CheckConstraint(
                condition=Q(unsure=True) | ~Q(source=""),
                name="confirmed_by_a_source",
                violation_error_message="Đã xác nhận thì ghi căn cứ: số, ký hiệu, ngày của văn bản.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def period(self) -> str:
        """1 năm, tính từ ngày đủ 18 tuổi"""
        if self.years is None:
            return f"{self.get_counted_from_display()[:1].upper()}{self.get_counted_from_display()[1:]}"
        least = "ít nhất " if self.minimum else ""
        return f"{least}{self.years} năm, tính từ {self.get_counted_from_display()}"
