"""The first run of an empty ward: typed answers are kept as they come, the last step makes everything of them.

There is no acting user yet. What stands for a permission is that nobody exists, judged under the lock of the one row
of `SetUp`: of two people who finish at once, one sets the ward up and the other is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.acting import acting_as
from accounts.actions.users import add_user
from accounts.authorization import Role
from accounts.models import User
from accounts.people import Person
from agencies.actions.organisations import add_agency, add_neighbourhoods
from agencies.actions.ward import write_profile
from agencies.models import AgencyKind, SetUp
from agencies.reference import ward_profiles
from interface.refusals import Refused

Facts = dict[str, Any]


@dataclass(frozen=True)
class Answers:
    """What the four steps gave."""

    ward: Facts
    neighbourhoods: Iterable[Facts]
    agencies: Iterable[Facts]
    admin: Person
    admin_username: str
    admin_password: str
    officer: Person
    officer_username: str


def nobody_exists() -> bool:
    return not User.objects.people().exists()


@transaction.atomic
def keep_answers(*, step: int, typed: dict[str, str]) -> SetUp:
    """Keep what stands in a step now, finished or not."""
    SetUp.objects.get_or_create(pk=1)
    set_up = _locked()
    set_up.answers[str(step)] = typed
    set_up.save()
    return set_up


@transaction.atomic
def set_ward_up(*, answers: Answers) -> tuple[User, User, str]:
    """Everything at once: the ward, its neighbourhoods and agencies, an administrator and the first officer.

    Returns both, and the officer's temporary password.
    """
    _locked().delete()
    admin = User(username=answers.admin_username, full_name=answers.admin.full_name, role=Role.ADMIN)
    admin.phone, admin.must_change_password = answers.admin.phone, False
    admin.set_password(answers.admin_password)
    admin.save()
    with acting_as(admin):
        since = answers.ward["valid_from"]
        write_profile(by=admin, **answers.ward)
        _write_earlier_profiles(answers.ward, by=admin)
        add_neighbourhoods(by=admin, since=since, rows=answers.neighbourhoods)
        office = _add_agencies(answers.agencies, since=since, by=admin)
        person = Person(**{**vars(answers.officer), "agency": office})
        officer, temporary = add_user(by=admin, username=answers.officer_username, person=person)
    return admin, officer, temporary


def _locked() -> SetUp:
    set_up = SetUp.objects.select_for_update(of=("self",)).filter(pk=1).first()
    if set_up is None or not nobody_exists():
        raise Refused("Phường đã thiết lập xong. Đăng nhập bằng tài khoản đã có.")
    return set_up


def _write_earlier_profiles(ward: Facts, *, by: User) -> None:
    """Reports on years before the merger need the names of then; we know them for the ward we were made for."""
    *earlier, shipped = ward_profiles()
    if all(ward[name] == shipped[name] for name in ("name", "ward_code", "valid_from")):
        for facts in earlier:
            write_profile(by=by, **facts)


def _add_agencies(rows: Iterable[Facts], *, since: date, by: User):
    """Returns the office the first officer works in."""
    added = [add_agency(by=by, valid_from=since, **row) for row in rows]
    return next((agency for agency in added if agency.kind == AgencyKind.VHXH), None)
