"""Adding a child, correcting its record."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.events import Event, record
from accounts.history import last_hand
from children.actions.children import add_child, edit_child
from children.duplicates.twins import twins_of
from children.forms import ChildForm
from children.models import Child, Household
from children.views.opening import opened
from interface.editions import Edition, two_versions, with_choices
from interface.records import get_visible
from interface.refusals import StaleVersion

TWINS = "trẻ giống trẻ đang ghi"


def add(request):
    household = request.GET.get("household")
    if household:
        household = opened(request, Household, household, Event.HOUSEHOLD_READ)
    form = ChildForm(request.POST or None, user=request.user, household=household)
    if child := form.carry_out(add_child, by=request.user, despite_namesakes="still" in request.POST):
        messages.success(request, f"Đã thêm trẻ vào sổ, mã {child.code}.")
        return redirect(child)
    if form.twins:
        record(Event.CHILDREN_SEARCHED, TWINS)
    context = {"form": form, "household": household, "twins": form.twins}
    return render(request, "children/add.html", context)


def twins(request):
    """While somebody types: the children that the typed one may be."""
    facts = ChildForm(request.POST, user=request.user).facts_so_far()
    found = twins_of(facts, request.user) if facts else []
    if found:
        record(Event.CHILDREN_SEARCHED, TWINS)
    return render(request, "children/_twins.html", {"twins": found})


def edit(request, child):
    child = get_visible(Child, request.user, public_id=child)
    form = ChildForm(with_choices(request.POST, child) if request.POST else None, user=request.user, child=child)
    if request.POST:
        version = Edition.from_post(request.POST, child).version
        try:
            if form.carry_out(edit_child, by=request.user, child=child, version=version):
                messages.success(request, "Đã lưu.")
                return redirect(child)
        except StaleVersion as stale:
            record(Event.PERSONAL_ID_SHOWN, child)
            current = ChildForm(user=request.user, child=stale.current)
            title = f"Hồ sơ {child.code}"
            back, by = child.get_absolute_url(), last_hand(stale.current)
            return two_versions(request, form, current, stale.current, title=title, back=back, by=by)
    record(Event.PERSONAL_ID_SHOWN if child.personal_id else Event.CHILD_READ, child)
    token = request.POST.get("opened") or Edition.of(child, form).token
    return render(request, "children/edit.html", {"form": form, "child": child, "opened": token})
