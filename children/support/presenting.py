"""What a child was given, in words and sums."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from children.models import Child, Circumstance, MonthlyAllowance, SupportRecipient
from children.support.allowance_reviews import Rates, why_review
from children.support.entitlements import Entitlements, Proposal
from interface.components import TimelineEntry
from vietnamese.ages import add_months
from vietnamese.formats import format_date, format_money


@dataclass(frozen=True)
class YearOfSupport:
    """The aside “Trợ giúp năm 2026”: what was paid and given, how often, and what nobody has decided yet."""

    year: int
    allowance: int
    given: int
    times: int
    proposals: list[Proposal]


def year_of_support(child: Child, user, on: date) -> YearOfSupport:
    first = date(on.year, 1, 1)
    allowances = list(MonthlyAllowance.objects.visible_to(user).true().filter(child=child).select_related("rule"))
    given = SupportRecipient.objects.visible_to(user).filter(child=child).given(first, on)
    sums = given.aggregate(times=Count("pk"), value=Sum("support__value"))
    paid = sum(each.paid(first, on) for each in allowances)
    return YearOfSupport(on.year, paid, sums["value"] or 0, sums["times"], unpaid_proposals(child, user, on))


def unpaid_proposals(child: Child, user, on: date) -> list[Proposal]:
    """What the rules grant the child, where nothing of that kind is paid. Most children need no judging."""
    poor = child.household is not None and child.household.is_poor
    if child.is_gone or not (poor or Circumstance.objects.visible_to(user).current(on).filter(child=child).exists()):
        return []
    entitlements = Entitlements.of(user, on)
    return entitlements.open_proposals(entitlements.judged(Child.objects.visible_to(user)).get(pk=child.pk))


def period_of(allowance: MonthlyAllowance) -> str:
    """từ tháng 04/2024; từ tháng 04/2024 đến hết tháng 12/2026"""
    until = f" đến hết tháng {add_months(allowance.ended_on, -1):%m/%Y}" if allowance.ended_on else ""
    return f"từ tháng {allowance.starts_on:%m/%Y}{until}"


def decision_of(allowance: MonthlyAllowance) -> str:
    """Quyết định số 214/QĐ-UBND ngày 15/04/2024, Trần Quốc Duy ký"""
    day = format_date(allowance.decided_on)
    return f"Quyết định số {allowance.decision_number} ngày {day}, {allowance.signer} ký"


@dataclass(frozen=True)
class AllowanceLine:
    allowance: MonthlyAllowance
    period: str
    decision: str
    review: str
    state: tuple[str, str]  # kind of badge, words


def allowance_line(allowance: MonthlyAllowance, rates: Rates) -> AllowanceLine:
    review = why_review(allowance, rates) if allowance.is_active(rates.on) else ""
    return AllowanceLine(allowance, period_of(allowance), decision_of(allowance), review, _state(allowance, rates.on))


def _state(allowance: MonthlyAllowance, on: date) -> tuple[str, str]:
    if allowance.withdrawn_on:
        return "idle", "Ghi nhầm, đã xóa"
    if allowance.is_active(on):
        return "done", "Đang hưởng"
    if allowance.starts_on > on:
        return "run", f"Hưởng từ tháng {allowance.starts_on:%m/%Y}"
    return "idle", f"Đã thôi: {allowance.get_end_reason_display()[:1].lower()}{allowance.get_end_reason_display()[1:]}"


def support_timeline(child: Child, user) -> Iterator[TimelineEntry]:
    """Allowances granted and ended, and everything given once."""
    for each in MonthlyAllowance.objects.visible_to(user).true().filter(child=child).select_related("rule"):
        icon = "lock-fill" if each.secret else "heart"
        words = f"{format_money(each.amount)}, {each.rule.short_name[:1].lower()}{each.rule.short_name[1:]}."
        by = f"{decision_of(each)}, {period_of(each)}"
        yield TimelineEntry(each.decided_on, "Được trợ cấp hằng tháng", words, by=by, icon=icon)
        if each.ended_on:
            words = f"{each.get_end_reason_display()}."
            yield TimelineEntry(each.ended_on, "Thôi hưởng trợ cấp hằng tháng.", words, icon=icon)
    shares = SupportRecipient.objects.visible_to(user).filter(child=child, support__withdrawn_on=None)
    for share in shares.select_related("support"):
        given = share.support
        value = f"{format_money(given.value)}." if given.value else ""
        by = " · ".join(filter(None, (given.get_kind_display(), given.sponsor, given.evidence)))
        yield TimelineEntry(given.given_on, f"Nhận trợ giúp: {given.title}.", value, by=by, icon="heart")
