"""Screen 02: “Việc cần làm”."""

from datetime import date, timedelta

from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from interface.homes import home_of
from interface.todo import Todo, coming_for, done_for, todos_of
from vietnamese.formats import weekday_date


def home(request):
    if own := home_of(request.user.role):
        return own(request)
    today = timezone.localdate()
    groups = _by_time(todos_of(request), today)
    context = {
        "groups": list(groups.items()),
        "sentence": _sentence(groups, today),
        "coming": coming_for(request.user),
        "done": done_for(request.user),
    }
    return render(request, "interface/home.html", context)


def _sentence(groups: dict[str, list[Todo]], today: date) -> SafeString:
    """Thứ Hai, 23/11/2026. Có <b>2 việc phải xong hôm nay</b>, 6 việc trong tuần này."""
    urgent, soon = len(groups.get("Hôm nay", [])), len(groups.get("Tuần này", []))
    first = (
        format_html("Có <b>{} việc phải xong hôm nay</b>", urgent) if urgent else "Không có việc nào phải xong hôm nay"
    )
    rest = f", {soon} việc trong tuần này" if soon else ""
    return format_html("{}. {}{}.", weekday_date(today), first, rest)


def _by_time(todos: list[Todo], today: date) -> dict[str, list[Todo]]:
    """Late and today first, then this week, then the rest; empty groups are left out."""
    week_end = today + timedelta(days=6 - today.weekday())
    groups: dict[str, list[Todo]] = {"Hôm nay": [], "Tuần này": [], "Sau đó": []}
    for todo in todos:
        if todo.due_on and todo.due_on <= today:
            groups["Hôm nay"].append(todo)
        elif todo.due_on and todo.due_on <= week_end:
            groups["Tuần này"].append(todo)
        else:
            groups["Sau đó"].append(todo)
    return {title: lines for title, lines in groups.items() if lines}
