"""Screen 01: signing in, signing out, one's own password."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.acting import acting_as
from accounts.actions.passwords import change_password as change
from accounts.events import Event, record
from accounts.forms import ChangePasswordForm, SignInForm
from accounts.queries import account_in_words, administrators, cool_off, locked_accounts, name_to_lock

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại, chú ý phím Caps Lock và bộ gõ tiếng Việt."


def sign_in(request):
    if request.user.is_authenticated:
        return redirect("home")
    form = SignInForm(request.POST or None)
    if form.is_valid():
        user = authenticate(
            request,
            username=form.cleaned_data["username"].strip().lower(),
            password=form.cleaned_data["password"],
        )
        if user:
            return _welcome(request, user, shared=form.cleaned_data["shared"])
        record(Event.SIGN_IN_FAILED, account_in_words(form.cleaned_data["username"]))
        form.add_error("password", WRONG)
        form.fields["password"].widget.attrs["autofocus"] = True
        del form.fields["username"].widget.attrs["autofocus"]
    context = {
        "form": form,
        "administrators": administrators()[:2],
        "comes_back": _target(request) not in ("", "/"),
        "kept": "kept" in request.GET,
    }
    return render(request, "accounts/sign_in.html", context)


def _welcome(request, user, *, shared: bool):
    target = _target(request)
    login(request, user)
    if not shared:  # a shared machine forgets when its browser is closed, the server after SESSION_COOKIE_AGE
        request.session.set_expiry(settings.IDLE_MINUTES_OWN * 60)
    with acting_as(user):
        record(Event.SIGNED_IN)
    return redirect(target or settings.LOGIN_REDIRECT_URL)


def _target(request) -> str:
    """The page of ours that somebody was sent away from to sign in."""
    target = request.GET.get("next") or request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else ""


def locked_out(request, credentials=None, *args, **kwargs):
    """Too many wrong passwords, at the door or for a new password: say until when, and whom to call."""
    name = request.POST.get("username", request.user.get_username())
    counted = name_to_lock(request, {"username": name})
    logout(request)
    record(Event.LOCKED_OUT, account_in_words(name))
    context = {
        "failures": settings.AXES_FAILURE_LIMIT,
        "minutes": round(cool_off().total_seconds() / 60),
        "until": next(iter(locked_accounts([counted]).values()), timezone.now() + cool_off()),
        "administrators": administrators()[:2],
        "comes_back": False,
        "kept": False,
    }
    return render(request, "accounts/locked_out.html", context, status=settings.AXES_HTTP_RESPONSE_CODE)


def sign_out(request):
    """The page that signs out by itself after a quiet time says where it was: `next`, and that it kept the text."""
    target = _target(request)
    back = {"next": target} if target else {}
    if "kept" in request.POST:
        back["kept"] = "1"
    record(Event.SIGNED_OUT)
    logout(request)
    return redirect(reverse("sign_in") + (f"?{urlencode(back, safe='/')}" if back else ""))


def change_password(request):
    forced = request.user.must_change_password
    form = ChangePasswordForm(request.POST or None, request=request)
    if form.is_valid():
        user = change(by=request.user, new=form.cleaned_data["new"])
        update_session_auth_hash(request, user)
        messages.success(request, "Đã đổi mật khẩu.")
        return redirect("home")
    why = "Mật khẩu đang dùng do quản trị viên đặt. Chọn mật khẩu của riêng mình để dùng tiếp." if forced else ""
    return render(request, "accounts/change_password.html", {"form": form, "forced": forced, "why": why})
