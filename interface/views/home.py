"""Screen 02: “Việc cần làm”."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone

from interface.todo import Todo, todos_of


def home(request):
    today = timezone.localdate()
    return render(request, "interface/home.html", {"today": today, "groups": _by_time(todos_of(request.user), today)})


def _by_time(todos: list[Todo], today) -> list[tuple[str, list[Todo]]]:
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
    return [(title, lines) for title, lines in groups.items() if lines]
