"""The pages for what went wrong. They know no personal data.

Where the request was well enough to have an acting user they carry the ward's name and the mark of a demonstration;
the page of a server error reads nothing from the database.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from interface.problems import API, problem


def _answer(template: str, status: int, request: HttpRequest | None = None, *, path: str = "") -> HttpResponse:
    if (request.path if request else path).startswith(API):
        return problem(status)
    known = request if hasattr(request, "acting") else None
    return HttpResponse(render_to_string(f"errors/{template}.html", request=known), status=status)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return _answer("400", 400, request)


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    return _answer("403", 403, request)


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return _answer("404", 404, request)


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer("500", 500, path=request.path)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or cookies are off: say how to go on without losing what was typed."""
    return _answer("csrf", 403)
