"""One transaction a request, as the acting user; reading pages cannot write."""

from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import sync_only_middleware

from accounts.acting import Origin, acting_as
from interface.doors import READING
from interface.problems import API
from interface.remembered import forget

WITHOUT_DATABASE = ("/static/", "/healthz", API)  # a program acts by its token: children/api/door.py


@sync_only_middleware
def acting_user(get_response):
    """The whole handler in one transaction, templates included; a server error undoes it."""

    def middleware(request):
        if request.path.startswith(WITHOUT_DATABASE):
            return get_response(request)
        with acting_as(request.user, read_only=request.method in READING, origin=_origin(request)) as acting:
            request.acting = acting
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
                acting.events.clear()
        if request.method not in READING and request.user.is_authenticated:
            forget(request.user)
        return response

    return middleware


def _origin(request) -> Origin:
    device = "điện thoại" if "Mobile" in request.headers.get("User-Agent", "") else "máy tính"
    return Origin(device, address_of(request))


def address_of(request) -> str | None:
    """Of the machine that asks. Behind our proxy the last address in the list is the proxy's own word; all before it,
    and the whole list without a proxy, is what the caller claims."""
    claimed = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
    for address in (claimed if settings.BEHIND_PROXY else "", request.META.get("REMOTE_ADDR", "")):
        with suppress(ValueError):
            return str(ip_address(address))
    return None


@sync_only_middleware
def password_to_change(get_response):
    """Whoever got a password from somebody else chooses an own one before anything else."""

    def middleware(request):
        user = request.user
        if user.is_authenticated and user.must_change_password:
            allowed = (reverse("change_password"), reverse("sign_out"), "/static/", "/healthz")
            if not request.path.startswith(allowed):
                return redirect("change_password")
        return get_response(request)

    return middleware
