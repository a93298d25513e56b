"""A child's support: what is paid and was given, what the rules propose, and decisions on it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from agencies.models import Signer
from children.actions.allowances import adjust_allowance, end_allowance, grant_allowance, withdraw_allowance
from children.forms.support import AllowanceForm, EndAllowanceForm, MistakeForm
from children.models import Child, MonthlyAllowance, SupportRecipient
from children.presenting import named
from children.queries import allowances_of
from children.record_files import count_papers
from children.support.allowance_reviews import Rates
from children.support.presenting import allowance_line, unpaid_proposals, year_of_support
from children.views.opening import opened
from interface.editing import deed_page


def show(request, child):
    child = opened(request, Child, child)
    user, today = request.user, timezone.localdate()
    allowances = list(allowances_of(child, user))
    count_papers(allowances)
    shares = SupportRecipient.objects.visible_to(user).filter(child=child, support__withdrawn_on=None)
    rates = Rates.of(today)
    context = {
        "child": child,
        "year": year_of_support(child, user, today),
        "lines": [allowance_line(each, rates) for each in allowances],
        "proposals": unpaid_proposals(child, user, today),
        "given": [share.support for share in shares.select_related("support").order_by("-support__given_on", "-pk")],
        "may_edit": user.may("support.edit"),
    }
    return render(request, "children/support/child.html", context)


def grant(request, child):
    child = opened(request, Child, child)
    form = AllowanceForm(request.POST or None, initial=_proposed(request, child))
    if form.carry_out(grant_allowance, by=request.user, child=child):
        messages.success(request, "Đã ghi quyết định trợ cấp.")
        return redirect("child_support", child=child.public_id)
    return render(request, "children/support/allowance_form.html", {"form": form, "child": child})


def adjust(request, allowance):
    allowance = opened(request, MonthlyAllowance, allowance)
    initial = {"rule": allowance.rule.public_id, "signer": _signer(request)}
    form = AllowanceForm(request.POST or None, initial=initial)
    words = {"title": "Điều chỉnh trợ cấp", "button": "Ghi quyết định điều chỉnh", "done": "Đã ghi mức mới."}
    return _deed(request, form, adjust_allowance, allowance, **words)


def end(request, allowance):
    allowance = opened(request, MonthlyAllowance, allowance)
    form = EndAllowanceForm(request.POST or None, allowance=allowance)
    words = {"title": "Thôi hưởng trợ cấp", "button": "Ghi thôi hưởng", "done": "Đã ghi thôi hưởng trợ cấp."}
    return _deed(request, form, end_allowance, allowance, **words)


def withdraw(request, allowance):
    allowance = opened(request, MonthlyAllowance, allowance)
    form = MistakeForm(request.POST or None)
    words = {"title": "Xóa quyết định ghi nhầm", "button": "Xóa khỏi hồ sơ", "done": "Đã xóa quyết định ghi nhầm."}
    return _deed(request, form, withdraw_allowance, allowance, **words)


def _deed(request, form, action, allowance, **words: str):
    child = allowance.child
    parent = (child.code, f"{child.get_absolute_url()}support/")
    return deed_page(request, form, action, allowance, name="allowance", parent=parent, lead=named(child), **words)


def _proposed(request, child: Child) -> dict:
    """What the form shows at first: the category asked for, or the first that the rules propose."""
    today = timezone.localdate()
    initial = {"starts_on": today.replace(day=1), "decided_on": today, "signer": _signer(request)}
    certain = [each for each in unpaid_proposals(child, request.user, today) if each.certain]
    asked = [each for each in certain if str(each.rule.public_id) == request.GET.get("rule")]
    for each in (asked or certain)[:1]:
        initial |= {"rule": each.rule.public_id, "amount": each.amount}
    return initial


def _signer(request) -> str:
    """Who signed the last decision; at first the ward's signer."""
    last = MonthlyAllowance.objects.visible_to(request.user).order_by("-decided_on", "-pk").first()
    if last:
        return last.signer
    signer = Signer.objects.visible_to(request.user).on(timezone.localdate()).order_by("pk").first()
    return signer.full_name if signer else ""
