"""What the lists of tasks and of programmes can be narrowed by."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import AgencyKind
from interface.components import Filter
from interface.filters import Filters, ListFilter
from programs.due_dates import due_dates
from programs.models import Frequency, PlanBullet, PlanTask, Programme, ReportSection
from vietnamese.formats import format_date

MONTHS = [(month, f"Tháng {month}") for month in range(1, 13)]
STANDING = [("running", "Đang thực hiện"), ("ended", "Đã kết thúc")]
NAMED = [("yes", "Nêu tên"), ("no", "Không nêu tên")]


def day_asked(request) -> date | None:
    """The one day that the address asks for: it is set by a link, and offered by no list."""
    try:
        return date.fromisoformat(request.GET.get("due", ""))
    except ValueError:
        return None


def task_filters(request, year: int) -> Filters:
    """Of the plan's tasks in a year. No column holds the days on which they are due then."""

    def due_when(fits: Callable[[date, str], bool]) -> Callable[[Any, str], Any]:
        def narrow(tasks: QuerySet[PlanTask], chosen: str) -> QuerySet[PlanTask]:
            return tasks.filter(
                pk__in=[task.pk for task in tasks if any(fits(day, chosen) for day in due_dates(task.due, year))]
            )

        return narrow

    bullets = [(bullet.ref, f"{bullet.ref} {bullet.gist}") for bullet in PlanBullet.objects.visible_to(request.user)]
    day = day_asked(request)
    month = Filter.of(request, "month", "Đến hạn trong", MONTHS)
    due = Filter.of(request, "due", "Hạn", [(day.isoformat(), format_date(day))] if day else [])
    return Filters(
        ListFilter.on(request, "frequency", "Chu kỳ", Frequency.choices),
        ListFilter(month, due_when(lambda day, chosen: str(day.month) == chosen)),
        ListFilter(due, due_when(lambda day, chosen: day.isoformat() == chosen)),
        ListFilter.on(request, "section", "Mục báo cáo", ReportSection.choices),
        ListFilter.on(request, "bullet", "Nội dung kế hoạch", bullets, "bullets__ref"),
    )


def programme_filters(request, on: date) -> Filters:
    """Of the national programmes; the one that took over from an ended one is another line."""

    def standing(programmes: QuerySet[Programme], chosen: str) -> QuerySet[Programme]:
        over = Q(valid_to__lt=on)
        return programmes.filter(over) if chosen == "ended" else programmes.exclude(over)

    def named(programmes: QuerySet[Programme], chosen: str) -> QuerySet[Programme]:
        return programmes.filter(named_in_plan=chosen == "yes")

    return Filters(
        ListFilter(Filter.of(request, "standing", "Giai đoạn", STANDING), standing),
        ListFilter.on(request, "lead", "Chủ trì", AgencyKind.choices),
        ListFilter(Filter.of(request, "named", "Trong kế hoạch phường", NAMED), named),
    )
