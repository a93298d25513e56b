"""Screen 19: the people with an account, one of them, and what an administrator does with them."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.actions.passwords import reset_password
from accounts.actions.users import add_user, add_users, deactivate_user, edit_user, reactivate_user, unlock_user
from accounts.authorization import PEOPLE_CHOICES
from accounts.forms import LeaveForm, NewUserForm, PasteUsersForm, UserForm
from accounts.history import history_entries
from accounts.models import User
from accounts.people import have_accounts
from accounts.queries import account_states, agencies_with, counted, free_username, locked_accounts, matching
from accounts.slips import put_slip, take_slip, take_slips
from accounts.status import state_choices, status_of
from interface.components import Filter
from interface.editing import edit_page
from interface.filters import Filters, ListFilter
from interface.lists import page_of, searched, sorted_by, typed_search
from interface.records import get_visible

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
    everybody, locked = User.objects.visible_to(request.user), locked_accounts()
    states = account_states(locked)
    counts = counted(everybody, states)
    by_state = Filter.of(request, "state", "Trạng thái", state_choices(counts))
    filters = Filters(
        ListFilter.on(request, "role", "Vai trò", PEOPLE_CHOICES),
        ListFilter.on(request, "agency", "Cơ quan", agencies_with(everybody), "agency__public_id"),
        ListFilter(by_state, lambda people, state: people.filter(states[state])),
    )
    typed = typed_search(request, "users")
    rows = matching(everybody, typed).select_related("agency").prefetch_related("neighbourhoods")
    page = page_of(request, sorted_by(request, filters.apply(rows), SORTED, default="name"), PER_PAGE)
    context = {
        "page": page,
        "lines": [(user, status_of(user, locked)) for user in page],
        "filters": filters.chips,
        "typed": typed,
        "state": f"{counts['working']} người đang dùng, {counts['left']} đã nghỉ."
        " Quản trị viên không xem được dữ liệu trẻ em.",
        "manages": request.user.may("accounts.manage_users"),
    }
    return render(request, "accounts/users.html", context)


def add(request):
    form = NewUserForm(request.POST or None, by=request.user)
    made = form.carry_out(add_user, by=request.user)
    if made:
        user, temporary = made
        put_slip(request.session, user, temporary)
        return redirect("user_slip", user=user.public_id)
    return render(request, "accounts/add_user.html", {"form": form})


def propose_username(request):
    """The box for the name to sign in with, filled from the person's name unless somebody typed there."""
    form = NewUserForm(request.POST, by=request.user)
    if not request.POST.get("username") and request.POST.get("full_name", "").strip():
        form.data = request.POST.copy() | {"username": free_username(request.POST["full_name"])}
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
    return edit_page(
        request,
        partial(UserForm, by=request.user),
        edit_user,
        user,
        name="user",
        title=f"Sửa {user.code}",
        parent=(user.username, reverse("user", args=[user.public_id])),
        done=f"Đã lưu {user.code}.",
    )


def paste(request):
    """The reading is shown while typing (a part of the same page, where htmx may send a button pressed before it),
    and again before anything is written.
    """
    form = PasteUsersForm(request.POST or None, by=request.user)
    saves = "save" in request.POST and not request.htmx
    added = form.carry_out(add_users, by=request.user) if saves else None
    if added is not None:
        for user, temporary in added:
            put_slip(request.session, user, temporary)
        messages.success(request, f"Đã thêm {len(added)} người dùng.")
        return redirect("user_slips" if added else "users")
    pasted = form.reading()
    context = {
        "title": "Nhập danh sách người dùng",
        "lead": "Chép từ Excel hoặc Word rồi dán vào đây. Ai đã có tài khoản thì giữ nguyên.",
        "parent": ("Người dùng", reverse("users")),
        "form": form,
        "pasted": pasted,
        "rows": list(zip(pasted.rows, have_accounts(pasted.rows), strict=True)),
    }
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
    if form.carry_out(deactivate_user, user=user, by=request.user):
        messages.success(request, f"Đã dừng {user.code}. Người này không vào được nữa.")
        return redirect("user", user=user.public_id)
    return _page_of_user(request, user, form)


def come_back(request, user):
    user = get_visible(User, request.user, public_id=user)
    user, temporary = reactivate_user(user=user, by=request.user)
    put_slip(request.session, user, temporary)
    return redirect("user_slip", user=user.public_id)
