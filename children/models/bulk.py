"""One deed for many records: chosen in a list, looked at before, done in one go, and taken back in one go."""

from datetime import timedelta

from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils import timezone

from children.models.household import Poverty
from interface.records import Record, RecordQuerySet

UNDO_WITHIN = timedelta(days=30)


class BulkKind(TextChoices):
    MOVE = "move", "Chuyển tổ dân phố"
    POVERTY = "poverty", "Ghi diện hộ"


class BulkResult(TextChoices):
    WAITING = "", "Chưa làm"
    DONE = "done", "Đã ghi"
    SAME = "same", "Đã đúng như vậy từ trước"
    STALE = "stale", "Có người sửa trong lúc chờ, chưa ghi"
    UNDONE = "undone", "Đã trả về như trước"
    KEPT = "kept", "Có người sửa sau đó, giữ nguyên"


class BulkDeedQuerySet(RecordQuerySet["BulkDeed"]):
    def visible_to(self, user):
        """Those who keep the register may see, and take back, what one of them has done."""
        return self if user.may("children.edit") else self.none()


class BulkDeed(Record):
    """What shall become of many households (and children of no household), and what became of them."""

    owner = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="người làm", related_name="+")
    kind = models.CharField("việc", max_length=10, choices=BulkKind, editable=False)
    neighbourhood = models.ForeignKey(
        "agencies.Neighbourhood", models.PROTECT, verbose_name="chuyển đến", null=True, related_name="+"
    )
    poverty = models.CharField("diện hộ", max_length=10, choices=Poverty, blank=True)
    certificate_year = models.PositiveSmallIntegerField("diện hộ của năm", null=True)
    issued_on = models.DateField("ngày cấp giấy chứng nhận", null=True)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, verbose_name="công việc nền", null=True, related_name="+")
    done_at = models.DateTimeField("làm xong lúc", null=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True)

    objects = BulkDeedQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "kind", "job", "done_at", "undone_at"]
        official = ["owner"]
        personal = ["neighbourhood"]
        sensitive = ["poverty", "certificate_year", "issued_on"]

    class Meta:
        verbose_name = "việc làm cho nhiều hồ sơ"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("bulk", args=[self.public_id])

    @property
    def code(self) -> str:
        """What the access log calls it."""
        return self.get_kind_display()

    @property
    def wanted(self) -> str:
        """Chuyển đến Tổ dân phố 12; Hộ nghèo năm 2027"""
        if self.neighbourhood:
            return f"Chuyển đến {self.neighbourhood.name}"
        year = f" năm {self.certificate_year}" if self.certificate_year else ""
        return f"{self.get_poverty_display()}{year}"

    @property
    def waits(self) -> bool:
        """For somebody to decide: nobody has, or the job has ended without having done it."""
        return not self.done_at and (self.job is None or not self.job.unfinished)

    @property
    def can_be_undone(self) -> bool:
        return bool(self.done_at and not self.undone_at and self.done_at > timezone.now() - UNDO_WITHIN)


class BulkRowQuerySet(RecordQuerySet["BulkRow"]):
    def visible_to(self, user):
        return self if user.may("children.edit") else self.none()

    def in_order(self):
        """As one walks by, with all that a line shows."""
        home = "household__"
        in_order = self.order_by(f"{home}neighbourhood__number", f"{home}address_order", f"{home}sort_key", "pk")
        return in_order.select_related("household__neighbourhood", "child__neighbourhood")


class BulkRow(models.Model):
    """One household or child of the deed: the version that was looked at, what stood there, what came of it."""

    deed = models.ForeignKey(BulkDeed, models.CASCADE, verbose_name="việc", related_name="rows")
    household = models.ForeignKey("children.Household", models.CASCADE, verbose_name="hộ", null=True, related_name="+")
    child = models.ForeignKey("children.Child", models.CASCADE, verbose_name="trẻ", null=True, related_name="+")
    version = models.PositiveIntegerField("phiên bản đã xem")
    certificate_number = models.CharField("số giấy chứng nhận", max_length=40, blank=True)
    before = models.JSONField("trước đó", default=dict)
    after = models.PositiveIntegerField("phiên bản sau khi ghi", null=True)
    result = models.CharField("kết quả", max_length=8, choices=BulkResult, blank=True)

    objects = BulkRowQuerySet.as_manager()

    class Privacy:
        public = ["id", "deed", "version", "after", "result"]
        official: list[str] = []
        personal = ["household", "child"]
        sensitive = ["certificate_number", "before"]

    class Meta:
        verbose_name = "dòng của việc làm cho nhiều hồ sơ"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(household=None, child__isnull=False) | Q(household__isnull=False, child=None),
                name="bulk_row_is_a_household_or_a_child",
            )
        ]

    def __str__(self) -> str:
        return f"{self.deed_id}: {self.get_result_display()}"

    @property
    def record(self) -> Record:
        """The household, or the child of no household."""
        found = self.household or self.child
        assert found is not None  # noqa: S101  a constraint of the table
        return found
