"""“Phiếu thông tin trẻ em”: asked for with a purpose, made in the background, forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.events import Event, record
from accounts.models import User
from children.models import Child, ChildSheet, SheetPurpose
from interface.refusals import Refused
from jobs.actions import request_job
from jobs.work import Say, silent

KEEP_SHEETS = timedelta(days=1)


@dataclass(frozen=True)
class SheetDraft:
    purpose: str
    reason: str = ""
    with_numbers: bool = False  # the whole personal ID and insurance number, not masked
    with_secrets: bool = False  # extra-secret circumstances, as far as the one who prints may read them


@transaction.atomic
def request_sheet(*, child: Child, draft: SheetDraft, by: User) -> ChildSheet:
    """Ask for the sheet of a child. Raises NotAllowed, Refused."""
    authorize(by, "children.print_sheet", child)
    if not draft.reason and (draft.with_secrets or draft.purpose == SheetPurpose.OTHER):
        what = "Ghi cả hoàn cảnh bảo mật đặc biệt" if draft.with_secrets else "Mục đích này"
        raise Refused(f"{what} thì phải ghi lý do. Ghi việc gì, đưa cho ai.", field="reason")
    sheet = ChildSheet.objects.create(owner=by, child=child, **vars(draft))
    sheet.job = request_job(kind="print_sheet", by=by, sheet=str(sheet.public_id))
    sheet.save()
    return sheet


@transaction.atomic
def make_sheet(*, sheet: ChildSheet, by: User, say: Say = silent) -> ChildSheet:
    """Write the PDF, with what its owner may see now. Who printed what for goes to the access log."""
    from children.sheets.paper import render_sheet  # WeasyPrint: only a worker needs it

    sheet = locked(sheet, by=by, may="children.print_sheet")
    if sheet.made_at:
        return sheet
    if sheet.forgotten_on:
        raise Refused("Phiếu này đã quá hạn lưu nên không in nữa. In lại phiếu.")
    say("Đang dàn trang", 20)
    data = render_sheet(sheet, by=by, at=timezone.localtime())
    say("Đang mã hóa tệp", 90)
    sheet.keep_file(data)
    sheet.made_at = timezone.now()
    sheet.save_next_version()
    event = Event.SECRET_SHEET_PRINTED if sheet.with_secrets else Event.SHEET_PRINTED
    record(event, sheet.child, reason=sheet.why)
    return sheet


@transaction.atomic
def forget_sheets(*, made_before: datetime) -> int:
    """Throw the files away whose time is over."""
    old = ChildSheet.objects.filter(created_at__lt=made_before, forgotten_on=None)
    sheets = old.lock_all()
    for sheet in sheets:
        sheet.content, sheet.forgotten_on = None, timezone.localdate()
        sheet.save_next_version()
    return len(sheets)
