"""Recording what was given once: to one child, or to all children of a list; and taking it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from accounts.history import history_entries
from children.actions.supports import (
    edit_support,
    give_support,
    leave_out,
    restore_support,
    take_back_support,
    withdraw_support,
)
from children.finding.picked import posted
from children.forms.support import LeaveOutForm, MistakeForm, RestoreForm, SupportForm
from children.models import Child, Support, SupportLeftOut
from children.queries import register_of
from children.record_files import count_papers
from children.views.opening import opened
from children.views.picking import pick_page, with_home
from interface.editing import Parent, deed_page
from interface.records import get_visible


def give(request):
    """Records one giving for all chosen children."""
    return pick_page(
        request, SupportForm(posted(request)), give_support,
        title="Ghi lần trao", button="Ghi lần trao", parent=("Trợ giúp", reverse("given_supports")),
        undo=lambda support: reverse("take_back_support", args=[support.public_id]),
    )  # fmt: skip


def give_one(request, child):
    child = opened(request, Child, child)
    form = SupportForm(request.POST or None, initial={"given_on": timezone.localdate()})
    support = form.carry_out(give_support, by=request.user, children=[child])
    if support:
        undo = reverse("take_back_support", args=[support.public_id])
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
        "left_out": SupportLeftOut.objects.visible_to(request.user).filter(support=support).select_related("child"),
        "may_edit": request.user.may("support.edit"),
        "entries": history_entries(support, request.user),
    }
    return render(request, "children/support/show.html", context)


def edit(request, support):
    support = get_visible(Support, request.user, public_id=support)
    form = SupportForm.of(support, request.POST or None)
    parent = _page_of(support)
    words = {"title": "Sửa lần trao", "button": "Lưu", "done": "Đã lưu."}
    return deed_page(request, form, edit_support, support, name="support", parent=parent, **words)


def withdraw(request, support):
    support = get_visible(Support, request.user, public_id=support)
    return deed_page(
        request, MistakeForm(request.POST or None), withdraw_support, support, name="support", title="Xóa lần trao",
        button="Xóa lần trao", parent=_page_of(support), lead=support.title,
        done="Đã xóa lần trao này: không tính cho trẻ nào.",
    )  # fmt: skip


def restore(request, support):
    support = get_visible(Support, request.user, public_id=support)
    return deed_page(
        request, RestoreForm(request.POST or None), restore_support, support, name="support", title="Lấy lại lần trao",
        button="Lấy lại", parent=_page_of(support), lead=support.title, done="Lần trao được tính lại.",
    )  # fmt: skip


def take_back(request, support):
    """From the message right after it was written down."""
    take_back_support(support=get_visible(Support, request.user, public_id=support), by=request.user)
    messages.success(request, "Đã hoàn tác: lần trao vừa ghi không tính cho trẻ nào.")
    return redirect("given_supports")


def _page_of(support: Support) -> Parent:
    return "Lần trao", support.get_absolute_url()


def remove(request, support, child):
    support = get_visible(Support, request.user, public_id=support)
    child = opened(request, Child, child)
    return deed_page(
        request, LeaveOutForm(request.POST or None), leave_out, support, name="support", title="Trẻ không nhận",
        button="Bỏ khỏi danh sách nhận", parent=_page_of(support), lead=f"{child.full_name}, {child.code}",
        done=f"Đã bỏ {child.code} khỏi danh sách nhận.", child=child,
    )  # fmt: skip
