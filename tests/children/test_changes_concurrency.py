"""Two officers approve one slip at the same moment: it is written once."""

from accounts.acting import acting_as
from accounts.models import User
from agencies.models import Neighbourhood
from children.actions.changes import approve_change
from children.actions.children import add_child, draft_of, edit_child
from children.models import Child, ChildChange
from interface.refusals import StaleVersion
from tests.children.test_families_concurrency import draft_of as typed
from vietnamese.partial_dates import PartialDate


def _sent(user: User) -> ChildChange:
    with acting_as(user):
        change = ChildChange(
            kind="birth", neighbourhood=Neighbourhood.objects.get(), full_name="Lê Văn Mới", sex="male",
            birth=PartialDate(2026, 11, 2), detail="permanent", head_name="Lê Văn Tấn", address="3 Lê Lợi",
            proposer=user,
        )  # fmt: skip
        change.save()
        return change


def _approve(user: User, change: ChildChange, child_version: int | None = None) -> str:
    with acting_as(user):
        try:
            approve_change(change=change, by=user, version=1, child_version=child_version)
        except StaleVersion:
            return "stale"
        return "approved"


def _count(user: User) -> int:
    with acting_as(user):
        return Child.objects.count()


def test_a_new_child_approved_by_two_at_once_enters_once(officers, elsewhere):
    [change] = elsewhere(_sent, [officers[:1]])
    assert sorted(elsewhere(_approve, [(each, change) for each in officers])) == ["approved", "stale"]
    assert elsewhere(_count, [officers[:1]]) == [1]


def _added(user: User) -> Child:
    with acting_as(user):
        return add_child(by=user, draft=typed("Lê Thị An"))


def _leaving(user: User, child: Child) -> ChildChange:
    with acting_as(user):
        change = ChildChange(
            kind="departure", detail="away", neighbourhood=child.neighbourhood, child=child, proposer=user,
            happened=PartialDate(2026, 11, 20),
        )  # fmt: skip
        change.save()
        return change


def _edit(user: User, child: Child) -> str:
    with acting_as(user):
        try:
            edit_child(child=child, by=user, draft=draft_of(child), version=child.version)
        except StaleVersion:
            return "stale"
        return "edited"


def test_approving_while_the_child_is_edited_loses_neither(officers, elsewhere):
    """Whoever comes second is told, and decides with the new record before the eyes."""
    vân, hà = officers
    [child] = elsewhere(_added, [(vân,)])
    [change] = elsewhere(_leaving, [(vân, child)])
    deeds = elsewhere(lambda deed, *more: deed(*more), [(_approve, vân, change, child.version), (_edit, hà, child)])
    assert sorted(deeds) in (["approved", "stale"], ["edited", "stale"])
