"""Slips of biến động, sent and approved the way people do it."""

from accounts.acting import acting_as
from children.actions.changes import ChangeDraft, approve_change, propose_change
from children.models import Child, ChildChange
from vietnamese.partial_dates import PartialDate

DAY = PartialDate(2026, 11, 20)


def proposed(by, child, kind="departure", detail="moved_out", happened=DAY, **more) -> ChildChange:
    draft = ChangeDraft(
        kind=kind, neighbourhood=child.neighbourhood, child=child, happened=happened, detail=detail, **more
    )
    with acting_as(by):
        return propose_change(by=by, draft=draft)


def approved(by, change, **more) -> Child:
    with acting_as(by):
        fresh = ChildChange.objects.get(pk=change.pk)
        more = {"version": fresh.version, "child_version": fresh.child.version if fresh.child else None} | more
        return approve_change(change=change, by=by, **more).child


def newborn(ward, **more) -> ChangeDraft:
    facts = {
        "kind": "birth", "neighbourhood": ward["tdp7"], "full_name": "Trai", "temporary_name": True,
        "birth": PartialDate(2026, 11, 2), "sex": "male", "detail": "permanent", "head_name": "Hồ Văn Tư",
        "address": "9 Lê Lợi", "carer_name": "Trần Thị Mười", "carer_relation": "mother",
    }  # fmt: skip
    return ChangeDraft(**facts | more)
