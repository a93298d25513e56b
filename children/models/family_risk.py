"""Nguy cơ của gia đình: what endangers the children of a household, asked and answered on a day, by somebody's word."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextChoices

from accounts.encryption import EncryptedTextField
from children.models.circumstance import ListQuerySet
from children.models.household import Household
from interface.records import Record, RecordQuerySet


class RiskFactor(Record):
    """What is asked about, in force from a day to a day; and what is to be done where a family has it."""

    code = models.CharField("mã", max_length=10, unique=True)
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("nguy cơ", max_length=120)
    category = models.CharField("nhóm có nguy cơ của trẻ", max_length=10, blank=True)
    next_step = models.TextField("việc cần làm khi có nguy cơ", max_length=400, blank=True)
    call_at_once = models.BooleanField("hiện số điện thoại phải gọi ngay", default=False)
    unsure = models.BooleanField("chưa đối chiếu với văn bản", default=False)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = ListQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "code", "position", "name", "category",
            "next_step", "call_at_once", "unsure", "valid_from", "valid_to",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "nguy cơ của gia đình trong danh mục"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="risk_factor_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RiskAnswer(TextChoices):
    YES = "yes", "Có"
    NO = "no", "Không"
    UNKNOWN = "unknown", "Không biết"


class SaidBy(TextChoices):
    FAMILY = "family", "Người trong nhà"
    NEIGHBOUR = "neighbour", "Hàng xóm, tổ dân phố"
    AGENCY = "agency", "Cơ quan, trường học"
    SEEN = "seen", "Người ghi tự thấy"


class FamilyRiskQuerySet(RecordQuerySet["FamilyRisk"]):
    def visible_to(self, user):
        """Violence, addiction, a sentence being served: as a child's circumstances. Not collaborators, who are
        neighbours of the family (access matrix: a mark at most).
        """
        return self if user.may("children.view_circumstances") else self.none()

    def true(self):
        """Without those that were recorded by mistake."""
        return self.filter(withdrawn_on=None)


class FamilyRisk(Record):
    """An answer about one factor. The latest counts; the earlier ones tell how it was."""

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="hộ gia đình", related_name="risks")
    factor = models.ForeignKey(RiskFactor, models.PROTECT, verbose_name="nguy cơ", related_name="+")
    answer = models.CharField("có hay không", max_length=8, choices=RiskAnswer)
    since = models.DateField("từ tháng", null=True, blank=True)
    asked_on = models.DateField("hỏi ngày")
    said_by = models.CharField("ai nói", max_length=10, choices=SaidBy)
    note = EncryptedTextField("ghi thêm")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+", editable=False
    )
    withdrawn_on = models.DateField("xóa khỏi hồ sơ ngày", null=True, blank=True, editable=False)
    withdrawal_reason = EncryptedTextField("lý do xóa")

    objects = FamilyRiskQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official = ["recorded_by"]
        personal = ["household", "asked_on", "withdrawn_on"]
        sensitive = ["factor", "answer", "since", "said_by", "note", "withdrawal_reason"]

    class Meta:
        verbose_name = "nguy cơ của gia đình"
        ordering = ["-asked_on", "-pk"]
        indexes = [models.Index(fields=["household", "factor"], name="risk_by_household")]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(answer=RiskAnswer.YES, since__lte=F("asked_on")),
                name="risk_began_before_it_was_asked_about",
                violation_error_message="“Từ tháng” chỉ ghi khi có nguy cơ, và không ở sau ngày hỏi.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawal_reason=None)
                | Q(withdrawn_on__isnull=False, withdrawal_reason__isnull=False),
                name="risk_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.factor}: {self.get_answer_display()}"
