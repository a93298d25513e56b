"""What is known now of the risks of a family, and how each answer is told."""

from collections.abc import Iterator
from dataclasses import dataclass

from children.households.visits import whom_to_call
from children.models import FamilyRisk, Household, RiskAnswer
from interface.components import TimelineEntry
from vietnamese.phones import format_phone

ORDER = {RiskAnswer.YES: 0, RiskAnswer.UNKNOWN: 1, RiskAnswer.NO: 2}


@dataclass(frozen=True)
class RiskLine:
    """A factor with the last answer, and its words: từ 06/2023; đã hỏi 11/2026: Không."""

    risk: FamilyRisk
    words: str

    @property
    def is_there(self) -> bool:
        return self.risk.answer == RiskAnswer.YES


def risks_now(household: Household, user) -> list[RiskLine]:
    """Every factor that was ever asked about: those that are there first, then what nobody knows."""
    answers = FamilyRisk.objects.visible_to(user).true().filter(household=household).select_related("factor")
    latest: dict[int, FamilyRisk] = {}
    for each in answers.order_by("asked_on", "pk"):
        latest[each.factor_id] = each
    in_order = sorted(latest.values(), key=lambda risk: (ORDER[RiskAnswer(risk.answer)], risk.factor.position))
    return [RiskLine(each, _words(each)) for each in in_order]


def told_after(risk: FamilyRisk) -> str:
    """What is said when an answer is written down: what to do next, whom to call."""
    if risk.answer != RiskAnswer.YES:
        return "Đã ghi."
    calls = ", ".join(f"{name}: {format_phone(digits)}" for name, digits in whom_to_call())
    call = f" Trẻ đang gặp nguy hiểm thì gọi ngay {calls}." if risk.factor.call_at_once else ""
    step = f" Việc cần làm: {risk.factor.next_step}" if risk.factor.next_step else ""
    return f"Đã ghi “{risk.factor.name}”.{step}{call}"


def _words(risk: FamilyRisk) -> str:
    if risk.answer == RiskAnswer.YES:
        return f"từ {risk.since:%m/%Y}" if risk.since else f"ghi {risk.asked_on:%m/%Y}"
    if risk.answer == RiskAnswer.NO:
        return f"đã hỏi {risk.asked_on:%m/%Y}: Không"
    return "Không biết"


def risks_of_household(household: Household, user) -> Iterator[TimelineEntry]:
    answers = FamilyRisk.objects.visible_to(user).true().filter(household=household)
    for each in answers.select_related("factor", "recorded_by"):
        since = f", từ {each.since:%m/%Y}" if each.since else ""
        name = each.factor.name
        text = f"{name[:1].lower()}{name[1:]}: {each.get_answer_display().lower()}{since}. {each.note}".strip()
        by = f"{each.get_said_by_display()} · {each.recorded_by.full_name}"
        yield TimelineEntry(each.asked_on, "Nguy cơ của gia đình:", text, by=by, icon="shield-exclamation")
