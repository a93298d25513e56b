from datetime import date

from django.db import models

from interface.records import RecordQuerySet


class QualityFigureQuerySet(RecordQuerySet["QualityFigure"]):
    def visible_to(self, user):
        """Counts of the whole ward: for those who keep its register."""
        return self if user.may("children.edit") else self.none()

    def since(self, month: date):
        return self.filter(month__gte=month)


class QualityFigure(models.Model):
    """How many children broke a rule of the register in a month, as counted in the last night of it so far."""

    month = models.DateField("tháng")  # its first day
    code = models.CharField("điều", max_length=20, db_collation="C")  # of a rule, or one of the totals
    count = models.PositiveIntegerField("số trẻ")

    objects = QualityFigureQuerySet.as_manager()

    class Privacy:
        public = ["id", "month", "code", "count"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "số liệu chất lượng"
        ordering = ["month", "code"]
        constraints = [models.UniqueConstraint(fields=["month", "code"], name="one_quality_figure_a_month")]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y} {self.code}: {self.count}"
