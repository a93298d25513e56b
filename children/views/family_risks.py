"""Risks of a family: writing down an answer, taking off a mistake."""

from accounts.events import Event, record
from children.actions.family_risks import record_risk, withdraw_risk
from children.forms.family_risk import RiskForm
from children.forms.support import MistakeForm
from children.models import FamilyRisk, Household
from children.views.opening import opened
from interface.editing import Parent, add_page, deed_page
from interface.records import get_visible


def add(request, household):
    household = opened(request, Household, household, Event.HOUSEHOLD_READ)
    form = RiskForm(request.POST or None, factor=request.GET.get("factor", ""))
    return add_page(
        request, form, record_risk, title="Ghi nguy cơ của gia đình", button="Ghi", done="Đã ghi.",
        parent=_page_of(household), household=household,
    )  # fmt: skip


def withdraw(request, risk):
    risk = get_visible(FamilyRisk, request.user, public_id=risk)
    record(Event.HOUSEHOLD_READ, risk.household)
    return deed_page(
        request, MistakeForm(request.POST or None), withdraw_risk, risk, name="risk", title="Xóa mục ghi nhầm",
        button="Xóa khỏi hồ sơ", done="Đã xóa mục ghi nhầm.", parent=_page_of(risk.household), lead=str(risk),
    )  # fmt: skip


def _page_of(household: Household) -> Parent:
    return household.address or str(household), household.get_absolute_url()
