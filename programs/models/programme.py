from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q, TextChoices

from agencies.models import AgencyKind
from agencies.models.effective import RECORD_FIELDS
from interface.records import Record
from programs.judging import Goal, Operator
from programs.models.plan import PlanTask, ReferenceQuerySet
from vietnamese.formats import format_number


class Confidence(TextChoices):
    """How sure a fact is: seen in a published source, known well, or to be confirmed."""

    SEEN = "S", "đã thấy văn bản"
    KNOWN = "K", "biết chắc"
    UNSURE = "?", "cần xác nhận"


class Level(TextChoices):
    WARD = "ward", "Phường đo được"
    PROVINCE = "province", "Cấp tỉnh"
    INFO = "info", "Để biết"


class Measure(TextChoices):
    RATE = "rate", "tỷ lệ"
    NUMERATOR = "numerator", "số đếm"


class Programme(Record):
    """A national programme. Told from others by number and date: numbers are used again in later years."""

    code = models.CharField("mã", max_length=20, unique=True)
    name = models.CharField("tên", max_length=250)
    number = models.CharField("số quyết định", max_length=40, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    period_from = models.PositiveSmallIntegerField("từ năm")
    period_to = models.PositiveSmallIntegerField("đến năm")
    valid_to = models.DateField("hiệu lực đến hết ngày", null=True, blank=True)
    lead = models.CharField("cơ quan chủ trì ở phường", max_length=10, choices=AgencyKind)
    named_in_plan = models.BooleanField("kế hoạch của phường nêu tên", default=False)
    successor = models.ForeignKey(
        "self", models.PROTECT, verbose_name="chương trình thay thế", null=True, blank=True, related_name="replaces"
    )
    tasks = models.ManyToManyField(
        PlanTask, through="TaskProgramme", verbose_name="nhiệm vụ", related_name="programmes"
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)
    confidence = models.CharField("độ chắc chắn", max_length=1, choices=Confidence, default=Confidence.SEEN)
    position = models.PositiveSmallIntegerField("thứ tự")

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        public = [
            *RECORD_FIELDS, "code", "name", "number", "decided_on", "period_from", "period_to", "valid_to", "lead",
            "named_in_plan", "successor", "tasks", "note", "confidence", "position",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "chương trình"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "decided_on"], condition=~Q(number=""), name="one_programme_per_decision"
            ),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="programme_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name

    def has_ended(self, on: date) -> bool:
        return self.valid_to is not None and self.valid_to < on

    @property
    def is_unsure(self) -> bool:
        return self.confidence == Confidence.UNSURE


class TaskProgramme(models.Model):
    """A task of the plan serves a programme."""

    task = models.ForeignKey(PlanTask, models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        public = ["id", "task", "programme"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "nhiệm vụ theo chương trình"
        constraints = [models.UniqueConstraint(fields=["task", "programme"], name="task_serves_a_programme_once")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.programme_id}"


class Target(Record):
    """What a programme wants to reach. Its values stand by year in `TargetValue`."""

    programme = models.ForeignKey(Programme, models.PROTECT, verbose_name="chương trình", related_name="targets")
    number = models.CharField("số thứ tự", max_length=8)
    text = models.CharField("chỉ tiêu", max_length=250)
    unit = models.CharField("đơn vị tính", max_length=20)
    operator = models.CharField("so sánh", max_length=12, choices=Operator, blank=True)
    level = models.CharField("cấp đo", max_length=10, choices=Level)
    indicator = models.CharField("chỉ số", max_length=20, blank=True)
    measure = models.CharField("so bằng", max_length=10, choices=Measure, default=Measure.RATE)
    # For a reduction: the year it counts from (empty: the year before the one reported), and the figure of that year.
    baseline_year = models.PositiveSmallIntegerField("năm gốc", null=True, blank=True)
    baseline_value = models.DecimalField("số năm gốc", max_digits=12, decimal_places=3, null=True, blank=True)
    note = models.CharField("ghi chú", max_length=200, blank=True)
    confidence = models.CharField("độ chắc chắn", max_length=1, choices=Confidence, default=Confidence.SEEN)
    position = models.PositiveSmallIntegerField("thứ tự")

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        public = [
            *RECORD_FIELDS, "programme", "number", "text", "unit", "operator", "level", "indicator", "measure",
            "baseline_year", "baseline_value", "note", "confidence", "position",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "chỉ tiêu"
        ordering = ["programme", "position"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_target_per_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def is_unsure(self) -> bool:
        return self.confidence == Confidence.UNSURE

    def goal(self, value: Decimal | None) -> Goal:
        """This target with one of its values, ready to be judged."""
        return Goal(self.operator, value)

    def figure(self, value: Decimal) -> str:
        """A figure with this target's unit: 9,5‰; 550/100.000; 15.000 trường."""
        space = "" if self.unit.startswith(("%", "‰", "/")) else " "
        return f"{format_number(value)}{space}{self.unit}"

    @property
    def baseline_words(self) -> str:
        return f"so với năm {self.baseline_year}" if self.baseline_year else "so với năm trước"


class TargetValue(Record):
    """The value to reach by the end of a year. An orientation is given beyond the programme's period: not judged."""

    target = models.ForeignKey(Target, models.CASCADE, verbose_name="chỉ tiêu", related_name="values")
    year = models.PositiveSmallIntegerField("năm")
    value = models.DecimalField("mức", max_digits=12, decimal_places=3)
    is_orientation = models.BooleanField("định hướng", default=False)
    confidence = models.CharField("độ chắc chắn", max_length=1, choices=Confidence, default=Confidence.SEEN)

    objects = ReferenceQuerySet.as_manager()

    class Privacy:
        public = [*RECORD_FIELDS, "target", "year", "value", "is_orientation", "confidence"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "mức của chỉ tiêu"
        ordering = ["target", "year"]
        constraints = [models.UniqueConstraint(fields=["target", "year"], name="one_value_per_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"

    @property
    def is_unsure(self) -> bool:
        return self.confidence == Confidence.UNSURE

    @property
    def _is_everyone(self) -> bool:
        """“At least 100%” says no more than 100%."""
        return self.target.unit == "%" and self.target.operator == Operator.AT_LEAST and self.value == 100

    @property
    def in_words(self) -> str:
        """“dưới 6,5%”, “ít nhất 90%”, “giảm ít nhất 10% so với năm 2020”; an orientation says that it is one."""
        target = self.target
        figure = target.figure(self.value)
        if target.operator == Operator.REDUCE:
            words = f"giảm ít nhất {figure.removesuffix('/năm')} {target.baseline_words}"
        elif target.operator in ("", Operator.EXACTLY) or self._is_everyone:
            words = figure
        else:
            words = f"{Operator(target.operator).label} {figure}"
        return f"định hướng: {words}" if self.is_orientation else words
