"""How the plan and the targets are put into words on screen and on paper."""

from collections.abc import Iterable
from datetime import date, timedelta

from programs.models import Plan, PlanBullet, Programme
from programs.queries import TaskOfYear
from vietnamese.formats import format_count, format_date

NEAR = timedelta(days=30)


def plan_state(plan: Plan | None, tasks: Iterable[TaskOfYear], today: date) -> str:
    """The sentence above the list of tasks: how many, and how many of them come near."""
    if plan is None:
        return "Chưa có kế hoạch nào đang áp dụng."
    near = sum(each.next_due is not None and each.next_due - today <= NEAR for each in tasks)
    coming = f"{format_count(near)} nhiệm vụ" if near else "không có nhiệm vụ nào"
    return f"{plan.short_title} năm {today.year}: {coming} đến hạn trong {NEAR.days} ngày tới."


def decision_words(programme: Programme) -> str:
    """“Quyết định số 23/QĐ-TTg ngày 07/01/2021”: never by number alone, numbers come again."""
    if not (programme.number and programme.decided_on):
        return "Chưa rõ số, ngày quyết định"
    return f"Quyết định số {programme.number} ngày {format_date(programme.decided_on)}"


def period_words(programme: Programme) -> str:
    return f"giai đoạn {programme.period_from} - {programme.period_to}"


def coverage_words(plan: Plan | None, bullets: Iterable[PlanBullet]) -> str:
    """Whether somebody is responsible for every bullet."""
    if plan is None:
        return ""
    served = [bool(bullet.tasks.all()) for bullet in bullets]
    if all(served):
        return f"{plan.short_title}: {len(served)} nội dung, nội dung nào cũng có nhiệm vụ thực hiện."
    missing = format_count(served.count(False))
    return f"{plan.short_title}: {missing} trong {len(served)} nội dung chưa có nhiệm vụ thực hiện."


def programmes_state(running: int, ended: int) -> str:
    words = f"{format_count(running, 'chương trình')} đang thực hiện"
    return f"{words}, {format_count(ended, 'chương trình')} đã hết giai đoạn." if ended else f"{words}."


def programme_state(programme: Programme, targets: int, on: date) -> str:
    """The sentence under the heading: which decision, which years, how much is known."""
    facts = f"{decision_words(programme)}, {period_words(programme)}"
    if not targets:
        return f"{facts}. Chưa có danh sách chỉ tiêu."
    return f"{facts}. {format_count(targets, 'chỉ tiêu')}."


def standing_words(programme: Programme, on: date) -> str:
    """What became of an ended programme; nothing while it runs."""
    if not programme.has_ended(on):
        return ""
    if programme.successor:
        return f"{period_words(programme)} đã kết thúc, nay là {programme.successor.name}"
    return f"{period_words(programme)} đã kết thúc, chưa có chương trình thay thế"
