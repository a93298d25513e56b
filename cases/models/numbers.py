"""Numbers of reports (TB-2026-0001) and cases (BV-2026-0001), each counted from 1 in a year."""

from datetime import datetime

from django.db import connection, models
from django.utils import timezone

from interface.records import RecordQuerySet


class NumberQuerySet(RecordQuerySet["CaseNumber"]):
    def visible_to(self, user):
        return self.none()


class CaseNumber(models.Model):
    """The last number given in a series and year."""

    series = models.CharField("loại", max_length=2, db_collation="C")
    year = models.PositiveSmallIntegerField("năm")
    last = models.PositiveIntegerField("số cuối")

    objects = NumberQuerySet.as_manager()

    class Privacy:
        public = ["id", "series", "year", "last"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "số thứ tự hồ sơ"
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_of_a_series_and_year")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}: {self.last}"


def next_code(series: str, moment: datetime) -> str:
    """The next one of that year. Others who take one wait until this transaction ends: take it late."""
    year = timezone.localdate(moment).year
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into cases_casenumber (series, year, last) values (%s, %s, 1)
               on conflict (series, year) do update set last = cases_casenumber.last + 1 returning last""",
            [series, year],
        )
        (last,) = cursor.fetchone()
    return f"{series}-{year}-{last:04}"
