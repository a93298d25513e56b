"""What the demo's children were given: allowances by the rules of their time, gifts on the usual days."""

from datetime import date, timedelta

from django.db.models import Q

from accounts.models import User
from children.models import (
    Child,
    Circumstance,
    EndReason,
    MonthlyAllowance,
    Support,
    SupportLeftOut,
    SupportRecipient,
    next_month,
)
from children.support.entitlements import Entitlements, amount_of, base_on
from interface.demo import Demo, Dice
from vietnamese.ages import CHILD_UNTIL, add_years
from vietnamese.formats import format_number

RAISED = date(2024, 7, 1)  # the base amount: NĐ 76/2024/NĐ-CP
DECIDED = 0.94  # of those entitled: the rest waits for a decision
SIGNERS = ((date(2025, 7, 1), "Trần Quốc Duy"), (date.min, "Nguyễn Văn Thành"))
# Occasion, kind, month and day, source, sponsor, value, to whom (a share of the poor households' children, or of those
# in special circumstances), evidence.
OCCASIONS = (
    ("Quà Tết Nguyên đán", "gift", (1, 28), "mobilised", "Hội Chữ thập đỏ phường", 500_000, "poor", 1.0),
    ("Quà Quốc tế Thiếu nhi", "gift", (6, 1), "budget", "UBND phường", 200_000, "special", 0.9),
    ("Học bổng đầu năm học", "scholarship", (9, 4), "mobilised", "Hội Khuyến học phường", 1_000_000, "poor", 0.3),
    ("Quà Trung thu", "gift", (9, 24), "mobilised", "Đoàn Thanh niên phường", 150_000, "special", 0.95),
    ("Khám sàng lọc khuyết tật", "service", (10, 12), "budget", "Trạm Y tế", None, "disabled", 0.5),
)


def make_support(demo: Demo) -> str:
    dice = demo.dice("support")
    officers = list(User.objects.filter(role__in=("officer", "protection_worker")).order_by("username"))
    allowances = [each for day in _decision_days(demo) for each in _granted(demo, dice, day)]
    gifts = _gifts(demo, dice, officers)
    return f"{len(allowances)} quyết định trợ cấp, {format_number(gifts)} suất trợ giúp"


def _decision_days(demo: Demo) -> list[date]:
    """Once in spring and once in autumn decisions are signed for whoever has become entitled."""
    days = [date(year, month, 15) for year in range(demo.first_day.year, demo.today.year + 1) for month in (3, 9)]
    return [day for day in days if demo.first_day <= day <= demo.today]


def _granted(demo: Demo, dice: Dice, day: date) -> list[MonthlyAllowance]:
    system = User.objects.system()
    entitlements = Entitlements.of(system, day)
    here = Child.objects.under_16(day).living_here(day).filter(entitlements.unpaid)
    made = []
    for child in entitlements.judged(here).order_by("pk"):
        if not dice.happens(DECIDED):
            continue
        rules = [each.rule for each in entitlements.proposals(child) if each.certain]
        made += [_allowance(demo, dice, child, rule, day) for rule in rules]
    raised = [each for allowance in made for each in _adjusted(demo, dice, allowance)]
    MonthlyAllowance.objects.bulk_create([*made, *raised])
    return made


def _adjusted(demo: Demo, dice: Dice, allowance: MonthlyAllowance) -> list[MonthlyAllowance]:
    """Whoever was paid when the base amount rose got another decision that month; a few were forgotten."""
    ends = allowance.ended_on or date.max
    if not allowance.starts_on < RAISED < ends or demo.today < RAISED or dice.happens(0.05):
        return []
    raised = _allowance(demo, dice, allowance.child, allowance.rule, RAISED.replace(day=12))
    raised.officer, raised.ended_on, raised.end_reason = allowance.officer, allowance.ended_on, allowance.end_reason
    allowance.ended_on, allowance.end_reason = RAISED, EndReason.ADJUSTED
    return [raised]


def _allowance(demo: Demo, dice: Dice, child: Child, rule, day: date) -> MonthlyAllowance:
    starts_on = day.replace(day=1)
    amount = amount_of(rule, base_on(day) or 0)
    ends, reason = _end_of(demo, child, rule, starts_on)
    membership = child.circumstances.filter(group__code__in=[code[:3] for code in rule.circumstances]).first()
    return MonthlyAllowance(
        public_id=dice.public_id(),
        child=child,
        rule=rule,
        secret=rule.secret,
        stacks=rule.stacks,
        officer=membership.officer if membership else User.objects.get(username="van.pth"),
        decision_number=f"{dice.randint(20, 900)}/QĐ-UBND",
        decided_on=day,
        signer=next(name for since, name in SIGNERS if day >= since),
        starts_on=starts_on,
        amount=amount,
        computed=amount,
        ended_on=ends,
        end_reason=reason,
    )


def _end_of(demo: Demo, child: Child, rule, starts_on: date) -> tuple[date | None, str]:
    """The month after a child left or grew out of the category, where that has come."""
    ends = [(add_years(child.born_by, rule.age_to), EndReason.AGE)]
    if rule.age_to != CHILD_UNTIL:
        ends = [(ends[0][0], EndReason.ADJUSTED)]
    if child.left_on:
        reason = EndReason.DEATH if child.residence == "dead" else EndReason.MOVED
        ends.append((child.left_on, reason))
    day, reason = min(ends)
    return (max(next_month(day), next_month(starts_on)), reason) if day <= demo.today else (None, "")


def _gifts(demo: Demo, dice: Dice, officers: list[User]) -> int:
    shares: list[SupportRecipient] = []
    missed: list[SupportLeftOut] = []
    for year in range(demo.first_day.year, demo.today.year + 1):
        for title, kind, (month, day_of_month), source, sponsor, value, whom, share in OCCASIONS:
            day = date(year, month, day_of_month)
            asked = list(_whom(whom, day))
            children = [child for child in asked if dice.happens(share)]
            if day > demo.today or not children:
                continue
            support = Support.objects.create(
                public_id=dice.public_id(),
                kind=kind,
                title=f"{title} {year}",
                value=value,
                given_on=day,
                source=source,
                sponsor=sponsor,
                evidence=f"Danh sách ký nhận ngày {day + timedelta(days=2):%d/%m/%Y}" if dice.happens(0.85) else "",
                recorded_by=dice.choice(officers),
            )
            shares += [SupportRecipient(support=support, child=child) for child in children]
            came = set(children)
            missed += [_left_out(support, child) for child in asked if child not in came][:1]
    SupportRecipient.objects.bulk_create(shares)
    SupportLeftOut.objects.bulk_create(missed)
    return len(shares)


def _left_out(support: Support, child: Child) -> SupportLeftOut:
    reason = "Vắng ngày trao, gia đình chưa đến nhận"
    by = support.recorded_by
    return SupportLeftOut(support=support, child=child, left_out_on=support.given_on, reason=reason, left_out_by=by)


def _whom(whom: str, day: date):
    here = Child.objects.of_ward(day).order_by("pk")
    if whom == "poor":
        return here.filter(household__poverty__in=("poor", "near_poor"))
    group = Q(group__code="G04") if whom == "disabled" else Q(group__kind="legal", secret=False)
    return here.filter(pk__in=Circumstance.objects.current(day).filter(group).values("child"))
