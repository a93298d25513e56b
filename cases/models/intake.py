"""Tiếp nhận: what somebody reported about a child, however little it is (NĐ 56/2017, Điều 25; Mẫu số 01)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse

from accounts.acting import current
from accounts.encryption import EncryptedTextField
from agencies.models import Neighbourhood
from cases.models.case import Incident
from children.models import Child, Sex
from interface.model_fields import PartialDateField
from interface.records import Record, RecordQuerySet


class Channel(TextChoices):
    PHONE = "phone", "Điện thoại"
    IN_PERSON = "in_person", "Gặp trực tiếp"
    OTHER_PERSON = "other_person", "Người khác báo"
    HOTLINE_111 = "hotline_111", "Tổng đài 111"
    POLICE = "police", "Công an"
    SCHOOL = "school", "Trường học"
    HEALTH_STATION = "health_station", "Trạm Y tế"
    COLLABORATOR = "collaborator", "Cộng tác viên"
    ONLINE = "online", "Mạng xã hội, môi trường mạng"
    DOCUMENT = "document", "Văn bản"


class Heard(TextChoices):
    """How somebody who is no officer came to know."""

    SAW = "saw", "Tự thấy"
    TOLD = "told", "Người khác kể"
    PHONE = "phone", "Điện thoại"
    ONLINE = "online", "Trên mạng"


class Subject(TextChoices):
    """Whom the form is about: its title says so."""

    ABUSED = "abused", "bị xâm hại"
    VIOLENCE = "violence_risk", "có nguy cơ bị bạo lực"
    EXPLOITATION = "exploitation_risk", "có nguy cơ bị bóc lột"
    ABANDONMENT = "abandonment_risk", "có nguy cơ bị bỏ rơi"
    CIRCUMSTANCE = "circumstance", "có hoàn cảnh đặc biệt"


class Verdict(TextChoices):
    """What became of a report."""

    WAITING = "waiting", "Chưa xác minh"
    TRUE = "true", "Có thật"
    FALSE = "false", "Không có thật"
    ELSEWHERE = "elsewhere", "Chuyển nơi khác"


class IntakeQuerySet(RecordQuerySet["Intake"]):
    def visible_to(self, user):
        """Officers and leaders read all; whoever sends one sees it while sending, then only its receipt."""
        if user.may("cases.view_intakes"):
            return self
        return self.filter(entered_by=user, entered_in=current().request_id)


class Intake(Record):
    """Only channel and time are required. What is “không biết” is named in `unknown`: it differs from blank."""

    code = models.CharField("mã tin báo", max_length=20, unique=True, db_collation="C", editable=False)
    received_at = models.DateTimeField("nhận lúc")
    channel = models.CharField("nguồn", max_length=15, choices=Channel)
    heard = models.CharField("biết bằng cách", max_length=10, choices=Heard, blank=True)
    subject = models.CharField("trẻ em", max_length=20, choices=Subject, blank=True)
    in_danger = models.BooleanField("trẻ đang gặp nguy hiểm", null=True, blank=True)
    happened = EncryptedTextField("chuyện gì xảy ra")
    place = EncryptedTextField("nơi xảy ra")
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, verbose_name="tổ dân phố", null=True, blank=True, related_name="+"
    )
    condition = EncryptedTextField("tình trạng hiện tại của trẻ")
    expected_harm = EncryptedTextField("hậu quả có thể xảy ra")
    father = EncryptedTextField("cha")
    mother = EncryptedTextField("mẹ")
    family = EncryptedTextField("hoàn cảnh gia đình")
    caregiver = EncryptedTextField("ai đang chăm sóc trẻ")
    done_before = EncryptedTextField("việc đã làm trước khi nhận tin")
    note = EncryptedTextField("ghi chú thêm")
    unknown = ArrayField(models.CharField(max_length=20), verbose_name="không biết", default=list)
    informant_agrees = models.BooleanField("người báo đồng ý ghi tên", default=False)
    informant_name = EncryptedTextField("họ tên người báo")
    informant_phone = EncryptedTextField("điện thoại người báo")
    informant_address = EncryptedTextField("địa chỉ người báo")
    incident = models.ForeignKey(
        Incident, models.PROTECT, verbose_name="vụ việc", null=True, blank=True, related_name="intakes"
    )
    verdict = models.CharField("kết quả", max_length=10, choices=Verdict, default=Verdict.WAITING)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+", editable=False
    )
    entered_in = models.UUIDField("lần ghi", editable=False)

    objects = IntakeQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "code", "entered_in"]
        official = ["entered_by", "received_at", "channel", "heard", "verdict"]
        personal = ["neighbourhood", "incident"]
        sensitive = [
            "subject", "in_danger", "happened", "place", "condition", "expected_harm", "father", "mother", "family",
            "caregiver", "done_before", "note", "unknown", "informant_agrees", "informant_name", "informant_phone",
            "informant_address",
        ]  # fmt: skip

    class Meta:
        verbose_name = "tin báo"
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="intake_by_time"),
            models.Index(fields=["received_at"], condition=Q(verdict="waiting"), name="intake_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(informant_agrees=True)
                | Q(informant_name=None, informant_phone=None, informant_address=None),
                name="informant_named_by_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"tin báo {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("intake", args=[self.public_id])


class ChildInReportQuerySet(RecordQuerySet["ChildInReport"]):
    def visible_to(self, user):
        return self.filter(intake__in=Intake.objects.visible_to(user))


class ChildInReport(Record):
    """A child as the report names it, as far as anybody knows; the register's child once it is found."""

    intake = models.ForeignKey(Intake, models.PROTECT, verbose_name="tin báo", related_name="children")
    child = models.ForeignKey(
        Child, models.PROTECT, verbose_name="trẻ em trong sổ", null=True, blank=True, related_name="+"
    )
    name = EncryptedTextField("họ và tên")
    name_unknown = models.BooleanField("không biết tên", default=False)
    birth = PartialDateField("ngày sinh", blank=True)
    age_from = models.PositiveSmallIntegerField("từ (tuổi)", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("đến (tuổi)", null=True, blank=True)
    sex = models.CharField("giới tính", max_length=10, choices=Sex, blank=True)

    objects = ChildInReportQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official: list[str] = []
        personal = ["intake", "child", "name_unknown", "birth", "age_from", "age_to", "sex"]
        sensitive = ["name"]

    class Meta:
        verbose_name = "trẻ em trong tin báo"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(name_unknown=False) | Q(name=None), name="unknown_name_is_not_written"),
            models.CheckConstraint(
                condition=Q(age_from=None, age_to=None) | Q(age_from__lte=models.F("age_to")),
                name="reported_age_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"trẻ em trong {self.intake_id}"


class ReceiptQuerySet(RecordQuerySet["Receipt"]):
    def visible_to(self, user):
        return self.filter(owner=user)


class Receipt(models.Model):
    """That one's own report has arrived: all a collaborator or an agency sees of it afterwards."""

    intake = models.OneToOneField(Intake, models.PROTECT, verbose_name="tin báo", related_name="receipt")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người báo", related_name="+")
    code = models.CharField("mã tin báo", max_length=20, db_collation="C")
    sent_at = models.DateTimeField("gửi lúc")

    objects = ReceiptQuerySet.as_manager()

    class Privacy:
        public = ["id", "code", "sent_at"]
        official = ["owner"]
        personal = ["intake"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "biên nhận tin báo"
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"biên nhận {self.code}"
