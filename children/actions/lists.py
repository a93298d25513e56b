"""How people like their lists: filters kept under a name, chosen columns."""

from dataclasses import dataclass

from django.db import transaction

from accounts.authorization import authorize, locked
from accounts.models import User
from children.finding.lists import ListKind
from children.models import ListColumns, SavedFilter
from interface.records import refused_when
from interface.refusals import NotAllowed, Refused

MOST = 20  # filters of one person and list: more are found no faster than by filtering anew
TAKEN = "Đã có bộ lọc tên này. Đặt tên khác, hoặc xóa bộ lọc cũ."


@dataclass(frozen=True)
class SavedFilterDraft:
    name: str
    shared: bool = False


@transaction.atomic
def save_filter(*, kind: ListKind, query: str, by: User, draft: SavedFilterDraft) -> SavedFilter:
    """Keep what the list is narrowed to. Raises NotAllowed, Refused."""
    _may_save(by, draft)
    if not query:
        raise Refused("Chưa chọn bộ lọc nào. Quay lại danh sách, chọn bộ lọc rồi lưu.")
    if SavedFilter.objects.visible_to(by).filter(owner=by, list=kind.code).count() >= MOST:
        raise Refused(f"Đã lưu {MOST} bộ lọc. Xóa bớt bộ lọc không dùng rồi lưu.")
    saved = SavedFilter(owner=by, list=kind.code, query=query, name=draft.name, shared=draft.shared)
    with refused_when("one_saved_filter_per_name", TAKEN, field="name"):
        saved.save()
    return saved


@transaction.atomic
def edit_filter(*, saved: SavedFilter, by: User, version: int, draft: SavedFilterDraft) -> SavedFilter:
    """Another name; shared or no longer. Raises NotAllowed, StaleVersion, Refused."""
    saved = _own(locked(saved, by=by, may="children.save_filters", version=version), by)
    _may_save(by, draft)
    saved.name, saved.shared = draft.name, draft.shared
    with refused_when("one_saved_filter_per_name", TAKEN, field="name"):
        saved.save_next_version()
    return saved


@transaction.atomic
def delete_filter(*, saved: SavedFilter, by: User) -> None:
    """Raises NotAllowed."""
    _own(locked(saved, by=by, may="children.save_filters"), by).delete()


@transaction.atomic
def choose_columns(*, kind: ListKind, columns: list[str], by: User) -> list[str]:
    """Which columns the list shows this person, on whatever machine; none brings the usual ones back."""
    authorize(by, "children.save_filters")
    known = [column.key for column in kind.offered(by) if column.key in columns]
    ListColumns.objects.update_or_create(owner=by, list=kind.code, defaults={"columns": known})
    return known


def _may_save(by: User, draft: SavedFilterDraft) -> None:
    authorize(by, "children.save_filters")
    if draft.shared:
        authorize(by, "children.edit")


def _own(saved: SavedFilter, by: User) -> SavedFilter:
    if saved.owner_id != by.pk:
        raise NotAllowed("Chỉ người đã lưu bộ lọc này sửa, xóa được.")
    return saved
