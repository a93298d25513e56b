from django.db import models

from accounts.authorization import scope_of
from interface.records import RecordQuerySet


class KeptFigureQuerySet(RecordQuerySet["KeptFigure"]):
    def visible_to(self, user):
        """For those who see small numbers (access matrix, statistics_small_cells); of what is extra-secret a single
        child would be known by its number, so that is for those who know the secrets of all.
        """
        if not user.may("retention.review"):
            return self.none()
        return self if scope_of(user).secrets else self.filter(secret=False)


class KeptFigure(models.Model):
    """How many of the destroyed children lived here, were in a group, had support at the end of a year.

    Counts only, written by the database while it destroys. What is extra-secret is counted for the ward as a whole.
    """

    year = models.PositiveSmallIntegerField("năm")
    measure = models.CharField("số liệu", max_length=40, db_collation="C")  # resident, allowance, support, group:NG01
    neighbourhood = models.ForeignKey(
        "agencies.Neighbourhood", models.PROTECT, verbose_name="tổ dân phố", null=True, related_name="+"
    )
    sex = models.CharField("giới tính", max_length=8, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True)
    count = models.PositiveIntegerField("số trẻ")
    secret = models.BooleanField("mật", default=False)

    objects = KeptFigureQuerySet.as_manager()

    class Privacy:
        public = ["id", "year", "measure", "neighbourhood", "sex", "birth_year", "count", "secret"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "số liệu giữ lại"
        ordering = ["-year", "measure", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "measure", "secret", "neighbourhood", "sex", "birth_year"],
                nulls_distinct=False,
                name="one_kept_figure_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.measure}: {self.count}"
