"""Allowances somebody has to look at again: the child died, moved away, grows out of the category, or the base amount
rose since.
"""

from datetime import date, timedelta

from django.db.models import DateField, F, Func, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from children.entitlements import amount_of
from children.models import GONE, BaseAmount, MonthlyAllowance, Residence
from vietnamese.ages import CHILD_UNTIL, add_years
from vietnamese.formats import format_date, format_money

AHEAD = timedelta(days=60)  # before a birthday: time to gather the papers of a pupil who goes on learning


class BirthdayOf(Func):
    """The day on which somebody completes so many years; of 29/02 in a common year 28/02, as `add_years` says."""

    template = "(%(expressions)s)::date"
    arg_joiner = " + interval '1 year' * "
    output_field = DateField()


def to_review(allowances: QuerySet[MonthlyAllowance], on: date) -> QuerySet[MonthlyAllowance]:
    """Of those paid now; each with the day `review_by` when it has to be settled."""
    grows_out = BirthdayOf(F("child__born_by"), F("rule__age_to"))
    dated = allowances.annotate(review_by=Coalesce("child__left_on", grows_out), base=_base_of(on))
    below = Q(computed=F("amount"), amount__lt=F("base") * F("rule__coefficient"))
    return dated.filter(Q(child__residence__in=GONE) | Q(review_by__lte=on + AHEAD) | below)


def _base_of(on: date) -> Subquery:
    return Subquery(BaseAmount.objects.on(on).values("amount")[:1])


def why_review(allowance: MonthlyAllowance, on: date, base: int | None) -> str:
    """Đủ 16 tuổi ngày 20/01/2027: rà soát, còn đi học thì xét … `base`: the base amount of that day."""
    child = allowance.child
    if child.left_on:
        left = "mất" if child.residence == Residence.DEAD else "chuyển đi"
        return f"Trẻ {left} ngày {format_date(child.left_on)}: ghi thôi hưởng"
    birthday = add_years(child.born_by, allowance.rule.age_to)
    if birthday > on + AHEAD:
        return _below(allowance, base)
    words = f"Đủ {allowance.rule.age_to} tuổi ngày {format_date(birthday)}"
    if allowance.rule.age_to == CHILD_UNTIL:
        return f"{words}: rà soát, còn đi học thì xét diện 16 đến 22 tuổi"
    return f"{words}: điều chỉnh mức"


def _below(allowance: MonthlyAllowance, base: int | None) -> str:
    """Granted by the rules of its day, which grant more now."""
    due = amount_of(allowance.rule, base or 0)
    if allowance.computed != allowance.amount or allowance.amount >= due:
        return ""
    return f"Mức chuẩn đã tăng, nay là {format_money(due)}: điều chỉnh"
