"""Attaching a scan or a picture to a child's record, and taking one off that was attached by mistake."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from attachments import store
from children.models import Child, ChildFile, Circumstance, FileKind
from interface.refusals import Refused


@dataclass(frozen=True)
class FileDraft:
    kind: str
    circumstance: Circumstance | None = None
    note: str = ""
    consent_by: str = ""
    consent_on: date | None = None


@transaction.atomic
def attach_file(*, child: Child, by: User, draft: FileDraft, upload: bytes) -> ChildFile:
    """Keep it cleaned and encrypted. Raises NotAllowed, Refused."""
    authorize(by, "children.edit", child)
    if draft.circumstance and draft.circumstance.child_id != child.pk:
        raise Refused("Hoàn cảnh này của trẻ khác. Mở lại trang của trẻ rồi chọn.", field="circumstance")
    if draft.kind == FileKind.PORTRAIT and not (draft.consent_by and draft.consent_on):
        raise Refused("Ảnh của trẻ chỉ giữ khi có người đồng ý. Ghi ai đồng ý và ngày đồng ý.", field="consent_by")
    if draft.consent_on and draft.consent_on > timezone.localdate():
        raise Refused("Ngày đồng ý ở sau hôm nay.", field="consent_on")
    file = ChildFile(
        child=child,
        kind=draft.kind,
        circumstance=draft.circumstance,
        note=draft.note,
        consent_by=draft.consent_by,
        consent_on=draft.consent_on,
        officer=by,
        stored=store.keep(upload),
    )
    file.save()
    return file


@transaction.atomic
def withdraw_file(*, file: ChildFile, by: User, version: int, reason: str) -> ChildFile:
    """It does not belong here: nobody opens it any more, the history knows of it. Raises NotAllowed, StaleVersion,
    Refused.
    """
    file = locked(file, by=by, may="children.edit", version=version)
    if file.withdrawn_on:
        raise Refused("Giấy tờ này đã được gỡ khỏi hồ sơ từ trước.")
    file.withdrawn_on, file.withdrawn_by, file.withdrawal_reason = timezone.localdate(), by, reason
    file.save_next_version()
    return file
