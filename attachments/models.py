import uuid

from django.db import models
from django.db.models import TextChoices
from django.utils import timezone

from interface.records import RecordQuerySet


class Kind(TextChoices):
    """What can be attached, as it is kept after cleaning."""

    JPEG = "image/jpeg", "Ảnh"
    PNG = "image/png", "Ảnh"
    PDF = "application/pdf", "PDF"


EXTENSIONS = {Kind.JPEG: "jpg", Kind.PNG: "png", Kind.PDF: "pdf"}


class StoredFileQuerySet(RecordQuerySet["StoredFile"]):
    def visible_to(self, user):
        """Nobody's by itself: a record that holds it says who may open it."""
        return self.none()


class StoredFile(models.Model):
    """One encrypted file on disk. Whose it is, and what it shows, is said only by the record that points to it."""

    key = models.UUIDField("tên trên đĩa", default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("loại tệp", max_length=20, choices=Kind)
    size = models.PositiveIntegerField("số byte")
    pages = models.PositiveSmallIntegerField("số trang", default=1)
    digest = models.CharField("SHA-256 của bản được giữ", max_length=64)
    kept_at = models.DateTimeField("giữ lúc", default=timezone.now, editable=False)

    objects = StoredFileQuerySet.as_manager()

    class Privacy:
        public = ["id", "key", "kind", "size", "pages", "digest", "kept_at"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "tệp kèm theo"

    def __str__(self) -> str:
        return str(self.key)

    @property
    def is_picture(self) -> bool:
        return self.kind != Kind.PDF

    @property
    def extension(self) -> str:
        return EXTENSIONS[Kind(self.kind)]
