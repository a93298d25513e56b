"""Keeping base amount and coefficients as decrees and the province's resolutions change them."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from accounts.authorization import authorize, locked
from accounts.models import User
from children.models import AllowanceRule, BaseAmount, Confidence
from interface.records import refused_when
from interface.refusals import Refused
from vietnamese.formats import format_date

ONE_DAY = timedelta(days=1)
COPIED = (
    "code", "position", "name", "short_name", "article", "age_from", "age_to", "circumstances", "unclear", "question",
    "at_end", "poverty", "one_parent", "stacks", "secret", "in_use",
)  # fmt: skip


@transaction.atomic
def set_base_amount(*, by: User, amount: int, valid_from: date, source: str) -> BaseAmount:
    """From a day on another base amount holds; the one before ends the day before. Raises NotAllowed, Refused."""
    authorize(by, "support.edit")
    before = BaseAmount.objects.on(valid_from).first()
    _end_before(before, valid_from)
    new = BaseAmount(
        amount=amount, valid_from=valid_from, source=source, confidence=Confidence.SEEN,
        valid_to=before.valid_to if before else None,
    )  # fmt: skip
    if before:
        _shorten(before, valid_from)
    with refused_when("one_base_amount_at_a_time", "Sau ngày này đã ghi một mức chuẩn khác. Ghi ngày khác."):
        new.save()
    return new


@transaction.atomic
def set_coefficient(
    *, rule: AllowanceRule, by: User, version: int, coefficient: Decimal, valid_from: date, article: str
) -> AllowanceRule:
    """From a day on the category has another coefficient. Raises NotAllowed, StaleVersion, Refused."""
    rule = locked(rule, by=by, may="support.edit", version=version)
    _end_before(rule, valid_from)
    new = AllowanceRule(
        **{name: getattr(rule, name) for name in COPIED} | {"article": article},
        coefficient=coefficient, valid_from=valid_from, valid_to=rule.valid_to, confidence=Confidence.SEEN,
    )  # fmt: skip
    _shorten(rule, valid_from)
    new.save()
    return new


@transaction.atomic
def switch_rule(*, rule: AllowanceRule, by: User, version: int, in_use: bool) -> AllowanceRule:
    """Whether the ward applies the category at all (một diện chỉ có ở xã đặc biệt khó khăn).

    Raises NotAllowed, StaleVersion.
    """
    rule = locked(rule, by=by, may="support.edit", version=version)
    rule.in_use = in_use
    rule.save_next_version()
    return rule


def _end_before(record: BaseAmount | AllowanceRule | None, valid_from: date) -> None:
    if record and record.valid_from >= valid_from:
        sentence = f"Mức đang ghi có hiệu lực từ {format_date(record.valid_from)}. Mức mới phải từ ngày sau đó."
        raise Refused(sentence, field="valid_from")


def _shorten(record: BaseAmount | AllowanceRule, valid_from: date) -> None:
    record.valid_to = valid_from - ONE_DAY
    record.save_next_version()
