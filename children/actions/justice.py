"""The justice officer's book: adoptions and legal aid of children, by the child's record or by what a paper says."""

from dataclasses import dataclass, fields
from datetime import date
from typing import ClassVar

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.events import Event, record
from accounts.models import User
from children.actions.health import withdraw
from children.justice import child_on_paper
from children.models import Adoption, Child, LegalAid
from interface.records import refused_when
from interface.refusals import Refused

KEEP: dict[type, str] = {Adoption: "children.keep_adoptions", LegalAid: "children.keep_legal_aid"}
NOBODY = (
    "Trong sổ trẻ em không có đúng một trẻ như vậy. Xem lại giấy tờ; trẻ chưa có trong sổ hay đã đổi tên thì gọi"
    " cán bộ trẻ em của phường."
)
IN_FORCE = "Trẻ đang có một lần nuôi con nuôi chưa chấm dứt. Sửa lần ấy trước."


@dataclass(frozen=True, kw_only=True)
class AdoptionDraft:
    model: ClassVar[type[Adoption]] = Adoption

    happened_on: date
    kind: str
    authority: str
    paper: str = ""
    ended_on: date | None = None
    details: str = ""


@dataclass(frozen=True, kw_only=True)
class LegalAidDraft:
    model: ClassVar[type[LegalAid]] = LegalAid

    happened_on: date
    matter: str
    provider: str
    paper: str = ""
    authority: str = ""
    outcome: str = ""
    ended_on: date | None = None
    details: str = ""


Draft = AdoptionDraft | LegalAidDraft
Kept = Adoption | LegalAid


@dataclass(frozen=True)
class OnPaper:
    """What a decision or a referral says of the child: its name or its number, and its birth."""

    birth: date
    full_name: str = ""
    personal_id: str = ""


@transaction.atomic
def record_justice(*, child: Child, by: User, draft: Draft) -> Kept:
    """Of a child one sees. Raises NotAllowed, Refused."""
    authorize(by, KEEP[draft.model], child)
    _check(draft)
    return _saved(draft.model(child=child, recorded_by=by), draft)


def record_justice_by_paper(*, by: User, draft: Draft, on_paper: OnPaper) -> Kept:
    """Of the one child of the register that the paper speaks of: from now on its name stands in the justice officer's
    book. Whoever has not found a child has learnt nothing of any other. Raises NotAllowed, Refused.

    The register is asked last: of a draft that would not do anyway nobody learns whether there is such a child. That it
    was asked stays in the access log, whatever comes of it, so not all of this is one transaction.
    """
    authorize(by, "children.find_by_paper")
    authorize(by, KEEP[draft.model])
    if not (on_paper.full_name or on_paper.personal_id):
        raise Refused("Ghi họ và tên của trẻ, hoặc số định danh.", field="full_name")
    _check(draft)
    found = child_on_paper(on_paper.birth, name=on_paper.full_name, number=on_paper.personal_id)
    record(Event.CHILDREN_SEARCHED, f"theo giấy tờ, {'0' if found is None else '1'} kết quả")
    if found is None:
        raise Refused(NOBODY, field="full_name")
    with transaction.atomic():
        kept = _saved(draft.model(child_id=found, recorded_by=by), draft)
        record(Event.CHILD_READ, Child.objects.visible_to(by).get(pk=found))
    return kept


@transaction.atomic
def edit_justice(*, kept: Kept, by: User, version: int, draft: Draft) -> Kept:
    """Correct it, or write what came of it. Raises NotAllowed, StaleVersion, Refused."""
    kept = locked(kept, by=by, may=KEEP[type(kept)], version=version)
    if kept.withdrawn_on:
        raise Refused("Mục này đã được xóa khỏi hồ sơ từ trước.")
    _check(draft)
    kept.version += 1
    return _saved(kept, draft)


@transaction.atomic
def withdraw_justice(*, kept: Kept, by: User, version: int, reason: str) -> Kept:
    """It was recorded by mistake. Raises NotAllowed, StaleVersion, Refused."""
    return withdraw(record=kept, by=by, may=KEEP[type(kept)], version=version, reason=reason)


def _saved(kept: Kept, draft: Draft) -> Kept:
    for each in fields(draft):
        setattr(kept, each.name, getattr(draft, each.name))
    with refused_when("one_adoption_in_force", IN_FORCE):
        kept.save()
    return kept


def _check(draft: Draft) -> None:
    """What must be said beside its box. The child's birth is not asked: of a child that was found by paper it fits."""
    if draft.happened_on > timezone.localdate():
        raise Refused("Ngày này chưa đến. Kiểm tra lại.", field="happened_on")
    if draft.ended_on and draft.ended_on < draft.happened_on:
        raise Refused("Ngày xong ở trước ngày bắt đầu. Kiểm tra lại cả hai ngày.", field="ended_on")
    if isinstance(draft, LegalAidDraft) and bool(draft.outcome) != bool(draft.ended_on):
        field = "outcome" if draft.ended_on else "ended_on"
        raise Refused("Có kết quả thì ghi cả xong ngày nào; chưa có thì để trống cả hai.", field=field)
