"""A list of children is taken out of the register: asked for, made in the background, locked, forgotten."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from accounts.actions.notifications import notify
from accounts.authorization import authorize, locked
from accounts.events import Event, record
from accounts.models import AccessEvent, User
from accounts.queries import those_who_may
from children.actions.police_lists import police_list_given, police_list_refused
from children.exporting.choosing import Chosen, chosen_for
from children.exporting.columns import PERSONAL_ID, columns_for, headings_of
from children.exporting.lists import Rows
from children.exporting.locking import locked_with, new_password
from children.exporting.purposes import PURPOSES, why
from children.exporting.writers import FORMATS, List
from children.models import Export
from interface.advisory_locks import AdvisoryLock, hold
from interface.refusals import NotAllowed, Refused
from jobs.actions import request_job
from jobs.work import Say, silent
from vietnamese.formats import format_moment, format_number

KEEP_FILES = timedelta(days=3)
MANY = 500  # children in the lists of one person and day: from here on a second person decides (PRIV-09)
FEW = 20  # children with their personal ID: more need a second person
NOTICE = "Có dữ liệu cá nhân của trẻ em. Không đăng lên mạng, không chuyển cho ai ngoài mục đích trên. Hủy khi xong."


@dataclass(frozen=True)
class ExportDraft:
    purpose: str
    format: str
    reason: str
    extra: tuple[str, ...] = ()  # columns beyond those of the purpose


@transaction.atomic
def request_export(*, draft: ExportDraft, query: str, typed: str, by: User, picked: tuple[str, ...] = ()) -> Export:
    """Ask for a list of the children that filters or ticks have chosen. Raises NotAllowed, Refused."""
    authorize(by, "children.export")
    Chosen(by, query, typed, timezone.localdate()).check()
    purpose = PURPOSES[draft.purpose]
    if not draft.reason.strip():
        raise Refused("Chưa ghi lý do. Ghi việc gì, gửi cho ai.", field="reason")
    export = Export.objects.create(
        owner=by,
        purpose=purpose.code,
        reason=draft.reason,
        format=draft.format,
        columns=_columns(by, [*purpose.columns, *draft.extra], draft.format),
        query=query,
        typed=typed,
        picked=list(picked),
    )
    export.job = request_job(kind="export_children", by=by, export=str(export.public_id))
    export.save()
    return export


def _columns(by: User, keys: list[str], format: str) -> list[str]:
    """Personal IDs leave the register in a locked workbook only."""
    return [key for key in columns_for(by, keys) if key != PERSONAL_ID or format == "xlsx"]


@transaction.atomic
def make_export(*, export: Export, by: User, say: Say = silent) -> Export:
    """Write the file, with what its owner may see now. Who takes out what for whom goes to the access log."""
    export = locked(export, by=by, may="children.export")
    if export.rows is not None:
        return export
    if export.forgotten_on:
        raise Refused("Danh sách này đã quá hạn lưu nên không làm nữa. Xuất lại danh sách.")
    _one_at_a_time(by)
    today = timezone.localdate()
    chosen = chosen_for(export, today)
    chosen.check()
    say("Đang tìm trẻ theo bộ lọc", 0)
    pks = list(chosen.children().values_list("pk", flat=True))
    keys = _columns(by, export.columns, export.format)
    rows = Rows(pks, keys, by, today, say, chosen.codes())
    data = FORMATS[export.format].write(List(_marks(export, by), headings_of(keys), rows))
    say("Đang mã hóa tệp", 95)
    export.rows, export.columns = rows.written, keys
    export.keep_file(data)
    export.needs_release = _needs_second_person(export)
    export.save_next_version()
    if export.needs_release:
        _ask_others(export)
    record(Event.CHILDREN_EXPORTED, export, reason=why(export.purpose, export.reason), children=rows.written)
    return export


def _one_at_a_time(owner: User) -> None:
    """Lists of one person, until the transaction ends: else two at once would not count each other."""
    hold(AdvisoryLock.EXPORTS, of=owner.pk)


def _needs_second_person(export: Export) -> bool:
    """Many children, or more than a few with their personal ID; those of the same day's other lists count as well."""
    day = timezone.localdate(export.created_at)
    others = _exported_on(day, export.owner).exclude(pk=export.pk)
    if _with(others, export) + _printed_on(day, export.owner) >= MANY:
        return True
    return PERSONAL_ID in export.columns and _with(others.filter(columns__contains=[PERSONAL_ID]), export) > FEW


