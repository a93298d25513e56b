"""What the demo's collaborators have sent: slips that wait, came back, were approved and refused."""

from datetime import datetime, time, timedelta
from itertools import cycle

from django.utils import timezone

from accounts.acting import acting_as
from accounts.authorization import Role
from accounts.models import User
from children.actions.changes import ChangeDraft, approve_change, propose_change, refuse_change, return_change
from children.models import ChangeKind, Child, ChildChange, CircumstanceGroup, Detail
from interface.demo import Demo, Dice
from vietnamese.partial_dates import PartialDate

EACH = 7  # slips of a collaborator, one of a kind
NOTES = {
    ChangeKind.DEPARTURE: ("Cả nhà vào Bình Dương làm may.", "Theo mẹ về quê ngoại ở Mộ Đức."),
    ChangeKind.CIRCUMSTANCE: ("Mẹ cháu vào Bình Dương làm may, gửi cháu cho ông nội.", "Cha mẹ đi làm ở Đồng Nai."),
    ChangeKind.DROPOUT: ("Nghỉ học từ đầu tháng, phụ bán hàng với mẹ.", "Cô giáo đã đến nhà hai lần."),
}


def make_changes(demo: Demo) -> str:
    """Lan's neighbourhood has one of every state; a few others have something that waits."""
    dice = demo.dice("changes")
    officer = User.objects.get(username="van.pth")
    collaborators = list(User.objects.working().filter(role=Role.COLLABORATOR).order_by("username"))
    lan = next(each for each in collaborators if each.username == "lan.lt")
    sent = [change for each in _some(dice, collaborators, lan) for change in _sent_by(demo, dice, each)]
    _decided(officer, [change for change in sent if change.proposer == lan])
    return f"{len(sent)} phiếu biến động"


def _some(dice: Dice, collaborators: list[User], lan: User) -> list[User]:
    others = [each for each in collaborators if each != lan]
    return [lan, *dice.sample(others, min(3, len(others)))]


def _sent_by(demo: Demo, dice: Dice, sender: User) -> list[ChildChange]:
    children = list(
        Child.objects.visible_to(sender).of_ward(demo.today).exclude(household=None).exclude(enrolments__dropped_on__isnull=False).order_by("pk").select_related(
            "household", "neighbourhood"
        )
    )  # fmt: skip
    grown = [each for each in children if each.school_id and each.residence == "permanent"]
    few = EACH if sender.username == "lan.lt" else 3
    chosen = dice.sample(grown, min(few, len(grown)))
    kinds = cycle((ChangeKind.CIRCUMSTANCE, ChangeKind.DEPARTURE, ChangeKind.DROPOUT))
    with acting_as(sender):
        sent = [_send(demo, dice, sender, child, kind) for child, kind in zip(chosen, kinds, strict=False)]
        return [*sent, _newborn(demo, dice, sender, dice.choice(children))]


def _send(demo: Demo, dice: Dice, sender: User, child: Child, kind: ChangeKind) -> ChildChange:
    group = CircumstanceGroup.objects.get(code="R04") if kind == ChangeKind.CIRCUMSTANCE else None
    details = {ChangeKind.DEPARTURE: Detail.MOVED_OUT, ChangeKind.DROPOUT: Detail.HARDSHIP}
    happened = demo.today - timedelta(days=dice.randint(3, 12))
    draft = ChangeDraft(
        kind=kind,
        neighbourhood=child.neighbourhood,
        child=child,
        happened=PartialDate.of(happened),
        detail=details.get(kind, ""),
        group=group,
        note=dice.choice(NOTES[kind]),
    )
    return _dated(demo, dice, propose_change(by=sender, draft=draft))


def _newborn(demo: Demo, dice: Dice, sender: User, sibling: Child) -> ChildChange:
    carer = sibling.relations.select_related("caregiver").first()
    draft = ChangeDraft(
        kind=ChangeKind.BIRTH,
        neighbourhood=sibling.neighbourhood,
        household=sibling.household,
        detail=Detail.PERMANENT,
        full_name="Trai",
        temporary_name=True,
        birth=PartialDate.of(demo.today - timedelta(days=dice.randint(5, 20))),
        sex="male",
        carer_name=carer.caregiver.full_name if carer else "",
        carer_relation=carer.relation if carer else "",
        note="Chưa làm giấy khai sinh.",
    )
    return _dated(demo, dice, propose_change(by=sender, draft=draft, despite_namesakes=True))


def _dated(demo: Demo, dice: Dice, change: ChildChange) -> ChildChange:
    """Sent in the last two days."""
    day = demo.today - timedelta(days=dice.randint(1, 2))
    at = time(dice.randint(7, 20), dice.randint(0, 59))
    change.created_at = datetime.combine(day, at, timezone.get_current_timezone())
    change.save()
    return change


def _decided(officer: User, changes: list[ChildChange]) -> None:
    """One came back with a question, one was approved, one refused; the rest waits."""
    of_kind = {each.kind: each for each in changes}
    with acting_as(officer):
        out, moved, away = (
            of_kind[kind] for kind in (ChangeKind.DROPOUT, ChangeKind.DEPARTURE, ChangeKind.CIRCUMSTANCE)
        )
        approve_change(change=out, by=officer, version=out.version, child_version=None)
        reason = "Công an phường báo gia đình chưa chuyển đi."
        refuse_change(change=moved, by=officer, version=moved.version, reason=reason)
        return_change(change=away, by=officer, version=away.version, question="Nay ai trông cháu ban đêm?")
