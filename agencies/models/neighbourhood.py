from django.db import models
from django.urls import reverse

from agencies.models.effective import EFFECTIVE_FIELDS, Effective, EffectiveQuerySet, one_at_a_time


class Neighbourhood(Effective):
    """Tổ dân phố (TDP). After a merger of wards the old ones end and new numbers begin."""

    number = models.PositiveSmallIntegerField("số thứ tự")
    name = models.CharField("tên", max_length=80)
    head_name = models.CharField("tổ trưởng", max_length=120, blank=True)
    head_phone = models.CharField("điện thoại tổ trưởng", max_length=20, blank=True)
    population = models.PositiveIntegerField("dân số", null=True, blank=True)
    formed_from = models.ManyToManyField(
        "self", symmetrical=False, verbose_name="hình thành từ", blank=True, related_name="became"
    )

    objects = EffectiveQuerySet.as_manager()

    class Privacy:
        public = [*EFFECTIVE_FIELDS, "number", "name", "population", "formed_from"]
        official = ["head_name", "head_phone"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "tổ dân phố"
        ordering = ["number", "name"]
        # Lists by address go from one neighbourhood to the next, instead of sorting the whole register.
        indexes = [models.Index(fields=["number", "id"], name="neighbourhood_by_number")]
        constraints = [
            *Effective.Meta.constraints,
            one_at_a_time("one_neighbourhood_of_a_name_at_a_time", same="name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("neighbourhood", args=[self.public_id])

    @property
    def short_name(self) -> str:
        """As it stands in tables: “TDP 7”."""
        return self.name.replace("Tổ dân phố", "TDP")
