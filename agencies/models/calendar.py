from typing import Self

from django.db import models
from django.db.models import TextChoices

from agencies.models.effective import RECORD_FIELDS
from agencies.models.standing import Standing
from interface.records import Record, RecordQuerySet


class CalendarQuerySet(RecordQuerySet):
    def visible_to(self, user) -> Self:
        """Everybody counts working days by the same calendar."""
        return self


class CalendarYear(Record):
    """A year whose days off are known. Until an administrator confirms it, its days are a projection."""

    year = models.PositiveSmallIntegerField("năm", unique=True)
    confirmed_on = models.DateField("xác nhận ngày", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, verbose_name="người xác nhận", null=True, blank=True, related_name="+"
    )

    objects = CalendarQuerySet.as_manager()

    class Privacy:
        public = [*RECORD_FIELDS, "year", "confirmed_on"]
        official = ["confirmed_by"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "năm của lịch"
        ordering = ["year"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_on=None, confirmed_by=None)
                | models.Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                name="confirmation_has_a_day_and_a_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class DayKind(TextChoices):
    HOLIDAY = "holiday", "Nghỉ lễ, tết"
    COMPENSATORY = "compensatory", "Nghỉ bù"
    SWAP_OFF = "swap_off", "Nghỉ hoán đổi"
    SWAP_WORKED = "swap_worked", "Làm bù"
    PROPOSED = "proposed", "Chờ xác nhận, vẫn làm việc"


STANDINGS = {DayKind.SWAP_WORKED: ("run", ""), DayKind.PROPOSED: ("soon", "")}  # of days on which people work


class CalendarDay(Record):
    """A day that differs from the week's rule (Bộ luật Lao động 2019, Điều 111–112): off, or a worked weekend day."""

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=12, choices=DayKind)
    name = models.CharField("tên", max_length=150)
    swapped_with = models.DateField("đổi với ngày", null=True, blank=True)

    objects = CalendarQuerySet.as_manager()

    class Privacy:
        public = [*RECORD_FIELDS, "day", "kind", "name", "swapped_with"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=DayKind.SWAP_WORKED) | models.Q(day__iso_week_day__gte=6),
                name="only_a_weekend_day_is_worked_instead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"

    @property
    def standing(self) -> Standing:
        kind, shape = STANDINGS.get(DayKind(self.kind), ("idle", "dash-circle"))
        return Standing(kind, self.get_kind_display(), shape=shape)
