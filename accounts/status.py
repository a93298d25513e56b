"""How an account stands, in words: for the list of users and the page of one."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from accounts.queries import cool_off
from vietnamese.formats import format_date


@dataclass(frozen=True)
class Status:
    """`kind` and `icon` are those of the badge, `deed` is what the administrator does next."""

    kind: str
    words: str
    deed: str
    icon: str = ""


def state_choices(counts: dict[str, int]) -> list[tuple[str, str]]:
    """The filter of a list of users; `counts` as `account_states` names them."""
    return [
        ("working", "Đang dùng"),
        ("waiting", f"Chờ đăng nhập lần đầu ({counts['waiting']})"),
        ("locked", f"Bị khóa ({counts['locked']})"),
        ("unused", f"Lâu không vào ({counts['unused']})"),
        ("left", f"Đã nghỉ ({counts['left']})"),
    ]


def status_of(user: User, locked: dict[str, datetime]) -> Status:
    """`locked` comes from `locked_accounts`, asked once for a whole list."""
    if user.left_on:
        return Status("idle", f"Đã nghỉ từ {format_date(user.left_on)}", "show")
    if user.username in locked:
        minutes = round(cool_off().total_seconds() / 60)
        return Status("late", f"Khóa {minutes} phút, sai mật khẩu", "unlock", "lock-fill")
    if user.last_login is None:
        return Status("soon", "Chờ đăng nhập lần đầu", "slip")
    return Status("done", "Đang dùng", "edit")
