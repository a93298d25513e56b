from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, TextChoices
from django.urls import reverse

from accounts.encryption import EncryptedTextField, KeepsFile
from children.models.child import Child
from interface.records import Record, RecordQuerySet


class BatchState(TextChoices):
    CHECKING = "checking", "Đang kiểm tra tại tổ"
    LISTED = "listed", "Đã lập danh sách, chưa giao công an"
    SENT = "sent", "Chờ công an trả lời"
    RETURNED = "returned", "Công an đã trả lời"
    CLOSED = "closed", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã bỏ"


class CheckFound(TextChoices):
    """What the collaborator found at the door."""

    SAME = "same", "Đúng như trong sổ"
    DIFFERS = "differs", "Có chỗ sai"
    GONE = "gone", "Trẻ không còn ở đây"
    NOT_MET = "not_met", "Chưa gặp được"


class Parents(TextChoices):
    BOTH = "both", "Cả cha và mẹ"
    ONE = "one", "Chỉ cha hoặc mẹ"
    NONE = "none", "Không ở với cha mẹ"
    UNKNOWN = "unknown", "Không biết"


class PoliceAnswer(TextChoices):
    VERIFIED = "verified", "Đã xác thực"
    NOT_FOUND = "not_found", "Công an chưa xác thực được"


class IdBatchQuerySet(RecordQuerySet["IdBatch"]):
    def visible_to(self, user):
        """Officers; collaborators while children of theirs are to be checked; the police what was sent to them. The
        file stays in the database until somebody reads it.
        """
        light = self.defer("returned_file")
        if user.may("children.verify_ids"):
            return light
        if user.may("children.return_ids"):
            return light.filter(state__in=[BatchState.SENT, BatchState.RETURNED])
        mine = IdBatchRow.objects.visible_to(user).filter(batch=OuterRef("pk"))
        return light.filter(Exists(mine), state=BatchState.CHECKING)

    def open(self):
        return self.exclude(state__in=[BatchState.CLOSED, BatchState.CANCELLED])


class IdBatch(KeepsFile, Record):
    """A round of the four-step clean-up of personal IDs under Đề án 06: list, check at home, police, register."""

    file_column = "returned_file"

    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveSmallIntegerField("số thứ tự trong năm")
    state = models.CharField("bước", max_length=10, choices=BatchState, default=BatchState.CHECKING)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+", editable=False
    )
    sent_on = models.DateField("gửi công an ngày", null=True)
    sent_children = models.PositiveIntegerField("số trẻ gửi công an", null=True)  # all the police see of the rows
    returned_file = models.BinaryField("tệp công an trả, mã hóa", null=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người trả lời", null=True, related_name="+"
    )
    returned_at = models.DateTimeField("trả lời lúc", null=True)
    closed_on = models.DateField("kết thúc ngày", null=True)

    objects = IdBatchQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "year", "number", "state", "sent_on",
            "sent_children", "returned_at", "closed_on",
        ]  # fmt: skip
        official = ["opened_by", "returned_by"]
        personal: list[str] = []
        sensitive = ["returned_file"]

    class Meta:
        verbose_name = "đợt xác minh số định danh"
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="one_id_batch_of_a_number")]

    def __str__(self) -> str:
        return f"Đợt {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("id_batch", args=[self.public_id])

    @property
    def code(self) -> str:
        return f"XM-{self.year}-{self.number:02}"

    @property
    def is_open(self) -> bool:
        return self.state not in (BatchState.CLOSED, BatchState.CANCELLED)


class IdBatchRowQuerySet(RecordQuerySet["IdBatchRow"]):
    def visible_to(self, user):
        """With the child: officers all, collaborators those of their neighbourhoods, nobody else (access matrix)."""
        if not user.may("children.check_ids"):
            return self.none()
        return self.filter(child__in=Child.objects.visible_to(user))

    def for_list(self):
        return self.select_related("batch", "child__neighbourhood", "child__household")

    def to_check(self):
        """Nobody has asked at the door, or nobody was at home."""
        return self.filter(batch__state=BatchState.CHECKING, found__in=["", CheckFound.NOT_MET])

    def asking(self):
        """The police say that the child lives elsewhere, and no officer has settled it."""
        return self.filter(residence_said__isnull=False, residence_settled_on=None)

    def unanswered(self):
        return self.filter(answer="").exclude(found=CheckFound.GONE)


class IdBatchRow(Record):
    """A child of a batch: what was found at its door, what the police answered. `number` makes the code of its line."""

    batch = models.ForeignKey(IdBatch, models.CASCADE, verbose_name="đợt", related_name="rows")
    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", related_name="+")
    number = models.PositiveIntegerField("dòng")
    found = models.CharField("kiểm tra tại tổ", max_length=8, choices=CheckFound, blank=True)
    parents = models.CharField("trẻ ở với", max_length=8, choices=Parents, blank=True)
    note = EncryptedTextField("đúng ra là")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người kiểm tra", null=True, related_name="+"
    )
    checked_on = models.DateField("kiểm tra ngày", null=True)
    answer = models.CharField("công an trả lời", max_length=10, choices=PoliceAnswer, blank=True)
    verified_on = models.DateField("công an xác thực ngày", null=True)
    residence_said = EncryptedTextField("nơi ở công an ghi")
    residence_settled_on = models.DateField("đã xem nơi ở ngày", null=True)

    objects = IdBatchRowQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "batch", "number"]
        official = ["checked_by"]
        personal = [
            "child", "found", "parents", "note", "checked_on", "answer", "verified_on", "residence_said",
            "residence_settled_on",
        ]  # fmt: skip
        sensitive: list[str] = []

    class Meta:
        verbose_name = "dòng của đợt xác minh"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "child"], name="a_child_stands_once_in_an_id_batch"),
            models.UniqueConstraint(fields=["batch", "number"], name="one_id_batch_row_of_a_number"),
            models.CheckConstraint(
                condition=Q(verified_on=None) | Q(answer="verified"), name="verified_on_only_of_verified_ids"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("check_id_row", args=[self.public_id])

    @property
    def awaits_first_answer(self) -> bool:
        """Nobody has written anything down yet but that nobody was at home."""
        return self.found in ("", CheckFound.NOT_MET) and not self.note

    @property
    def code(self) -> str:
        """XM-2026-01-012: what the line is called in files that travel."""
        return f"{self.batch.code}-{self.number:03}"
