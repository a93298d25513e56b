"""Who was helped, and with what money (SPC-03 and group RES of the list).

What nobody recorded in a period is not reported: an empty book of gifts does not say that nobody was given anything.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Sum

from children.models import Child, CircumstanceGroup, MoneySource, MonthlyAllowance, SupportRecipient
from reports.indicators.circumstances import in_groups
from reports.indicators.registry import Counted, Period, indicator


@indicator("SPC-03")
def assisted(period: Period) -> Counted:
    """Children in special circumstances with at least one support delivered in the period, with evidence."""
    special = in_groups(period, CircumstanceGroup.Kind.LEGAL)
    return Counted(special.filter(helped(period)) if knows_support(period) else None, among=special)


def helped(period: Period) -> Q:
    """Something was given in the period and a paper shows it, or an allowance was paid in one of its months."""
    given = SupportRecipient.objects.given(period.start, period.cut_off).with_evidence()
    paid = MonthlyAllowance.objects.paid_between(period.start, period.cut_off)
    return Q(Exists(given.filter(child=OuterRef("pk")))) | Q(Exists(paid.filter(child=OuterRef("pk"))))


def knows_support(period: Period) -> bool:
    """Whether anybody recorded a gift or a decision that reaches into the period."""
    given = SupportRecipient.objects.given(period.start, period.cut_off)
    return given.exists() or knows_allowances(period)


def knows_allowances(period: Period) -> bool:
    return MonthlyAllowance.objects.paid_between(period.start, period.cut_off).exists()


@dataclass(frozen=True)
class Spent:
    """Đồng of the period; None where nobody recorded anything."""

    allowances: int | None
    budget: int | None  # given once
    mobilised: int | None

    @property
    def total(self) -> int | None:
        known = [each for each in (self.allowances, self.budget, self.mobilised) if each is not None]
        return sum(known) if known else None

    @property
    def by_budget(self) -> int | None:
        known = [each for each in (self.allowances, self.budget) if each is not None]
        return sum(known) if known else None


def spent(period: Period) -> Spent:
    """Allowances by months paid, and the worth of what was given once, by where the money came from."""
    paid = MonthlyAllowance.objects.paid_between(period.start, period.cut_off)
    given = SupportRecipient.objects.given(period.start, period.cut_off)
    sums = given.aggregate(
        budget=Sum("support__value", filter=Q(support__source=MoneySource.BUDGET)),
        mobilised=Sum("support__value", filter=Q(support__source=MoneySource.MOBILISED)),
    )
    months = sum(each.paid(period.start, period.cut_off) for each in paid) if knows_allowances(period) else None
    return Spent(months, **sums)


def paid_children(period: Period) -> tuple[int, ...]:
    """How many are on an allowance at the cut-off, and how many were in the period: a sum of so few tells who."""
    if not knows_allowances(period):
        return ()
    paid = MonthlyAllowance.objects.paid_between(period.start, period.cut_off).values("child").distinct().count()
    return on_monthly_allowance(period).who.count(), paid


@indicator("RES-02", register=False)
def money_for_children(period: Period) -> Counted:
    """What the register knows: allowances and support given once; the ward's other activities are not in it."""
    return Counted(spent(period).total)


@indicator("RES-03a")
def on_monthly_allowance(period: Period) -> Counted:
    """Children of the ward with a decision that is paid in the month of the cut-off."""
    active = MonthlyAllowance.objects.active(period.cut_off).filter(child=OuterRef("pk"))
    here = Child.objects.of_ward(period.cut_off)
    return Counted(here.filter(Exists(active)) if knows_allowances(period) else None)


@indicator("RES-03b")
def monthly_money(period: Period) -> Counted:
    """The monthly amounts of these decisions."""
    if not knows_allowances(period):
        return Counted(None)
    here = Child.objects.of_ward(period.cut_off)
    active = MonthlyAllowance.objects.active(period.cut_off).filter(child__in=here)
    return Counted(active.aggregate(total=Sum("amount", default=0))["total"])
