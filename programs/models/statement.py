from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from agencies.models.effective import RECORD_FIELDS
from interface.records import Record
from programs.models.plan import PlanTask, ReferenceQuerySet


class StatementQuerySet(ReferenceQuerySet):
    def standing(self):
        """Without those that were taken back."""
        return self.filter(withdrawn_on=None)


class NothingToReport(Record):
    """Không phát sinh: an agency says that nothing of the kind occurred. Silence does not say that."""

    task = models.ForeignKey(PlanTask, models.PROTECT, verbose_name="nhiệm vụ", related_name="statements")
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="cơ quan", related_name="+")
    until = models.DateField("đến hết ngày")  # a last day of the task; of one without such days, the day it was said
    ground = models.CharField("căn cứ", max_length=200)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người báo", related_name="+", editable=False
    )
    withdrawn_on = models.DateField("rút lại ngày", null=True, blank=True, editable=False)

    objects = StatementQuerySet.as_manager()

    class Privacy:
        public = [*RECORD_FIELDS, "task", "agency", "until", "ground", "withdrawn_on"]
        official = ["said_by"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "báo cáo không phát sinh"
        ordering = ["-until", "agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "agency", "until"],
                condition=Q(withdrawn_on=None),
                name="nothing_to_report_once",
                violation_error_message="Cơ quan đã báo không phát sinh cho kỳ này.",
            ),
        ]

    def __str__(self) -> str:
        return f"không phát sinh đến {self.until:%d/%m/%Y}"
