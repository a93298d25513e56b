"""What every answer carries, and what a refusal looks like."""

from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError
from django.shortcuts import render
from django.utils.decorators import sync_only_middleware

from interface.constraints import refusal_of
from interface.problems import API
from interface.refusals import Refused

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@sync_only_middleware
def content_security_policy(get_response):
    """Nothing inline, nothing from another host; whatever may hold personal data stays out of every cache."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


@sync_only_middleware
def programs_without_cookies(get_response):
    """A program shows its token with each request: whoever has signed in with a browser is nobody here."""

    def middleware(request):
        if request.path.startswith(API):
            request.COOKIES = {}
        return get_response(request)

    return middleware


@sync_only_middleware
def readable_address(get_response):
    """No text of the database can hold the character NUL: an address with it was not made by a page of ours."""

    def middleware(request):
        if "%00" in request.get_full_path() or "\x00" in request.POST.get("q", ""):
            raise SuspiciousOperation("NUL in an address or a search box")
        return get_response(request)

    return middleware


@sync_only_middleware
class refusals:
    """A `Refused` that no form showed becomes a page that says why. Nothing was saved: the door has undone the deed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        refusal = refusal_of(exception) if isinstance(exception, IntegrityError) else exception
        if isinstance(refusal, Refused):
            return render(request, "errors/refused.html", {"refusal": refusal}, status=refusal.status)
        return None
