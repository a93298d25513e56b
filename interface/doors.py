"""The doors of the product: every page names the right it needs, and a page without one cannot be imported."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, register_converter, reverse

PUBLIC = "public"
SIGNED_IN = "signed in"
TOKEN = "token"  # noqa: S105  another system: no person passes (children/api/door.py)
READING = ("GET", "HEAD")
ONLY = "only"  # `posts=ONLY`: a deed without a page of its own

View = Callable[..., HttpResponseBase]


class Year:
    """`<year:year>` in a route. Any other number is no page, as if it did not exist."""

    regex = r"20\d\d|2100"
    to_python = staticmethod(int)
    to_url = staticmethod(str)


register_converter(Year, "year")


@dataclass(frozen=True)
class Door:
    """Who may pass: a permission name, `SIGNED_IN` or `PUBLIC`; and whether the page changes anything."""

    may: str
    posts: bool | str

    @property
    def methods(self) -> tuple[str, ...]:
        if self.posts == ONLY:
            return ("POST",)
        return (*READING, "POST") if self.posts else READING


def page(route: str, view: View, *, may: str, posts: bool | str = False, name: str | None = None) -> URLPattern:
    """One line of a URL table. The view is reached only by those who `may`; without `posts` it only reads."""
    if not may:
        raise ImproperlyConfigured(f"The page {route!r} names no permission.")
    door = Door(may, posts)
    return path(route, _guarded(view, door), name=name or view.__name__)


def _guarded(view: View, door: Door) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if request.method not in door.methods:
            return HttpResponseNotAllowed(door.methods)
        if door.may != PUBLIC:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if door.may != SIGNED_IN and not request.user.may(door.may):
                raise PermissionDenied
        if request.method in READING:
            return view(request, *args, **kwargs)
        with transaction.atomic():  # a refusal undoes all of the deed; the page that tells it is drawn afterwards
            return view(request, *args, **kwargs)

    guarded.door = door  # type: ignore[attr-defined]
    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign-in brings the person back to the page they were on; a partial update loads the whole page."""
    sign_in = reverse(settings.LOGIN_URL)
    response = redirect(f"{sign_in}?{urlencode({'next': _page_on_screen(request)}, safe='/')}")
    if getattr(request, "htmx", False):
        response.status_code = 204
        response["HX-Redirect"] = response["Location"]
        del response["Location"]
    return response


def _page_on_screen(request: HttpRequest) -> str:
    """The page itself, or the page whose form was sent or whose part was to be renewed."""
    if getattr(request, "htmx", False):
        return request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
    if request.method in READING:
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("Referer", ""))
    return sent_from._replace(scheme="", netloc="").geturl() if sent_from.netloc == request.get_host() else "/"
