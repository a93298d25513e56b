"""Support given once: to one child, or to all children of a list in one go."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.models import User
from children.models import Child, Support, SupportLeftOut, SupportRecipient
from interface.refusals import NotAllowed, Refused

AT_ONCE = "Hoàn tác ngay sau khi ghi"
MOST = 1000  # children of one list: beyond that a slip of the filter is likelier than a gift


@dataclass(frozen=True)
class SupportDraft:
    kind: str
    title: str
    given_on: date
    source: str
    value: int | None = None
    sponsor: str = ""
    evidence: str = ""


@transaction.atomic
def give_support(*, children: Sequence[Child], by: User, draft: SupportDraft) -> Support:
    """Record that these children received it; one change for all of them. Raises NotAllowed, Refused."""
    authorize(by, "support.edit")
    if not children:
        raise Refused("Chưa chọn trẻ nào nhận.")
    if len(children) > MOST:
        raise Refused(
            f"Danh sách có {len(children)} trẻ, mỗi lần ghi nhiều nhất {MOST}. Lọc hẹp hơn rồi ghi từng phần."
        )
    if any(draft.given_on < child.born_on for child in children):
        raise Refused("Ngày trao ở trước ngày sinh của một trẻ trong danh sách. Kiểm tra lại.", field="given_on")
    support = Support(recorded_by=by, **_facts(draft))
    support.save()
    SupportRecipient.objects.bulk_create(SupportRecipient(support=support, child=child) for child in children)
    return support


@transaction.atomic
def edit_support(*, support: Support, by: User, version: int, draft: SupportDraft) -> Support:
    """Correct what was given, or add the evidence. Raises NotAllowed, StaleVersion."""
    support = locked(support, by=by, may="support.edit", version=version)
    for name, value in _facts(draft).items():
        setattr(support, name, value)
    support.save_next_version()
    return support


@transaction.atomic
def withdraw_support(*, support: Support, by: User, version: int, reason: str) -> Support:
    """Take the whole back: it counts for no child. Raises NotAllowed, StaleVersion, Refused."""
    support = locked(support, by=by, may="support.edit", version=version)
    if support.withdrawn_on:
        raise Refused("Lần trao này đã được xóa từ trước.")
    support.withdrawn_on, support.withdrawal_reason, support.restoration_reason = timezone.localdate(), reason, ""
    support.save_next_version()
    return support


@transaction.atomic
def restore_support(*, support: Support, by: User, version: int, reason: str) -> Support:
    """It was right after all. Raises NotAllowed, StaleVersion, Refused."""
    support = locked(support, by=by, may="support.edit", version=version)
    if not support.withdrawn_on:
        raise Refused("Lần trao này đang được tính.")
    support.withdrawn_on, support.withdrawal_reason, support.restoration_reason = None, "", reason
    support.save_next_version()
    return support


@transaction.atomic
def take_back_support(*, support: Support, by: User) -> Support:
    """“Hoàn tác” right after writing it down: a slip needs no reason while nobody has touched it. Raises as above."""
    if support.recorded_by_id != by.pk:
        raise NotAllowed("Chỉ người vừa ghi hoàn tác được ngay. Mở lần trao, bấm Xóa lần trao và ghi lý do.")
    return withdraw_support(support=support, by=by, version=1, reason=AT_ONCE)


@transaction.atomic
def leave_out(*, support: Support, child: Child, by: User, version: int, reason: str) -> Support:
    """One child did not receive it. Raises NotAllowed, StaleVersion, Refused."""
    support = locked(support, by=by, may="support.edit", version=version)
    if support.withdrawn_on:
        raise Refused("Lần trao này đã được xóa, không tính cho trẻ nào.")
    share = support.recipients.filter(child=child)
    if not share.exists():
        raise Refused("Trẻ này không còn trong danh sách nhận.")
    if support.recipients.count() == 1:
        raise Refused("Đây là trẻ duy nhất trong lần trao này. Xóa cả lần trao nếu ghi nhầm.")
    share.delete()
    SupportLeftOut.objects.create(
        support=support, child=child, left_out_on=timezone.localdate(), reason=reason, left_out_by=by
    )
    support.save_next_version()
    return support


def _facts(draft: SupportDraft) -> dict:
    return {each.name: getattr(draft, each.name) for each in fields(draft)}
