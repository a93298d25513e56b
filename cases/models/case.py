"""Hồ sơ vụ việc: the protection of one child through the process of the law; the incident it stands for; its team."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextChoices
from django.urls import reverse
from django.utils import timezone

from accounts.authorization import Role, scope_of
from accounts.encryption import EncryptedTextField
from agencies.models import Neighbourhood
from cases.process import State
from children.models import Child, Sex
from interface.model_fields import PartialDateField
from interface.records import Record, RecordQuerySet


class IncidentQuerySet(RecordQuerySet["Incident"]):
    def visible_to(self, user):
        """Whoever reads the reports of it: which ones belong together is no secret among them."""
        return self if user.may("cases.view_intakes") else self.none()


class Incident(Record):
    """Vụ việc: one event, of one child or several, reported once or several times. Counted apart from both."""

    online = models.BooleanField("trên môi trường mạng", default=False)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, verbose_name="xảy ra ở tổ dân phố", null=True, blank=True, related_name="+"
    )

    objects = IncidentQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official: list[str] = []
        personal = ["neighbourhood"]
        sensitive = ["online"]

    class Meta:
        verbose_name = "vụ việc"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"vụ việc {self.pk}"


class CaseQuerySet(RecordQuerySet["Case"]):
    def visible_to(self, user):
        """Those who are named in it and who decide on it (access matrix, `case_file`); until somebody has taken a new
        case on, all who work on cases, so that none is forgotten.
        """
        if scope_of(user).secrets or user.role == Role.SYSTEM:
            return self
        seen = Q(pk__in=Teammate.objects.on_duty().filter(user=user).values("case"))
        if user.may("cases.work"):
            seen |= Q(manager=None)
        return self.filter(seen)

    def open(self):
        return self.exclude(state=State.CLOSED)


class Case(Record):
    """One child's case. It may begin before anybody knows who the child is."""

    code = models.CharField("mã hồ sơ", max_length=20, unique=True, db_collation="C", editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, verbose_name="vụ việc", related_name="cases")
    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", null=True, blank=True, related_name="cases")
    name = EncryptedTextField("họ và tên theo tin báo")
    birth = PartialDateField("ngày sinh theo tin báo", blank=True)
    age_from = models.PositiveSmallIntegerField("từ (tuổi)", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("đến (tuổi)", null=True, blank=True)
    sex = models.CharField("giới tính", max_length=10, choices=Sex, blank=True)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, verbose_name="tổ dân phố", null=True, blank=True, related_name="+"
    )
    state = models.CharField("bước", max_length=20, choices=State, default=State.REPORTED)
    cycle = models.PositiveSmallIntegerField("vòng", default=1)
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người phụ trách",
        null=True,
        blank=True,
        related_name="+",
    )
    received_at = models.DateTimeField("nhận tin sớm nhất lúc")
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "code"]
        official = ["manager", "state", "cycle", "received_at", "closed_at"]
        personal = ["child", "birth", "age_from", "age_to", "sex", "neighbourhood"]
        sensitive = ["incident", "name"]

    class Meta:
        verbose_name = "hồ sơ vụ việc"
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "-received_at"], name="case_by_state"),
            models.Index(fields=["manager", "state"], name="case_by_manager"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_at__isnull=False) | ~Q(state=State.CLOSED) & Q(closed_at=None),
                name="closed_case_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["child", "incident"], name="one_case_of_a_child_and_incident", condition=Q(child__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(age_from=None, age_to=None) | Q(age_from__lte=F("age_to")), name="case_age_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"hồ sơ {self.code}"

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.public_id])


class Duty(TextChoices):
    MANAGER = "manager", "Phụ trách"
    MEMBER = "member", "Cùng làm"


class TeammateQuerySet(RecordQuerySet["Teammate"]):
    def visible_to(self, user):
        return self.filter(case__in=Case.objects.visible_to(user))

    def on_duty(self):
        return self.filter(until=None)


class Teammate(Record):
    """Who works on a case and may read it, since when, until when."""

    case = models.ForeignKey(Case, models.PROTECT, verbose_name="hồ sơ", related_name="team")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người", related_name="+", editable=False
    )
    duty = models.CharField("vai trò", max_length=10, choices=Duty)
    since = models.DateTimeField("từ", default=timezone.now, editable=False)
    until = models.DateTimeField("đến", null=True, blank=True)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người phân công", related_name="+", editable=False
    )

    objects = TeammateQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official = ["user", "duty", "since", "until", "named_by"]
        personal = ["case"]
        sensitive: list[str] = []

    class Meta:
        verbose_name = "người trong nhóm phụ trách"
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(duty="manager", until=None), name="one_manager_of_a_case"
            ),
            models.UniqueConstraint(fields=["case", "user"], condition=Q(until=None), name="named_once_in_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()} của {self.case_id}"


class CaseStepQuerySet(RecordQuerySet["CaseStep"]):
    def visible_to(self, user):
        return self.filter(case__in=Case.objects.visible_to(user))


class CaseStep(Record):
    """One move of a case. Written once: the log of the process, apart from the audit trail."""

    case = models.ForeignKey(Case, models.PROTECT, verbose_name="hồ sơ", related_name="steps")
    cycle = models.PositiveSmallIntegerField("vòng")
    step = models.CharField("bước", max_length=20)
    from_state = models.CharField("từ", max_length=20, choices=State, blank=True)
    to_state = models.CharField("đến", max_length=20, choices=State)
    article = models.CharField("căn cứ", max_length=60)
    happened_at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người làm", related_name="+")
    reason = EncryptedTextField("lý do")

    objects = CaseStepQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "cycle", "step", "from_state", "to_state",
            "article", "happened_at",
        ]  # fmt: skip
        official = ["by"]
        personal = ["case"]
        sensitive = ["reason"]

    class Meta:
        verbose_name = "bước của hồ sơ"
        ordering = ["happened_at", "pk"]

    def __str__(self) -> str:
        return f"{self.step} của {self.case_id}"
