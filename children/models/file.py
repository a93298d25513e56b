from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices

from accounts.authorization import scope_of
from accounts.encryption import EncryptedTextField
from attachments.models import StoredFile
from children.models.child import Child
from children.models.circumstance import Circumstance
from interface.records import Record, RecordQuerySet


class FileKind(TextChoices):
    BIRTH_CERTIFICATE = "birth_certificate", "Giấy khai sinh"
    IDENTITY = "identity", "Giấy tờ tùy thân, định danh"
    INSURANCE = "insurance", "Thẻ BHYT"
    PROOF = "proof", "Giấy tờ của hoàn cảnh"
    POVERTY = "poverty", "Giấy chứng nhận hộ nghèo, cận nghèo"
    DECISION = "decision", "Quyết định, công văn"
    HEALTH = "health", "Giấy tờ khám chữa bệnh"
    SCHOOL = "school", "Giấy tờ học tập"
    PORTRAIT = "portrait", "Ảnh của trẻ"
    OTHER = "other", "Giấy tờ khác"


class ChildFileQuerySet(RecordQuerySet["ChildFile"]):
    def visible_to(self, user):
        """Papers of the children one sees; those of an extra-secret circumstance as that circumstance (PRIV-02)."""
        if not user.may("children.view_files"):
            return self.none()
        mine = self.filter(child__in=Child.objects.visible_to(user))
        return mine if scope_of(user).secrets else mine.filter(Q(secret=False) | Q(officer=user))

    def true(self):
        """Without those that were attached by mistake."""
        return self.filter(withdrawn_on=None)


class ChildFile(Record):
    """A scan or a picture that belongs to a child's record.

    `secret` repeats the secrecy of the circumstance that it proves, so that row-level security needs no join. A
    picture of the child itself is kept only with consent (PRIV-10): of whom, and of the day it was given.
    """

    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", related_name="files")
    kind = models.CharField("loại giấy tờ", max_length=20, choices=FileKind)
    stored = models.OneToOneField(StoredFile, models.PROTECT, verbose_name="tệp", related_name="+")
    circumstance = models.ForeignKey(
        Circumstance, models.PROTECT, verbose_name="của hoàn cảnh", null=True, blank=True, related_name="files"
    )
    secret = models.BooleanField("bảo mật đặc biệt", editable=False)
    note = EncryptedTextField("ghi chú")
    consent_by = EncryptedTextField("người đồng ý")
    consent_on = models.DateField("ngày đồng ý", null=True, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người đính kèm", related_name="+"
    )
    withdrawn_on = models.DateField("gỡ ngày", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người gỡ", null=True, blank=True, related_name="+"
    )
    withdrawal_reason = EncryptedTextField("lý do gỡ")

    objects = ChildFileQuerySet.as_manager()

    class Privacy:
        telling = True
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official = ["officer", "withdrawn_by"]
        personal = ["child", "stored", "consent_on", "withdrawn_on"]
        sensitive = ["kind", "circumstance", "secret", "note", "consent_by", "withdrawal_reason"]

    class Meta:
        verbose_name = "giấy tờ, ảnh của trẻ"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=FileKind.PORTRAIT) | Q(consent_on__isnull=False, consent_by__isnull=False),
                name="portrait_only_with_consent",
                violation_error_message="Ảnh của trẻ cần ghi ai đồng ý và ngày đồng ý.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_by=None, withdrawal_reason=None)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False, withdrawal_reason__isnull=False),
                name="file_withdrawn_by_somebody_for_a_reason",
                violation_error_message="Gỡ khỏi hồ sơ thì ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(secret=False) | Q(circumstance__isnull=False), name="secret_file_of_a_circumstance"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.created_at:%d/%m/%Y}"

    def save(self, *args, **kwargs) -> None:
        self.secret = bool(self.circumstance and self.circumstance.secret)
        super().save(*args, **kwargs)
