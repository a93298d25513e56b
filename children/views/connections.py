"""Other systems that exchange data with the register: the list, one of them, its token."""

from functools import partial

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.actions.connections import add_connection, decide_connection, edit_connection, issue_token, revoke_token
from accounts.history import history_entries
from accounts.models import Connection
from agencies.models import Neighbourhood
from children.exchange.connections import in_words, line_of
from children.exporting.purposes import OF_EXCHANGE
from children.forms.connection import ConnectionForm
from interface.components import Filter
from interface.editing import edit_page
from interface.editions import Edition
from interface.lists import page_of
from interface.records import get_visible


def list_connections(request):
    purposes = [(each.code, each.name) for each in OF_EXCHANGE.values()]
    chosen = Filter.of(request, "purpose", "Mục đích", purposes)
    rows = _connections(request)
    if chosen.chosen:
        rows = rows.filter(purpose=chosen.chosen)
    page = page_of(request, rows)
    context = {
        "page": page,
        "lines": [line_of(each) for each in page],
        "filters": [chosen],
        "manages": request.user.may("accounts.manage_connections"),
    }
    return render(request, "children/connections/list.html", context)


def show(request, connection):
    return _page_of(request, _one(request, connection))


def _page_of(request, connection: Connection, token: str = ""):
    context = {
        "line": line_of(connection),
        "connection": connection,
        "token": token,
        "address": request.build_absolute_uri("/api/v1/"),
        "opened": Edition.of(connection).token,
        "manages": request.user.may("accounts.manage_connections"),
        "confirms": request.user.may("accounts.confirm_connections") and not connection.confirmed_at,
        "sees_log": request.user.may("accounts.view_log"),
        "entries": in_words(history_entries(connection, request.user)),
    }
    response = render(request, "children/connections/show.html", context)
    response["Cache-Control"] = "no-store"
    return response


def add(request):
    form = ConnectionForm(request.POST or None, by=request.user)
    made = form.carry_out(add_connection, by=request.user)
    if made:
        messages.success(request, f"Đã đăng ký {made.code}. Cấp mã để hệ thống dùng được.")
        return redirect(made)
    context = {
        "form": form,
        "title": "Đăng ký hệ thống",
        "lead": "",
        "button": "Đăng ký",
        "parent": _list(),
        "opened": "",
    }
    return render(request, "interface/form.html", context)


def edit(request, connection):
    connection = _one(request, connection)
    return edit_page(
        request,
        partial(ConnectionForm, by=request.user),
        edit_connection,
        connection,
        name="connection",
        title=f"Sửa {connection.code}",
        parent=(connection.name, connection.get_absolute_url()),
    )


def issue(request, connection):
    """The token stands in this answer and nowhere else: no redirect, nothing in the session."""
    connection = _one(request, connection)
    token = issue_token(
        connection=connection, by=request.user, version=Edition.from_post(request.POST, connection).version
    )
    return _page_of(request, _one(request, connection.public_id), token)


def revoke(request, connection):
    connection = revoke_token(connection=_one(request, connection), by=request.user)
    messages.success(request, f"Đã thu hồi mã của {connection.code}. Hệ thống này không vào được nữa.")
    return redirect(connection)


def confirm(request, connection):
    return _decide(request, connection, allowed=True, said="Đã xác nhận {}. Hệ thống này dùng được mã đã cấp.")


def refuse(request, connection):
    return _decide(request, connection, allowed=False, said="Không xác nhận {}. Mã đã thu hồi.")


def _decide(request, connection, *, allowed: bool, said: str):
    connection = _one(request, connection)
    version = Edition.from_post(request.POST, connection).version
    decide_connection(connection=connection, by=request.user, allowed=allowed, version=version)
    messages.success(request, said.format(connection.code))
    return redirect(connection)


def _connections(request):
    places = Prefetch("account__neighbourhoods", Neighbourhood.objects.visible_to(request.user).order_by("number"))
    visible = Connection.objects.visible_to(request.user).select_related("account__agency")
    return visible.prefetch_related(places).order_by("account__sort_key", "pk")


def _one(request, public_id) -> Connection:
    return get_visible(Connection, request.user, public_id=public_id)


def _list():
    return "Hệ thống kết nối", reverse("connections")
