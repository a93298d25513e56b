"""The ward's profile and its signers, each for a time."""

from datetime import date
from typing import Any

from django.db import transaction

from accounts.authorization import authorize
from accounts.models import User
from agencies.actions.records import ONE_DAY, check_period, edited, overlapping
from agencies.models import Signer, WardProfile
from agencies.reference import ward_profiles
from interface.refusals import Refused
from vietnamese.formats import format_date

EDIT = "agencies.edit"
LOGO_LIMIT = 200_000  # bytes
PNG = b"\x89PNG\r\n\x1a\n"
COPIED = [
    "name", "issuing_body", "place_line", "superiors", "report_to", "child_agency", "province_code", "district_code",
    "ward_code", "notation", "recipients", "population", "logo", "is_demo",
]  # fmt: skip


@transaction.atomic
def write_profile(*, by: User, **facts: Any) -> WardProfile:
    """A profile for a period nobody has described yet: the first one, or one of the past."""
    authorize(by, EDIT)
    return _saved(WardProfile(**facts))


@transaction.atomic
def correct_profile(*, profile: WardProfile, by: User, version: int, **facts: Any) -> WardProfile:
    """Something was typed wrongly: the same profile, the same period."""
    profile = edited(profile, by=by, may=EDIT, version=version, facts=facts)
    _check(profile)
    profile.save_next_version()
    return profile


@transaction.atomic
def change_profile(*, profile: WardProfile, by: User, version: int, since: date, **facts: Any) -> WardProfile:
    """The ward changed: the profile ends the day before `since`, and a new one goes on from there."""
    profile = edited(profile, by=by, may=EDIT, version=version, facts={})
    if not profile.in_force(since) or since == profile.valid_from:
        raise Refused(
            f"Ngày thay đổi phải sau ngày {format_date(profile.valid_from)} và trong thời gian của hồ sơ này.",
            field="since",
        )
    unchanged = {name: getattr(profile, name) for name in COPIED}
    after = WardProfile(**{**unchanged, **facts}, valid_from=since, valid_to=profile.valid_to)
    profile.valid_to = since - ONE_DAY
    profile.save_next_version()
    return _saved(after)


@transaction.atomic
def set_logo(*, profile: WardProfile, by: User, version: int, image: bytes | None) -> WardProfile:
    """A PNG by its content, whatever its name says; None takes the picture away."""
    if image is not None and (not image.startswith(PNG) or len(image) > LOGO_LIMIT):
        raise Refused("Biểu trưng phải là ảnh PNG, không quá 200 kB. Chọn tệp khác.", field="logo")
    profile = edited(profile, by=by, may=EDIT, version=version, facts={"logo": image})
    profile.save_next_version()
    return profile


@transaction.atomic
def write_shipped_profiles(*, by: User, is_demo: bool = False) -> list[WardProfile]:
    """The profiles that come with the product, those before and after the merger of 2025."""
    authorize(by, EDIT)
    return [_saved(WardProfile(**facts, is_demo=is_demo)) for facts in ward_profiles()]


@transaction.atomic
def add_signer(*, by: User, **facts: Any) -> Signer:
    authorize(by, EDIT)
    signer = Signer(**facts)
    _check_signer(signer)
    signer.save()
    return signer


@transaction.atomic
def edit_signer(*, signer: Signer, by: User, version: int, **facts: Any) -> Signer:
    signer = edited(signer, by=by, may=EDIT, version=version, facts=facts)
    _check_signer(signer)
    signer.save_next_version()
    return signer


def _saved(profile: WardProfile) -> WardProfile:
    _check(profile)
    profile.save()
    return profile


def _check(profile: WardProfile) -> None:
    check_period(profile)
    other = overlapping(profile).first()
    if other:
        raise Refused(
            f"Trùng thời gian với hồ sơ “{other.title}” từ ngày {format_date(other.valid_from)}. Ghi ngày khác.",
            field="valid_from",
        )


def _check_signer(signer: Signer) -> None:
    check_period(signer)
    other = overlapping(signer, signs_reports=True).first() if signer.signs_reports else None
    if other:
        raise Refused(
            f"{other.full_name} đang được giao ký báo cáo năm trong thời gian này. Bỏ dấu ở người ấy trước.",
            field="signs_reports",
        )
