"""Moving children of a household to another one; splitting a household."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.events import Event, record
from children.actions.moves import move_children
from children.forms.move import MoveForm
from children.models import Household
from children.models.child import GONE
from children.queries import register_of
from interface.editing import CHANGED
from interface.editions import Edition
from interface.records import get_visible
from interface.refusals import StaleVersion


def move(request, household):
    household = get_visible(Household, request.user, public_id=household)
    record(Event.HOUSEHOLD_READ, household)
    here = register_of(request.user).filter(household=household).exclude(residence__in=GONE)
    form = MoveForm(
        request.POST or None, user=request.user, household=household, children=list(here.order_by("born_on", "pk"))
    )
    opened = Edition.of(household).token
    if request.POST:
        edition = Edition.from_post(request.POST, household)
        try:
            if target := form.carry_out(move_children, by=request.user, household=household, version=edition.version):
                messages.success(request, f"Đã chuyển sang {target}.")
                return redirect(household)
            opened = edition.token
        except StaleVersion:
            form.add_error(None, CHANGED.format(button="Chuyển hộ"))
    context = {"form": form, "household": household, "opened": opened}
    return render(request, "children/moves/form.html", context)
