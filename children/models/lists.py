"""How people like their lists: filters they keep under a name, columns they want to see."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from interface.records import Record, RecordQuerySet


class SavedFilterQuerySet(RecordQuerySet["SavedFilter"]):
    def visible_to(self, user):
        """One's own; and, for those who keep the register, what they share with each other."""
        if not user.may("children.save_filters"):
            return self.none()
        shared = Q(shared=True) if user.may("children.edit") else Q(pk__in=[])
        return self.filter(Q(owner=user) | shared)


class SavedFilter(Record):
    """The filters of a list under a name. What was typed into its search box is never part of it."""

    owner = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="người lưu", related_name="+")
    list = models.CharField("danh sách", max_length=20, db_collation="C", editable=False)
    name = models.CharField("tên bộ lọc", max_length=60)
    query = models.CharField("bộ lọc", max_length=400, editable=False)  # parameters of the list's address
    shared = models.BooleanField("dùng chung", default=False)

    objects = SavedFilterQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "list", "query", "shared"]
        official = ["owner"]
        personal = ["name"]  # somebody may write a person's name, whatever the form says
        sensitive: list[str] = []

    class Meta:
        verbose_name = "bộ lọc đã lưu"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "list", "name"], name="one_saved_filter_per_name")]

    def __str__(self) -> str:
        return f"Bộ lọc {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("saved_filters", args=[self.list])


class ListColumnsQuerySet(RecordQuerySet["ListColumns"]):
    def visible_to(self, user):
        return self.filter(owner=user)


class ListColumns(models.Model):
    """The columns somebody has chosen for a list. On the account: several people share one machine."""

    owner = models.ForeignKey("accounts.User", models.CASCADE, verbose_name="người dùng", related_name="+")
    list = models.CharField("danh sách", max_length=20, db_collation="C")
    columns = models.JSONField("cột")

    objects = ListColumnsQuerySet.as_manager()

    class Privacy:
        public = ["id", "list", "columns"]
        official = ["owner"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "cột của danh sách"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "list"], name="one_choice_of_columns_per_list")]

    def __str__(self) -> str:
        return self.list
