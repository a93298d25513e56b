"""Base amounts and categories of the monthly allowances, as the ward applies them."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from children.actions.entitlements import set_base_amount, set_coefficient, switch_rule
from children.forms.support import BaseAmountForm, CoefficientForm
from children.models import AllowanceRule, BaseAmount
from children.support.entitlements import amount_of, base_on
from interface.editing import add_page, deed_page
from interface.records import get_visible
from interface.refusals import StaleVersion
from vietnamese.formats import format_money


def show(request):
    """Past ones too: a decision of last year is checked by last year's figures."""
    today = timezone.localdate()
    base = base_on(today)
    context = {
        "bases": BaseAmount.objects.visible_to(request.user),
        "rules": [
            (rule, amount_of(rule, base) if base and rule.in_force(today) else None)
            for rule in AllowanceRule.objects.visible_to(request.user)
        ],
        "may_edit": request.user.may("support.edit"),
        "state": f"Mức chuẩn đang áp dụng {format_money(base)}." if base else "Chưa ghi mức chuẩn nào.",
    }
    return render(request, "children/support/rates.html", context)


def new_base(request):
    form = BaseAmountForm(request.POST or None)
    title, done = "Ghi mức chuẩn mới", "Đã ghi mức chuẩn mới."
    return add_page(request, form, set_base_amount, title=title, button="Ghi mức chuẩn", parent=_parent(), done=done)


def new_coefficient(request, rule):
    rule = get_visible(AllowanceRule, request.user, public_id=rule)
    initial = {"coefficient": Decimal(rule.coefficient).normalize(), "article": rule.article}
    form = CoefficientForm(request.POST or None, initial=initial)
    return deed_page(
        request, form, set_coefficient, rule,
        name="rule", title=f"Hệ số mới: {rule.short_name}", button="Ghi hệ số", parent=_parent(),
        done="Đã ghi hệ số mới.",
    )  # fmt: skip


def switch(request, rule):
    """The button posts what it said: two who press it at once do not undo each other."""
    rule = get_visible(AllowanceRule, request.user, public_id=rule)
    in_use, version = request.POST.get("in_use") == "yes", request.POST.get("version", "")
    try:
        switch_rule(rule=rule, by=request.user, version=int(version) if version.isdecimal() else 0, in_use=in_use)
    except StaleVersion:
        messages.error(request, "Có người vừa sửa diện này. Xem lại rồi bấm lần nữa.")
        return redirect("rates")
    messages.success(request, "Diện này được áp dụng." if in_use else "Diện này không áp dụng nữa.")
    return redirect("rates")


def _parent() -> tuple[str, str]:
    return "Mức chuẩn, hệ số", reverse("rates")
