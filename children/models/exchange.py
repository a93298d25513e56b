"""What the register keeps of other systems' own records."""

from django.conf import settings
from django.db import models

from children.models.child import Child
from children.models.imports import ImportRow
from interface.records import RecordQuerySet


class ExternalRecordQuerySet(RecordQuerySet["ExternalRecord"]):
    def visible_to(self, user):
        """A system sees its own; officers see all, because they decide about what was sent."""
        return self if user.may("children.import") else self.filter(system=user)


class ExternalRecord(models.Model):
    """A system's own id for a child, opaque to us. `row` is what it sent and nobody has decided about yet, or what was
    decided last.
    """

    system = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="hệ thống", related_name="external_records"
    )
    own_id = models.CharField("mã ở hệ thống ấy", max_length=64, db_collation="C")
    child = models.ForeignKey(
        Child, models.CASCADE, verbose_name="trẻ em", null=True, blank=True, related_name="external_records"
    )
    row = models.ForeignKey(
        ImportRow, models.SET_NULL, verbose_name="dòng chờ quyết định", null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField("gửi gần nhất", auto_now=True)

    objects = ExternalRecordQuerySet.as_manager()

    class Privacy:
        public = ["id", "system", "row", "sent_at"]
        official: list[str] = []
        personal = ["own_id", "child"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "mã trẻ em ở hệ thống khác"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["system", "own_id"], name="one_record_per_id_of_a_system")]

    def __str__(self) -> str:
        return self.own_id

    @property
    def is_waiting(self) -> bool:
        """Whether an officer may still answer."""
        return self.row is not None and not self.row.written and self.row.batch.is_open

    def learn_from_decision(self) -> None:
        """Which child an officer has found it to be (not yet in the database)."""
        if self.row and self.row.written and self.row.child_id:
            self.child_id = self.row.child_id
