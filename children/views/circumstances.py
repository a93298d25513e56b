"""Recording that a child joins or leaves a group, or never was in it."""

from django.contrib import messages
from django.shortcuts import redirect, render

from children.actions.circumstances import add_circumstance, end_circumstance, withdraw_circumstance
from children.forms import CircumstanceForm, EndForm, WithdrawForm
from children.models import Child, Circumstance
from children.views.opening import opened
from interface.editing import deed_page


def add(request, child):
    child = opened(request, Child, child)
    form = CircumstanceForm(request.POST or None, child=child)
    if form.carry_out(add_circumstance, by=request.user, child=child):
        messages.success(request, "Đã ghi nhận hoàn cảnh.")
        return redirect(child)
    return render(request, "children/circumstance_form.html", {"form": form, "child": child})


def end(request, circumstance):
    return _deed(
        request, circumstance, EndForm, end_circumstance,
        title="Kết thúc hoàn cảnh", button="Kết thúc hoàn cảnh", done="Đã ghi kết thúc hoàn cảnh.",
    )  # fmt: skip


def withdraw(request, circumstance):
    return _deed(
        request, circumstance, WithdrawForm, withdraw_circumstance,
        title="Xóa hoàn cảnh ghi nhầm", button="Xóa khỏi hồ sơ", done="Đã xóa hoàn cảnh ghi nhầm khỏi hồ sơ.",
    )  # fmt: skip


def _deed(request, circumstance, form_class, action, **words: str):
    """From the child's page, and back to it."""
    circumstance = opened(request, Circumstance, circumstance)
    form, child = form_class(request.POST or None, circumstance=circumstance), circumstance.child
    parent = (child.code, child.get_absolute_url())
    return deed_page(request, form, action, circumstance, name="circumstance", parent=parent, **words)
