"""The national schedule of vaccinations, and what became of each dose of a child."""

from django.db import connection, models
from django.db.models import F, Q, TextChoices
from django.urls import reverse

from children.models.circumstance import ListQuerySet
from children.models.health import HealthQuerySet
from children.models.sector_record import OFFICIAL, PERSONAL, PUBLIC, SectorRecord
from interface.records import Record


class ScheduledDose(Record):
    """One dose of the Expanded Programme on Immunisation, in force from a day to a day. The ward may correct it."""

    code = models.CharField("mã", max_length=10, editable=False)
    position = models.PositiveSmallIntegerField("thứ tự", editable=False)
    name = models.CharField("tên mũi tiêm", max_length=80)
    disease = models.CharField("phòng bệnh", max_length=120, editable=False)
    due_months = models.PositiveSmallIntegerField("đến hạn khi đủ (tháng)")
    after = models.CharField("mã mũi trước", max_length=10, blank=True, editable=False)
    gap_days = models.PositiveSmallIntegerField("cách mũi trước ít nhất (ngày)", default=0)
    until_months = models.PositiveSmallIntegerField("nhắc đến khi (tháng)")
    counts_full = models.BooleanField("tính vào tiêm chủng đầy đủ của trẻ dưới 1 tuổi", default=False)
    unsure = models.BooleanField("chưa đối chiếu với văn bản", default=False)
    note = models.CharField("ghi chú", max_length=160, blank=True)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = ListQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "code", "position", "name", "disease",
            "due_months", "after", "gap_days", "until_months", "counts_full", "unsure", "note", "valid_from",
            "valid_to",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "mũi tiêm trong lịch"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_dose_of_a_code_from_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="dose_ends_after_it_begins",
                violation_error_message="Ngày hết áp dụng phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(until_months__gt=F("due_months")),
                name="dose_is_asked_for_after_it_is_due",
                violation_error_message="“Nhắc đến khi” phải sau tháng đến hạn.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("schedule")


class DoseOutcome(TextChoices):
    GIVEN = "given", "Đã tiêm"
    ELSEWHERE = "elsewhere", "Tiêm nơi khác"
    ILL = "ill", "Ốm"
    POSTPONED = "postponed", "Hoãn"
    ABSENT = "absent", "Vắng nhà"
    REFUSED = "refused", "Từ chối"
    CONTRAINDICATED = "contraindicated", "Chống chỉ định"


HAD = (DoseOutcome.GIVEN, DoseOutcome.ELSEWHERE)
WITH_REASON = (DoseOutcome.REFUSED, DoseOutcome.CONTRAINDICATED)


class VaccinationQuerySet(HealthQuerySet):
    def had(self):
        """Doses the child really has."""
        return self.true().filter(outcome__in=HAD)

    def brought_by(self, batch):
        """Those that an imported list has written, and that nobody has worked on since."""
        with connection.cursor() as cursor:
            cursor.execute("select * from doses_of_import(%s)", [batch.pk])
            return self.filter(pk__in=[pk for (pk,) in cursor.fetchall()], version=1)


class Vaccination(SectorRecord):
    """What became of a dose on a day: given, or why not."""

    dose = models.ForeignKey(ScheduledDose, models.PROTECT, verbose_name="mũi tiêm", related_name="+")
    outcome = models.CharField("kết quả", max_length=16, choices=DoseOutcome)
    happened_on = models.DateField("ngày")
    until = models.DateField("hoãn đến ngày", null=True, blank=True)
    place = models.CharField("nơi tiêm", max_length=120, blank=True)
    lot = models.CharField("số lô", max_length=40, blank=True)
    reason = models.CharField("lý do", max_length=200, blank=True)

    objects = VaccinationQuerySet.as_manager()

    class Privacy:
        public = PUBLIC
        official = OFFICIAL
        personal = PERSONAL
        sensitive = ["dose", "outcome", "happened_on", "until", "place", "lot", "reason"]

    class Meta(SectorRecord.Meta):
        verbose_name = "lần tiêm chủng"
        ordering = ["-happened_on", "-pk"]
        indexes = [models.Index(fields=["child", "dose"], name="vaccination_by_child")]
        constraints = [
            *SectorRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["child", "dose"],
                condition=Q(withdrawn_on=None, outcome__in=HAD),
                name="a_dose_is_had_once",
                violation_error_message="Mũi này đã được ghi là đã tiêm.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=WITH_REASON) | ~Q(reason=""),
                name="a_dose_is_refused_for_a_reason",
                violation_error_message="Từ chối hoặc chống chỉ định thì ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("happened_on")),
                name="postponed_to_a_later_day",
                violation_error_message="Ngày hoãn đến phải sau ngày ghi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dose}: {self.get_outcome_display().lower()} {self.happened_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("child_health", args=[self.child.public_id])
