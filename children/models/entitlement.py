"""What the decrees grant by the month: base amounts and categories, each for its time, editable by the ward."""

from django.db import models
from django.db.models import F, Q, TextChoices

from agencies.models.effective import EFFECTIVE_FIELDS, Effective, EffectiveQuerySet, one_at_a_time


class Confidence(TextChoices):
    """How sure we are of a figure that came with the product."""

    SEEN = "S", "Đã đối chiếu văn bản"
    KNOWN = "K", "Chưa đối chiếu từng chữ"
    UNSURE = "?", "Chưa chắc, phải đối chiếu"


class BaseAmount(Effective):
    """Mức chuẩn trợ giúp xã hội: what a coefficient of 1 is worth in a month."""

    amount = models.PositiveIntegerField("mức chuẩn (đồng)")
    source = models.CharField("căn cứ", max_length=150)
    confidence = models.CharField("mức chắc chắn", max_length=1, choices=Confidence, default=Confidence.SEEN)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    objects = EffectiveQuerySet.as_manager()

    class Privacy:
        public = [*EFFECTIVE_FIELDS, "amount", "source", "confidence", "note"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "mức chuẩn trợ giúp xã hội"
        ordering = ["-valid_from"]
        constraints = [*Effective.Meta.constraints, one_at_a_time("one_base_amount_at_a_time")]

    def __str__(self) -> str:
        return f"{self.amount} {self.period}"


class AllowanceRule(Effective):
    """A category of children (or of who raises them) entitled to a monthly allowance, with its coefficient.

    The conditions are data: `entitlements.py` reads them. A new coefficient is a new row from its first day.
    """

    code = models.CharField("mã", max_length=40, db_collation="C")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("diện hưởng", max_length=250)
    short_name = models.CharField("tên gọn", max_length=80)
    article = models.CharField("căn cứ", max_length=150)
    age_from = models.PositiveSmallIntegerField("từ đủ (tuổi)", default=0)
    age_to = models.PositiveSmallIntegerField("đến dưới (tuổi)")
    coefficient = models.DecimalField("hệ số", max_digits=4, decimal_places=2)
    circumstances = models.JSONField("hoàn cảnh được hưởng", default=list, editable=False)
    unclear = models.JSONField("hoàn cảnh phải hỏi thêm", default=list, editable=False)
    question = models.CharField("điều phải xác nhận", max_length=150, blank=True)
    at_end = models.CharField("khi quá tuổi thì", max_length=150, blank=True)
    poverty = models.JSONField("diện hộ được hưởng", default=list, editable=False)
    one_parent = models.BooleanField("chỉ còn cha hoặc mẹ", default=False, editable=False)
    stacks = models.BooleanField("hưởng cùng diện khác", default=False, editable=False)
    secret = models.BooleanField("bảo mật đặc biệt", default=False, editable=False)
    in_use = models.BooleanField("áp dụng ở phường", default=True)
    confidence = models.CharField("mức chắc chắn", max_length=1, choices=Confidence, default=Confidence.SEEN)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    objects = EffectiveQuerySet.as_manager()

    class Privacy:
        public = [
            *EFFECTIVE_FIELDS, "code", "position", "name", "short_name", "article", "age_from", "age_to", "coefficient",
            "circumstances", "unclear", "question", "at_end", "poverty", "one_parent", "stacks", "secret", "in_use",
            "confidence", "note",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "diện hưởng trợ cấp hằng tháng"
        ordering = ["position", "-valid_from"]
        constraints = [
            *Effective.Meta.constraints,
            one_at_a_time("one_allowance_rule_of_a_code_at_a_time", same="code"),
            models.CheckConstraint(
                condition=Q(age_to__gt=F("age_from")),
                name="allowance_ages_in_order",
                violation_error_message="Tuổi “đến dưới” phải lớn hơn tuổi “từ đủ”.",
            ),
            # What an allowance copies: `allowance_as_its_rule` refers to these columns.
            models.UniqueConstraint(fields=["id", "secret", "stacks"], name="rule_with_secrecy_and_stacking"),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def asks(self) -> bool:
        """Whether there are children of whom something must be asked first."""
        return bool(self.unclear) or self.one_parent
