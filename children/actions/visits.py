"""Writing down a visit, correcting it on the day it was written, taking off one that was written by mistake."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actions.notifications import notify
from accounts.authorization import OFFICERS, authorize, locked
from accounts.events import Event, record
from accounts.models import User
from attachments import store
from attachments.models import StoredFile
from children.households.moves import stays_of
from children.models import Child, HomeVisit, Household, Met, VisitPhoto, VisitPurpose
from children.models.visit import MOST_PHOTOS
from interface.refusals import Refused


@dataclass(frozen=True)
class VisitDraft:
    visited_on: date
    met: str
    child_seen: bool
    concern: bool
    findings: Sequence[str] = ()
    purpose: str = VisitPurpose.REGULAR
    note: str = ""


@transaction.atomic
def record_visit(
    *,
    by: User,
    draft: VisitDraft,
    household: Household | None = None,
    child: Child | None = None,
    photos: Sequence[bytes] = (),
) -> HomeVisit:
    """To a household; or for the sake of one child, wherever it lives. Raises NotAllowed, Refused."""
    authorize(by, "children.record_visits", child or household)
    home = _home_of(child, draft.visited_on, by) if child else household
    visit = HomeVisit(household=home, child=child, recorded_by=by)
    _write(visit, draft)
    visit.save()
    _keep(visit, photos)
    record(Event.VISIT_RECORDED, visit)
    if visit.concern:
        _tell_officers(visit)
    return visit


@transaction.atomic
def edit_visit(
    *,
    visit: HomeVisit,
    by: User,
    version: int,
    draft: VisitDraft,
    photos: Sequence[bytes] = (),
    dropped: Collection[VisitPhoto] = (),
) -> HomeVisit:
    """By whoever wrote it, on that day; later it is what the ward has acted on, and so is a worry at once. Raises
    NotAllowed, StaleVersion, Refused.
    """
    visit = locked(visit, by=by, may="children.record_visits", version=version)
    if visit.concern and not by.may("children.edit"):
        raise Refused("Lần thăm ghi trẻ mất an toàn thì chỉ cán bộ sửa, xóa được. Có điều mới thì ghi lần thăm khác.")
    if not visit.mended_by(by):
        raise Refused("Chỉ người ghi sửa được lần thăm, trong ngày ghi. Có điều mới thì ghi lần thăm khác.")
    worried = visit.concern
    if visit.child and draft.visited_on != visit.visited_on:
        visit.household = _home_of(visit.child, draft.visited_on, by)
    _write(visit, draft)
    visit.save_next_version()
    for photo in dropped:
        photo.withdrawn_on = timezone.localdate()
        photo.save_next_version()
    _keep(visit, photos)
    if visit.concern and not worried:
        _tell_officers(visit)
    return visit


@transaction.atomic
def withdraw_visit(*, visit: HomeVisit, by: User, version: int, reason: str) -> HomeVisit:
    """It never was, or was written at the wrong home. Raises NotAllowed, StaleVersion, Refused."""
    visit = locked(visit, by=by, may="children.record_visits", version=version)
    if not visit.taken_off_by(by):
        raise Refused("Lần thăm này đã xóa, do người khác ghi, hoặc ghi trẻ mất an toàn. Gọi cán bộ trẻ em của phường.")
    visit.withdrawn_on, visit.withdrawal_reason = timezone.localdate(), reason
    visit.save_next_version()
    return visit


def _home_of(child: Child, day: date, by: User) -> Household | None:
    """The household in which the child lived on that day; none for a child that lived in none. Raises Refused."""
    stays = [
        stay for stay in stays_of(child) if (stay.since or day) <= day and (stay.until is None or day < stay.until)
    ]
    if not stays:
        return None
    home = Household.objects.visible_to(by).filter(pk=stays[-1].household).first()
    if home is None:
        raise Refused("Ngày ấy trẻ ở hộ khác, ngoài tổ dân phố của bạn. Kiểm tra lại ngày thăm.", field="visited_on")
    return home


def _write(visit: HomeVisit, draft: VisitDraft) -> None:
    for name in draft.__dataclass_fields__:
        setattr(visit, name, getattr(draft, name))
    visit.findings = list(draft.findings)
    if visit.visited_on > timezone.localdate():
        raise Refused("Ngày thăm chưa đến. Kiểm tra lại.", field="visited_on")
    if visit.met == Met.NOBODY and (visit.child_seen or visit.findings):
        raise Refused("Không gặp ai thì không thấy trẻ, không thấy gì trong nhà. Chọn lại gặp ai.", field="met")
    if not (visit.findings or visit.note or visit.met == Met.NOBODY):
        raise Refused("Chưa ghi thấy gì. Chọn một mục, hoặc ghi bằng lời.", field="findings")


def _keep(visit: HomeVisit, photos: Sequence[bytes]) -> None:
    if VisitPhoto.objects.true().filter(visit=visit).count() + len(photos) > MOST_PHOTOS:
        raise Refused(f"Mỗi lần thăm giữ nhiều nhất {MOST_PHOTOS} ảnh.", field="photo_1")
    for number, upload in enumerate(photos, 1):
        VisitPhoto.objects.create(visit=visit, stored=_picture(upload, f"photo_{number}"))


def _picture(upload: bytes, field: str) -> StoredFile:
    try:
        stored = store.keep(upload)
    except Refused as refused:
        raise Refused(refused.sentence, field=field) from None
    if not stored.is_picture:
        raise Refused("Ở đây chỉ nhận ảnh. Giấy tờ thì cán bộ đính kèm ở hồ sơ của trẻ.", field=field)
    return stored


def _tell_officers(visit: HomeVisit) -> None:
    """A line behind the bell beside the telephone call that the page asks for: never instead of it."""
    text = f"Có 1 lần thăm ghi dấu hiệu trẻ mất an toàn, {visit.neighbourhood.short_name}"
    for officer in User.objects.working().filter(role__in=OFFICERS).exclude(pk=visit.recorded_by_id).order_by("pk"):
        notify(recipient=officer, text=text, url=visit.get_absolute_url())
