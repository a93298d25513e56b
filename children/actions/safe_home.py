"""Checking whether a home is safe, once a year and again when something was mended; keeping the list of items."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.events import Event, record
from accounts.models import User
from children.households.safe_home import items_on, judge, judged_on, standard_on
from children.models import Household, SafeHomeCheck, SafeHomeItem, SafeHomeStandard
from interface.refusals import Refused, StaleVersion


@dataclass(frozen=True)
class SafeHomeDraft:
    checked_on: date
    answers: Mapping[str, str]
    injured: bool | None = None
    recheck_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class ItemDraft:
    group: str
    text: str
    position: int
    required: bool = False
    unsure: bool = False
    valid_to: date | None = None


@dataclass(frozen=True)
class StandardDraft:
    at_least: int
    no_injury: bool = True
    unsure: bool = False
    note: str = ""


@transaction.atomic
def check_safe_home(*, household: Household, by: User, year: int, version: int, draft: SafeHomeDraft) -> SafeHomeCheck:
    """The household's check of a year; `version` 0 when there was none. Raises NotAllowed, StaleVersion, Refused."""
    household = locked(household, by=by, may="children.check_homes")
    check = SafeHomeCheck.objects.filter(household=household, year=year).first()
    if (check.version if check else 0) != version:
        raise StaleVersion(check)
    if draft.checked_on > timezone.localdate() or draft.checked_on.year != year:
        raise Refused(f"Ngày kiểm phải trong năm {year} và không ở sau hôm nay.", field="checked_on")
    if not any(draft.answers.values()):
        raise Refused("Chưa trả lời mục nào.")
    fresh, check = check is None, check or SafeHomeCheck(household=household, year=year)
    _write(check, draft, by)
    check.save() if fresh else check.save_next_version()
    record(Event.SAFE_HOME_CHECKED, household)
    return check


def _write(check: SafeHomeCheck, draft: SafeHomeDraft, by: User) -> None:
    day = judged_on(check.year, timezone.localdate())
    items = items_on(day)
    judged = judge(items, standard_on(day), draft.answers, injured=draft.injured)
    check.checked_on, check.injured, check.recheck_on = draft.checked_on, draft.injured, draft.recheck_on
    check.answers = {item.code: draft.answers[item.code] for item in items if draft.answers.get(item.code)}
    check.met, check.passed, check.note, check.recorded_by = judged.met, judged.passed, draft.note, by


@transaction.atomic
def add_item(*, by: User, draft: ItemDraft) -> SafeHomeItem:
    """The ward looks at something more from today on. Raises NotAllowed."""
    authorize(by, "children.edit")
    item = SafeHomeItem(valid_from=timezone.localdate(), **vars(draft))
    item.code = f"X{item.public_id.hex[:8]}"
    item.save()
    return item


@transaction.atomic
def edit_item(*, item: SafeHomeItem, by: User, version: int, draft: ItemDraft) -> SafeHomeItem:
    """By the text of the decision in force; checks that were made stay as they were judged. Raises NotAllowed,
    StaleVersion, Refused.
    """
    item = locked(item, by=by, may="children.edit", version=version)
    if draft.valid_to and draft.valid_to < item.valid_from:
        raise Refused("Ngày hết áp dụng phải từ ngày bắt đầu trở đi.", field="valid_to")
    for name, value in vars(draft).items():
        setattr(item, name, value)
    item.save_next_version()
    return item


@transaction.atomic
def edit_standard(*, standard: SafeHomeStandard, by: User, version: int, draft: StandardDraft) -> SafeHomeStandard:
    """When a home passes. Raises NotAllowed, StaleVersion."""
    standard = locked(standard, by=by, may="children.edit", version=version)
    for name, value in vars(draft).items():
        setattr(standard, name, value)
    standard.save_next_version()
    return standard
