"""The bell: what happened meanwhile. Opening a line marks it as read."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.actions.notifications import mark_all_read, mark_read
from accounts.models import Notification
from interface.lists import page_of
from interface.records import get_visible


def notifications(request):
    mine = Notification.objects.visible_to(request.user).order_by("-id")
    unread = mine.unread().count()
    state = f"{unread} thông báo chưa đọc." if unread else "Đã đọc hết." if mine.exists() else ""
    context = {"page": page_of(request, mine), "unread": unread, "state": state}
    return render(request, "accounts/notifications.html", context)


def open_notification(request, notification):
    notification = get_visible(Notification, request.user, public_id=notification)
    mark_read(notification=notification, by=request.user)
    ours = url_has_allowed_host_and_scheme(notification.url, {request.get_host()})
    return redirect(notification.url if ours else "notifications")


def read_all(request):
    count = mark_all_read(by=request.user)
    messages.success(request, f"Đã đánh dấu {count} thông báo là đã đọc.")
    return redirect("notifications")
