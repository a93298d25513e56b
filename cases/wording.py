"""How reports and cases are told: in lists, on the board, on the page of a case. Never by a name in a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cases.models import Case, CaseClock, Intake, ReportedChild
from cases.process import PROCESS, State, Step
from children.models import Sex
from interface.components import Step as Shown
from vietnamese.ages import age_on
from vietnamese.formats import format_moment

# The eleven steps of the law, as the bar above a case shows them (NĐ 56/2017, Điều 25-30).
LAW = (
    ("Tiếp nhận", State.REPORTED),
    ("Xác minh", State.VERIFYING),
    ("Đánh giá ban đầu", State.INITIAL_ASSESSMENT),
    ("Đánh giá cụ thể", State.DETAILED_ASSESSMENT),
    ("Họp nhu cầu", State.NEEDS_MEETING),
    ("Lập kế hoạch", State.PLANNING),
    ("Phê duyệt", State.APPROVAL),
    ("Thực hiện", State.IMPLEMENTING),
    ("Rà soát", State.REVIEW),
    ("Kết thúc", State.CLOSED),
)

# The columns of the board: states that belong together.
COLUMNS = (
    ("Tiếp nhận, xác minh", "bước 1–2", (State.REPORTED, State.VERIFYING)),
    ("Đánh giá, khẩn cấp", "bước 3–5", (State.INITIAL_ASSESSMENT, State.DETAILED_ASSESSMENT)),
    ("Họp, lập kế hoạch", "bước 6–7", (State.NEEDS_MEETING, State.PLANNING)),
    ("Chờ phê duyệt", "bước 8", (State.APPROVAL,)),
    ("Đang thực hiện", "bước 9", (State.IMPLEMENTING,)),
    ("Rà soát, kết thúc", "bước 10–11", (State.REVIEW,)),
)


def child_in_words(of: Case | ReportedChild, user) -> str:
    """TE-2026-0430, nữ, 9 tuổi; or as far as the report knows. A code only for who may know of the child."""
    if of.child_id and of.child:
        years = age_on(of.child.born_by, timezone.localdate()).years
        parts = [of.child.code if user.may("children.view", of.child) else "", _sex(of.child.sex), f"{years} tuổi"]
        return ", ".join(filter(None, parts))
    age = "" if of.age_from is None else f"{of.age_from} đến {of.age_to} tuổi"
    return ", ".join(filter(None, [_sex(of.sex), age])) or "Chưa biết là ai"


def _sex(sex: str) -> str:
    return {Sex.MALE: "nam", Sex.FEMALE: "nữ"}.get(Sex(sex), "") if sex else ""


def steps_of(case: Case) -> list[Shown]:
    """Where the case stands, and when it came through each step of this cycle."""
    here = next(number for number, (_, state) in enumerate(LAW) if state == case.state)
    since = {move.to_state: move.happened_at for move in case.steps.filter(cycle=case.cycle)}
    return [
        Shown(
            label,
            format_moment(since[state]) if state in since else "",
            "done" if number < here or case.state == State.CLOSED else "now" if number == here else "later",
        )
        for number, (label, state) in enumerate(LAW)
    ]


def next_steps(case: Case, user) -> list[Step]:
    """What may follow, for this user; the usual way first."""
    return [step for step in PROCESS if case.state in step.leaves and user.may(step.may, case)]


@dataclass(frozen=True)
class Card:
    """A case on the board: its child, the clock that is nearest to its end."""

    case: Case
    child: str
    clock: CaseClock | None


@dataclass(frozen=True)
class Column:
    title: str
    steps: str
    cards: list[Card]

    @property
    def first(self) -> list[Card]:
        return self.cards[:MOST_CARDS]

    @property
    def more(self) -> int:
        return max(len(self.cards) - MOST_CARDS, 0)


MOST_CARDS = 8


def board_of(cases: Iterable[Case], user) -> list[Column]:
    """The most urgent first in each column."""
    cards = [Card(case, child_in_words(case, user), nearest(case.clocks.all())) for case in cases]
    cards.sort(key=lambda card: (card.clock.due_at if card.clock else FAR, card.case.received_at))
    return [
        Column(title, steps, [card for card in cards if card.case.state in states]) for title, steps, states in COLUMNS
    ]


FAR = datetime.max.replace(tzinfo=timezone.get_default_timezone())


def nearest(clocks: Iterable[CaseClock]) -> CaseClock | None:
    running = [clock for clock in clocks if not clock.met_at and not clock.stopped_at]
    return min(running, key=lambda clock: clock.due_at, default=None)


@dataclass(frozen=True)
class Compared:
    """One line of a comparison: what each report says of it."""

    label: str
    cells: list[str]


def compared(intakes: list[Intake], user) -> list[Compared]:
    """Reports beside each other, for “cùng một vụ việc?”."""

    def line(label: str, *cells: str) -> Compared:
        return Compared(label, [cell or "Chưa nhập" for cell in cells])

    return [
        line("Nhận lúc", *(format_moment(each.received_at) for each in intakes)),
        line("Nguồn", *(each.get_channel_display() for each in intakes)),
        line("Trẻ", *("; ".join(child_in_words(child, user) for child in each.children.all()) for each in intakes)),
        line("Nơi xảy ra", *(_place(each) for each in intakes)),
        line("Chuyện gì xảy ra", *(each.happened for each in intakes)),
        line("Tình trạng", *(each.condition for each in intakes)),
    ]


def _place(intake: Intake) -> str:
    where = intake.neighbourhood.short_name if intake.neighbourhood else ""
    return ", ".join(filter(None, (intake.place, where)))
