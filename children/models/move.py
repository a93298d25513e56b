"""A child moved from one household of the register to another: with whom it lived until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.encryption import EncryptedTextField
from children.models.child import Child
from children.models.household import Household
from interface.records import Record, RecordQuerySet


class HouseholdMoveQuerySet(RecordQuerySet["HouseholdMove"]):
    def visible_to(self, user):
        """Of the children one may see with their family."""
        if not user.may("children.view_details"):
            return self.none()
        return self.filter(child__in=Child.objects.visible_to(user))


class HouseholdMove(Record):
    """Written where somebody says so (the page of the household) or moves the child's address to another one."""

    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", related_name="moves")
    from_household = models.ForeignKey(
        Household, models.PROTECT, verbose_name="từ hộ", null=True, blank=True, related_name="moves_out"
    )
    to_household = models.ForeignKey(
        Household, models.PROTECT, verbose_name="đến hộ", null=True, blank=True, related_name="moves_in"
    )
    moved_on = models.DateField("ngày chuyển")
    note = EncryptedTextField("ghi thêm")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )

    objects = HouseholdMoveQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official = ["recorded_by"]
        personal = ["child", "from_household", "to_household", "moved_on"]
        sensitive = ["note"]

    class Meta:
        verbose_name = "lần chuyển hộ"
        ordering = ["-moved_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_household=None) | Q(to_household=None) | ~Q(from_household=F("to_household")),
                name="move_leads_to_another_household",
            ),
        ]

    def __str__(self) -> str:
        return f"chuyển hộ {self.moved_on:%d/%m/%Y}"
