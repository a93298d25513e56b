"""Screen 19: the people with an account, one of them, and what an administrator does with them."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.actions.passwords import reset_password
from accounts.actions.users import (
    add_user,
    add_users,
    deactivate_user,
    edit_user,
    has_account,
    reactivate_user,
    unlock_user,
)
from accounts.authorization import Role
from accounts.forms import LeaveForm, PasteUsersForm, UserForm
from accounts.history import history_entries
from accounts.models import User
from accounts.queries import free_username, locked_accounts, long_unused
from accounts.slips import put_slip, take_slip, take_slips
from accounts.status import status_of
from interface.components import Filter
from interface.lists import page_of, searched, sorted_by, typed_search
from interface.merging import Edition, two_versions, with_choices
from interface.records import get_visible
from interface.refusals import Refused, StaleVersion
from vietnamese.names import search_key

PER_PAGE = 50
SORTED = {
    "name": ("sort_key",),
    "role": ("role", "sort_key"),
    "agency": ("agency__name", "sort_key"),
    "seen": ("-last_login", "sort_key"),
}


def users(request):
    if request.method == "POST":
        return searched(request, "users")
    everybody = User.objects.visible_to(request.user)
    locked = locked_accounts()
    filters = _filters(request, everybody, locked)
    typed = typed_search(request, "users")
    rows = _matching(_filtered(everybody, filters, locked), typed)
    rows = rows.select_related("agency").prefetch_related("neighbourhoods")
    page = page_of(request, sorted_by(request, rows, SORTED, default="name"), PER_PAGE)
    working, left = everybody.filter(left_on=None).count(), everybody.exclude(left_on=None).count()
    context = {
        "page": page,
        "lines": [(user, status_of(user, locked)) for user in page],
        "filters": filters.values(),
        "typed": typed,
        "state": f"{working} người đang dùng, {left} đã nghỉ. Quản trị viên không xem được dữ liệu trẻ em.",
        "manages": request.user.may("accounts.manage_users"),
    }
    return render(request, "accounts/users.html", context)


def _filters(request, everybody, locked) -> dict[str, Filter]:
    counts = {name: rows.count() for name, rows in _states(everybody, locked).items()}
    states = [
        ("working", "Đang dùng"),
        ("waiting", f"Chờ đăng nhập lần đầu ({counts['waiting']})"),
        ("locked", f"Bị khóa ({counts['locked']})"),
        ("unused", f"Lâu không vào ({counts['unused']})"),
        ("left", f"Đã nghỉ ({counts['left']})"),
    ]
    agencies = everybody.exclude(agency=None).order_by("agency__name").values_list("agency__public_id", "agency__name")
    return {
        "role": Filter.of(request, "role", "Vai trò", [each for each in Role.choices if each[0] != Role.SYSTEM]),
        "agency": Filter.of(request, "agency", "Cơ quan", list(agencies.distinct())),
        "state": Filter.of(request, "state", "Trạng thái", states),
    }


def _states(rows, locked) -> dict:
    working = rows.filter(left_on=None)
    return {
        "working": working,
        "waiting": working.filter(last_login=None),
        "locked": working.filter(username__in=locked),
        "unused": long_unused(rows),
        "left": rows.exclude(left_on=None),
    }


def _filtered(rows, filters: dict[str, Filter], locked):
    if role := filters["role"].chosen:
        rows = rows.filter(role=role)
    if agency := filters["agency"].chosen:
        rows = rows.filter(agency__public_id=agency)
    if state := filters["state"].chosen:
        rows = _states(rows, locked)[state]
    return rows


def _matching(rows, typed: str):
    """By name without marks in any order of words, by account, or by telephone."""
    if not typed:
        return rows
    by_name = Q()
    for word in search_key(typed).split():
        by_name &= Q(search_key__contains=word)
    digits = "".join(filter(str.isdigit, typed))
    found = (by_name if by_name else Q(pk=None)) | Q(username__contains=typed.lower())
    return rows.filter(found | Q(phone__contains=digits) if digits else found)


def add(request):
    form = UserForm(request.POST or None, by=request.user)
    if form.is_valid():
        username = form.cleaned_data["username"] or free_username(form.cleaned_data["full_name"])
        try:
            user, temporary = add_user(by=request.user, username=username, person=form.person)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            put_slip(request.session, user, temporary)
            return redirect("user_slip", user=user.public_id)
    return render(request, "accounts/add_user.html", {"form": form})


def propose_username(request):
    """The box for the name to sign in with, filled from the person's name unless somebody typed there."""
    form = UserForm(request.POST, by=request.user)
    if not request.POST.get("username") and request.POST.get("full_name", "").strip():
        form.data = form.data.copy() | {"username": free_username(request.POST["full_name"])}
    return render(request, "accounts/_username.html", {"field": form["username"]})


