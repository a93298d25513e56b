"""One deed for many households (and children of no household): looked at, done, taken back, each in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.events import Event, record
from accounts.models import User
from agencies.models import Neighbourhood
from children.actions.poverty import ClassDraft, class_of, put_class
from children.models import BulkDeed, BulkKind, BulkResult, BulkRow, Child, Household
from children.models.bulk import BulkRowQuerySet
from interface.records import Record
from interface.refusals import Refused, StaleVersion
from jobs.actions import request_job
from jobs.work import Say, silent

MOST = 1000  # rows of one deed: beyond that a slip of the filter is likelier than a wish
AT_ONCE = 50  # rows; more are done by a job with a progress page
PART = 200  # rows that are put back in one transaction
FORGET = timedelta(days=1)  # what somebody has looked at and not done


@dataclass(frozen=True)
class BulkDraft:
    """Where to, or which class in which year. `numbers`: of certificates, by the household's public id. `kept`: rows
    to do.
    """

    neighbourhood: Neighbourhood | None = None
    poverty: str = ""
    certificate_year: int | None = None
    issued_on: date | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    kept: Sequence[str] = ()


@transaction.atomic
def start_bulk(*, kind: str, records: Iterable[Household | Child], by: User) -> BulkDeed:
    """Choose what it is about, in the version of now; nothing changes yet. Of a child it is about its household; a
    child of no household can only move. Raises NotAllowed, Refused.
    """
    authorize(by, "children.edit")
    chosen = _chosen(kind, records)
    if not chosen:
        raise Refused("Chưa chọn dòng nào có hộ. Đánh dấu ở đầu dòng, hoặc chọn cả bộ lọc.")
    if len(chosen) > MOST:
        raise Refused(f"Bộ lọc có {len(chosen)} hộ, mỗi lần làm nhiều nhất {MOST}. Lọc hẹp hơn rồi làm từng phần.")
    BulkDeed.objects.filter(owner=by, done_at=None, job=None, created_at__lt=timezone.now() - FORGET).delete()
    deed = BulkDeed.objects.create(owner=by, kind=kind)
    BulkRow.objects.bulk_create(
        BulkRow(deed=deed, version=each.version, **{_meta_name(each): each}) for each in chosen.values()
    )
    return deed


def _chosen(kind: str, records: Iterable[Household | Child]) -> dict[tuple[str, int], Household | Child]:
    chosen: dict[tuple[str, int], Household | Child] = {}
    for each in records:
        meant = (each.household or each) if isinstance(each, Child) else each
        if isinstance(meant, Household) or kind == BulkKind.MOVE:
            chosen[_meta_name(meant), meant.pk] = meant
    return chosen


def _meta_name(each: Record) -> str:
    return "household" if isinstance(each, Household) else "child"


@transaction.atomic
def decide_bulk(*, deed: BulkDeed, by: User, version: int, draft: BulkDraft) -> BulkDeed:
    """Do it to the rows that are kept: a few at once, many by a job. Raises NotAllowed, StaleVersion, Refused."""
    deed = locked(deed, by=by, may="children.edit", version=version)
    _check(deed, draft)
    kept = [row for row in deed.rows.in_order() if str(row.record.public_id) in set(draft.kept)]
    if not kept:
        raise Refused("Không còn dòng nào được chọn. Đánh dấu ít nhất một hộ.")
    deed.rows.exclude(pk__in=[row.pk for row in kept]).delete()
    deed.neighbourhood, deed.poverty = draft.neighbourhood, draft.poverty
    deed.certificate_year, deed.issued_on = draft.certificate_year, draft.issued_on
    deed.owner = by  # whoever decides answers for it
    for row in kept:
        row.certificate_number = draft.numbers.get(str(row.record.public_id), "")
    BulkRow.objects.bulk_update(kept, ["certificate_number"], batch_size=500)
    if len(kept) > AT_ONCE:
        deed.job = request_job(kind="bulk_deed", by=by, deed=str(deed.public_id))
    deed.save_next_version()
    return deed if deed.job else carry_out_bulk(deed=deed, by=by)


def _check(deed: BulkDeed, draft: BulkDraft) -> None:
    if not deed.waits:
        raise Refused("Việc này đã được giao làm rồi. Mở lại trang để xem kết quả.")
    if deed.kind == BulkKind.MOVE and draft.neighbourhood is None:
        raise Refused("Chọn tổ dân phố chuyển đến.", field="neighbourhood")
    if deed.kind == BulkKind.POVERTY and not draft.poverty:
        raise Refused("Chọn diện hộ.", field="poverty")
    if deed.kind == BulkKind.POVERTY and not draft.certificate_year:
        raise Refused("Ghi diện hộ của năm nào.", field="certificate_year")
    if deed.kind == BulkKind.POVERTY:
        number = next(filter(None, draft.numbers.values()), "")
        ClassDraft(draft.poverty, number, draft.issued_on).check(cast(int, draft.certificate_year))


@transaction.atomic
def carry_out_bulk(*, deed: BulkDeed, by: User, say: Say = silent) -> BulkDeed:
    """Row by row, each judged as it stands now: who was edited since is left as it is. Running twice does it once."""
    deed = locked(deed, by=by, may="children.edit")
    if deed.done_at:
        return deed
    if not (deed.neighbourhood_id or deed.poverty):
        raise Refused("Việc này mới được chuẩn bị, chưa ai quyết định làm.")
    rows = _locked_rows(deed.rows.all())
    for number, row in enumerate(rows):
        say(f"Đang ghi dòng {number + 1} trong {len(rows)}", 95 * number // len(rows))
        row.result = _write(row, deed, by)
    deed.done_at = timezone.now()
    return _ended(deed, rows, "")


def _locked_rows(rows: BulkRowQuerySet) -> list[BulkRow]:
    """Records first, by key: two such deeds at once wait in no circle."""
    Household.objects.filter(pk__in=rows.values("household")).lock_all()
    Child.objects.filter(pk__in=rows.values("child")).lock_all()
    return list(rows.in_order())


def _write(row: BulkRow, deed: BulkDeed, by: User) -> BulkResult:
    try:
        found = locked(row.record, by=by, may="children.edit", version=row.version)
    except StaleVersion:
        return BulkResult.STALE
    before = _stands(found, deed)
    after = _facts(row, deed, before)
    if after == before:
        return BulkResult.SAME
    row.before, row.after = before, _save(found, deed, by, after)
    return BulkResult.DONE


def _stands(found: Any, deed: BulkDeed) -> dict[str, Any]:
    """Where it is; or the class that was said of the deed's year."""
    if deed.kind == BulkKind.MOVE:
        return {"neighbourhood_id": found.neighbourhood_id}
    said = class_of(household=found, by=deed.owner, year=cast(int, deed.certificate_year))
    return {**vars(said), "issued_on": said.issued_on.isoformat() if said.issued_on else ""}


