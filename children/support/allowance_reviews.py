"""Allowances somebody has to look at again: the child died, moved away, grows out of the category, or the rules grant
more since.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, DateField, F, Func, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from children.models import GONE, AllowanceRule, BaseAmount, EndReason, MonthlyAllowance, Residence, next_month
from children.support.entitlements import amount_of, base_on
from vietnamese.ages import add_years
from vietnamese.formats import format_date, format_money

AHEAD = timedelta(days=60)  # before a birthday: time to gather the papers of a pupil who goes on learning


class BirthdayOf(Func):
    """The day on which somebody completes so many years; of 29/02 in a common year 28/02, as `add_years` says."""

    template = "(%(expressions)s)::date"
    arg_joiner = " + interval '1 year' * "
    output_field = DateField()


class MonthAfter(Func):
    """The first day of the month after, as `next_month` says."""

    template = "(date_trunc('month', %(expressions)s) + interval '1 month')::date"
    output_field = DateField()


@dataclass(frozen=True)
class Rates:
    """What the rules grant on a day, by category: an allowance keeps the coefficient it was granted by."""

    on: date
    base: int | None
    rules: dict[str, AllowanceRule]

    @classmethod
    def of(cls, on: date) -> "Rates":
        return cls(on, base_on(on), {rule.code: rule for rule in AllowanceRule.objects.on(on).order_by("pk")})

    def due(self, allowance: MonthlyAllowance) -> int | None:
        rule = self.rules.get(allowance.rule.code)
        return None if rule is None or self.base is None else amount_of(rule, self.base)


def to_review(allowances: QuerySet[MonthlyAllowance], on: date) -> QuerySet[MonthlyAllowance]:
    """Of those paid now; each with the day `review_by` when it has to be settled. An end that is written down already
    settles it.
    """
    base, rule = BaseAmount.objects.on(on), AllowanceRule.objects.on(on).filter(code=OuterRef("rule__code"))
    dated = allowances.annotate(
        leaves_on=Coalesce("child__left_on", BirthdayOf(F("child__born_by"), F("rule__age_to"))),
        base=Subquery(base.values("amount")[:1]),
        coefficient=Subquery(rule.values("coefficient")[:1]),
        granted_since=Greatest(Subquery(base.values("valid_from")[:1]), Subquery(rule.values("valid_from")[:1])),
    )
    settled = Q(ended_on__isnull=False, ended_on__lte=MonthAfter("leaves_on"))
    leaves = (Q(child__residence__in=GONE) | Q(leaves_on__lte=on + AHEAD)) & ~settled
    stays = Q(ended_on=None) | Q(end_reason=EndReason.TERM)
    below = stays & Q(computed=F("amount"), amount__lt=F("base") * F("coefficient"))
    found = dated.filter(leaves | below)
    return found.annotate(review_by=Case(When(leaves, then="leaves_on"), default="granted_since"))


def why_review(allowance: MonthlyAllowance, rates: Rates) -> str:
    """Đủ 16 tuổi ngày 20/01/2027: rà soát, còn đi học thì xét …; as `to_review` finds them."""
    child = allowance.child
    birthday = add_years(child.born_by, allowance.rule.age_to)
    leaves_on = child.left_on or birthday
    settled = allowance.ended_on is not None and allowance.ended_on <= next_month(leaves_on)
    if not settled and child.left_on:
        left = "mất" if child.residence == Residence.DEAD else "chuyển đi"
        return f"Trẻ {left} ngày {format_date(child.left_on)}: ghi thôi hưởng"
    if not settled and birthday <= rates.on + AHEAD:
        then = allowance.rule.at_end or "rà soát"
        return f"Đủ {allowance.rule.age_to} tuổi ngày {format_date(birthday)}: {then}"
    return _below(allowance, rates)


def _below(allowance: MonthlyAllowance, rates: Rates) -> str:
    """Granted by the rules of its day, which grant more now."""
    due = rates.due(allowance)
    ends = allowance.ended_on is not None and allowance.end_reason != EndReason.TERM
    if ends or due is None or allowance.computed != allowance.amount or allowance.amount >= due:
        return ""
    return f"Mức theo quy định đã tăng, nay là {format_money(due)}: điều chỉnh"
