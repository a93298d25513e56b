"""What the records have in common that an agency keeps of its own children (health station, schools)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from children.models.child import Child
from interface.records import Record, RecordQuerySet


class SectorQuerySet(RecordQuerySet):
    read = ""  # the permission to read such records at all

    def visible_to(self, user):
        """Records of the children one may know of, for those who may read this kind of record."""
        return self.filter(child__in=Child.objects.visible_to(user)) if user.may(self.read) else self.none()

    def true(self):
        """Without those that were recorded by mistake: they count nowhere."""
        return self.filter(withdrawn_on=None)


class SectorRecord(Record):
    """Something an agency recorded about a child. A mistake is corrected or withdrawn, never deleted."""

    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", related_name="%(class)ss")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+", editable=False
    )
    withdrawn_on = models.DateField("xóa khỏi hồ sơ ngày", null=True, blank=True)
    withdrawal_reason = models.CharField("lý do xóa", max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawal_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawal_reason="")),
                name="%(class)s_withdrawn_for_a_reason",
                violation_error_message="Xóa khỏi hồ sơ thì ghi lý do.",
            ),
        ]


# For `Privacy` of the models that build on it.
PUBLIC = ["id", "public_id", "version", "created_at", "updated_at"]
OFFICIAL = ["recorded_by"]
PERSONAL = ["child", "withdrawn_on", "withdrawal_reason"]
