from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.encryption import KeepsFile
from children.models.imports import ImportBatch
from interface.records import Record, RecordQuerySet


class ImportResultQuerySet(RecordQuerySet["ImportResult"]):
    def visible_to(self, user):
        return self.filter(batch__in=ImportBatch.objects.visible_to(user))


class ImportResult(KeepsFile, Record):
    """The file that tells what became of each row of a long list, made in the background, encrypted.

    It is true of the batch as it stood in `of_version`; when the batch goes on, another file is made in its place.
    """

    batch = models.OneToOneField(ImportBatch, models.CASCADE, verbose_name="lần nhập", related_name="result")
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, verbose_name="công việc nền", null=True, blank=True, related_name="+"
    )
    of_version = models.PositiveIntegerField("phiên bản của lần nhập", null=True)
    made_at = models.DateTimeField("lập xong lúc", null=True)
    content = models.BinaryField("tệp, mã hóa", null=True)

    objects = ImportResultQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "batch", "job", "of_version", "made_at"]
        official: list[str] = []
        personal: list[str] = []
        sensitive = ["content"]

    class Meta:
        verbose_name = "tệp kết quả nhập"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(content=None, of_version=None, made_at=None)
                | Q(content__isnull=False, of_version__isnull=False, made_at__isnull=False),
                name="result_known_of_which_version",
            ),
        ]

    def __str__(self) -> str:
        return f"Kết quả của {self.batch.code}"

    def get_absolute_url(self) -> str:
        return reverse("import_result_page", args=[self.batch.public_id])

    @property
    def under_way(self) -> bool:
        return self.job is not None and self.job.unfinished

    def tells_of(self, batch: ImportBatch) -> bool:
        """The file is there, and nothing has become of the rows since."""
        return self.of_version == batch.version
