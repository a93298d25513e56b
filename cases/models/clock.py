"""The clocks of a case: each term of the law that runs, when it ends, when it was kept, why it was not."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils import timezone

from cases.models.case import Case
from cases.models.counting import Term
from cases.models.intake import Intake
from interface.records import Record, RecordQuerySet


class ClockQuerySet(RecordQuerySet["CaseClock"]):
    def visible_to(self, user):
        return self.filter(
            Q(case__in=Case.objects.visible_to(user)) | Q(case=None, intake__in=Intake.objects.visible_to(user))
        )

    def running(self):
        return self.filter(stopped_at=None)


class CaseClock(Record):
    """A term that runs in a case, or in a report that belongs to none yet.

    `due_at` is worked out anew while it runs when an earlier report is linked.
    """

    case = models.ForeignKey(Case, models.PROTECT, verbose_name="hồ sơ", null=True, blank=True, related_name="clocks")
    intake = models.ForeignKey(
        Intake, models.PROTECT, verbose_name="tin báo", null=True, blank=True, related_name="clocks"
    )
    cycle = models.PositiveSmallIntegerField("vòng", default=1)
    term = models.ForeignKey(Term, models.PROTECT, verbose_name="thời hạn", related_name="+")
    anchored_at = models.DateTimeField("tính từ")
    due_at = models.DateTimeField("hạn")
    own_due_at = models.DateTimeField("hạn phường tự đặt", null=True, blank=True)
    stopped_at = models.DateTimeField("thôi tính lúc", null=True, blank=True)  # it turned out not to be needed

    objects = ClockQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "term", "cycle"]
        official = ["anchored_at", "due_at", "own_due_at", "stopped_at"]
        personal = ["case", "intake"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "thời hạn của hồ sơ"
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["due_at"], condition=Q(stopped_at=None), name="clock_running")]
        constraints = [
            models.CheckConstraint(condition=Q(case=None) ^ Q(intake=None), name="clock_of_a_case_or_a_report"),
            models.UniqueConstraint(fields=["case", "cycle", "term"], name="one_clock_of_a_term_and_cycle"),
            models.UniqueConstraint(
                fields=["intake", "term"], condition=Q(case=None), name="one_clock_of_a_term_and_report"
            ),
        ]

    @property
    def about(self) -> Case | Intake:
        """One of the two, as the constraint says."""
        return self.case or self.intake  # type: ignore[return-value]

    def __str__(self) -> str:
        return f"{self.term.name}, hạn {timezone.localtime(self.due_at):%H:%M %d/%m/%Y}"


class Warned(TextChoices):
    """In the order in which they come."""

    SOON = "soon", "đã qua nửa thời hạn"
    OWN = "own", "quá hạn phường tự đặt"
    NEAR = "near", "sắp hết hạn"
    LATE = "late", "đã quá hạn"


class ClockWarningQuerySet(RecordQuerySet["ClockWarning"]):
    def visible_to(self, user):
        return self.filter(clock__in=CaseClock.objects.visible_to(user))


class ClockWarning(models.Model):
    """That a warning was given: the row is written with it, so each is given once, whatever runs twice."""

    clock = models.ForeignKey(CaseClock, models.PROTECT, verbose_name="thời hạn", related_name="warnings")
    kind = models.CharField("loại", max_length=8, choices=Warned)
    due_at = models.DateTimeField("hạn khi nhắc")
    given_at = models.DateTimeField("nhắc lúc", default=timezone.now)

    objects = ClockWarningQuerySet.as_manager()

    class Privacy:
        public = ["id", "kind", "due_at", "given_at"]
        official: list[str] = []
        personal = ["clock"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "lần nhắc thời hạn"
        constraints = [models.UniqueConstraint(fields=["clock", "kind"], name="warned_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.clock_id}"