def _facts(row: BulkRow, deed: BulkDeed, before: dict[str, Any]) -> dict[str, Any]:
    """The certificate of a year stays as long as the class does, unless another was typed."""
    if deed.kind == BulkKind.MOVE:
        return {"neighbourhood_id": deed.neighbourhood_id}
    known = before if before["poverty"] == deed.poverty else {"certificate_number": "", "issued_on": ""}
    return {
        "poverty": deed.poverty,
        "certificate_number": row.certificate_number or known["certificate_number"],
        "issued_on": deed.issued_on.isoformat() if deed.issued_on else known["issued_on"],
    }


def _save(found: Any, deed: BulkDeed, by: User, facts: dict[str, Any]) -> int:
    if deed.kind == BulkKind.MOVE:
        found.neighbourhood_id = facts["neighbourhood_id"]
        found.save_next_version()
    else:
        issued_on = facts.get("issued_on")
        day = date.fromisoformat(issued_on) if issued_on else None
        said = ClassDraft(facts["poverty"], facts["certificate_number"], day)
        put_class(household=found, by=by, year=cast(int, deed.certificate_year), draft=said)
    return found.version


@transaction.atomic
def undo_bulk(*, deed: BulkDeed, by: User) -> BulkDeed:
    """Everything as it was before: a few rows at once, many by a job. Raises NotAllowed, Refused."""
    deed = locked(deed, by=by, may="children.edit")
    if not deed.can_be_undone:
        raise Refused("Việc này đã hoàn tác rồi, hoặc đã quá 30 ngày.")
    if deed.job is not None and deed.job.unfinished:
        raise Refused("Việc này đang được hoàn tác. Mở lại trang để xem.")
    if deed.rows.filter(result=BulkResult.DONE).count() > AT_ONCE:
        deed.job = request_job(kind="undo_bulk", by=by, deed=str(deed.public_id))
        deed.save_next_version()
    else:
        undo_part(deed=deed, by=by)
    return deed


@transaction.atomic
def undo_part(*, deed: BulkDeed, by: User, say: Say = silent) -> bool:
    """Put the next rows back; whether more are left. Who was edited since stays as they are. What a part has put back
    is no more to be put back: running twice does it once, and whoever comes after a dead worker goes on.
    """
    deed = locked(deed, by=by, may="children.edit")
    if deed.undone_at or not deed.done_at:
        return False
    left = deed.rows.filter(result=BulkResult.DONE)
    total, todo = deed.rows.exclude(before={}).count(), left.count()
    rows = _locked_rows(left.filter(pk__in=left.order_by("pk").values("pk")[:PART]))
    for number, row in enumerate(rows):
        done = total - todo + number
        say(f"Đang trả về dòng {done + 1} trong {total}", 100 * done // total)
        row.result = _put_back(row, by)
    if todo == len(rows):
        deed.undone_at = timezone.now()
    _ended(deed, rows, ", hoàn tác")
    return todo > len(rows)


def _put_back(row: BulkRow, by: User) -> BulkResult:
    try:
        _save(locked(row.record, by=by, may="children.edit", version=row.after), row.deed, by, row.before)
    except StaleVersion:
        return BulkResult.KEPT
    return BulkResult.UNDONE


def _ended(deed: BulkDeed, rows: list[BulkRow], how: str) -> BulkDeed:
    BulkRow.objects.bulk_update(rows, ["before", "after", "result"], batch_size=500)
    deed.save_next_version()
    record(Event.MANY_CHANGED, f"{deed.code.lower()}, {len(rows)} dòng{how}")
    return deed
