"""The people of a household: one of them edited, one more added; its class of a year."""

from functools import partial

from django.http import Http404
from django.utils import timezone

from accounts.events import Event, record
from children.actions.caregivers import add_caregiver, edit_caregiver
from children.actions.poverty import class_of, record_class
from children.forms.person import NewPersonForm, PersonForm
from children.forms.poverty import ClassForm
from children.households.people import youngest_of
from children.models import Caregiver, Household
from children.views.opening import opened
from interface.editing import Parent, add_page, deed_page, edit_page
from interface.records import get_visible

FIRST_YEAR = 2000


def add(request, household):
    household = opened(request, Household, household, Event.HOUSEHOLD_READ)
    form = NewPersonForm(request.POST or None, user=request.user, household=household)
    return add_page(
        request, form, add_caregiver, title="Thêm người chăm sóc", button="Thêm", done="Đã thêm người chăm sóc.",
        parent=_page_of(household), household=household,
    )  # fmt: skip


def edit(request, caregiver):
    """Wherever the person lives: in the form stand all children they care for."""
    person = get_visible(Caregiver, request.user, public_id=caregiver)
    child = youngest_of(person, request.user)
    home = child.household
    record(Event.HOUSEHOLD_READ if home else Event.CHILD_READ, home or child)
    return edit_page(
        request, partial(PersonForm, user=request.user), edit_caregiver, person, name="caregiver",
        title="Sửa người chăm sóc", lead="Sửa một lần cho mọi trẻ mà người này chăm sóc, ở hộ này và hộ khác.",
        parent=_page_of(home) if home else (child.code, child.get_absolute_url()),
    )  # fmt: skip


def poverty(request, household, year):
    household = opened(request, Household, household, Event.HOUSEHOLD_READ)
    if not FIRST_YEAR <= year <= timezone.localdate().year + 1:
        raise Http404
    form = ClassForm(request.POST or None, initial=vars(class_of(household=household, by=request.user, year=year)))
    return deed_page(
        request, form, record_class, household, name="household", title=f"Diện hộ năm {year}", button="Ghi",
        done=f"Đã ghi diện hộ năm {year}.", parent=_page_of(household), year=year,
        lead=f"{household}. Các năm khác giữ nguyên; chọn “Chưa nhập” thì xóa mục của năm này.",
    )  # fmt: skip


def _page_of(household: Household) -> Parent:
    return household.address or str(household), household.get_absolute_url()
