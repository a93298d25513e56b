"""What reports and cases ask for, with the clock of the law."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, CaseClock
from cases.process import State
from interface.todo import Todo, todo_source

DOES = {
    State.REPORTED: "Xác minh",
    State.VERIFYING: "Xác minh xong",
    State.INITIAL_ASSESSMENT: "Đánh giá ban đầu, can thiệp khẩn cấp",
}
MOST = 20  # lines of clocks; the lists show the rest


@todo_source
def clocks_to_keep(user) -> Iterator[Todo]:
    """For whoever works on cases: reports that wait to be compared, cases nobody has taken on, one's own."""
    if not user.may("cases.work"):
        return
    own = Q(case=None) | Q(case__manager=None) | Q(case__manager=user)
    clocks = CaseClock.objects.visible_to(user).running().filter(own).select_related("case", "intake", "term")
    for clock in clocks.order_by("due_at", "pk")[:MOST]:
        yield _of_case(clock, clock.case) if clock.case else _of_report(clock)


def _of_case(clock: CaseClock, case: Case) -> Todo:
    return Todo(
        title=f"{DOES.get(State(case.state), clock.term.name)}: hồ sơ {case.code}",
        detail=clock.term.article if case.manager_id else "Chưa ai phụ trách hồ sơ này.",
        url=case.get_absolute_url(),
        action="Mở hồ sơ",
        due=clock.due_at,
        legal=True,
    )


def _of_report(clock: CaseClock) -> Todo:
    return Todo(
        title=f"So sánh tin báo {clock.about.code}",
        detail="Có thể cùng vụ việc với hồ sơ đang mở.",
        url=clock.about.get_absolute_url(),
        action="So sánh",
        due=clock.due_at,
        legal=True,
    )


@todo_source
def late_cases(user) -> Iterator[Todo]:
    """For leaders: what is past its term."""
    if not user.may("cases.decide"):
        return
    late = CaseClock.objects.visible_to(user).running().filter(due_at__lt=timezone.now(), case__isnull=False)
    first = late.order_by("due_at", "pk").first()
    if first:
        yield Todo(
            title=f"{late.count()} hồ sơ bảo vệ trẻ em quá hạn",
            detail="Hỏi người phụ trách, hoặc giao người khác.",
            url=reverse("cases"),
            action="Xem hồ sơ",
            due=first.due_at,
            legal=True,
        )
