"""How long the law gives, and how this ward counts where the law leaves it open: data, each in force from a day."""

from datetime import time

from django.db import models
from django.db.models import Q, TextChoices

from agencies.models.effective import EFFECTIVE_FIELDS, Effective, EffectiveQuerySet, one_at_a_time
from cases.deadlines import Custom, Length, Measure
from children.models.entitlement import Confidence


class Anchor(TextChoices):
    """From what a term runs."""

    RECEIVED = "received", "lúc nhận tin sớm nhất"
    ASSESSED = "assessed", "lúc xong đánh giá ban đầu"
    SUBMITTED = "submitted", "lúc trình kế hoạch"
    APPROVED = "approved", "lúc phê duyệt kế hoạch"
    SEPARATED = "separated", "lúc bắt đầu cách ly"
    DECIDED = "decided", "ngày ký quyết định giao, nhận"
    COMPLETE = "complete", "lúc nhận đủ hồ sơ"
    DELIVERED = "delivered", "lúc nhận quyết định giao, nhận"
    PLACED = "placed", "lúc bắt đầu chăm sóc thay thế"


class Term(Effective):
    """A term of the law, and the ward's own shorter one beside it. Without a figure the law names none."""

    code = models.CharField("mã", max_length=40, db_collation="C")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("việc", max_length=150)
    article = models.CharField("căn cứ", max_length=150)
    value = models.PositiveSmallIntegerField("thời hạn", null=True, blank=True)
    measure = models.CharField("tính theo", max_length=15, choices=Measure)
    since = models.CharField("tính từ", max_length=12, choices=Anchor)
    own_value = models.PositiveSmallIntegerField("phường tự đặt", null=True, blank=True)
    own_measure = models.CharField("phường tính theo", max_length=15, choices=Measure, blank=True)
    confidence = models.CharField("mức chắc chắn của thời hạn", max_length=1, choices=Confidence)
    anchor_confidence = models.CharField("mức chắc chắn của mốc tính", max_length=1, choices=Confidence)
    note = models.CharField("ghi chú", max_length=250, blank=True)

    objects = EffectiveQuerySet.as_manager()

    class Privacy:
        public = [
            *EFFECTIVE_FIELDS, "code", "position", "name", "article", "value", "measure", "since", "own_value",
            "own_measure", "confidence", "anchor_confidence", "note",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "thời hạn"
        ordering = ["position", "-valid_from"]
        constraints = [
            *Effective.Meta.constraints,
            one_at_a_time("one_term_at_a_time", same="code"),
            models.CheckConstraint(
                condition=Q(own_value=None, own_measure="") | Q(own_value__isnull=False) & ~Q(own_measure=""),
                name="own_term_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.length or 'không quy định'}"

    @property
    def length(self) -> Length | None:
        return None if self.value is None else Length(self.value, Measure(self.measure))

    @property
    def own_length(self) -> Length | None:
        return None if self.own_value is None else Length(self.own_value, Measure(self.own_measure))


class DayEnds(TextChoices):
    OFFICE = "17:00", "17:00, hết giờ làm việc"
    MIDNIGHT = "24:00", "24:00, hết ngày"


class WayOfCounting(Effective):
    """Where the Civil Code and office practice differ (BLDS 2015, Điều 147-148): as this ward has settled it."""

    working_day_ends = models.CharField("ngày làm việc cuối kết thúc lúc", max_length=5, choices=DayEnds)
    moves_from_days_off = models.BooleanField(
        "ngày cuối là ngày nghỉ thì lùi sang ngày làm việc tiếp theo", default=False
    )
    separation_counts_first_day = models.BooleanField("tính ngày bắt đầu cách ly là ngày thứ nhất", default=False)

    objects = EffectiveQuerySet.as_manager()

    class Privacy:
        public = [*EFFECTIVE_FIELDS, "working_day_ends", "moves_from_days_off", "separation_counts_first_day"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "cách tính thời hạn"
        ordering = ["-valid_from"]
        constraints = [*Effective.Meta.constraints, one_at_a_time("one_way_of_counting_at_a_time")]

    def __str__(self) -> str:
        return f"cách tính thời hạn {self.period}"

    @property
    def custom(self) -> Custom:
        return Custom(
            working_day_ends=time(17) if self.working_day_ends == DayEnds.OFFICE else time(0),
            moves_from_days_off=self.moves_from_days_off,
            separation_counts_first_day=self.separation_counts_first_day,
        )