def show(request, user):
    user = get_visible(User, request.user, public_id=user)
    return _page_of_user(request, user, LeaveForm(initial={"left_on": timezone.localdate()}))


def _page_of_user(request, user: User, leave: LeaveForm):
    context = {
        "person": user,
        "neighbourhoods": user.neighbourhoods.order_by("number"),
        "status": status_of(user, locked_accounts([user.username])),
        "manages": request.user.may("accounts.manage_users"),
        "sees_log": request.user.may("accounts.view_log"),
        "entries": history_entries(user, request.user, links=["neighbourhoods"]),
        "leave": leave,
    }
    return render(request, "accounts/user.html", context)


def edit(request, user):
    user = get_visible(User, request.user, public_id=user)
    form = UserForm(with_choices(request.POST) if request.POST else None, by=request.user, user=user)
    if form.is_valid():
        try:
            version = Edition.from_post(request.POST).version
            edit_user(user=user, by=request.user, version=version, person=form.person)
        except StaleVersion as stale:
            current = UserForm(by=request.user, user=stale.current)
            title, back = user.code.capitalize(), reverse("user", args=[user.public_id])
            return two_versions(request, form, current, stale.current.version, title=title, back=back)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"Đã lưu {user.code}.")
            return redirect("user", user=user.public_id)
    opened = request.POST.get("opened") or Edition.of(form, user.version).token
    return render(request, "accounts/edit_user.html", {"form": form, "person": user, "opened": opened})


def paste(request):
    """The reading is shown while typing (a part of the same page), and again before anything is written."""
    form = PasteUsersForm(request.POST or None, by=request.user)
    if "save" in request.POST and form.is_valid():
        added = add_users(by=request.user, people=form.reading().people)
        for user, temporary in added:
            put_slip(request.session, user, temporary)
        messages.success(request, f"Đã thêm {len(added)} người dùng.")
        return redirect("user_slips" if added else "users")
    pasted = form.reading()
    context = {"form": form, "pasted": pasted, "rows": [(person, has_account(person)) for person in pasted.people]}
    return render(request, "accounts/paste_users.html", context)


def slip(request, user):
    """The paper for a new or reset account. The password is shown once."""
    user = get_visible(User, request.user, public_id=user)
    temporary = take_slip(request.session, user)
    context = {
        "person": user,
        "slips": [(user, temporary)] if temporary else [],
        "address": request.build_absolute_uri("/"),
    }
    return render(request, "accounts/user_slip.html", context)


def slips(request):
    """The papers of a pasted list."""
    waiting = take_slips(request.session, User.objects.visible_to(request.user))
    return render(request, "accounts/user_slips.html", {"slips": waiting, "address": request.build_absolute_uri("/")})


def reset(request, user):
    user = get_visible(User, request.user, public_id=user)
    put_slip(request.session, user, reset_password(user=user, by=request.user))
    return redirect("user_slip", user=user.public_id)


def unlock(request, user):
    user = get_visible(User, request.user, public_id=user)
    unlock_user(user=user, by=request.user)
    messages.success(request, f"Đã mở khóa {user.code}.")
    return redirect("user", user=user.public_id)


def leave(request, user):
    user = get_visible(User, request.user, public_id=user)
    form = LeaveForm(request.POST)
    if form.is_valid():
        try:
            deactivate_user(user=user, by=request.user, left_on=form.cleaned_data["left_on"])
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"Đã dừng {user.code}. Người này không vào được nữa.")
            return redirect("user", user=user.public_id)
    return _page_of_user(request, user, form)


def come_back(request, user):
    user = get_visible(User, request.user, public_id=user)
    user, temporary = reactivate_user(user=user, by=request.user)
    put_slip(request.session, user, temporary)
    return redirect("user_slip", user=user.public_id)
