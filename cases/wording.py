"""How reports and cases are told: in lists, on the board, on the page of a case. Never by a name in a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cases.models import Case, CaseClock, ChildInReport, Intake
from cases.process import BESIDE, PROCESS, RECEIVE, State, Step, refusal_of
from children.models import Sex
from interface.components import Step as Shown
from vietnamese.ages import age_on
from vietnamese.formats import format_moment

# The steps of the law, as the bar above a case shows them (NĐ 56/2017, Điều 25-30); step 4, emergency measures, runs
# beside them.
LAW = (
    ("Tiếp nhận", State.REPORTED),
    ("Xác minh", State.VERIFYING),
    ("Đánh giá ban đầu", State.INITIAL_ASSESSMENT),
    ("Can thiệp khẩn cấp", BESIDE.id),
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


def child_in_words(of: Case | ChildInReport) -> str:
    """TE-2026-0430, nữ, 9 tuổi; or as far as the report knows. All who read reports know of every child of the ward."""
    if of.child:
        years = age_on(of.child.born_by, timezone.localdate()).years
        return ", ".join(filter(None, [of.child.code, _sex(of.child.sex), f"{years} tuổi"]))
    age = "" if of.age_from is None else f"{of.age_from} đến {of.age_to} tuổi"
    return ", ".join(filter(None, [_sex(of.sex), age])) or "Chưa biết là ai"


def _sex(sex: str) -> str:
    return {Sex.MALE: "nam", Sex.FEMALE: "nữ"}.get(Sex(sex), "") if sex else ""


def steps_of(case: Case) -> list[Shown]:
    """Where the case stands, and when it came through each step of this cycle."""
    order = [state for _, state in LAW]
    moves = case.steps.filter(cycle=case.cycle).order_by("happened_at", "pk")
    since = {BESIDE.id if move.step == BESIDE.id else move.to_state: move.happened_at for move in moves}

    def stands(state: str) -> str:
        if state == case.state:
            return "done" if state == State.CLOSED else "now"
        return (
            "done"
            if state in since and (order.index(state) < order.index(case.state) or state == BESIDE.id)
            else "later"
        )

    return [Shown(label, _when(state, since), stands(state)) for label, state in LAW]


def _when(state: str, since: dict[str, datetime]) -> str:
    if state not in since:
        return ""
    return ("không cần, " if state == BESIDE.id else "") + format_moment(timezone.localtime(since[state]))


def next_steps(case: Case, user, *, clock: bool) -> list[Step]:
    """What may follow now, for this user; the usual way first. `clock`: whether the 12 hours run.

    A step whose paper cannot be written yet is not offered.
    """
    beside = [BESIDE] if clock and not refusal_of(BESIDE, case.state) else []
    return [step for step in (*PROCESS, *beside) if not refusal_of(step, case.state) and user.may(step.may)]


RECEIVED = "Nhận tin"


@dataclass(frozen=True)
class Move:
    """One line of the log of a case."""

    at: datetime
    what: str
    by: str
    article: str
    reason: str


def moves_of(case: Case) -> list[Move]:
    """What was done, the latest first."""
    does = {law.id: law.does for law in (*PROCESS, BESIDE)} | {RECEIVE: RECEIVED}
    return [
        Move(each.happened_at, does[each.step], each.by.full_name, each.article, each.reason)
        for each in case.steps.select_related("by").order_by("-happened_at", "-pk")
    ]


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
    most: int

    @property
    def first(self) -> list[Card]:
        return self.cards[: self.most]

    @property
    def more(self) -> int:
        return max(len(self.cards) - self.most, 0)


MOST_CARDS, ALL_CARDS = 8, 500


def board_of(cases: Iterable[Case], *, all_of_them: bool) -> list[Column]:
    """The most urgent first in each column."""
    most = ALL_CARDS if all_of_them else MOST_CARDS
    cards = [Card(case, child_in_words(case), nearest(case.clocks.all())) for case in cases]
    cards.sort(key=lambda card: (card.clock.due_at if card.clock else FAR, card.case.received_at))
    return [
        Column(title, steps, [card for card in cards if card.case.state in states], most)
        for title, steps, states in COLUMNS
    ]


FAR = datetime.max.replace(tzinfo=timezone.get_default_timezone())


def nearest(clocks: Iterable[CaseClock]) -> CaseClock | None:
    running = [clock for clock in clocks if not clock.stopped_at]
    return min(running, key=lambda clock: clock.due_at, default=None)


@dataclass(frozen=True)
class Compared:
    """One line of a comparison: what each report says of it."""

    label: str
    cells: list[tuple[str, str]]  # code of the report, its words


def compared(intakes: list[Intake]) -> list[Compared]:
    """Reports beside each other, for “cùng một vụ việc?”."""

    def line(label: str, *cells: str | None) -> Compared:
        codes = [each.code for each in intakes]
        return Compared(label, [(code, cell or "Chưa nhập") for code, cell in zip(codes, cells, strict=True)])

    def words(name: str) -> list[str]:
        return [said(each, name) for each in intakes]

    return [
        line("Nhận lúc", *(format_moment(timezone.localtime(each.received_at)) for each in intakes)),
        line("Nguồn", *(each.get_channel_display() for each in intakes)),
        line("Trẻ", *("; ".join(child_in_words(child) for child in each.children.all()) for each in intakes)),
        line("Nơi xảy ra", *(_place(each) for each in intakes)),
        line("Chuyện gì xảy ra", *words("happened")),
        line("Tình trạng", *words("condition")),
        line("Người báo tin", *(_agreed(each) for each in intakes)),
    ]


def said(intake: Intake, name: str) -> str:
    """What a report says; “Không biết” where it was asked and nobody knew."""
    return getattr(intake, name) or ("Không biết" if name in intake.unknown else "")


def _agreed(intake: Intake) -> str:
    return "Đồng ý ghi tên" if intake.informant_agrees else "Không đồng ý ghi tên"


def informant_of(intake: Intake, user) -> str:
    """Whoever told it: by consent only, and only for those who decide and for who took the report."""
    if not intake.informant_agrees:
        return "Không đồng ý ghi tên"
    if not user.may("cases.decide") and intake.entered_by_id != user.pk:
        return "Đồng ý ghi tên; chỉ lãnh đạo và người tiếp nhận đọc được"
    return ", ".join(filter(None, (intake.informant_name, intake.informant_phone, intake.informant_address)))


def whole_report(intake: Intake, user) -> list[tuple[str, str]]:
    """Every line of a report: Mẫu số 01."""
    danger = {True: "Có", False: "Không", None: ""}[intake.in_danger]
    words = ("expected_harm", "father", "mother", "family", "caregiver", "done_before", "note")
    names = "; ".join(child.name for child in intake.children.all() if child.name)
    return [
        ("Nhận lúc", format_moment(timezone.localtime(intake.received_at))),
        ("Nguồn", ", ".join(filter(None, (intake.get_channel_display(), intake.get_heard_display())))),
        ("Người ghi", intake.entered_by.full_name),
        ("Người báo tin", informant_of(intake, user)),
        ("Trẻ", "; ".join(child_in_words(child) for child in intake.children.all())),
        ("Họ tên trẻ", names),
        ("Trẻ đang gặp nguy hiểm", danger or said(intake, "in_danger")),
        ("Trẻ em", intake.get_subject_display() if intake.subject else ""),
        ("Chuyện gì xảy ra", said(intake, "happened")),
        ("Nơi xảy ra", _place(intake)),
        ("Tình trạng hiện tại", said(intake, "condition")),
        *((_label(name), said(intake, name)) for name in words),
    ]


def _label(name: str) -> str:
    label = str(Intake._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _place(intake: Intake) -> str:
    where = intake.neighbourhood.short_name if intake.neighbourhood else ""
    return ", ".join(filter(None, (said(intake, "place"), where)))
