"""Writing down what endangers a family, on whose word, and taking off what was written by mistake."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.models import FamilyRisk, Household, RiskAnswer, RiskFactor
from interface.refusals import Refused


@dataclass(frozen=True)
class RiskDraft:
    factor: RiskFactor
    answer: str
    said_by: str
    asked_on: date
    since: date | None = None
    note: str = ""


@dataclass(frozen=True)
class FactorDraft:
    next_step: str
    call_at_once: bool = False


@transaction.atomic
def record_risk(*, household: Household, by: User, draft: RiskDraft) -> FamilyRisk:
    """An answer, beside the earlier ones. Raises NotAllowed, Refused."""
    authorize(by, "children.edit", household)
    if draft.asked_on > timezone.localdate():
        raise Refused("Ngày hỏi chưa đến. Kiểm tra lại.", field="asked_on")
    if draft.since and draft.answer != RiskAnswer.YES:
        raise Refused("Chỉ ghi “từ tháng” khi có nguy cơ này.", field="since")
    if draft.since and draft.since > draft.asked_on:
        raise Refused("“Từ tháng” ở sau ngày hỏi. Kiểm tra lại cả hai.", field="since")
    risk = FamilyRisk(household=household, recorded_by=by, **vars(draft))
    risk.save()
    return risk


@transaction.atomic
def edit_factor(*, factor: RiskFactor, by: User, version: int, draft: FactorDraft) -> RiskFactor:
    """What the ward wants to be done where a family has it. Raises NotAllowed, StaleVersion."""
    factor = locked(factor, by=by, may="children.edit", version=version)
    for name, value in vars(draft).items():
        setattr(factor, name, value)
    factor.save_next_version()
    return factor


@transaction.atomic
def withdraw_risk(*, risk: FamilyRisk, by: User, version: int, reason: str) -> FamilyRisk:
    """It was written by mistake: what was said before it counts again. Raises NotAllowed, StaleVersion, Refused."""
    risk = locked(risk, by=by, may="children.edit", version=version)
    if risk.withdrawn_on:
        raise Refused("Mục này đã được xóa khỏi hồ sơ từ trước.")
    risk.withdrawn_on, risk.withdrawal_reason = timezone.localdate(), reason
    risk.save_next_version()
    return risk
