"""Which class a household had in which year: poor, near-poor, neither. The review at the end of a year says it of the
next one (Quyết định 24/2021/QĐ-TTg), and a certificate is good to the end of its year.
"""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from children.models.household import POOR, Household, Poverty
from interface.records import Record, RecordQuerySet

YEARS = models.Q(year__gte=2000, year__lte=2100)


class PovertyYearQuerySet(RecordQuerySet["PovertyYear"]):
    def visible_to(self, user):
        """As the household."""
        return self.filter(household__in=Household.objects.visible_to(user))

    def on(self, day: date):
        """The class each household had on that day: what was said of that year, else of the last one before it."""
        later = PovertyYear.objects.filter(household=OuterRef("household"), year__gt=OuterRef("year"))
        return self.filter(~Exists(later.filter(year__lte=day.year)), year__lte=day.year)


def in_class(on: date, *classes: str, of: str = "") -> Q:
    """Of children (`of` leads to the child): their household was in one of these classes on that day."""
    households = PovertyYear.objects.on(on).filter(poverty__in=classes).order_by().values("household")
    return Q(**{f"{of}household__in": households})


class PovertyYear(Record):
    """The class of a household in one year, with its certificate. `Household.poverty` repeats the one of now."""

    household = models.ForeignKey(Household, models.CASCADE, verbose_name="hộ", related_name="classes")
    year = models.PositiveSmallIntegerField("năm")
    poverty = models.CharField("diện hộ", max_length=10, choices=[each for each in Poverty.choices if each[0]])
    certificate_number = models.CharField("số giấy chứng nhận", max_length=40, blank=True)
    issued_on = models.DateField("ngày cấp", null=True, blank=True)

    objects = PovertyYearQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official: list[str] = []
        personal = ["household", "year"]
        sensitive = ["poverty", "certificate_number", "issued_on"]

    class Meta:
        verbose_name = "diện hộ của một năm"
        ordering = ["-year"]
        indexes = [models.Index(fields=["poverty", "year"], name="poverty_by_class")]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "year"],
                name="one_class_a_year",
                violation_error_message="Diện hộ của năm này đã có người ghi. Mở lại trang của hộ.",
            ),
            models.CheckConstraint(
                condition=Q(poverty__in=POOR) | Q(poverty=Poverty.NONE, certificate_number="", issued_on=None),
                name="certificate_of_a_year_only_of_the_poor",
                violation_error_message="Chỉ hộ nghèo, hộ cận nghèo có giấy chứng nhận.",
            ),
            models.CheckConstraint(
                condition=YEARS, name="year_of_a_class", violation_error_message="Năm của diện hộ phải từ 2000."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_poverty_display()} năm {self.year}"

    @property
    def until(self) -> date:
        """The last day of its certificate."""
        return date(self.year, 12, 31)


def can_be_of(year: int, issued_on: date) -> bool:
    """A certificate is issued in its year, or at the end of the one before."""
    return issued_on.year in (year - 1, year)


def repeat_class(household: Household, classes: Iterable[PovertyYear], on: date) -> None:
    """Put into the household what holds on that day (not saved); nothing where nothing was said yet."""
    held = max((each for each in classes if each.year <= on.year), key=lambda each: each.year, default=None)
    household.poverty = held.poverty if held else Poverty.NOT_RECORDED
    household.certificate_number = held.certificate_number if held else ""
    household.certificate_issued_on = held.issued_on if held else None
    household.certificate_year = held.year if held and held.poverty in POOR else None
