"""The monthly round of a neighbourhood (plan task TDP-02): each household is asked whether something has changed."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, TextChoices

from accounts.authorization import scope_of
from children.models.household import Household
from interface.records import RecordQuerySet


class CheckResult(TextChoices):
    SAME = "same", "Không đổi"
    CHANGED = "changed", "Có biến động"


class HouseholdCheckQuerySet(RecordQuerySet["HouseholdCheck"]):
    def visible_to(self, user):
        """As the household itself."""
        scope = scope_of(user)
        if not user.may("children.view_details"):
            return self.none()
        return self if scope.whole_ward else self.filter(neighbourhood__in=scope.neighbourhoods)

    def of_month(self, day: date):
        return self.filter(month=day.replace(day=1))


def checked_in(day: date) -> Exists:
    """Whether a household was asked in the month of that day."""
    return Exists(HouseholdCheck.objects.of_month(day).filter(household=OuterRef("pk")))


class HouseholdCheck(models.Model):
    """A household was asked in a month. Asked again next month."""

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="hộ gia đình", related_name="checks")
    neighbourhood = models.ForeignKey(
        "agencies.Neighbourhood", models.PROTECT, verbose_name="tổ dân phố", related_name="+"
    )
    month = models.DateField("tháng")
    result = models.CharField("kết quả", max_length=8, choices=CheckResult)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người rà soát", related_name="+"
    )
    checked_on = models.DateField("ngày rà soát")

    objects = HouseholdCheckQuerySet.as_manager()

    class Privacy:
        public = ["id", "month"]
        official = ["checked_by"]
        personal = ["household", "neighbourhood", "result", "checked_on"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "lần rà soát hộ"
        ordering = ["-month", "pk"]
        indexes = [models.Index(fields=["month", "neighbourhood"], name="check_by_month")]
        constraints = [models.UniqueConstraint(fields=["household", "month"], name="one_check_a_month")]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}: {self.get_result_display()}"
