"""Accounts of persons: added, changed, ended, never deleted."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

from axes.utils import reset as forget_failures
from django.db import transaction
from django.utils import timezone

from accounts.actions.notifications import tell
from accounts.authorization import MACHINES, Role, authorize, locked, scope_of
from accounts.events import Event, record
from accounts.models import User
from accounts.people import Person, have_accounts, missing_for_role
from accounts.queries import free_username, watchers
from accounts.slips import give_temporary_password
from interface.records import refused_when
from interface.refusals import Refused
from vietnamese.formats import format_date

MANAGE = "accounts.manage_users"


@transaction.atomic
def add_user(*, by: User, person: Person, username: str = "") -> tuple[User, str]:
    """A new account and its temporary password. Without a name to sign in with, one is made of the person's name."""
    authorize(by, MANAGE)
    username = username or free_username(person.full_name)
    user = User(username=username)
    temporary = give_temporary_password(user)
    with _watched(user, deed="Thêm"):
        _describe(user, person)
        taken = f"Đã có tài khoản {username}. Chọn tên đăng nhập khác."
        with refused_when("accounts_user_username_key", taken, field="username"):
            _save(user)
        user.neighbourhoods.set(person.neighbourhoods)
    record(Event.USER_ADDED, user)
    return user, temporary


@transaction.atomic
def add_users(*, by: User, people: Collection[Person]) -> list[tuple[User, str]]:
    """Everybody of a list who has no account yet, each with a temporary password."""
    there = have_accounts(people)
    return [add_user(by=by, person=person) for person, known in zip(people, there, strict=True) if not known]


@transaction.atomic
def edit_user(*, user: User, by: User, version: int, person: Person) -> User:
    """Change who somebody is and may do. Raises `StaleVersion`, `Refused`."""
    administrators = _locked_administrators()
    user = locked(user, by=by, may=MANAGE, version=version)
    if person.role != Role.ADMIN:
        _keep_one(administrators, without=user)
    if user == by and person.role != user.role:
        raise Refused("Không ai tự đổi vai trò của mình. Nhờ một quản trị viên khác.", field="role")
    with _watched(user, deed="Đổi vai trò, phạm vi"):
        _describe(user, person)
        _save(user)
        user.neighbourhoods.set(person.neighbourhoods)
    record(Event.USER_CHANGED, user)
    return user


@transaction.atomic
def deactivate_user(*, user: User, by: User, left_on: date) -> User:
    """Somebody has left: the account ends today, with every session it has (PRIV-16)."""
    administrators = _locked_administrators()
    user = locked(user, by=by, may=MANAGE)
    if user.left_on:
        raise Refused(f"Tài khoản này đã nghỉ từ ngày {format_date(user.left_on)}.")
    if left_on > timezone.localdate():
        raise Refused(
            "Ngày nghỉ ở sau hôm nay. Ghi khi người đó đã nghỉ, tài khoản dừng ngay lúc ghi.", field="left_on"
        )
    _keep_one(administrators, without=user)
    with _watched(user, deed="Cho nghỉ"):
        user.left_on = left_on
        _save(user)
    record(Event.USER_LEFT, user)
    return user


@transaction.atomic
def reactivate_user(*, user: User, by: User) -> tuple[User, str]:
    """Somebody is back: the same account, with a new temporary password."""
    user = locked(user, by=by, may=MANAGE)
    if user.left_on is None:
        raise Refused("Tài khoản này đang dùng. Quên mật khẩu thì đặt lại mật khẩu.")
    with _watched(user, deed="Cho dùng lại"):
        user.left_on = None
        temporary = give_temporary_password(user)
        _save(user)
    record(Event.USER_BACK, user)
    return user, temporary


@transaction.atomic
def unlock_user(*, user: User, by: User) -> None:
    """Wrong passwords are forgotten; the password stays."""
    authorize(by, MANAGE, user)
    forget_failures(username=user.username)
    record(Event.USER_UNLOCKED, user)


def _describe(user: User, person: Person) -> None:
    missing = missing_for_role(person.role, agency=person.agency, neighbourhoods=person.neighbourhoods)
    for field, sentence in missing.items():
        raise Refused(sentence, field=field)
    if person.role in MACHINES:
        raise Refused("Vai trò này chỉ dành cho máy: các việc tự làm, các hệ thống kết nối.")
    user.full_name, user.role, user.title = person.full_name, person.role, person.title
    user.form_of_address, user.phone, user.agency = person.form_of_address, person.phone, person.agency
    user.in_charge_of_children = person.in_charge_of_children and person.role == Role.VICE_CHAIR


@contextmanager
def _watched(user: User, *, deed: str) -> Iterator[None]:
    """Around a change of an account: when it sees other children afterwards than before, those who watch are told;
    also a leader whom the change makes none.
    """
    before, told = _reach(user), watchers()
    yield
    if _reach(user) != before:
        tell(told=told, deed=deed, account=user)


def _reach(user: User) -> object:
    """Which children this account sees, as it stands in the database; None when none."""
    stored = User.objects.working().filter(pk=user.pk).first()
    return (stored.role, scope_of(stored)) if stored and stored.may("children.view") else None


def _save(user: User) -> None:
    def other_chair() -> str:
        chair = User.objects.working().get(role=Role.CHAIR)
        return f"Đang có Chủ tịch là {chair.full_name}. Cho tài khoản ấy nghỉ trước."

    with refused_when("one_working_chair", other_chair, field="role"):
        if user.pk:
            user.save_next_version()
        else:
            user.save()


def _locked_administrators() -> list[User]:
    """Who manages accounts. Locked before any single account, so that two people never wait for each other."""
    return User.objects.working().filter(role=Role.ADMIN).lock_all()


def _keep_one(administrators: list[User], *, without: User) -> None:
    """Refuse what would leave the ward without anybody who manages accounts."""
    if administrators == [without]:
        raise Refused("Đây là quản trị viên cuối cùng. Thêm một quản trị viên khác trước.")
