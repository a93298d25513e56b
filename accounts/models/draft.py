import uuid

from django.db import models

from accounts.encryption import EncryptedTextField
from interface.records import RecordQuerySet


class DraftQuerySet(RecordQuerySet["Draft"]):
    def visible_to(self, user):
        return self.filter(owner=user)


class Draft(models.Model):
    """Text typed into a form and not sent yet, kept for its owner when the session ends. Encrypted as a whole."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    form = models.CharField("biểu mẫu", max_length=120)
    typed = EncryptedTextField("chữ đang gõ")
    saved_at = models.DateTimeField("lưu lúc", auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "form", "saved_at"]
        official = ["owner"]
        personal: list[str] = []
        sensitive = ["typed"]

    class Meta:
        verbose_name = "bản nháp"
        constraints = [models.UniqueConstraint(fields=["owner", "form"], name="one_draft_per_form")]

    def __str__(self) -> str:
        return self.form
