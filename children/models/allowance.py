from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, TextChoices, Value

from accounts.authorization import scope_of
from accounts.encryption import EncryptedTextField
from children.models.child import Child
from children.models.entitlement import AllowanceRule
from interface.records import Record, RecordQuerySet


class EndReason(TextChoices):
    AGE = "age", "Đủ 16 tuổi"
    DEATH = "death", "Trẻ mất"
    MOVED = "moved", "Chuyển đi nơi khác"
    UNENTITLED = "unentitled", "Không còn đủ điều kiện"
    ADJUSTED = "adjusted", "Điều chỉnh bằng quyết định khác"
    TERM = "term", "Hết thời hạn ghi trong quyết định"


class MonthlyAllowanceQuerySet(RecordQuerySet["MonthlyAllowance"]):
    def visible_to(self, user):
        """Officers and leaders; one that rests on an extra-secret group only whoever may read that (decision 0009)."""
        if not user.may("support.view"):
            return self.none()
        return self if scope_of(user).secrets else self.filter(Q(secret=False) | Q(officer=user))

    def true(self):
        """Without those that were recorded by mistake."""
        return self.filter(withdrawn_on=None)

    def active(self, on: date):
        """Paid in the month of that day."""
        return self.true().filter(Q(starts_on__lte=on), Q(ended_on=None) | Q(ended_on__gt=on))

    def paid_between(self, first: date, last: date):
        """Paid in at least one month that begins in these days, or had begun before."""
        return self.true().filter(Q(starts_on__lte=last), Q(ended_on=None) | Q(ended_on__gt=first.replace(day=1)))


def _same(field: str) -> tuple[Func, str]:
    """Equal, for an exclusion constraint without an extension: a gist index compares ranges, not numbers."""
    return Func(F(field), F(field), Value("[]"), function="int8range"), RangeOperators.EQUAL


def _one_at_a_time(name: str, condition: Q, *fields: str) -> ExclusionConstraint:
    months = Func(F("starts_on"), F("ended_on"), Value("[)"), function="daterange")
    return ExclusionConstraint(
        name=name,
        expressions=[*(_same(field) for field in fields), (months, RangeOperators.OVERLAPS)],
        condition=condition & Q(withdrawn_on=None),
        violation_error_message="Trẻ đang hưởng trợ cấp trong thời gian này. Ghi điều chỉnh hoặc thôi hưởng trước.",
    )


class MonthlyAllowance(Record):
    """A decision that grants a child (or who raises it) an amount every month, from a month to a month.

    `starts_on` and `ended_on` are first days of months; in the month of `ended_on` nothing is paid any more. `secret`
    and `stacks` repeat the rule's, so that row-level security and constraints need no join.
    """

    child = models.ForeignKey(Child, models.PROTECT, verbose_name="trẻ em", related_name="allowances")
    rule = models.ForeignKey(AllowanceRule, models.PROTECT, verbose_name="diện hưởng", related_name="+")
    secret = models.BooleanField("bảo mật đặc biệt", editable=False)
    stacks = models.BooleanField("hưởng cùng diện khác", editable=False)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+", editable=False
    )
    decision_number = models.CharField("quyết định số", max_length=40)
    decided_on = models.DateField("ký ngày")
    signer = models.CharField("người ký", max_length=120)
    starts_on = models.DateField("hưởng từ tháng")
    amount = models.PositiveIntegerField("mức hưởng một tháng (đồng)")
    computed = models.PositiveIntegerField("máy tính ra (đồng)", null=True, blank=True, editable=False)
    explanation = EncryptedTextField("lý do khác với cách tính")
    ended_on = models.DateField("thôi hưởng từ tháng", null=True, blank=True)
    end_reason = models.CharField("lý do thôi hưởng", max_length=12, choices=EndReason, blank=True)
    withdrawn_on = models.DateField("xóa khỏi hồ sơ ngày", null=True, blank=True)
    withdrawal_reason = EncryptedTextField("lý do xóa")

    objects = MonthlyAllowanceQuerySet.as_manager()

    class Privacy:
        telling = True
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official = ["officer", "signer"]
        personal = [
            "child", "decision_number", "decided_on", "starts_on", "amount", "computed", "ended_on", "end_reason",
            "withdrawn_on",
        ]  # fmt: skip
        sensitive = ["rule", "secret", "stacks", "explanation", "withdrawal_reason"]

    class Meta:
        verbose_name = "trợ cấp hằng tháng"
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["child", "starts_on"], name="allowance_by_child")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gt=F("starts_on")),
                name="allowance_ends_after_it_begins",
                violation_error_message="Tháng thôi hưởng phải sau tháng bắt đầu hưởng.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="allowance_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawal_reason=None)
                | Q(withdrawn_on__isnull=False, withdrawal_reason__isnull=False),
                name="allowance_withdrawn_for_a_reason",
            ),
            _one_at_a_time("one_allowance_at_a_time", Q(secret=False, stacks=False), "child"),
            _one_at_a_time("one_stacking_allowance_at_a_time", Q(secret=False, stacks=True), "child"),
            # Per officer: another officer's secret row must not show itself through a clash.
            _one_at_a_time("one_secret_allowance_per_officer", Q(secret=True), "child", "officer"),
        ]

    def __str__(self) -> str:
        return f"QĐ {self.decision_number}"

    def save(self, *args, **kwargs) -> None:
        self.secret, self.stacks = self.rule.secret, self.rule.stacks
        super().save(*args, **kwargs)

    def is_active(self, on: date) -> bool:
        return not self.withdrawn_on and self.starts_on <= on and (self.ended_on is None or on < self.ended_on)

    def months_paid(self, first: date, last: date) -> int:
        """Months of these days for which it is paid, the month of the last day included."""
        begin = max(self.starts_on, first.replace(day=1))
        end = min(self.ended_on or date.max, next_month(last))
        return max(0, (end.year - begin.year) * 12 + end.month - begin.month)

    def paid(self, first: date, last: date) -> int:
        return self.months_paid(first, last) * self.amount


def next_month(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
