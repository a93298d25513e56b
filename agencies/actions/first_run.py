"""The first run of an empty ward: typed answers are kept as they come, the last step makes everything of them.

There is no acting user yet. What stands for a permission is that nobody exists, judged under the lock of the one row
of `SetUp`: of two people who finish at once, one sets the ward up and the other is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from accounts.acting import acting_as
from accounts.actions.users import add_user
from accounts.authorization import Role
from accounts.models import User
from accounts.people import Person
from agencies.actions.organisations import (
    AgencyDraft,
    NeighbourhoodDraft,
    add_agency,
    add_neighbourhoods,
)
from agencies.actions.ward import ProfileDraft, write_profile
from agencies.models import Agency, AgencyKind, SetUp
from agencies.reference import ward_profiles
from interface.refusals import Refused

OVER = "Phường đã thiết lập xong. Đăng nhập bằng tài khoản đã có."


@dataclass(frozen=True)
class Answers:
    """What the four steps gave."""

    ward: ProfileDraft
    neighbourhoods: Sequence[NeighbourhoodDraft]
    agencies: Sequence[AgencyDraft]
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
        write_profile(by=admin, draft=answers.ward)
        _write_earlier_profiles(answers.ward, by=admin)
        add_neighbourhoods(by=admin, drafts=answers.neighbourhoods)
        added = [add_agency(by=admin, draft=draft) for draft in answers.agencies]
        person = replace(answers.officer, agency=_office_in(added))
        officer, temporary = add_user(by=admin, username=answers.officer_username, person=person)
    return admin, officer, temporary


def _locked() -> SetUp:
    try:
        set_up = SetUp.objects.lock(1)
    except SetUp.DoesNotExist:
        raise Refused(OVER) from None
    if not nobody_exists():
        raise Refused(OVER)
    return set_up


def _write_earlier_profiles(ward: ProfileDraft, *, by: User) -> None:
    """Reports on years before the merger need the names of then; we know them for the ward we were made for."""
    *earlier, shipped = (ProfileDraft(**facts) for facts in ward_profiles())
    if (ward.name, ward.ward_code, ward.valid_from) == (shipped.name, shipped.ward_code, shipped.valid_from):
        for draft in earlier:
            write_profile(by=by, draft=draft)


def _office_in(agencies: Sequence[Agency]) -> Agency | None:
    """Where the first officer works."""
    return next((agency for agency in agencies if agency.kind == AgencyKind.VHXH), None)
