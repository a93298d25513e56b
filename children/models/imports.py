import json
import uuid
from typing import Any

from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils import timezone

from accounts.encryption import EncryptedTextField, KeepsFile
from interface.records import Record, RecordQuerySet
from vietnamese.formats import format_moment


class ImportState(TextChoices):
    UPLOADED = "uploaded", "Đã tải lên"
    PREVIEWED = "previewed", "Chờ nhập"
    IMPORTED = "imported", "Đã nhập"
    DISCARDED = "discarded", "Đã bỏ"
    UNDONE = "undone", "Đã hoàn tác"


class Outcome(TextChoices):
    NEW = "new", "Trẻ mới"
    CHANGED = "changed", "Có thay đổi"
    IDENTICAL = "identical", "Giống hệt"
    DECIDE = "decide", "Cần quyết định"
    ERROR = "error", "Dòng lỗi"


class ImportBatchQuerySet(RecordQuerySet["ImportBatch"]):
    def visible_to(self, user):
        """A file somebody brought is seen by that person only; its name alone may tell who is in it. What another
        system sent waits for any officer.
        """
        mine = Q(owner=user) | Q(connection__isnull=False)
        return self.filter(mine) if user.may("children.import") else self.none()

    def open(self):
        return self.filter(state__in=[ImportState.UPLOADED, ImportState.PREVIEWED])


class ImportBatch(KeepsFile, Record):
    """One uploaded list of children: how it was read, and what became of its rows."""

    file_column = "upload"

    owner = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="người nhập", related_name="+")
    connection = models.ForeignKey(
        "accounts.Connection",
        models.PROTECT,
        verbose_name="hệ thống gửi",
        null=True,
        blank=True,
        related_name="batches",
    )
    id_batch = models.ForeignKey(
        "children.IdBatch", models.PROTECT, verbose_name="đợt xác minh", null=True, blank=True, related_name="imports"
    )
    file_name = EncryptedTextField("tên tệp")
    upload = models.BinaryField("tệp, mã hóa", null=True)
    state = models.CharField("trạng thái", max_length=12, choices=ImportState, default=ImportState.UPLOADED)
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, verbose_name="công việc nền", null=True, blank=True, related_name="+"
    )
    how_read = EncryptedTextField("cách đọc tệp")
    counts = models.JSONField("số dòng theo kết quả", default=dict)
    written = models.PositiveIntegerField("số dòng đã ghi vào sổ", default=0)
    imported_at = models.DateTimeField("nhập lúc", null=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True)
    kept = models.PositiveIntegerField("số dòng giữ lại khi hoàn tác", default=0)

    objects = ImportBatchQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "connection", "id_batch", "state", "job",
            "counts", "written", "imported_at", "undone_at", "kept",
        ]  # fmt: skip
        official = ["owner"]
        personal: list[str] = []
        sensitive = ["file_name", "upload", "how_read"]

    class Meta:
        verbose_name = "lần nhập danh sách"
        ordering = ["-id"]
        indexes = [models.Index(fields=["owner", "-id"], name="import_by_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["connection"], condition=Q(state="previewed"), name="one_open_batch_of_a_connection"
            ),
            models.CheckConstraint(
                condition=Q(upload=None) | Q(state__in=["uploaded", "previewed"]), name="no_file_kept_after_its_import"
            ),
        ]

    def __str__(self) -> str:
        return self.code[:1].upper() + self.code[1:]

    def get_absolute_url(self) -> str:
        return reverse("import_batch", args=[self.public_id])

    @property
    def code(self) -> str:
        """What the access log calls it: no name, also not the file's."""
        if self.connection_id:
            return f"dòng hệ thống kết nối gửi từ {format_moment(timezone.localtime(self.created_at))}"
        return f"danh sách tải lên lúc {format_moment(timezone.localtime(self.created_at))}"

    @property
    def source(self) -> str:
        """Where its rows come from, in words."""
        return self.file_name if self.connection_id else f"Tệp “{self.file_name}”"

    @property
    def is_open(self) -> bool:
        return self.state in (ImportState.UPLOADED, ImportState.PREVIEWED)

    @property
    def standing(self) -> str:
        """Its state in words; of a file that is not read yet, how far the reading is."""
        if self.state != ImportState.UPLOADED or self.job is None:
            return self.get_state_display()
        return "Đang đọc" if self.job.unfinished else "Không đọc được"

    @property
    def can_be_read_again(self) -> bool:
        """The file is still kept, and nothing of it is in the register."""
        return self.state == ImportState.PREVIEWED and not self.written and self.upload is not None

    @property
    def can_be_undone(self) -> bool:
        """Something was written, was not taken back yet, and it is still known by which rows."""
        return self.written > 0 and self.undone_at is None and bool(self.file_name)

    @property
    def rows_in_file(self) -> int:
        return sum(self.counts.values())

    @property
    def reading(self) -> dict[str, Any]:
        """Tables with their columns, and notes, as the page “Cách máy đọc tệp” shows them."""
        return json.loads(self.how_read or "{}")


class ImportRowQuerySet(RecordQuerySet["ImportRow"]):
    def visible_to(self, user):
        return self.filter(batch__in=ImportBatch.objects.visible_to(user))

    def undecided(self):
        """Questions nobody has answered."""
        return self.filter(outcome=Outcome.DECIDE, written=False, decision="")

    def added_children(self):
        """Children whom rows that are written have added to the register."""
        return self.filter(Q(outcome=Outcome.NEW) | Q(decision="new"), written=True).values("child")

    def to_write(self):
        """Rows that “Nhập” will write: new, changed, and decided ones but for those to leave."""
        sure = Q(outcome__in=[Outcome.NEW, Outcome.CHANGED])
        decided = Q(outcome=Outcome.DECIDE) & ~Q(decision__in=["", "leave"])
        return self.filter(sure | decided, written=False)


class ImportRow(models.Model):
    """One row of the file with what was understood and judged, encrypted as a whole."""

    public_id = models.UUIDField("mã ngoài", default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey(ImportBatch, models.CASCADE, verbose_name="lần nhập", related_name="rows")
    table = models.PositiveSmallIntegerField("bảng")
    number = models.PositiveIntegerField("dòng")
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome)
    content = EncryptedTextField("nội dung")
    child = models.ForeignKey(
        "children.Child", models.SET_NULL, verbose_name="trẻ em", null=True, blank=True, related_name="+"
    )
    decision = models.CharField("quyết định", max_length=60, blank=True)
    written = models.BooleanField("đã ghi vào sổ", default=False)

    objects = ImportRowQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "batch", "table", "number", "outcome", "decision", "written"]
        official: list[str] = []
        personal = ["child"]
        sensitive = ["content"]

    class Meta:
        verbose_name = "dòng của danh sách"
        ordering = ["table", "number"]
        indexes = [models.Index(fields=["batch", "outcome", "table", "number"], name="import_rows_by_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "table", "number"], name="one_import_row_per_line"),
        ]

    def __str__(self) -> str:
        return f"dòng {self.number}"
