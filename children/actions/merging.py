"""Two records become one, and two again.

Everything that points to either record points to the one that is kept: the database itself says which tables those
are (`point_to` in migration 0007), and lets go of the other record only when nothing points to it any more.
"""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.events import Event, record
from accounts.models import User
from children.actions.moves import keep_move
from children.duplicates.comparing import JOINED, parts
from children.duplicates.keeping import one_at_a_time
from children.finding.search import keep_searchable
from children.models import Child, ChildMerge, DuplicatePair, Enrolment, HouseholdMove
from children.models.caregiver import PARENTS
from children.models.schooling import WRITTEN_BY_SCHOOLS
from interface.constraints import refusal_of
from interface.refusals import NotAllowed, Refused
from vietnamese.partial_dates import PartialDate

IN_USE = "Một ghi chép của hai hồ sơ đang được dùng ở chỗ khác nên chưa {} được. Chưa thay đổi gì trong sổ."


@transaction.atomic
def merge_children(
    *, kept: Child, gone: Child, by: User, taken: Collection[str], versions: tuple[int, int]
) -> ChildMerge:
    """`gone` becomes part of `kept`, which takes over from it the parts named in `taken`. Whoever merges moves records
    of extra-secret groups as well, without seeing them. Raises NotAllowed, StaleVersion, Refused.
    """
    authorize(by, "children.merge")
    if set(taken) - {part.name for part in parts()} - {str(who) for who in PARENTS}:
        raise Refused("Trang mở đã lâu, không biết đã chọn phần nào. Mở lại cặp hồ sơ này.")
    one_at_a_time()
    Child.objects.with_siblings([kept.pk, gone.pk]).lock_all()
    kept, gone = (_seen(child, version, by) for child, version in zip((kept, gone), versions, strict=True))
    _check_school_years(kept, gone)
    lived = kept.household
    changed = _take_over(kept, gone, taken)
    merge = ChildMerge(kept=kept, gone_id=gone.pk, gone_code=gone.code, gone_public_id=gone.public_id, merged_by=by)
    merge.changed = json.dumps(changed)
    try:
        with transaction.atomic():
            merge.save()
            _call("merge_children(%s, %s, %s, %s)", merge.pk, kept.pk, gone.pk, [*taken])
            kept.save_next_version()
            keep_move(child=kept, by=by, before=lived, moved_on=timezone.localdate())
            connection.check_constraints()
    except IntegrityError as error:
        raise refusal_of(error) or Refused(IN_USE.format("gộp")) from None
    keep_searchable([kept.pk])
    record(Event.CHILDREN_MERGED, kept, reason=f"gộp {gone.code}")
    return merge


def _seen(child: Child, version: int, by: User) -> Child:
    """The child as it stands now, if the acting user may merge it."""
    child = Child.objects.lock(child.pk, expected_version=version)
    if not Child.objects.visible_to(by).filter(pk=child.pk).exists():
        raise NotAllowed
    return child


def _check_school_years(kept: Child, gone: Child) -> None:
    """Of two rows of one school year one stays: nothing that a school wrote may be lost by it."""
    written = Enrolment.objects.filter(child__in=[kept, gone], left_on=None).exclude(recorded_by=None)
    years: dict[int, Enrolment] = {}
    for each in written.order_by("pk"):
        other = years.setdefault(each.school_year, each)
        if any(getattr(each, name) != getattr(other, name) for name in WRITTEN_BY_SCHOOLS):
            raise Refused(f"Trường đã ghi {each} khác nhau ở hai hồ sơ. Hỏi trường, ghi hai hồ sơ như nhau rồi gộp.")


def _take_over(kept: Child, gone: Child, taken: Collection[str]) -> dict[str, list[Any]]:
    """Write the chosen parts into the kept record. Gives each changed column as it was and as it is now."""
    changed = {}
    columns = [column for part in parts() if part.name in taken for column in part.columns]
    for column in columns:
        before, after = getattr(kept, column), getattr(gone, column)
        if before != after:
            changed[column] = [_plain(before), _plain(after)]
            setattr(kept, column, after)
    if gone.notes and gone.notes not in kept.notes:
        both = f"{kept.notes}\n{gone.notes}".strip()
        changed[JOINED] = [kept.notes, both]
        kept.notes = both
    return changed


