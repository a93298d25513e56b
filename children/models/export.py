from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.encryption import EncryptedTextField, KeepsFile
from interface.records import Record, RecordQuerySet
from vietnamese.formats import format_moment, format_number

WAITS = "Chờ người thứ hai cho phép"


class ExportQuerySet(RecordQuerySet["Export"]):
    def visible_to(self, user):
        """A list somebody took out is that person's only; that it waits is known to those who may allow it."""
        own = Q(owner=user) if user.may("children.export") else Q(pk=None)
        others = self.waiting | Q(decided_by=user) if user.may("children.release_export") else Q(pk=None)
        return self.filter(own | others)

    def of_batch(self, batch):
        """The lists for the police, the newest first, without what is in them: for whoever sees the batch."""
        return self.filter(id_batch=batch).select_related("owner", "job").defer("content", "query", "typed", "picked")

    def lists_after(self, export):
        """Newer lists of the same batch that may still leave."""
        return self.filter(id_batch=export.id_batch_id, pk__gt=export.pk).exclude(allowed=False)

    waiting = Q(needs_release=True, rows__isnull=False, decided_at=None, forgotten_on=None)

    def to_decide(self, user):
        """Others' lists that wait for a second person, without what is in them."""
        return (
            self.visible_to(user).filter(self.waiting).exclude(owner=user).defer("content", "query", "typed", "picked")
        )


class Export(KeepsFile, Record):
    """One list of children that somebody took out of the register: what for, which children, which columns.

    The file waits here, encrypted, until its time is over; that it was taken out stays known. The password of a locked
    workbook is kept nowhere.
    """

    owner = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="người xuất", related_name="+")
    id_batch = models.ForeignKey(
        "children.IdBatch", models.PROTECT, verbose_name="đợt xác minh", null=True, blank=True, related_name="exports"
    )
    purpose = models.CharField("mục đích", max_length=20)
    reason = models.CharField("lý do", max_length=200, blank=True)
    format = models.CharField("loại tệp", max_length=4)
    columns = models.JSONField("cột", default=list)
    query = models.CharField("bộ lọc", max_length=500, blank=True)
    typed = EncryptedTextField("từ tìm")
    picked = models.JSONField("dòng đã đánh dấu", default=list, blank=True)  # public ids; empty: all of the filter
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, verbose_name="công việc nền", null=True, blank=True, related_name="+"
    )
    rows = models.PositiveIntegerField("số trẻ", null=True)
    content = models.BinaryField("tệp, mã hóa", null=True)
    locked = models.BooleanField("đã khóa bằng mật khẩu", default=False)
    forgotten_on = models.DateField("xóa tệp ngày", null=True)
    needs_release = models.BooleanField("cần người thứ hai cho phép", default=False)
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, verbose_name="người thứ hai", null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    allowed = models.BooleanField("được cho phép", null=True)

    objects = ExportQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "id_batch", "purpose", "format", "columns",
            "job", "rows", "locked", "forgotten_on", "needs_release", "decided_at", "allowed",
        ]  # fmt: skip
        official = ["owner", "reason", "decided_by"]
        personal: list[str] = []
        sensitive = ["query", "typed", "picked", "content"]

    class Meta:
        verbose_name = "lần xuất danh sách"
        ordering = ["-id"]
        indexes = [models.Index(fields=["owner", "-id"], name="export_by_owner")]
        constraints = [
            models.CheckConstraint(condition=Q(content=None) | Q(forgotten_on=None), name="no_file_after_its_time"),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, allowed=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, allowed__isnull=False),
                name="release_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.code[:1].upper() + self.code[1:]

    def get_absolute_url(self) -> str:
        return reverse("export", args=[self.public_id])

    @property
    def code(self) -> str:
        """What the access log calls it: no name, and not whom the filters chose."""
        children = f"{format_number(self.rows)} trẻ, " if self.rows is not None else ""
        return f"{children}tệp {self.format}, yêu cầu lúc {format_moment(timezone.localtime(self.created_at))}"

    @property
    def file_name(self) -> str:
        return f"danh-sach-tre-em-{timezone.localtime(self.created_at):%Y-%m-%d-%H%M}.{self.format}"

    @property
    def standing(self) -> str:
        if self.allowed is False:
            return "Không được cho phép"
        if self.forgotten_on:
            return "Đã xóa tệp"
        if self.waits:
            return WAITS
        if self.rows is not None:
            return "Đã khóa" if self.locked else "Chờ khóa tệp" if self.needs_password else "Xong"
        return self.job.get_state_display() if self.job else ""

    @property
    def waits(self) -> bool:
        """Nobody has said yet whether it may leave the register."""
        return self.needs_release and self.decided_at is None

    @property
    def needs_password(self) -> bool:
        """A workbook leaves the register locked only."""
        return self.format == "xlsx" and not self.locked

    def forget(self) -> None:
        """Throw the file away, with whom the filters and the typed words chose."""
        self.content, self.query, self.typed, self.picked = None, "", "", []
        self.forgotten_on = timezone.localdate()
