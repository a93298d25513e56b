"""Risks of a family: writing down an answer, taking off a mistake; what is to be done about each."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.actions.family_risks import edit_factor, record_risk, withdraw_risk
from children.forms.family_risk import FactorForm, RiskForm
from children.forms.support import MistakeForm
from children.households.family_risks import told_after
from children.households.visits import whom_to_call
from children.models import FamilyRisk, Household, RiskFactor
from children.views.opening import opened
from interface.editing import Parent, add_page, deed_page, edit_page
from interface.records import get_visible


def add(request, household):
    household = opened(request, Household, household, Event.HOUSEHOLD_READ)
    form = RiskForm(request.POST or None, factor=request.GET.get("factor", ""))
    return add_page(
        request, form, record_risk, title="Ghi nguy cơ của gia đình", button="Ghi", done=told_after,
        parent=_page_of(household), household=household,
    )  # fmt: skip


def withdraw(request, risk):
    risk = get_visible(FamilyRisk, request.user, public_id=risk)
    record(Event.HOUSEHOLD_READ, risk.household)
    return deed_page(
        request, MistakeForm(request.POST or None), withdraw_risk, risk, name="risk", title="Xóa mục ghi nhầm",
        button="Xóa khỏi hồ sơ", done="Đã xóa mục ghi nhầm.", parent=_page_of(risk.household), lead=str(risk),
    )  # fmt: skip


FACTORS = "Nguy cơ của gia đình: việc cần làm"


def list_factors(request):
    """What is asked about a family, and what is to be done where it is so."""
    context = {
        "title": FACTORS,
        "factors": RiskFactor.objects.visible_to(request.user).on(timezone.localdate()).order_by("position"),
        "calls": whom_to_call(),
        "may_edit": request.user.may("children.edit"),
    }
    return render(request, "children/risks/factors.html", context)


def edit(request, factor):
    factor = get_visible(RiskFactor, request.user, public_id=factor)
    return edit_page(
        request, FactorForm, edit_factor, factor, name="factor", title="Sửa việc cần làm", lead=factor.name,
        parent=(FACTORS, reverse("risk_factors")),
    )  # fmt: skip


def _page_of(household: Household) -> Parent:
    return household.address or str(household), household.get_absolute_url()
