"""A connected system in words: what it may do, how it stands."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.history import Entry, Line
from accounts.models import Connection, Reach
from accounts.status import Status
from children.exporting.columns import COLUMNS
from children.exporting.purposes import PURPOSES
from vietnamese.formats import format_date

SOON = timedelta(days=30)


@dataclass(frozen=True)
class ConnectionLine:
    """One line of the list, and the head of its page."""

    connection: Connection
    purpose: str
    reach: str
    does: str
    status: Status

    @property
    def fields(self) -> str:
        keys = [key for key in PURPOSES[self.connection.purpose].columns if key != "ordinal"]
        return ", ".join(COLUMNS[key].header for key in keys)


def in_words(entries: list[Entry]) -> list[Entry]:
    """The history, with the names of purposes: the account's app does not know them."""
    label = str(Connection._meta.get_field("purpose").verbose_name).capitalize()
    names = {code: purpose.name for code, purpose in PURPOSES.items()}
    for entry in entries:
        entry.lines = [
            Line(line.label, names.get(line.old, line.old), names.get(line.new, line.new))
            if line.label == label
            else line
            for line in entry.lines
        ]
    return entries


def line_of(connection: Connection) -> ConnectionLine:
    return ConnectionLine(
        connection,
        PURPOSES[connection.purpose].name,
        _reach(connection),
        "Đọc và gửi" if connection.writes else "Chỉ đọc",
        status_of(connection),
    )


def status_of(connection: Connection) -> Status:
    if connection.revoked_at:
        return Status("idle", "Đã thu hồi mã", "issue")
    if connection.token_fingerprint is None:
        return Status("soon", "Chưa cấp mã", "issue")
    if connection.confirmed_at is None:
        return Status("soon", "Chờ lãnh đạo xác nhận", "")
    if connection.is_over:
        return Status("late", f"Hết hạn từ {format_date(connection.valid_until + timedelta(days=1))}", "edit")
    if connection.valid_until <= timezone.localdate() + SOON:
        return Status("soon", f"Sắp hết hạn, {format_date(connection.valid_until)}", "edit")
    return Status("done", "Đang dùng", "")


def _reach(connection: Connection) -> str:
    account = connection.account
    match connection.reach:
        case Reach.NEIGHBOURHOODS:
            return ", ".join(each.short_name for each in account.neighbourhoods.all()) or "Không còn tổ dân phố nào"
        case Reach.AGENCY:
            return str(account.agency or "Không còn cơ quan nào")
        case _:
            return "Toàn phường"
