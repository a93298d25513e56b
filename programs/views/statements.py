"""An agency says that nothing occurred, or takes that back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from interface.editing import add_page
from interface.editions import Edition
from interface.records import get_visible
from programs import actions
from programs.forms import NothingForm
from programs.models import NothingToReport, PlanTask
from programs.statements import days_to_state, reports_on


def say(request, code):
    task = get_visible(PlanTask, request.user, code=code)
    if not reports_on(request.user, task):
        raise PermissionDenied
    form = NothingForm(request.POST or None, days=days_to_state(task, timezone.localdate()))
    return add_page(
        request, form, actions.say_nothing, title="Báo không phát sinh", button="Báo không phát sinh",
        parent=("Nhiệm vụ", reverse("task", args=[task.code])), lead=task.title, done="Đã báo không phát sinh.",
        task=task,
    )  # fmt: skip


def take_back(request, nothingtoreport):
    statement = get_visible(NothingToReport, request.user, public_id=nothingtoreport)
    version = Edition.from_post(request.POST, statement).version
    actions.take_back(statement=statement, by=request.user, version=version)
    messages.success(request, "Đã rút lại báo cáo không phát sinh.")
    return redirect("task", code=statement.task.code)
