"""Allowances somebody has to look at again: the child died, moved away, or grows out of the category."""

from datetime import date, timedelta

from django.db.models import DateField, F, Func, Q, QuerySet
from django.db.models.functions import Coalesce

from children.models import GONE, MonthlyAllowance, Residence
from vietnamese.ages import CHILD_UNTIL, add_years
from vietnamese.formats import format_date

AHEAD = timedelta(days=60)  # before a birthday: time to gather the papers of a pupil who goes on learning


class BirthdayOf(Func):
    """The day on which somebody completes so many years; of 29/02 in a common year 28/02, as `add_years` says."""

    template = "(%(expressions)s)::date"
    arg_joiner = " + interval '1 year' * "
    output_field = DateField()


def to_review(allowances: QuerySet[MonthlyAllowance], on: date) -> QuerySet[MonthlyAllowance]:
    """Of those paid now; each with the day `review_by` when it has to be settled."""
    grows_out = BirthdayOf(F("child__born_by"), F("rule__age_to"))
    dated = allowances.annotate(review_by=Coalesce("child__left_on", grows_out))
    return dated.filter(Q(child__residence__in=GONE) | Q(review_by__lte=on + AHEAD))


def why_review(allowance: MonthlyAllowance, on: date) -> str:
    """Đủ 16 tuổi ngày 20/01/2027: rà soát, còn học thì ra quyết định mới."""
    child = allowance.child
    if child.left_on:
        left = "mất" if child.residence == Residence.DEAD else "chuyển đi"
        return f"Trẻ {left} ngày {format_date(child.left_on)}: ghi thôi hưởng"
    birthday = add_years(child.born_by, allowance.rule.age_to)
    if birthday > on + AHEAD:
        return ""
    words = f"Đủ {allowance.rule.age_to} tuổi ngày {format_date(birthday)}"
    if allowance.rule.age_to == CHILD_UNTIL:
        return f"{words}: rà soát, còn đi học thì xét diện 16 đến 22 tuổi"
    return f"{words}: điều chỉnh mức"
