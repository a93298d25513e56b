"""What the stories of support need: children in groups, decisions, gifts."""

import datetime

from accounts.acting import acting_as
from accounts.models import User
from children.actions.allowances import AllowanceDraft, grant_allowance
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.entries import DisasterDraft, InjuryDraft, LabourDraft, ParticipationDraft
from children.actions.supports import SupportDraft
from children.models import AllowanceRule, CircumstanceGroup, CircumstanceSubtype, PovertyYear
from children.models.poverty import repeat_class

DAY = datetime.date(2026, 3, 2)
ENTRIES = (
    InjuryDraft(happened_on=DAY, kind="fall", place="home", outcome="treated"),
    LabourDraft(happened_on=DAY, form="hours", work="Rửa bát ở quán ăn"),
    DisasterDraft(happened_on=DAY, disaster="Bão số 4", harm="house"),
    ParticipationDraft(happened_on=DAY, form="forum", topic="An toàn trên mạng"),
)
GIFT = SupportDraft("gift", "Quà Tết Bính Ngọ", datetime.date(2026, 2, 10), "mobilised", 500_000, evidence="Ký nhận")


def joins(child, by, code: str, *, since=DAY):
    """A child is recorded in a group (G01) or in a case of it (G04.2)."""
    subtype = CircumstanceSubtype.objects.filter(code=code).select_related("group").first()
    group = subtype.group if subtype else CircumstanceGroup.objects.get(code=code)
    with acting_as(by):
        return add_circumstance(child=child, by=by, draft=CircumstanceDraft(group, since, subtype))


def becomes_poor(child, poverty: str = "poor") -> None:
    """Since long ago, and still."""
    with acting_as(User.objects.system()):
        home = child.household
        home.refresh_from_db()
        PovertyYear.objects.update_or_create(household=home, year=2020, defaults={"poverty": poverty})
        repeat_class(home, home.classes.all(), datetime.date(2026, 1, 1))
        home.save_next_version()


def decision(code: str = "disabled_severe_child", **more) -> AllowanceDraft:
    facts = {
        "decision_number": "214/QĐ-UBND",
        "decided_on": datetime.date(2026, 4, 15),
        "signer": "Trần Quốc Duy",
        "starts_on": datetime.date(2026, 4, 1),
        "amount": 1_000_000,
    }
    return AllowanceDraft(rule=AllowanceRule.objects.get(code=code, valid_to=None), **facts | more)


def granted(child, by, code: str = "disabled_severe_child", **more):
    with acting_as(by):
        return grant_allowance(child=child, by=by, draft=decision(code, **more))
