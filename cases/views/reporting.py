"""Somebody reports a child in danger (screen 07); afterwards only “đã tiếp nhận” is left of it for the sender."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cases.actions.intakes import receive_report
from cases.forms.intake import report_form
from cases.models import Receipt
from children.models import Child
from children.views.opening import opened
from interface.lists import page_of

CALL_FIRST = (("113", "Công an"), ("111", "Bảo vệ trẻ em"), ("115", "Cấp cứu"))


def report(request):
    return _report(request)


def report_child(request, child):
    """About a child of the register, from its page."""
    return _report(request, opened(request, Child, child))


def _report(request, child: Child | None = None):
    form = report_form(request.user)(request.POST or None, user=request.user, child=child)
    intake = form.carry_out(receive_report, by=request.user)
    if intake is None:
        return render(request, "cases/report.html", {"form": form, "child": child, "call_first": CALL_FIRST})
    messages.success(request, f"Phường đã nhận tin {intake.code}.")
    return redirect(intake if request.user.may("cases.view_intakes") else "receipts")


def list_receipts(request):
    page = page_of(request, Receipt.objects.visible_to(request.user).order_by("-sent_at"))
    return render(request, "cases/receipts.html", {"page": page})
