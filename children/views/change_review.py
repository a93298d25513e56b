"""Screen 23: an officer decides about slips, the oldest first."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from agencies.models import Neighbourhood
from children.actions.changes import approve_change, refuse_change, return_change
from children.changes.words import about, lines_of_change, sender_in_words, sets_off
from children.forms.change import ApproveForm, QuestionForm, RefuseForm
from children.models import ChangeKind, ChildChange
from children.queries import changes_to_decide, other_open_changes
from children.views.editing import TWINS
from interface.editing import deed_page
from interface.filters import Filters, ListFilter
from interface.lists import page_of
from interface.records import get_visible
from interface.refusals import StaleVersion

MOVED_ON = "Phiếu hoặc hồ sơ của trẻ vừa đổi. Chưa ghi gì; xem lại bản mới dưới đây rồi duyệt."


def list_changes(request):
    """The list, and beside it the slip that has waited longest."""
    page, filters = _waiting(request)
    return _page(request, page, filters, page.object_list[0] if page.object_list else None, listed=True)


def show(request, change):
    page, filters = _waiting(request)
    return _page(request, page, filters, get_visible(ChildChange, request.user, public_id=change))


def approve(request, change):
    """On to the next slip; back to this one when something stands in the way."""
    change = get_visible(ChildChange, request.user, public_id=change)
    form = ApproveForm(request.POST, change=change)
    try:
        done = form.carry_out(approve_change, change=change, by=request.user, despite_namesakes="still" in request.POST)
    except StaleVersion:
        messages.error(request, MOVED_ON)
        return redirect("change", change.public_id)
    if done is None:
        if form.twins:
            record(Event.CHILDREN_SEARCHED, TWINS)
        page, filters = _waiting(request)
        return _page(request, page, filters, change, form=form)
    messages.success(request, f"Đã duyệt phiếu của {sender_in_words(done.proposer)}. Sổ trẻ em đã đổi.")
    filtered = request.GET.urlencode()
    return redirect(reverse("changes") + (f"?{filtered}" if filtered else ""))


def return_for_answer(request, change):
    return _deed(
        request, change, QuestionForm, return_change,
        title="Trả lại, hỏi thêm", button="Trả lại, hỏi thêm", done="Đã trả phiếu lại cho người gửi.",
    )  # fmt: skip


def refuse(request, change):
    return _deed(
        request, change, RefuseForm, refuse_change,
        title="Không duyệt", button="Không duyệt", done="Đã ghi không duyệt. Sổ trẻ em không đổi.",
    )  # fmt: skip


def _deed(request, change, form_class, action, **words: str):
    change = get_visible(ChildChange, request.user, public_id=change)
    record(Event.CHANGE_READ, change)
    form, parent = form_class(request.POST or None), ("Duyệt biến động", reverse("changes"))
    return deed_page(request, form, action, change, name="change", parent=parent, **words)


def _waiting(request):
    """The slips to decide that fit the filters, and the filters."""
    numbers = Neighbourhood.objects.visible_to(request.user).on(timezone.localdate()).order_by("number")
    places = [(each.number, each.short_name) for each in numbers]
    filters = Filters(
        ListFilter.on(request, "tdp", "Tổ dân phố", places, "neighbourhood__number"),
        ListFilter.on(request, "kind", "Việc", ChangeKind.choices),
    )
    return page_of(request, filters.apply(changes_to_decide(request.user))), filters.chips


def _page(request, page, filters, change: ChildChange | None, *, listed=False, form=None):
    context = {
        "page": page,
        "filters": filters,
        "query": request.GET.urlencode(),
        "lines": [(each, sender_in_words(each.proposer)) for each in page],
        "change": change,
        "listed": listed,
        "twins": form.twins if form else [],
        "form": form,
    }
    if change:
        record(Event.CHANGE_READ, change)
        context |= _slip(request, change, form)
    return render(request, "children/changes/decide.html", context)


def _slip(request, change: ChildChange, form) -> dict:
    today, child = timezone.localdate(), change.child
    versions = {"version": change.version, "child_version": child.version if child else None}
    return {
        "form": form or ApproveForm(initial=versions, change=change),
        "about": about(change, today),
        "changes": (found := lines_of_change(change, request.user)),
        "stale": any(line.then for line in found),
        "gone": change.contradiction,
        "others": other_open_changes(change, request.user),
        "sender": sender_in_words(change.proposer),
        "can_answer": change.sender_can_answer,
        "sets_off": sets_off(change, request.user, today),
    }
