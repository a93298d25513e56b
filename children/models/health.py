"""What the health station records about a child."""

from dataclasses import fields

from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse

from children.health.growth import Position, Scores, scores_of
from children.models.sector_record import OFFICIAL, PERSONAL, PUBLIC, SectorQuerySet, SectorRecord

SCORES = [each.name for each in fields(Scores)]


class HealthQuerySet(SectorQuerySet):
    read = "children.view_health"


class MeasurementQuerySet(HealthQuerySet):
    def rescore(self) -> None:
        """The birth or the sex of these children was corrected: their scores are others now. Nothing else of the rows
        is written: a station may be correcting what it measured.
        """
        changed = [each for each in self.select_related("child").lock_all() if each.keep_scores()]
        Measurement.objects.bulk_update(changed, SCORES, batch_size=1000)


class Posture(TextChoices):
    LYING = Position.LYING.value, "Nằm"
    STANDING = Position.STANDING.value, "Đứng"


def _z(name: str, **kwargs) -> models.DecimalField:
    return models.DecimalField(name, max_digits=5, decimal_places=2, null=True, editable=False, **kwargs)


class Measurement(SectorRecord):
    """One weighing or measuring of a child. The z-scores by the WHO standards are kept, so that figures need no
    reckoning; they are reckoned anew whenever the measurement or the child's birth or sex changes.
    """

    measured_on = models.DateField("ngày đo")
    weight_kg = models.DecimalField("cân nặng (kg)", max_digits=5, decimal_places=2, null=True, blank=True)
    height_cm = models.DecimalField("chiều cao (cm)", max_digits=4, decimal_places=1, null=True, blank=True)
    posture = models.CharField("đo thế nào", max_length=8, choices=Posture, blank=True)
    muac_cm = models.DecimalField("vòng cánh tay (cm)", max_digits=3, decimal_places=1, null=True, blank=True)
    counselled = models.BooleanField("đã tư vấn cho người chăm sóc", default=False)
    weight_for_age = _z("cân nặng theo tuổi")
    height_for_age = _z("chiều cao theo tuổi")
    weight_for_height = _z("cân nặng theo chiều cao")
    bmi_for_age = _z("BMI theo tuổi")

    objects = MeasurementQuerySet.as_manager()

    class Privacy:
        public = PUBLIC
        official = OFFICIAL
        personal = PERSONAL
        sensitive = [
            "measured_on", "weight_kg", "height_cm", "posture", "muac_cm", "counselled", "weight_for_age",
            "height_for_age", "weight_for_height", "bmi_for_age",
        ]  # fmt: skip

    class Meta(SectorRecord.Meta):
        verbose_name = "lần cân đo"
        ordering = ["-measured_on", "-pk"]
        indexes = [models.Index(fields=["child", "-measured_on"], name="measurement_by_child")]
        constraints = [
            *SectorRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["child", "measured_on"],
                condition=Q(withdrawn_on=None),
                name="one_measurement_a_day",
                violation_error_message="Ngày này trẻ đã được cân đo. Sửa lần đo ấy.",
            ),
            models.CheckConstraint(
                condition=Q(weight_kg__isnull=False) | Q(height_cm__isnull=False) | Q(muac_cm__isnull=False),
                name="something_was_measured",
                violation_error_message="Chưa ghi số đo nào.",
            ),
            models.CheckConstraint(
                condition=Q(height_cm=None, posture="") | (Q(height_cm__isnull=False) & ~Q(posture="")),
                name="a_height_says_how_it_was_measured",
                violation_error_message="Có chiều cao thì ghi trẻ nằm hay đứng.",
            ),
        ]

    def __str__(self) -> str:
        return f"cân đo {self.measured_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("child_health", args=[self.child.public_id])

    @property
    def scores(self) -> Scores:
        return Scores(**{name: getattr(self, name) for name in SCORES})

    def keep_scores(self) -> bool:
        """Whether they are others than before."""
        before, found = (
            self.scores,
            scores_of(
                sex=self.child.sex,
                birth=self.child.birth,
                on=self.measured_on,
                weight=self.weight_kg,
                height=self.height_cm,
                position=Position(self.posture) if self.posture else None,
            ),
        )
        for name in SCORES:
            setattr(self, name, getattr(found, name))
        return found != before

    def save(self, *args, **kwargs) -> None:
        self.keep_scores()
        super().save(*args, **kwargs)
