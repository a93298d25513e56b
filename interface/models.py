from django.db import models

from interface.records import RecordQuerySet


class LoadedRowQuerySet(RecordQuerySet["LoadedRow"]):
    def visible_to(self, user):
        """What the product ships is no secret."""
        return self


class LoadedRow(models.Model):
    """The values a row of reference data had when it was loaded last: tells the ward's edits from ours."""

    model = models.CharField("bảng", max_length=80)
    key = models.CharField("khóa", max_length=300)
    values = models.JSONField("giá trị nạp lần cuối")

    objects = LoadedRowQuerySet.as_manager()

    class Privacy:
        public = ["id", "model", "key", "values"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "dòng danh mục đã nạp"
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="one_loaded_row_per_key")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
