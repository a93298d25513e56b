"""A list of children is taken out of the register: asked for, made in the background, locked, forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.events import Event, record
from accounts.models import User
from children.exporting.choosing import Chosen, chosen_for
from children.exporting.columns import columns_for, headings_of
from children.exporting.lists import Rows
from children.exporting.locking import locked_with, new_password
from children.exporting.purposes import PURPOSES, why
from children.exporting.writers import FORMATS, List
from children.models import Export, IdBatch
from interface.refusals import Refused
from jobs.actions import request_job
from jobs.work import Say, silent
from vietnamese.formats import format_moment

KEEP_FILES = timedelta(days=3)
NOTICE = "Có dữ liệu cá nhân của trẻ em. Không đăng lên mạng, không chuyển cho ai ngoài mục đích trên. Hủy khi xong."


@dataclass(frozen=True)
class ExportDraft:
    purpose: str
    format: str
    reason: str = ""
    extra: tuple[str, ...] = ()  # columns beyond those of the purpose


@transaction.atomic
def request_export(*, draft: ExportDraft, query: str, typed: str, by: User, picked: tuple[str, ...] = ()) -> Export:
    """Ask for a list of the children that filters or ticks have chosen. Raises NotAllowed, Refused."""
    authorize(by, "children.export")
    Chosen(by, query, typed, timezone.localdate()).check()
    purpose = PURPOSES[draft.purpose]
    extra = [key for key in columns_for(by, list(draft.extra)) if key not in purpose.columns]
    if not draft.reason and (purpose.needs_reason or extra):
        what = "Lấy thêm cột" if extra else "Mục đích này"
        raise Refused(f"{what} thì phải ghi lý do. Ghi việc gì, gửi cho ai.", field="reason")
    export = Export.objects.create(
        owner=by,
        purpose=purpose.code,
        reason=draft.reason,
        format=draft.format,
        columns=columns_for(by, [*purpose.columns, *extra]),
        query=query,
        typed=typed,
        picked=list(picked),
    )
    export.job = request_job(kind="export_children", by=by, export=str(export.public_id))
    export.save()
    return export


@transaction.atomic
def request_police_list(*, batch: IdBatch, by: User) -> Export:
    """Ask for the list of a batch for the police, with the columns they fill in. Raises NotAllowed."""
    authorize(by, "children.verify_ids", batch)
    columns = columns_for(by, ["row_code", *PURPOSES["police"].columns, "police_result", "police_date"])
    export = Export.objects.create(owner=by, id_batch=batch, purpose="police", format="xlsx", columns=columns)
    export.job = request_job(kind="export_children", by=by, export=str(export.public_id))
    export.save()
    return export


@transaction.atomic
def make_export(*, export: Export, by: User, say: Say = silent) -> Export:
    """Write the file, with what its owner may see now. Who takes out what for whom goes to the access log."""
    export = locked(export, by=by, may="children.export")
    if export.rows is not None:
        return export
    today = timezone.localdate()
    chosen = chosen_for(export, today)
    chosen.check()
    say("Đang tìm trẻ theo bộ lọc", 0)
    pks = list(chosen.children().values_list("pk", flat=True))
    keys = columns_for(by, export.columns)
    rows = Rows(pks, keys, by, today, say, chosen.codes())
    data = FORMATS[export.format].write(List(_marks(export, by), headings_of(keys), rows))
    say("Đang mã hóa tệp", 95)
    export.rows, export.columns = rows.written, keys
    export.keep_file(data)
    export.save_next_version()
    record(Event.CHILDREN_EXPORTED, export, reason=why(export.purpose, export.reason), children=rows.written)
    return export


def _marks(export: Export, by: User) -> list[str]:
    """Above the header of the list: whoever finds it knows whose it is and what it may be used for."""
    at = format_moment(timezone.localtime(export.created_at))
    return [f"{by.full_name} xuất lúc {at}. Mục đích: {PURPOSES[export.purpose].name}.", NOTICE]


@transaction.atomic
def lock_file(*, export: Export, by: User) -> str:
    """Lock the workbook with a new password; the answer is the only place where it ever stands."""
    export = locked(export, by=by, may="children.export")
    if export.content is None:
        raise Refused("Tệp này không còn. Xuất lại danh sách.")
    if not export.needs_password:
        raise Refused("Mật khẩu của tệp này đã hiện một lần, máy không giữ lại. Mất mật khẩu thì xuất lại danh sách.")
    password = new_password()
    export.keep_file(locked_with(password, export.file()))
    export.locked = True
    export.save_next_version()
    return password


@transaction.atomic
def forget_exports(*, made_before: datetime) -> int:
    """Throw the files away whose time is over, with whom the filters and the typed words chose."""
    old = Export.objects.filter(created_at__lt=made_before, forgotten_on=None)
    exports = old.lock_all()
    for export in exports:
        export.content, export.query, export.typed, export.picked = None, "", "", []
        export.forgotten_on = timezone.localdate()
        export.save_next_version()
    return len(exports)
