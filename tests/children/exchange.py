"""What the stories about connected systems say: register one, give it a token, let it ask and send."""

import datetime
import json
from dataclasses import replace

from django.test import Client

from accounts.acting import acting_as
from accounts.actions.connections import ConnectionDraft, add_connection, decide_connection, issue_token
from accounts.authorization import Role
from accounts.models import Connection, Reach, User

HOSPITAL = ConnectionDraft(
    name="Hệ thống thông tin Bệnh viện Sản - Nhi",
    operator="Bệnh viện Sản - Nhi tỉnh",
    contact="ông Lê Minh, 02553822001",
    basis="Thỏa thuận 12/TT-UBND ngày 03/11/2026",
    purpose="ministry",
    reach=Reach.WARD,
    valid_until=datetime.date(2027, 6, 30),
    writes=True,
)
API = "/api/v1/"


def connected(admin, **otherwise) -> tuple[Connection, str]:
    """A system and its token."""
    with acting_as(admin):
        connection = add_connection(by=admin, draft=replace(HOSPITAL, **otherwise))
        token = issue_token(connection=connection, by=admin)
    return confirmed(connection), token


def confirmed(connection: Connection) -> Connection:
    """As a chair answers for it."""
    connection.refresh_from_db()
    with acting_as(User.objects.system()):
        chair = User.objects.filter(role=Role.CHAIR).first()
        chair = chair or User.objects.create(username="ct.ubnd", full_name="Võ Văn Chủ", role=Role.CHAIR)
    with acting_as(chair):
        decide_connection(connection=connection, by=chair, allowed=True, version=connection.version)
    connection.refresh_from_db()
    return connection


class Program:
    """A system with a token, at the other end of the line."""

    def __init__(self, token: str = "", **client) -> None:
        self.client = Client(enforce_csrf_checks=True, **client)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, address: str, headers: dict | None = None, **query):
        return self.client.get(f"{API}{address}", query, headers={**self.headers, **(headers or {})})

    def post(self, address: str, body):
        return self._send("POST", address, body, {})

    def put(self, own_id: str, headers: dict | None = None, **child):
        return self._send("PUT", f"records/{own_id}", child, headers or {})

    def _send(self, method: str, address: str, body, headers: dict):
        data = body if isinstance(body, str) else json.dumps(body)
        return self.client.generic(
            method, f"{API}{address}", data, content_type="application/json", headers={**self.headers, **headers}
        )

    def pages(self, **query) -> list[dict]:
        """The whole list, page by page."""
        found, cursor = [], None
        while True:
            page = self.get("children", **query, **({"cursor": cursor} if cursor else {})).json()
            found += page["children"]
            cursor = page["next"]
            if cursor is None:
                return found

    def follow(self, since: str, **query) -> tuple[list[dict], str]:
        """All changes since a cursor, page by page, and the next cursor."""
        lines: list[dict] = []
        while True:
            page = self.get("changes", since=since, **query).json()
            lines, since = [*lines, *page["changes"]], page["next"]
            if not page["more"]:
                return lines, since