def _call(function: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}", values)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, PartialDate | date) else value


def _read(column: str, kept: Any) -> Any:
    """What `_plain` wrote."""
    field = _FIELDS[column]
    return field.to_python(kept) if isinstance(field, models.DateField | models.CharField) else kept


_FIELDS: dict[str, models.Field] = {field.attname: field for field in Child._meta.concrete_fields}


# --- Apart again
@transaction.atomic
def unmerge_children(*, merge: ChildMerge, by: User, version: int) -> Child:
    """The merged record stands in the register again with all that came from it; what was written since stays where it
    is. The two are remembered as two children. Gives the record that is back.

    Raises NotAllowed, StaleVersion, Refused (merged further since, or a part that was taken over was changed since).
    """
    one_at_a_time()
    merge = locked(merge, by=by, may="children.merge", version=version)
    _check_can_be_undone(merge)
    Child.objects.with_siblings([merge.kept_id]).lock_all()
    kept = Child.objects.lock(merge.kept_id)
    try:
        with transaction.atomic():
            changed = json.loads(merge.changed or "{}")
            _give_back(kept, changed)
            _forget_move(merge, changed)
            kept.save_next_version()
            _call("unmerge_children(%s)", merge.pk)
            connection.check_constraints()
    except IntegrityError as error:
        raise refusal_of(error) or Refused(IN_USE.format("tách")) from None
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save_next_version()
    back = Child.objects.get(pk=merge.gone_id)
    back.save_next_version()
    keep_searchable([kept.pk, back.pk])
    _remember_as_two(kept, back, by)
    record(Event.MERGE_UNDONE, kept, reason=f"tách {back.code}")
    return back


def _check_can_be_undone(merge: ChildMerge) -> None:
    if merge.undone_at:
        raise Refused("Hai hồ sơ này đã được tách từ trước.")
    later = ChildMerge.objects.filter(kept=merge.kept_id, pk__gt=merge.pk).standing().order_by("-pk").first()
    if later:
        raise Refused(
            f"Sau đó còn gộp thêm {later.gone_code} vào cùng hồ sơ. Tách {later.gone_code} trước.", record=later
        )


def _give_back(kept: Child, changed: dict[str, list[Any]]) -> None:
    """Each column as it was before; unless somebody has written something else since."""
    since = [column for column, (_, after) in changed.items() if _plain(getattr(kept, column)) != after]
    if since:
        names = ", ".join(str(_FIELDS[column].verbose_name) for column in since)
        raise Refused(
            f"Sau khi gộp đã có người sửa: {names}. Máy không biết bản sửa thuộc về trẻ nào. "
            "Sửa lại như lúc gộp rồi tách, hoặc ghi trẻ kia thành hồ sơ mới."
        )
    for column, (before, _) in changed.items():
        setattr(kept, column, _read(column, before))


def _forget_move(merge: ChildMerge, changed: dict[str, list[Any]]) -> None:
    """The one that `merge_children` kept: it never was."""
    if "household_id" not in changed:
        return
    before, after = changed["household_id"]
    moves = HouseholdMove.objects.filter(child=merge.kept, created_at__gte=merge.created_at)
    made = moves.filter(from_household=before, to_household=after, recorded_by=merge.merged_by).order_by("pk").first()
    if made:
        made.delete()


def _remember_as_two(kept: Child, back: Child, by: User) -> None:
    """The machine does not ask about them again."""
    answer = {"refused_at": timezone.now(), "refused_by": by}
    known = DuplicatePair.objects.filter(Q(one=kept, other=back) | Q(one=back, other=kept))
    if not known.update(**answer):
        first, second = sorted((kept, back), key=lambda child: child.pk)
        DuplicatePair.objects.create(one=first, other=second, score=100, reasons=[], **answer)
