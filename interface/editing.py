"""What most pages with a form do: show it, carry it out, say so, go back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from interface.editions import Edition, two_versions, with_choices
from interface.record_forms import Refusable
from interface.records import Record
from interface.refusals import StaleVersion

Parent = tuple[str, str]  # label and address of the page above

CHANGED = "Đã có người sửa từ khi mở trang này. Chữ đang gõ vẫn còn; xem lại rồi bấm “{button}” lần nữa."


def add_page(
    request,
    form: Refusable,
    action: Callable,
    *,
    title: str,
    button: str,
    parent: Parent,
    done: str | Callable[[Any], str],
    lead: str = "",
    **more: Any,
) -> HttpResponse:
    """A form that makes something new. `done` says so, perhaps with a word about what was made."""
    made = form.carry_out(action, by=request.user, **more)
    if made is not None:
        messages.success(request, done if isinstance(done, str) else done(made))
        return redirect(parent[1])
    return _page(request, form, title=title, lead=lead, button=button, parent=parent)


def deed_page(
    request,
    form: Refusable,
    action: Callable,
    record: Record,
    *,
    name: str,
    title: str,
    button: str,
    parent: Parent,
    done: str,
    lead: str = "",
    **more: Any,
) -> HttpResponse:
    """A form that does something once to a record: ends it, cancels it. `name` is the action's word for the record.

    The page keeps the version it was opened with: somebody who saved meanwhile is told of, and the deed asked again.
    """
    opened = Edition.of(record).token
    if form.is_bound:
        edition = Edition.from_post(request.POST, record)
        try:
            if form.carry_out(action, by=request.user, version=edition.version, **{name: record}, **more) is not None:
                messages.success(request, done)
                return redirect(parent[1])
            opened = edition.token
        except StaleVersion:
            form.add_error(None, CHANGED.format(button=button))
    return _page(request, form, title=title, lead=lead, button=button, parent=parent, opened=opened)


def edit_page(
    request,
    form_class: Callable[..., Any],
    action: Callable,
    record: Record,
    *,
    name: str,
    title: str,
    parent: Parent,
    lead: str = "",
    button: str = "Lưu",
    done: str = "Đã lưu.",
    **more: Any,
) -> HttpResponse:
    """A form that changes a record. `name` is the action's word for it. Two people at once: both versions are shown."""
    form = form_class(with_choices(request.POST, record) if request.POST else None, instance=record)
    if not request.POST:
        opened = Edition.of(record, form).token
        return _page(request, form, title=title, lead=lead, button=button, parent=parent, opened=opened)
    version = Edition.from_post(request.POST, record).version
    try:
        if form.carry_out(action, by=request.user, version=version, **{name: record}, **more) is not None:
            messages.success(request, done)
            return redirect(parent[1])
    except StaleVersion as stale:
        current = form_class(instance=stale.current)
        return two_versions(request, form, current, stale.current, title=title, back=parent[1])
    opened = request.POST["opened"]
    return _page(request, form, title=title, lead=lead, button=button, parent=parent, opened=opened)


def _page(request, form, *, title: str, button: str, parent: Parent, lead: str = "", opened: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "lead": lead, "button": button, "parent": parent, "opened": opened}
    return render(request, "interface/form.html", context)
