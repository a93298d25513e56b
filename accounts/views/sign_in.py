"""Screen 01: signing in, signing out, one's own password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.acting import acting_as
from accounts.actions.passwords import change_password as change
from accounts.events import Event, record
from accounts.forms import ChangePasswordForm, SignInForm
from accounts.models import User

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
        record(Event.SIGN_IN_FAILED, _known_name(form.cleaned_data["username"]), request=request)
        form.add_error("password", WRONG)
    return render(request, "accounts/sign_in.html", {"form": form, "administrators": _administrators()})


def _welcome(request, user, *, shared: bool):
    login(request, user)
    minutes = settings.IDLE_MINUTES_SHARED if shared else settings.IDLE_MINUTES_OWN
    request.session.set_expiry(minutes * 60)
    with acting_as(user):
        record(Event.SIGNED_IN, request=request)
    target = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if safe else settings.LOGIN_REDIRECT_URL)


def _known_name(typed: str) -> str:
    """Only names of accounts go to the log: people type passwords into the wrong box."""
    name = typed.strip().lower()
    return f"tài khoản {name}" if User.objects.filter(username=name).exists() else "tài khoản không có"


def _administrators():
    """Whom to call about a forgotten password."""
    return User.objects.working().filter(role="admin").exclude(phone="").order_by("sort_key")[:2]


def locked_out(request, credentials=None, *args, **kwargs):
    """Too many wrong passwords: say for how long, and whom to call."""
    record(Event.LOCKED_OUT, _known_name(request.POST.get("username", "")), request=request)
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    context = {"minutes": minutes, "administrators": _administrators()}
    return render(request, "accounts/locked_out.html", context, status=settings.AXES_HTTP_RESPONSE_CODE)


def sign_out(request):
    record(Event.SIGNED_OUT, request=request)
    logout(request)
    return redirect("sign_in")


def change_password(request):
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if form.is_valid():
        user = change(user=request.user, new=form.cleaned_data["new"])
        update_session_auth_hash(request, user)
        messages.success(request, "Đã đổi mật khẩu.")
        return redirect("home")
    return render(request, "accounts/change_password.html", {"form": form})
