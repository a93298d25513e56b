from django.db import models

from interface.records import Record, RecordQuerySet


class NeighbourhoodQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Which neighbourhoods the ward has is no secret inside it."""
        return self

    def on(self, day):
        """Neighbourhoods existing on that day."""
        return self.filter(models.Q(valid_from__lte=day), models.Q(valid_to=None) | models.Q(valid_to__gte=day))


class Neighbourhood(Record):
    """Tổ dân phố (TDP). After a merger of wards the old ones end and new numbers begin."""

    number = models.PositiveSmallIntegerField("số thứ tự")
    name = models.CharField("tên", max_length=80)
    head_name = models.CharField("tổ trưởng", max_length=120, blank=True)
    head_phone = models.CharField("điện thoại tổ trưởng", max_length=20, blank=True)
    population = models.PositiveIntegerField("dân số", null=True, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = NeighbourhoodQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "number", "name", "population", "valid_from",
            "valid_to",
        ]  # fmt: skip
        official = ["head_name", "head_phone"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "tổ dân phố"
        ordering = ["number", "name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "valid_from"], name="one_neighbourhood_of_a_name_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="neighbourhood_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """As it stands in tables: “TDP 7”."""
        return self.name.replace("Tổ dân phố", "TDP")
