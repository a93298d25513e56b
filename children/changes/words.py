"""Biến động in words: what the register says, what is proposed, what approval sets off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.authorization import Role
from accounts.models import User
from children.models import (
    Caregiver,
    ChangeKind,
    ChangeState,
    Child,
    ChildChange,
    Circumstance,
    Detail,
    MonthlyAllowance,
    Relation,
    Residence,
)
from children.models.change import DEAD_PARENTS
from children.presenting import age_of, place_of, residence_of, schooling_of
from vietnamese.partial_dates import Precision
from vietnamese.personal_id import mask_personal_id

MOVES = (ChangeKind.ARRIVAL, ChangeKind.DEPARTURE, ChangeKind.DEATH)
STATUS: dict[str, str] = {
    ChangeState.PENDING: "run",
    ChangeState.RETURNED: "soon",
    ChangeState.APPROVED: "done",
    ChangeState.REFUSED: "late",
    ChangeState.WITHDRAWN: "idle",
}


@dataclass(frozen=True)
class ChangeLine:
    """One thing: what stood in the register when the slip was sent (if it is otherwise now), what stands there now,
    and what is proposed.
    """

    label: str
    now: str
    proposed: str
    then: str = ""


def facts_now(change: ChildChange) -> list[list[str]]:
    """What the register says about the thing that changes, as whoever sends the slip may know it."""
    child = change.child
    if child is None:
        return []
    if change.kind in MOVES:
        return [["Cư trú", residence_of(child)]]
    if change.kind == ChangeKind.DROPOUT:
        return [["Đi học", schooling_of(child) or "chưa ghi"]]
    if change.detail in DEAD_PARENTS:
        parent = Relation(DEAD_PARENTS[change.detail])
        return [[parent.label.capitalize(), _parent_in_words(child, parent)]]
    return []


def _parent_in_words(child: Child, relation: str) -> str:
    known = child.relations.filter(relation=relation).select_related("caregiver").first()
    if known is None:
        return "chưa ghi"
    life = Caregiver.LifeStatus(known.caregiver.life_status).label.lower()
    return f"{known.caregiver.full_name}, {life}"


def lines_of_change(change: ChildChange, viewer: User) -> list[ChangeLine]:
    """Before and after, field by field."""
    if change.is_new_child:
        return list(_new_child_lines(change))
    then: dict[str, str] = dict(change.seen)
    lines = [
        ChangeLine(label, now, _proposed(change), then.get(label, now) if then.get(label, now) != now else "")
        for label, now in facts_now(change)
    ]
    if change.kind == ChangeKind.CIRCUMSTANCE and change.detail not in DEAD_PARENTS:
        lines.append(ChangeLine("Hoàn cảnh", _circumstances(change.child, viewer), _proposed(change)))
    if change.kind == ChangeKind.DROPOUT:
        lines.append(ChangeLine("Lý do", "", change.get_detail_display()))
    return [*lines, ChangeLine("Từ", "", _since(change))]


def _circumstances(child: Child | None, viewer: User) -> str:
    """Those a slip is laid beside: never an extra-secret one."""
    if not viewer.may("children.view_circumstances"):
        return ""
    current = Circumstance.objects.visible_to(viewer).current(timezone.localdate()).filter(child=child, secret=False)
    return ", ".join(each.label for each in current.select_related("group", "subtype")) or "không"


def _proposed(change: ChildChange) -> str:
    match change.kind:
        case ChangeKind.ARRIVAL:
            return Residence(change.detail).label
        case ChangeKind.DEPARTURE:
            return Residence(change.detail).label
        case ChangeKind.DEATH:
            return Residence.DEAD.label
        case ChangeKind.DROPOUT:
            return "Đã bỏ học"
        case _:
            return circumstance_in_words(change)


def circumstance_in_words(change: ChildChange) -> str:
    """Có cha, mẹ đi làm ăn xa; Mẹ mất; Khác"""
    return change.group.short_name if change.group else change.get_detail_display()


def _since(change: ChildChange) -> str:
    if not change.happened:
        return "chưa rõ"
    month = change.happened.precision is Precision.MONTH
    return f"tháng {change.happened.display()}" if month else change.happened.display()


def _new_child_lines(change: ChildChange) -> Iterator[ChangeLine]:
    name = f"{change.full_name} (tên tạm)" if change.temporary_name else change.full_name
    yield ChangeLine("Họ và tên", "", name)
    yield ChangeLine("Giới tính", "", change.get_sex_display())
    yield ChangeLine("Ngày sinh", "", change.birth.display(timezone.localdate()))
    household = change.child.household if change.child else change.household
    head, address = (household.head_name, household.address) if household else (change.head_name, change.address)
    yield ChangeLine("Chủ hộ", "", head)
    yield ChangeLine("Nơi ở", "", ", ".join(filter(None, (address, change.neighbourhood.short_name))))
    yield ChangeLine("Cư trú", "", Residence(change.detail).label if change.detail else "")
    if change.kind == ChangeKind.ARRIVAL:
        yield ChangeLine("Chuyển đến", "", _since(change))
    carer = f"{change.carer_name}, {change.get_carer_relation_display()}" if change.carer_name else "chưa rõ"
    yield ChangeLine("Người chăm sóc", "", carer)
    if change.personal_id:
        yield ChangeLine("Số định danh", "", mask_personal_id(change.personal_id))


def sets_off(change: ChildChange, viewer: User, on: date) -> list[str]:
    """What follows in the register and in the lists of things to do once it is approved."""
    return [*_follows(change), *_allowances(change, viewer, on)]


def _follows(change: ChildChange) -> Iterator[str]:
    match change.kind:
        case ChangeKind.BIRTH | ChangeKind.ARRIVAL | ChangeKind.UNLISTED if change.is_new_child:
            yield "Trẻ vào sổ và được cấp mã; mục còn thiếu hiện ở “Chất lượng dữ liệu”."
        case ChangeKind.ARRIVAL:
            yield "Trẻ được tính lại trong số trẻ em trên địa bàn."
        case ChangeKind.DEPARTURE | ChangeKind.DEATH:
            yield "Từ ngày này trẻ không còn tính trong số trẻ em trên địa bàn; hồ sơ vẫn giữ trong sổ."
        case ChangeKind.DROPOUT:
            yield "Ghi bỏ học ở năm học đang ghi của trẻ; trường thấy, và ghi được ngày trẻ trở lại."
            if change.detail == Detail.EARNING:
                yield "Xem trẻ có thuộc nhóm phải bỏ học kiếm sống (điểm h khoản 1 Điều 10 Luật Trẻ em)."
        case _ if change.detail in DEAD_PARENTS:
            yield "Ghi cho mọi con của người này trong sổ. Xem trẻ có thuộc nhóm mồ côi, và trợ cấp."
        case _:
            yield "Trẻ có thêm hoàn cảnh này trong hồ sơ; người duyệt là người phụ trách. Xem lại trợ cấp của trẻ."


def _allowances(change: ChildChange, viewer: User, on: date) -> Iterator[str]:
    leaves = change.kind in (ChangeKind.DEPARTURE, ChangeKind.DEATH)
    if leaves and viewer.may("support.view"):
        count = MonthlyAllowance.objects.visible_to(viewer).active(on).filter(child=change.child).count()
        if count:
            yield f"Trẻ đang hưởng {count} trợ cấp hằng tháng: máy nhắc rà soát ở “Trợ giúp”."


def about(change: ChildChange, on: date) -> str:
    """Nữ, 8 tuổi 10 tháng, 50/7 Nguyễn Trãi, TDP 7"""
    child = change.child
    if child:
        return f"{child.get_sex_display()}, {age_of(child, on)}, {place_of(child)}"
    return ", ".join(filter(None, (change.get_sex_display(), change.neighbourhood.short_name)))


def sender_in_words(sender: User) -> str:
    """bà Lan; cán bộ Vân"""
    given = sender.full_name.split()[-1]
    if sender.role == Role.COLLABORATOR:
        return f"{sender.form_of_address} {given}".strip()
    return f"cán bộ {given}"
