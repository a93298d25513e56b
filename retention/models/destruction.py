from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextChoices
from django.urls import reverse

from accounts.encryption import KeepsFile
from attachments.models import StoredFile
from children.models import Child
from interface.records import Record, RecordQuerySet


class DestructionKind(TextChoices):
    CHILDREN = "children", "Hồ sơ trẻ em"
    LOG = "log", "Nhật ký hệ thống"


class DestructionState(TextChoices):
    PROPOSED = "proposed", "Chờ lãnh đạo duyệt"
    APPROVED = "approved", "Đã duyệt, chờ biên bản ký"
    RUNNING = "running", "Đang tiêu hủy"
    DONE = "done", "Đã tiêu hủy"
    REFUSED = "refused", "Không được duyệt"
    CANCELLED = "cancelled", "Đã bỏ"


UNDER_WAY = (DestructionState.PROPOSED, DestructionState.APPROVED, DestructionState.RUNNING)
DECIDED = (DestructionState.APPROVED, DestructionState.RUNNING, DestructionState.DONE, DestructionState.REFUSED)


class DestructionQuerySet(RecordQuerySet["Destruction"]):
    def visible_to(self, user):
        """What the ward destroys is known to those who answer for it; whose records, to those who see the children.

        The printed record is read from the database when somebody opens it: not each second, with the progress.
        """
        return self.defer("content") if user.may("retention.view") else self.none()

    def under_way(self):
        return self.filter(state__in=UNDER_WAY)

    def _locking(self):
        """Without the printed record, which a deed on it rarely needs."""
        return super()._locking().defer("content")


class Destruction(KeepsFile, Record):
    """One “đợt tiêu hủy”: proposed by an officer, approved by a leader, noted on a signed record, then carried out.

    `content` is the record to be signed, as the machine prints it; `signed` is the scan of the signed one.
    """

    year = models.PositiveSmallIntegerField("năm", editable=False)
    number = models.PositiveSmallIntegerField("đợt", editable=False)
    kind = models.CharField("tiêu hủy gì", max_length=10, choices=DestructionKind, editable=False)
    state = models.CharField("bước", max_length=10, choices=DestructionState, default=DestructionState.PROPOSED)
    reason = models.CharField("lý do", max_length=300)
    older_than = models.DateField("nhật ký ghi trước ngày", null=True, editable=False)
    size = models.PositiveIntegerField("số hồ sơ đề nghị", default=0)
    destroyed = models.PositiveIntegerField("đã tiêu hủy", default=0)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người đề nghị", related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người duyệt", null=True, related_name="+"
    )
    decided_at = models.DateTimeField("duyệt lúc", null=True)
    decision_note = models.CharField("ý kiến", max_length=300, blank=True)
    content = models.BinaryField("bản in để ký, mã hóa", null=True)
    paper_job = models.ForeignKey("jobs.Job", models.SET_NULL, verbose_name="việc in", null=True, related_name="+")
    record_number = models.CharField("biên bản số", max_length=40, blank=True)
    record_signed_on = models.DateField("biên bản ký ngày", null=True)
    signed = models.OneToOneField(
        StoredFile, models.PROTECT, verbose_name="bản quét biên bản", null=True, related_name="+"
    )
    job = models.ForeignKey("jobs.Job", models.SET_NULL, verbose_name="công việc nền", null=True, related_name="+")
    done_at = models.DateTimeField("xong lúc", null=True)

    objects = DestructionQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "year", "number", "kind", "state", "older_than",
            "size", "destroyed", "decided_at", "paper_job", "record_number", "record_signed_on", "job", "done_at",
        ]  # fmt: skip
        official = ["reason", "proposed_by", "decided_by", "decision_note", "content", "signed"]
        personal: list[str] = []  # `content` and `signed` list codes: their pages are for those who review
        sensitive: list[str] = []

    class Meta:
        verbose_name = "đợt tiêu hủy"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="one_destruction_per_number"),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind="log", state__in=UNDER_WAY),
                name="one_destruction_of_logs_at_a_time",
                violation_error_message="Đang có một đợt tiêu hủy nhật ký chưa xong.",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("proposed_by")),
                name="destruction_approved_by_another",
                violation_error_message="Người đề nghị không tự duyệt đợt tiêu hủy của mình.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_by__isnull=False, decided_at__isnull=False)
                | ~Q(state__in=DECIDED) & Q(decided_by=None, decided_at=None),
                name="destruction_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("running", "done")) | ~Q(record_number="") & Q(record_signed_on__isnull=False),
                name="nothing_destroyed_without_a_record",
                violation_error_message="Chưa ghi số, ngày của biên bản tiêu hủy đã ký.",
            ),
            models.CheckConstraint(
                condition=Q(kind="log", older_than__isnull=False) | ~Q(kind="log") & Q(older_than=None),
                name="logs_destroyed_before_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Đợt tiêu hủy {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("destruction", args=[self.public_id])

    @property
    def code(self) -> str:
        """TH-2026-01"""
        return f"TH-{self.year}-{self.number:02}"

    @property
    def file_name(self) -> str:
        return f"bien-ban-tieu-huy-{self.code}.pdf"

    @property
    def is_open(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def badge(self) -> str:
        """Which kind of status badge the step is."""
        return {
            DestructionState.PROPOSED: "soon", DestructionState.APPROVED: "soon", DestructionState.RUNNING: "run",
            DestructionState.DONE: "done",
        }.get(DestructionState(self.state), "idle")  # fmt: skip


class DestructionRowQuerySet(RecordQuerySet["DestructionRow"]):
    def visible_to(self, user):
        """Of the children one may see; of those that are destroyed a code is left, for those who review."""
        if not user.may("retention.review"):
            return self.none()
        return self.filter(Q(child=None) | Q(child__in=Child.objects.visible_to(user)))


class DestructionRow(models.Model):
    """One child of a destruction. When the record is destroyed its code and the day stay, and nothing of who it was."""

    batch = models.ForeignKey(Destruction, models.CASCADE, verbose_name="đợt", related_name="rows")
    child = models.ForeignKey(Child, models.SET_NULL, verbose_name="trẻ em", null=True, related_name="+")
    code = models.CharField("mã trẻ em", max_length=16)
    due_on = models.DateField("hết hạn lưu ngày")
    destroyed_at = models.DateTimeField("tiêu hủy lúc", null=True)
    stop = models.CharField("vì sao giữ lại", max_length=12, blank=True)

    objects = DestructionRowQuerySet.as_manager()

    class Privacy:
        public = ["id", "batch", "destroyed_at"]
        official: list[str] = []
        personal = ["child", "code", "due_on", "stop"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "hồ sơ của đợt tiêu hủy"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "child"], name="a_child_once_per_destruction"),
            models.CheckConstraint(
                condition=Q(destroyed_at=None) | Q(child=None), name="what_is_destroyed_points_to_nobody"
            ),
        ]

    def __str__(self) -> str:
        return self.code
