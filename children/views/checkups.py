"""Health checks and mental-health screenings, from a child's health page and back to it."""

from accounts.events import Event
from children.actions.checkups import (
    edit_checkup,
    edit_screening,
    record_checkup,
    record_screening,
    withdraw_checkup,
    withdraw_screening,
)
from children.forms.checkup import CheckUpForm, ScreeningForm
from children.forms.support import MistakeForm
from children.models import CheckUp, Child, Screening
from children.presenting import named
from children.views.opening import opened
from interface.editing import add_page, deed_page, edit_page


def add_checkup(request, child):
    return _add(request, child, CheckUpForm, record_checkup, title="Ghi khám sức khỏe", done="Đã ghi lần khám.")


def add_screening(request, child):
    title, done = "Ghi sàng lọc sức khỏe tâm thần", "Đã ghi lần sàng lọc."
    return _add(request, child, ScreeningForm, record_screening, title=title, done=done)


def edit_one_checkup(request, checkup):
    checkup = opened(request, CheckUp, checkup, Event.HEALTH_READ)
    return edit_page(
        request, CheckUpForm, edit_checkup, checkup, name="checkup", title="Sửa lần khám", parent=_parent(checkup)
    )


def edit_one_screening(request, screening):
    screening = opened(request, Screening, screening, Event.HEALTH_READ)
    title, parent = "Sửa lần sàng lọc", _parent(screening)
    return edit_page(request, ScreeningForm, edit_screening, screening, name="screening", title=title, parent=parent)


def withdraw_one_checkup(request, checkup):
    checkup = opened(request, CheckUp, checkup, Event.HEALTH_READ)
    return _withdraw(request, checkup, withdraw_checkup, "checkup", "Xóa lần khám ghi nhầm")


def withdraw_one_screening(request, screening):
    screening = opened(request, Screening, screening, Event.HEALTH_READ)
    return _withdraw(request, screening, withdraw_screening, "screening", "Xóa lần sàng lọc ghi nhầm")


def _add(request, child, form_class, action, *, title: str, done: str):
    child = opened(request, Child, child, Event.HEALTH_READ)
    form = form_class(request.POST or None)
    parent = (child.code, f"{child.get_absolute_url()}health")
    return add_page(request, form, action, title=title, button="Lưu", parent=parent, done=done, child=child)


def _withdraw(request, found, action, name: str, title: str):
    return deed_page(
        request, MistakeForm(request.POST or None), action, found, name=name, title=title,
        button="Xóa khỏi hồ sơ", done="Đã xóa khỏi hồ sơ.", parent=_parent(found), lead=named(found.child),
    )  # fmt: skip


def _parent(found) -> tuple[str, str]:
    return found.child.code, found.get_absolute_url()
