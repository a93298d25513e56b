"""The ward's profile and its signers, each for a time."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.authorization import authorize, locked
from accounts.models import User
from agencies.actions.records import ONE_DAY, check_period, described, overlapping, saved
from agencies.models import Signer, WardProfile
from interface.records import refused_when
from interface.refusals import Refused
from vietnamese.formats import format_date

EDIT = "agencies.edit"
LOGO_LIMIT = 200_000  # bytes
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class ProfileDraft:
    """How the ward stands on paper from a day on."""

    name: str
    issuing_body: str
    place_line: str
    superiors: str
    report_to: str
    province_code: str
    ward_code: str
    recipients: str
    valid_from: date
    valid_to: date | None = None
    child_agency: str = ""
    district_code: str = ""
    notation: str = "UBND"
    population: int | None = None


@dataclass(frozen=True)
class SignerDraft:
    full_name: str
    position: str
    form: str
    valid_from: date
    valid_to: date | None = None
    signs_reports: bool = False


@transaction.atomic
def write_profile(*, by: User, draft: ProfileDraft) -> WardProfile:
    """A profile for a period nobody has described yet: the first, or one of the past. Raises NotAllowed, Refused."""
    authorize(by, EDIT)
    return _saved_profile(described(WardProfile(), draft))


@transaction.atomic
def correct_profile(*, profile: WardProfile, by: User, version: int, draft: ProfileDraft) -> WardProfile:
    """Something was typed wrongly: the same profile. Raises NotAllowed, StaleVersion, Refused."""
    profile = locked(profile, by=by, may=EDIT, version=version)
    return _saved_profile(described(profile, draft))


@transaction.atomic
def change_profile(*, profile: WardProfile, by: User, version: int, draft: ProfileDraft) -> WardProfile:
    """The ward changed: its profile ends, and the draft goes on from its first day. Raises NotAllowed, StaleVersion."""
    profile = locked(profile, by=by, may=EDIT, version=version)
    if not profile.in_force(draft.valid_from) or draft.valid_from == profile.valid_from:
        raise Refused(
            f"Ngày thay đổi phải sau ngày {format_date(profile.valid_from)} và trong thời gian của hồ sơ này.",
            field="valid_from",
        )
    after = described(WardProfile(logo=profile.logo, is_demo=profile.is_demo), draft)
    after.valid_to, profile.valid_to = profile.valid_to, draft.valid_from - ONE_DAY
    saved(profile)
    return _saved_profile(after)


@transaction.atomic
def set_logo(*, profile: WardProfile, by: User, version: int, image: bytes | None) -> WardProfile:
    """A PNG by its content, whatever its name says; None takes the picture away."""
    profile = locked(profile, by=by, may=EDIT, version=version)
    if image is not None and (not image.startswith(PNG) or len(image) > LOGO_LIMIT):
        raise Refused("Biểu trưng phải là ảnh PNG, không quá 200 kB. Chọn tệp khác.", field="logo")
    profile.logo = image
    return saved(profile)


@transaction.atomic
def add_signer(*, by: User, draft: SignerDraft) -> Signer:
    """Whoever signs the yearly report takes this over: the one before signs it until the day before.

    Raises NotAllowed, Refused.
    """
    authorize(by, EDIT)
    if draft.signs_reports:
        _end_signing_reports(before=draft.valid_from)
    return _saved_signer(described(Signer(), draft))


@transaction.atomic
def edit_signer(*, signer: Signer, by: User, version: int, draft: SignerDraft) -> Signer:
    """Raises NotAllowed, StaleVersion, Refused."""
    signer = locked(signer, by=by, may=EDIT, version=version)
    return _saved_signer(described(signer, draft))


def _end_signing_reports(*, before: date) -> None:
    """Who signs the yearly report when another begins stops the day before; what else this person signs goes on."""
    signing = Signer.objects.on(before).filter(signs_reports=True, valid_from__lt=before)
    for signer in signing.lock_all():
        until, signer.valid_to = signer.valid_to, before - ONE_DAY
        saved(signer)
        going_on = SignerDraft(signer.full_name, signer.position, signer.form, valid_from=before, valid_to=until)
        saved(described(Signer(user=signer.user), going_on))


def _saved_profile(profile: WardProfile) -> WardProfile:
    def taken() -> str:
        other = overlapping(profile).first()
        since = format_date(other.valid_from)
        return f"Trùng thời gian với hồ sơ “{other.title}” từ ngày {since}. Ghi ngày khác."

    check_period(profile)
    with refused_when("one_ward_profile_at_a_time", taken, field="valid_from"):
        return saved(profile)


def _saved_signer(signer: Signer) -> Signer:
    def taken() -> Refused:
        other = overlapping(signer, signs_reports=True).first()
        sentence = f"{other.full_name} được giao ký báo cáo năm ({other.period}). Ghi ngày khác, hoặc sửa ở người ấy."
        return Refused(sentence, field="signs_reports", record=other)

    check_period(signer)
    with refused_when("one_signer_of_reports_at_a_time", taken):
        return saved(signer)
