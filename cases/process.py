"""What may happen to a case next, by which article: the process of NĐ 56/2017/NĐ-CP, Điều 25-32, as one table.

Emergency measures run beside these states and stop none of them (Điều 26.3, 31, 32): they are records of their own.
"""

from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    """Where a case stands."""

    REPORTED = "reported", "Mới tiếp nhận"
    VERIFYING = "verifying", "Đang xác minh"
    INITIAL_ASSESSMENT = "initial_assessment", "Đang đánh giá ban đầu"
    DETAILED_ASSESSMENT = "detailed_assessment", "Đang đánh giá cụ thể"
    NEEDS_MEETING = "needs_meeting", "Họp xác định nhu cầu"
    PLANNING = "planning", "Đang lập kế hoạch"
    APPROVAL = "approval", "Chờ phê duyệt"
    IMPLEMENTING = "implementing", "Đang thực hiện"
    REVIEW = "review", "Đang rà soát"
    CLOSED = "closed", "Đã kết thúc"


OPEN = tuple(state for state in State if state != State.CLOSED)


class Paper(TextChoices):
    """What has to be there before a step: a form of the decree, signed, or minutes.

    None of them can be written yet: the steps that need one stand in the table, and are refused.
    """

    M02 = "M02", "đánh giá nguy cơ ban đầu (Mẫu số 02)"
    M03 = "M03", "đánh giá nguy cơ cụ thể (Mẫu số 03)"
    MINUTES = "MINUTES", "biên bản họp xác định nhu cầu"
    M04 = "M04", "kế hoạch hỗ trợ, can thiệp (Mẫu số 04)"
    M05 = "M05", "quyết định phê duyệt kế hoạch (Mẫu số 05)"
    M06 = "M06", "rà soát, đánh giá sau khi thực hiện kế hoạch (Mẫu số 06)"


@dataclass(frozen=True)
class Step:
    """One move of a case: from where, to where, by whose right, after which article."""

    id: str
    does: str  # what its button says
    leaves: tuple[State, ...]
    reaches: State
    may: str  # permission
    article: str  # of NĐ 56/2017/NĐ-CP
    needs: tuple[Paper, ...] = ()
    new_cycle: bool = False
    reason: bool = False  # has to be said


WORK, DECIDE = "cases.work", "cases.decide"
RECEIVE = "receive"  # the first line of every case; the law's step 1
NO_EMERGENCY = "no_emergency"
VERIFIED = tuple(state for state in OPEN if state not in (State.REPORTED, State.VERIFYING))

PROCESS = (
    Step("verify", "Bắt đầu xác minh", (State.REPORTED,), State.VERIFYING, WORK, "Điều 25"),
    Step("confirm", "Thông tin xác thực", (State.VERIFYING,), State.INITIAL_ASSESSMENT, WORK, "Điều 25.2"),
    Step("dismiss", "Thông tin không xác thực", (State.VERIFYING,), State.CLOSED, WORK, "Điều 25.2", reason=True),
    Step(
        "assess_risk", "Kết thúc đánh giá ban đầu", (State.INITIAL_ASSESSMENT,), State.DETAILED_ASSESSMENT, WORK,
        "Điều 26.2", needs=(Paper.M02,),
    ),
    Step(
        "assess_needs", "Kết thúc đánh giá cụ thể", (State.DETAILED_ASSESSMENT,), State.NEEDS_MEETING, WORK,
        "Điều 27.1", needs=(Paper.M03,),
    ),
    Step(
        "hold_meeting", "Đã họp xác định nhu cầu", (State.NEEDS_MEETING,), State.PLANNING, WORK,
        "Điều 27.2", needs=(Paper.MINUTES,),
    ),
    Step("submit_plan", "Trình kế hoạch", (State.PLANNING,), State.APPROVAL, WORK, "Điều 28.1", needs=(Paper.M04,)),
    Step("return_plan", "Trả lại", (State.APPROVAL,), State.PLANNING, DECIDE, "Điều 28.2", reason=True),
    Step(
        "approve_plan", "Phê duyệt", (State.APPROVAL,), State.IMPLEMENTING, DECIDE,
        "Điều 28.3", needs=(Paper.M05,),
    ),
    Step("begin_review", "Bắt đầu rà soát", (State.IMPLEMENTING,), State.REVIEW, WORK, "Điều 30.1"),
    Step(
        "continue", "Lập kế hoạch mới", (State.REVIEW,), State.DETAILED_ASSESSMENT, DECIDE,
        "Điều 30.1.c", needs=(Paper.M06,), new_cycle=True,
    ),
    Step("close", "Kết thúc", (State.REVIEW,), State.CLOSED, DECIDE, "Điều 30.1.b", needs=(Paper.M06,)),
    # The law names no article for what ends a case from outside: the reason is said and kept.
    Step("end_early", "Kết thúc vì lý do khác", OPEN, State.CLOSED, DECIDE, "Điều 30", reason=True),
    Step(
        "reopen", "Tái mở", (State.CLOSED,), State.VERIFYING, DECIDE,
        "Điều 25", new_cycle=True, reason=True,
    ),
)  # fmt: skip
# Beside the states: it moves a case nowhere, and stops the clock of the 12 hours.
BESIDE = Step(
    NO_EMERGENCY, "Không cần can thiệp khẩn cấp", VERIFIED, State.INITIAL_ASSESSMENT, WORK, "Điều 26.3", reason=True
)
STEPS = {step.id: step for step in PROCESS}


def refusal_of(step: Step, state: str) -> str:
    """Why the law does not let this step follow now, with the article; empty when it does."""
    law = f"{step.article} Nghị định 56/2017/NĐ-CP"
    if state not in step.leaves:
        return f"Hồ sơ {State(state).label.lower()}: chưa tới bước “{step.does}” ({law})."
    if step.needs:
        return f"Còn thiếu {', '.join(paper.label for paper in step.needs)} đã ký ({law})."
    return ""
