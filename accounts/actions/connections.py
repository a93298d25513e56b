"""Other systems that exchange data with the register: registered, given a token, cut off; never deleted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.notifications import notify
from accounts.authorization import Role, authorize, locked
from accounts.events import Event, record
from accounts.models import Connection, Reach, User
from accounts.queries import those_who_may, watchers
from accounts.tokens import SHOWN, hash_of, new_token
from interface.advisory_locks import AdvisoryLock, hold
from interface.refusals import NotAllowed, Refused
from vietnamese.ages import add_years
from vietnamese.formats import format_date

MANAGE, CONFIRM = "accounts.manage_connections", "accounts.confirm_connections"
LONGEST = 1  # year
OWN_PURPOSE = {"SCHOOL": "school", "HEALTH": "health"}  # what an agency's own system may be for, by kind of agency


@dataclass(frozen=True)
class ConnectionDraft:
    """What an administrator says about a system. `agency`: whose pupils or patients it may see."""

    name: str
    operator: str
    contact: str
    basis: str
    purpose: str
    reach: str
    valid_until: date
    writes: bool = False
    agency: Any = None
    neighbourhoods: Collection = ()


@transaction.atomic
def add_connection(*, by: User, draft: ConnectionDraft) -> Connection:
    """A system that may do nothing yet: it has no token. Raises NotAllowed, Refused."""
    authorize(by, MANAGE)
    _check(draft)
    _one_at_a_time()
    account = User(username=f"ket-noi-{Connection.objects.count() + 1}", must_change_password=False)
    account.set_unusable_password()
    connection = Connection(account=account)
    _describe(connection, draft)
    record(Event.CONNECTION_ADDED, connection)
    _tell_watchers("Thêm", connection)
    return connection


def _one_at_a_time() -> None:
    """Until the transaction ends: two at once would count to the same number."""
    hold(AdvisoryLock.CONNECTIONS)


@transaction.atomic
def edit_connection(*, connection: Connection, by: User, version: int, draft: ConnectionDraft) -> Connection:
    """What it may see from now on. Raises NotAllowed, StaleVersion, Refused."""
    connection = locked(connection, by=by, may=MANAGE, version=version)
    _check(draft)
    connection.version += 1
    before = _grant(connection)
    _describe(connection, draft)
    if _grant(connection) != before:
        connection.confirmed_by = connection.confirmed_at = None
        connection.save()
    record(Event.CONNECTION_CHANGED, connection)
    _tell_watchers("Sửa", connection)
    return connection


@transaction.atomic
def issue_token(*, connection: Connection, by: User, version: int | None = None) -> str:
    """A new token; the one before is worth nothing from now on. The answer is the only place where it ever stands."""
    connection = locked(connection, by=by, may=MANAGE, version=version)
    if connection.is_over:
        sentence = f"Kết nối này hết hạn ngày {format_date(connection.valid_until)}. Sửa hạn dùng trước khi cấp mã."
        raise Refused(sentence)
    token = new_token()
    connection.token_fingerprint, connection.token_prefix = hash_of(token), token[:SHOWN]
    connection.token_issued_at, connection.revoked_at = timezone.now(), None
    connection.save_next_version()
    record(Event.TOKEN_ISSUED, connection)
    _tell_watchers("Cấp mã cho", connection)
    return token


@transaction.atomic
def revoke_token(*, connection: Connection, by: User) -> Connection:
    """The system is cut off at once. Raises NotAllowed, Refused."""
    connection = locked(connection, by=by, may=MANAGE)
    if connection.token_fingerprint is None:
        raise Refused("Kết nối này không có mã nào đang dùng.")
    connection.token_fingerprint, connection.revoked_at = None, timezone.now()
    connection.save_next_version()
    record(Event.TOKEN_REVOKED, connection)
    _tell_watchers("Thu hồi mã của", connection)
    return connection


@transaction.atomic
def decide_connection(*, connection: Connection, by: User, allowed: bool, version: int) -> Connection:
    """A leader answers for what the system may see: no token opens before, nor after an edit that changes it. Refusing
    cuts it off. Raises NotAllowed, StaleVersion, Refused.
    """
    connection = locked(connection, by=by, may=CONFIRM, version=version)
    if by.role == Role.VICE_CHAIR and not by.in_charge_of_children:
        raise NotAllowed("Chủ tịch, hoặc Phó Chủ tịch phụ trách công tác trẻ em xác nhận kết nối.")
    if connection.confirmed_at:
        raise Refused("Kết nối này đã được xác nhận.")
    now = timezone.now()
    if allowed:
        connection.confirmed_by, connection.confirmed_at = by, now
    else:
        connection.token_fingerprint, connection.revoked_at = None, now
    connection.save_next_version()
    record(Event.CONNECTION_CONFIRMED if allowed else Event.CONNECTION_REFUSED, connection)
    answer = "được lãnh đạo xác nhận" if allowed else "không được lãnh đạo xác nhận, mã đã thu hồi"
    for each in those_who_may(MANAGE):
        notify(recipient=each, text=f"{connection.code.capitalize()} {answer}", url=connection.get_absolute_url())
    return connection


def _grant(connection: Connection) -> tuple:
    """What a leader has confirmed: any other is to be confirmed anew."""
    account = connection.account
    places = sorted(account.neighbourhoods.values_list("pk", flat=True))
    return connection.purpose, connection.reach, connection.writes, account.agency_id, places


def _check(draft: ConnectionDraft) -> None:
    today = timezone.localdate()
    if not today <= draft.valid_until <= add_years(today, LONGEST):
        raise Refused(
            "Hạn dùng là từ hôm nay, không quá 1 năm. Hết hạn thì gia hạn sau khi xem lại.", field="valid_until"
        )
    if draft.reach == Reach.NEIGHBOURHOODS and not draft.neighbourhoods:
        raise Refused("Chọn ít nhất một tổ dân phố.", field="neighbourhoods")
    if draft.reach == Reach.AGENCY and draft.agency is None:
        raise Refused("Chọn trường học hoặc trạm y tế có trẻ em này.", field="agency")
    if draft.reach == Reach.AGENCY and draft.purpose != OWN_PURPOSE.get(draft.agency.kind):
        raise Refused(
            "Hệ thống của một trường chỉ dùng cho giáo dục, của trạm y tế chỉ dùng cho y tế. Chọn lại mục đích.",
            field="purpose",
        )
    if draft.reach == Reach.AGENCY and draft.writes:
        raise Refused(
            "Hệ thống của một trường, một trạm chỉ được đọc: trường, trạm ghi ngay trên trang của mình.", field="writes"
        )


def _describe(connection: Connection, draft: ConnectionDraft) -> None:
    account = connection.account
    account.full_name = draft.name
    account.role = Role.EXCHANGE_WRITE if draft.writes else Role.EXCHANGE_READ
    account.agency = draft.agency if draft.reach == Reach.AGENCY else None
    account.save()
    account.neighbourhoods.set(draft.neighbourhoods if draft.reach == Reach.NEIGHBOURHOODS else [])
    connection.account = account
    connection.operator, connection.contact, connection.basis = draft.operator, draft.contact, draft.basis
    connection.purpose, connection.reach, connection.valid_until = draft.purpose, draft.reach, draft.valid_until
    connection.save()


def _tell_watchers(deed: str, connection: Connection) -> None:
    """An administrator sees no child but lets systems see some; so others watch."""
    does = "đọc và ghi" if connection.writes else "chỉ đọc"
    reach = str(connection.get_reach_display()).lower()
    waits = "" if connection.confirmed_at else "; chờ lãnh đạo xác nhận"
    for each in watchers():
        text = f"{deed} {connection.code}, {does}: {reach}, đến {format_date(connection.valid_until)}{waits}"
        notify(recipient=each, text=text, url=connection.get_absolute_url())