def _with(others: QuerySet[Export], export: Export) -> int:
    return _sum(others, "rows") + (export.rows or 0)


def _exported_on(day: date, owner: User) -> QuerySet[Export]:
    return Export.objects.filter(owner=owner, created_at__date=day)


def _printed_on(day: date, owner: User) -> int:
    printed = AccessEvent.objects.filter(actor=owner, event=Event.LIST_PRINTED.name, at__date=day)
    return _sum(printed, "children")


def _sum(rows: QuerySet, name: str) -> int:
    return rows.order_by().aggregate(sum=Sum(name))["sum"] or 0


@transaction.atomic
def print_list(*, about: str, children: int, by: User) -> None:
    """A list goes onto paper: what asks for no reason and no second person stays small (PRIV-09). Raises Refused."""
    authorize(by, "children.export")
    _one_at_a_time(by)
    today = timezone.localdate()
    if _sum(_exported_on(today, by), "rows") + _printed_on(today, by) + children >= MANY:
        raise Refused(
            f"In và xuất từ {format_number(MANY)} trẻ trong một ngày thì cần người thứ hai cho phép. "
            "Bấm Xuất ở trang Trẻ em, ghi mục đích, lý do; được cho phép rồi in từ tệp đã tải."
        )
    record(Event.LIST_PRINTED, about, children=children)


def _ask_others(export: Export) -> None:
    text = f"Danh sách {format_number(export.rows or 0)} trẻ chờ người thứ hai cho phép xuất"
    for person in those_who_may("children.release_export").exclude(pk=export.owner_id):
        notify(recipient=person, text=text, url=reverse("release_export", args=[export.public_id]))


@transaction.atomic
def decide_export(*, export: Export, by: User, allowed: bool, version: int) -> Export:
    """A second person lets a list out, or has it thrown away. Raises NotAllowed, StaleVersion, Refused."""
    export = locked(export, by=by, may="children.release_export", version=version)
    if export.owner_id == by.pk:
        raise NotAllowed("Người xuất không tự cho phép danh sách của mình.")
    if not export.waits or export.forgotten_on:
        raise Refused("Danh sách này không còn chờ ai cho phép.")
    export.decided_by, export.decided_at, export.allowed = by, timezone.now(), allowed
    if not allowed:
        export.forget()
    export.save_next_version()
    if not allowed:
        police_list_refused(export=export, by=by)
    event = Event.EXPORT_RELEASED if allowed else Event.EXPORT_REFUSED
    record(event, export, reason=f"{export.owner.code}: {why(export.purpose, export.reason)}"[:300])
    answer = "đã được cho phép, tải được" if allowed else "không được cho phép xuất, tệp đã xóa"
    text = f"Danh sách {format_number(export.rows or 0)} trẻ {answer}"
    notify(recipient=export.owner, text=text, url=export.get_absolute_url())
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
    if export.waits:
        raise Refused("Chờ người thứ hai cho phép rồi mới khóa, tải được tệp.")
    if not export.needs_password:
        raise Refused("Mật khẩu của tệp này đã hiện một lần, máy không giữ lại. Mất mật khẩu thì xuất lại danh sách.")
    police_list_given(export=export, by=by)
    password = new_password()
    export.keep_file(locked_with(password, export.file()))
    export.locked = True
    export.save_next_version()
    return password


@transaction.atomic
def forget_exports(*, made_before: datetime) -> int:
    """Throw the files away whose time is over."""
    old = Export.objects.filter(created_at__lt=made_before, forgotten_on=None)
    exports = old.lock_all()
    for export in exports:
        export.forget()
        export.save_next_version()
    return len(exports)
