"""Decisions on a monthly allowance: granted, adjusted, ended, or recorded by mistake.

The decision counts as it was signed. What the rules compute is a check: a difference is asked about and explained.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.models import AllowanceRule, Child, EndReason, MonthlyAllowance, next_month
from children.support.entitlements import amount_of, base_on, calculation_of
from interface.records import refused_when
from interface.refusals import Refused
from vietnamese.ages import add_months, age_on
from vietnamese.formats import format_date, format_money

TAKEN = "Trẻ đang hưởng trợ cấp trong thời gian này. Ghi điều chỉnh hoặc thôi hưởng trước."
ONE_AT_A_TIME = ("one_allowance_at_a_time", "one_stacking_allowance_at_a_time", "one_secret_allowance_per_officer")


@dataclass(frozen=True)
class AllowanceDraft:
    """A decision as it was signed. `last_month`: the last one paid, where the decision names it."""

    rule: AllowanceRule
    decision_number: str
    decided_on: date
    signer: str
    starts_on: date
    amount: int
    last_month: date | None = None
    explanation: str = ""


@transaction.atomic
def grant_allowance(*, child: Child, by: User, draft: AllowanceDraft) -> MonthlyAllowance:
    """Record a decision. Raises NotAllowed, Refused (also while a difference to the rules is not explained)."""
    authorize(by, "support.edit", child)
    allowance = _as_decided(child, by, draft)
    _ask_about_differences(allowance, draft)
    _check_others(allowance, by)
    _save(allowance)
    return allowance


@transaction.atomic
def adjust_allowance(*, allowance: MonthlyAllowance, by: User, version: int, draft: AllowanceDraft) -> MonthlyAllowance:
    """Another decision takes its place from a month on. Raises NotAllowed, StaleVersion, Refused."""
    allowance = _open(allowance, by, version)
    start = draft.starts_on.replace(day=1)
    if start <= allowance.starts_on:
        raise Refused(
            f"Quyết định đang hiệu lực hưởng từ tháng {allowance.starts_on:%m/%Y}. Mức mới phải từ tháng sau đó.",
            field="starts_on",
        )
    _end(allowance, start, EndReason.ADJUSTED)
    return grant_allowance(child=allowance.child, by=by, draft=draft)


@transaction.atomic
def end_allowance(*, allowance: MonthlyAllowance, by: User, version: int, reason: str, on: date) -> MonthlyAllowance:
    """The ground ended on that day: from the next month on nothing is paid. Raises as `adjust_allowance`."""
    allowance = _open(allowance, by, version)
    if on < allowance.starts_on:
        raise Refused("Ngày này ở trước tháng bắt đầu hưởng. Nếu ghi nhầm thì xóa khỏi hồ sơ.", field="on")
    _end(allowance, next_month(on), EndReason(reason))
    return allowance


@transaction.atomic
def withdraw_allowance(*, allowance: MonthlyAllowance, by: User, version: int, reason: str) -> MonthlyAllowance:
    """Recorded by mistake: it counts in no month any more. Raises NotAllowed, StaleVersion, Refused."""
    allowance = locked(allowance, by=by, may="support.edit", version=version)
    if allowance.withdrawn_on:
        raise Refused("Quyết định này đã được xóa khỏi hồ sơ từ trước.")
    allowance.withdrawn_on, allowance.withdrawal_reason = timezone.localdate(), reason
    allowance.save_next_version()
    return allowance


def _open(allowance: MonthlyAllowance, by: User, version: int) -> MonthlyAllowance:
    allowance = locked(allowance, by=by, may="support.edit", version=version)
    if allowance.withdrawn_on or (allowance.ended_on and allowance.end_reason != EndReason.TERM):
        raise Refused("Quyết định này đã ghi thôi hưởng hoặc xóa khỏi hồ sơ từ trước.")
    return allowance


def _end(allowance: MonthlyAllowance, ended_on: date, reason: EndReason) -> None:
    if allowance.ended_on and allowance.ended_on <= ended_on:
        raise Refused(f"Theo quyết định, trẻ chỉ hưởng đến hết tháng {add_months(allowance.ended_on, -1):%m/%Y}.")
    allowance.ended_on, allowance.end_reason = ended_on, reason
    allowance.save_next_version()


def _as_decided(child: Child, by: User, draft: AllowanceDraft) -> MonthlyAllowance:
    starts_on = draft.starts_on.replace(day=1)
    base = base_on(starts_on)
    return MonthlyAllowance(
        child=child,
        rule=draft.rule,
        officer=by,
        decision_number=draft.decision_number,
        decided_on=draft.decided_on,
        signer=draft.signer,
        starts_on=starts_on,
        amount=draft.amount,
        computed=None if base is None else amount_of(draft.rule, base),
        explanation=draft.explanation,
        ended_on=next_month(draft.last_month) if draft.last_month else None,
        end_reason=EndReason.TERM if draft.last_month else "",
    )


def _ask_about_differences(allowance: MonthlyAllowance, draft: AllowanceDraft) -> None:
    if allowance.ended_on and allowance.ended_on <= allowance.starts_on:
        raise Refused("Tháng cuối ở trước tháng bắt đầu hưởng. Kiểm tra lại cả hai.", field="last_month")
    differences = [words for words in _differences(allowance) if words]
    if differences and not draft.explanation:
        asked = "Nếu quyết định ghi đúng như vậy, nói lý do ở ô “Lý do khác với cách tính”."
        raise Refused(" ".join([*differences, asked]), field="explanation")


def _differences(allowance: MonthlyAllowance) -> list[str]:
    """Where the decision is not what the rules say: the amount, the month, the age."""
    rule, start = allowance.rule, allowance.starts_on
    found = []
    base = base_on(start)
    if base is not None and allowance.amount != allowance.computed:
        found.append(
            f"Theo quy định là {format_money(amount_of(rule, base))} ({calculation_of(rule, base)}), "
            f"quyết định ghi {format_money(allowance.amount)}."
        )
    if start < allowance.decided_on.replace(day=1):
        found.append(f"Trẻ hưởng từ tháng ký quyết định ({allowance.decided_on:%m/%Y}), ở đây ghi từ {start:%m/%Y}.")
    age = age_on(allowance.child.birth.latest(), max(start, allowance.child.birth.latest())).years
    if not rule.age_from <= age < rule.age_to:
        found.append(f"Trẻ {age} tuổi, diện này từ {rule.age_from} đến dưới {rule.age_to} tuổi.")
    if not rule.in_force(start):
        found.append(f"Ngày {format_date(start)} diện này không có hiệu lực.")
    return found


def _check_others(allowance: MonthlyAllowance, by: User) -> None:
    """Only the highest category is paid, but for those paid beside it (NĐ 20/2021/NĐ-CP, Điều 6.2)."""
    others = MonthlyAllowance.objects.visible_to(by).true().filter(child=allowance.child, stacks=allowance.rule.stacks)
    if allowance.ended_on:
        others = others.filter(starts_on__lt=allowance.ended_on)
    if any(other.ended_on is None or other.ended_on > allowance.starts_on for other in others):
        raise Refused(TAKEN, article="Nghị định số 20/2021/NĐ-CP, Điều 6.2")


def _save(allowance: MonthlyAllowance) -> None:
    """The database decides between two who record the same decision at once."""
    first, second, third = ONE_AT_A_TIME
    with refused_when(first, TAKEN), refused_when(second, TAKEN), refused_when(third, TAKEN):
        allowance.save()
