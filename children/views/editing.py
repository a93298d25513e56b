"""Adding a child, correcting its record."""

from django.contrib import messages
from django.shortcuts import redirect, render

from accounts.events import Event, record
from children.actions.children import Namesakes, PersonalIdTaken, add_child, edit_child
from children.forms import ChildForm
from children.models import Child, Household
from interface.merging import Edition, two_versions, with_choices
from interface.records import get_visible
from interface.refusals import StaleVersion


def add(request):
    household = request.GET.get("household")
    if household:
        household = get_visible(Household, request.user, public_id=household)
    form = ChildForm(request.POST or None, user=request.user, household=household)
    candidates: list[Child] = []
    if form.is_valid() and not form.unconfirmed:
        try:
            child = add_child(by=request.user, draft=form.draft, despite_namesakes="still" in request.POST)
        except PersonalIdTaken as refusal:
            form.add_error("personal_id", refusal.sentence)
        except Namesakes as refusal:
            candidates = refusal.candidates
            record(Event.CHILDREN_SEARCHED, "trẻ cùng tên, cùng ngày sinh")
        else:
            messages.success(request, f"Đã thêm trẻ vào sổ, mã {child.code}.")
            return redirect(child)
    context = {"form": form, "candidates": candidates, "household": household}
    return render(request, "children/add.html", context)


def edit(request, child):
    child = get_visible(Child, request.user, public_id=child)
    form = ChildForm(with_choices(request.POST) if request.POST else None, user=request.user, child=child)
    if form.is_valid() and not form.unconfirmed:
        try:
            version = Edition.from_post(request.POST).version
            edit_child(child=child, by=request.user, draft=form.draft, version=version)
        except PersonalIdTaken as refusal:
            form.add_error("personal_id", refusal.sentence)
        except StaleVersion as stale:
            record(Event.PERSONAL_ID_SHOWN, child)
            current = ChildForm(user=request.user, child=stale.current)
            title = f"Hồ sơ {child.code}"
            return two_versions(
                request, form, current, stale.current.version, title=title, back=child.get_absolute_url()
            )
        else:
            messages.success(request, "Đã lưu.")
            return redirect(child)
    record(Event.PERSONAL_ID_SHOWN if child.personal_id else Event.CHILD_READ, child)
    opened = request.POST.get("opened") or Edition.of(form, child.version).token
    return render(request, "children/edit.html", {"form": form, "child": child, "opened": opened})
