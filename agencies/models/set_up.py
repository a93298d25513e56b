from typing import Self

from django.db import models

from interface.records import RecordQuerySet


class SetUpQuerySet(RecordQuerySet["SetUp"]):
    def visible_to(self, user) -> Self:
        """While nobody exists the pages of the first run read it without a user; later there is no row."""
        return self.none()


class SetUp(models.Model):
    """What was typed so far into the first-run pages. One row; the last step turns it into records and drops it."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    answers = models.JSONField("đã gõ", default=dict)
    saved_at = models.DateTimeField("lưu lúc", auto_now=True)

    objects = SetUpQuerySet.as_manager()

    class Privacy:
        public = ["id", "saved_at"]
        official = ["answers"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "thiết lập lần đầu"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_set_up")]

    def __str__(self) -> str:
        return "Thiết lập lần đầu"
