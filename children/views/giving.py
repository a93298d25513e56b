"""Recording what was given once: to one child, or to all children of a list; and taking it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.actions.supports import edit_support, give_support, leave_out, restore_support, withdraw_support
from children.finding.picked import posted
from children.forms.support import SupportForm
from children.models import Child, Support
from children.queries import register_of
from children.record_files import count_papers
from children.views.opening import opened
from children.views.picking import pick_page, with_home
from interface.editing import deed_page
from interface.records import get_visible


def give(request):
    """Records one giving for all chosen children."""
    return pick_page(
        request, SupportForm(posted(request)), give_support,
        title="Ghi lần trao", button="Ghi lần trao", parent=("Trợ giúp", reverse("given_supports")),
        undo=lambda support: reverse("withdraw_support", args=[support.public_id]),
    )  # fmt: skip


def give_one(request, child):
    child = opened(request, Child, child)
    form = SupportForm(request.POST or None, initial={"given_on": timezone.localdate()})
    support = form.carry_out(give_support, by=request.user, children=[child])
    if support:
        undo = reverse("withdraw_support", args=[support.public_id])
        messages.success(request, "Đã ghi trợ giúp.", extra_tags=undo)
        return redirect("child_support", child=child.public_id)
    return render(request, "children/support/give_one.html", {"form": form, "child": child})


def show(request, support):
    support = get_visible(Support, request.user, public_id=support)
    children = list(with_home(register_of(request.user).filter(supports__support=support)))
    record(Event.CHILDREN_LISTED, "trẻ nhận trợ giúp")
    count_papers([support])
    context = {
        "support": support,
        "children": children,
        "total": (support.value or 0) * len(children),
        "may_edit": request.user.may("support.edit"),
    }
    return render(request, "children/support/show.html", context)


def edit(request, support):
    support = get_visible(Support, request.user, public_id=support)
    form = SupportForm.of(support, request.POST or None)
    parent = ("Lần trao", support.get_absolute_url())
    words = {"title": "Sửa lần trao", "button": "Lưu", "done": "Đã lưu."}
    return deed_page(request, form, edit_support, support, name="support", parent=parent, **words)


def withdraw(request, support):
    support = get_visible(Support, request.user, public_id=support)
    withdraw_support(support=support, by=request.user)
    undo = reverse("restore_support", args=[support.public_id])
    messages.success(request, "Đã xóa lần trao này: không tính cho trẻ nào.", extra_tags=undo)
    return redirect("given_supports")


def restore(request, support):
    support = get_visible(Support, request.user, public_id=support)
    restore_support(support=support, by=request.user)
    messages.success(request, "Lần trao được tính lại.")
    return redirect(support)


def remove(request, support, child):
    support = get_visible(Support, request.user, public_id=support)
    child = get_visible(Child, request.user, public_id=child)
    leave_out(support=support, child=child, by=request.user)
    messages.success(request, f"Đã bỏ {child.code} khỏi danh sách nhận.")
    return redirect(support)
