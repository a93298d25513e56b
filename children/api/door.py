"""The doors for programs: a token instead of a session, a right for each method, an answer in JSON whatever happens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from accounts.acting import Origin, acting_as
from accounts.events import Event, record
from accounts.middleware import address_of
from accounts.models import Connection
from accounts.queries import cool_off
from accounts.tokens import PER_MINUTE, SCHEME, connection_of, note_use, prefix_in, too_many_refused
from interface.doors import TOKEN
from interface.problems import problem
from interface.requests import bytes_sent

MOST_BYTES = 2 * 1024 * 1024
NOTHING_SHOWN = "Gửi mã kết nối trong đầu mục Authorization: Bearer …"
UNKNOWN = "Mã kết nối không đúng hoặc đã thu hồi. Hỏi quản trị viên của phường."
OVER = "Kết nối đã hết hạn. Quản trị viên của phường gia hạn sau khi xem lại."
UNCONFIRMED = "Kết nối chờ lãnh đạo phường xác nhận."
ASKS = {"WWW-Authenticate": SCHEME.strip()}


@dataclass(frozen=True)
class ApiDoor:
    """As `interface.doors.Door`, for programs: the permission of each method."""

    rights: Mapping[str, str]
    may: str = TOKEN

    @property
    def methods(self) -> tuple[str, ...]:
        return tuple(self.rights)


def api_page(
    route: str, view: Callable, *, rights: Mapping[str, str], name: str, before: Callable | None = None
) -> URLPattern:
    """One line of the API's table. `before` is done in a transaction of its own, as nobody, before the view reads."""
    return path(route, _guarded(view, ApiDoor(rights), before), name=name)


def _guarded(view: Callable, door: ApiDoor, before: Callable | None) -> Callable:
    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in door.methods:
            return problem(405, headers={"Allow": ", ".join(door.methods)})
        origin = Origin("kết nối", address_of(request))
        connection = _let_in(request, door, origin)
        if isinstance(connection, HttpResponse):
            return connection
        if before:
            with acting_as(None):
                before()
        request.user = connection.account
        with acting_as(connection.account, read_only=request.method == "GET", origin=origin) as acting:
            response = view(request, *args, **kwargs)
            if response.status_code >= 400:
                acting.events.clear()
        return response

    guarded.door = door  # type: ignore[attr-defined]
    return guarded


def _let_in(request: HttpRequest, door: ApiDoor, origin: Origin) -> Connection | HttpResponse:
    """Whose request it is, or why nothing is done. A good token passes whatever wrong ones come from its address."""
    header = request.headers.get("Authorization", "")
    if not header:
        return problem(401, NOTHING_SHOWN, headers=ASKS)
    with acting_as(None, origin=origin):
        connection = connection_of(header)
        if connection is None or not connection.is_open:
            return _refused(header, connection, origin)
        requests = note_use(connection, origin.address)
    if requests > PER_MINUTE:
        return problem(429, f"Quá {PER_MINUTE} yêu cầu một phút.", headers={"Retry-After": "60"})
    if not connection.account.may(door.rights[str(request.method)]):
        return problem(403, "Kết nối này chỉ được đọc.")
    if bytes_sent(request) > MOST_BYTES:
        return problem(413, f"Mỗi yêu cầu không quá {MOST_BYTES // 1024 // 1024} MB. Chia thành nhiều lần gửi.")
    return connection


def _refused(header: str, connection: Connection | None, origin: Origin) -> HttpResponse:
    """As at the sign-in: every wrong one is logged, and after some nobody listens for a while."""
    if too_many_refused(origin.address):
        wait = str(round(cool_off().total_seconds()))
        return problem(429, "Mã sai nhiều lần. Chờ rồi thử lại với mã đúng.", headers={"Retry-After": wait})
    known = connection or Connection.objects.filter(token_prefix=prefix_in(header)).exclude(token_prefix="").first()
    record(Event.TOKEN_REFUSED, known.code if known else "mã không có")
    why = UNKNOWN if connection is None else OVER if connection.is_over else UNCONFIRMED
    return problem(401, why, headers=ASKS)
