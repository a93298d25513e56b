"""Ngôi nhà an toàn: the items a home is judged by, how many it must meet, and a household's check of a year."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextChoices
from django.urls import reverse

from accounts.encryption import EncryptedTextField
from children.models.circumstance import ListQuerySet
from children.models.household import Household
from interface.records import Record, RecordQuerySet


class SafeHomeStandard(Record):
    """When a home passes, from a day on (QĐ 548/QĐ-LĐTBXH 2011). The ward corrects it when the rule changes."""

    at_least = models.PositiveSmallIntegerField("phải đạt ít nhất (mục)")
    no_injury = models.BooleanField("trong năm không có trẻ bị tai nạn, thương tích tại nhà", default=True)
    unsure = models.BooleanField("chưa đối chiếu với văn bản", default=False)
    note = models.CharField("ghi chú", max_length=200, blank=True)
    valid_from = models.DateField("áp dụng từ ngày", unique=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = ListQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "at_least", "no_injury", "unsure", "note",
            "valid_from", "valid_to",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "mức đạt Ngôi nhà an toàn"
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return f"đạt {self.at_least} mục"


class SafeHomeItem(Record):
    """One thing to look at, in force from a day to a day."""

    code = models.CharField("mã", max_length=10, unique=True)
    position = models.PositiveSmallIntegerField("thứ tự")
    group = models.CharField("nhóm", max_length=80)
    text = models.CharField("điều kiện", max_length=160)
    required = models.BooleanField("bắt buộc", default=False)
    unsure = models.BooleanField("chưa đối chiếu với văn bản", default=False)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = ListQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "code", "position", "group", "text", "required",
            "unsure", "valid_from", "valid_to",
        ]  # fmt: skip
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "điều kiện Ngôi nhà an toàn"
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="safe_home_item_ends_after_it_begins",
                violation_error_message="Ngày hết áp dụng phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("safe_home_items")


class Answer(TextChoices):
    YES = "yes", "Đạt"
    NO = "no", "Chưa đạt"
    DOES_NOT_APPLY = "na", "Không có"


class SafeHomeCheckQuerySet(RecordQuerySet["SafeHomeCheck"]):
    def visible_to(self, user):
        """As the household itself."""
        return self.filter(household__in=Household.objects.visible_to(user))


class SafeHomeCheck(Record):
    """A household's check of a year: an answer per item, by its code, and what follows from them.

    Corrected when something was mended: the change history keeps how it was before. `passed` is empty as long as an
    item is not answered, and stays as it was judged then when the items or the standard change.
    """

    household = models.ForeignKey(
        Household, models.PROTECT, verbose_name="hộ gia đình", related_name="safe_home_checks"
    )
    year = models.PositiveSmallIntegerField("năm")
    checked_on = models.DateField("ngày kiểm")
    answers = models.JSONField("trả lời", default=dict)
    injured = models.BooleanField("trong năm có trẻ bị tai nạn, thương tích tại nhà", null=True)
    met = models.PositiveSmallIntegerField("số mục đạt")
    passed = models.BooleanField("đạt", null=True)
    recheck_on = models.DateField("hẹn xem lại", null=True, blank=True)
    note = EncryptedTextField("ghi thêm")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người kiểm", related_name="+", editable=False
    )

    objects = SafeHomeCheckQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "year"]
        official = ["recorded_by"]
        personal = ["household", "checked_on", "recheck_on"]
        sensitive = ["answers", "injured", "met", "passed", "note"]

    class Meta:
        verbose_name = "bảng kiểm Ngôi nhà an toàn"
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["household", "year"], name="one_safe_home_check_a_year"),
            models.CheckConstraint(condition=Q(checked_on__year=F("year")), name="safe_home_checked_in_its_year"),
        ]

    def __str__(self) -> str:
        return f"Ngôi nhà an toàn {self.year}"

    @property
    def result(self) -> str:
        """Đạt, Chưa đạt, or that it is not finished."""
        return {True: "Đạt", False: "Chưa đạt", None: "Chưa kiểm xong"}[self.passed]
