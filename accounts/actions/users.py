"""Accounts of persons: added, changed, ended, never deleted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from axes.utils import reset as forget_failures
from django.db import transaction
from django.utils import timezone

from accounts.actions.passwords import give_temporary_password
from accounts.authorization import Role, authorize
from accounts.events import Event, record
from accounts.models import User
from accounts.queries import free_username
from interface.refusals import Refused
from vietnamese.names import search_key


@dataclass(frozen=True)
class Person:
    """What an administrator says about the person behind an account."""

    full_name: str
    role: str
    title: str = ""
    form_of_address: str = ""
    phone: str = ""
    agency: Any = None
    neighbourhoods: Collection = ()


def missing_for_role(role: str, *, agency: object, neighbourhoods: Collection) -> dict[str, str]:
    """What an account of this role cannot do without: field → sentence."""
    if role == Role.COLLABORATOR and not neighbourhoods:
        return {"neighbourhoods": "Cộng tác viên cần ít nhất một tổ dân phố. Chọn tổ người này phụ trách."}
    if role == Role.FOCAL_POINT and agency is None:
        return {"agency": "Đầu mối cơ quan cần một cơ quan. Chọn nơi người này làm việc."}
    return {}


def has_account(person: Person) -> bool:
    """Whether somebody of this name and role works here, with the same telephone where both are known."""
    same = User.objects.working().filter(search_key=search_key(person.full_name), role=person.role)
    if person.phone:
        same = same.filter(phone__in=["", person.phone])
    return same.exists()


@transaction.atomic
def add_user(*, by: User, username: str, person: Person) -> tuple[User, str]:
    """A new account and its temporary password, changed at the first sign-in."""
    authorize(by, "accounts.manage_users")
    if User.objects.filter(username=username).exists():
        raise Refused(f"Đã có tài khoản {username}. Chọn tên đăng nhập khác.", field="username")
    user = User(username=username)
    temporary = give_temporary_password(user)
    _describe(user, person)
    user.save()
    user.neighbourhoods.set(person.neighbourhoods)
    record(Event.USER_ADDED, user)
    return user, temporary


@transaction.atomic
def add_users(*, by: User, people: Collection[Person]) -> list[tuple[User, str]]:
    """Everybody of a list who has no account yet, each with a temporary password."""
    return [
        add_user(by=by, username=free_username(person.full_name), person=person)
        for person in people
        if not has_account(person)
    ]


@transaction.atomic
def edit_user(*, user: User, by: User, version: int, person: Person) -> User:
    """Change who somebody is and may do. Raises `StaleVersion`, `Refused`."""
    authorize(by, "accounts.manage_users", user)
    if person.role != Role.ADMIN:
        _keep_one_administrator(user)
    user = User.objects.lock(user.pk, expected_version=version)
    _describe(user, person)
    user.save_next_version()
    user.neighbourhoods.set(person.neighbourhoods)
    record(Event.USER_CHANGED, user)
    return user


@transaction.atomic
def deactivate_user(*, user: User, by: User, left_on: date) -> User:
    """Somebody has left: the account ends today, with every session it has (PRIV-16)."""
    authorize(by, "accounts.manage_users", user)
    if left_on > timezone.localdate():
        raise Refused(
            "Ngày nghỉ ở sau hôm nay. Ghi khi người đó đã nghỉ, tài khoản dừng ngay lúc ghi.", field="left_on"
        )
    _keep_one_administrator(user)
    user = User.objects.lock(user.pk)
    user.left_on = left_on
    user.save_next_version()
    record(Event.USER_LEFT, user)
    return user


@transaction.atomic
def reactivate_user(*, user: User, by: User) -> tuple[User, str]:
    """Somebody is back: the same account, with a new temporary password."""
    authorize(by, "accounts.manage_users", user)
    user = User.objects.lock(user.pk)
    user.left_on = None
    temporary = give_temporary_password(user)
    user.save_next_version()
    record(Event.USER_BACK, user)
    return user, temporary


@transaction.atomic
def unlock_user(*, user: User, by: User) -> None:
    """Wrong passwords are forgotten; the password stays."""
    authorize(by, "accounts.manage_users", user)
    forget_failures(username=user.username)
    record(Event.USER_UNLOCKED, user)


def _describe(user: User, person: Person) -> None:
    missing = missing_for_role(person.role, agency=person.agency, neighbourhoods=person.neighbourhoods)
    for field, sentence in missing.items():
        raise Refused(sentence, field=field)
    if person.role == Role.SYSTEM:
        raise Refused("Vai trò “Hệ thống” chỉ dành cho các việc máy tự làm.")
    user.full_name, user.role, user.title = person.full_name, person.role, person.title
    user.form_of_address, user.phone, user.agency = person.form_of_address, person.phone, person.agency


def _keep_one_administrator(leaving: User) -> None:
    """Refuse what would leave the ward without anybody who manages accounts. All of them are locked first."""
    working = User.objects.working().filter(role=Role.ADMIN).order_by("pk").select_for_update(of=("self",))
    left = [user.pk for user in working]
    if left == [leaving.pk]:
        raise Refused("Đây là quản trị viên cuối cùng. Thêm một quản trị viên khác trước.")
