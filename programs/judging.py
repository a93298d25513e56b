"""Whether a target of a national programme is met. Pure: no database, no figures of its own.

A ceiling ("không quá", "dưới") is met or not; only what one tries to raise can be exceeded: "vượt" beside a ceiling
would read as a limit broken.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import TextChoices

Number = int | float | Decimal | Fraction


class Operator(TextChoices):
    LESS = "<", "dưới"
    AT_MOST = "<=", "không quá"
    AT_LEAST = ">=", "ít nhất"
    MORE = ">", "trên"
    EXACTLY = "=", "đạt"
    REDUCE = "reduce_pct", "giảm ít nhất"


class Verdict(TextChoices):
    EXCEEDED = "exceeded", "Vượt"
    MET = "met", "Đạt"
    MISSED = "missed", "Chưa đạt"
    NO_FIGURE = "no_figure", "Chưa có số liệu"
    NOT_JUDGED = "not_judged", "Không xếp loại"


@dataclass(frozen=True)
class Goal:
    """What is to be reached: an operator and a value. Without a value there is nothing to judge."""

    operator: str
    value: Number | None


def judge(goal: Goal, actual: Number | None, *, baseline: Number | None = None) -> Verdict:
    """How `actual` stands to the goal. For a reduction `baseline` is the figure it is reduced from.

    A reduction by p per cent is met when (baseline - actual) / baseline x 100 >= p. From a baseline of 0 it is met
    only by 0: nothing can be reduced, but nothing may come either (to be confirmed by the ward).
    """
    if goal.value is None or not goal.operator:
        return Verdict.NOT_JUDGED
    if actual is None:
        return Verdict.NO_FIGURE
    value, wanted = _exact(actual), _exact(goal.value)
    match goal.operator:
        case Operator.LESS:
            return _met(value < wanted)
        case Operator.AT_MOST:
            return _met(value <= wanted)
        case Operator.MORE:
            return _met(value > wanted)
        case Operator.EXACTLY:
            return _met(value == wanted)
        case Operator.AT_LEAST:
            return _reached(value, wanted)
        case Operator.REDUCE:
            return _reduced(value, wanted, baseline)
    raise ValueError(f"{goal.operator!r} is no operator of a target.")


def _reduced(value: Fraction, wanted: Fraction, baseline: Number | None) -> Verdict:
    if baseline is None:
        return Verdict.NO_FIGURE
    before = _exact(baseline)
    if before == 0:
        return _met(value == 0)
    return _reached((before - value) / before * 100, wanted)


def _met(is_met: bool) -> Verdict:
    return Verdict.MET if is_met else Verdict.MISSED


def _reached(value: Fraction, wanted: Fraction) -> Verdict:
    return Verdict.EXCEEDED if value > wanted else _met(value == wanted)


def _exact(number: Number) -> Fraction:
    """0.1 as a person wrote it, not as the machine keeps it; a third as a third."""
    return Fraction(str(number))
