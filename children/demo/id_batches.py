"""Two batches of Đề án 06: one the police have answered, one that Lan is checking at the doors."""

from datetime import timedelta

from accounts.acting import acting_as
from accounts.models import User
from agencies.models import Neighbourhood
from children.actions.id_batches import CheckDraft, check_row, open_batch
from children.id_batches import MISSING, UNVERIFIED, to_verify
from children.models import BatchState, CheckFound, Child, IdBatch, IdBatchRow, Parents, PoliceAnswer
from interface.demo import Demo, Dice

ASKED = [MISSING, UNVERIFIED]
CHECKED = 0.55
ANSWERED = {PoliceAnswer.VERIFIED: 80, PoliceAnswer.NOT_FOUND: 8, "": 12}
WRONG = "Ngày sinh trên giấy khai sinh là ngày 12."


def make_id_batches(demo: Demo) -> str:
    dice, officer = demo.dice("id_batches"), User.objects.get(username="van.pth")
    mine = User.objects.get(username="lan.lt").neighbourhoods.get()
    with acting_as(officer):
        unverified = to_verify(officer, demo.today, [UNVERIFIED]).exclude(neighbourhood=mine).values("neighbourhood")
        if others := list(Neighbourhood.objects.filter(pk__in=unverified).order_by("number")[:3]):
            _answer(open_batch(by=officer, neighbourhoods=others, grounds=[UNVERIFIED]), demo, dice)
        checking = None
        if to_verify(officer, demo.today, ASKED).filter(neighbourhood=mine).exists():
            checking = open_batch(by=officer, neighbourhoods=[mine], grounds=ASKED)
        count = IdBatchRow.objects.count()
    if checking:
        _check(checking, dice)
    return f"{count} trẻ trong 2 đợt xác minh số định danh"


def _answer(batch: IdBatch, demo: Demo, dice: Dice) -> None:
    """Some children the police could not find, two live elsewhere by their books."""
    day = demo.today - timedelta(days=9)
    rows = list(batch.rows.select_related("child"))
    for place, row in enumerate(rows):
        row.found, row.parents, row.answer = CheckFound.SAME, Parents.BOTH, dice.one_of(ANSWERED)
        row.checked_on = day - timedelta(days=14)
        row.verified_on = day if row.answer == PoliceAnswer.VERIFIED else None
        if place in (0, 3):
            row.residence_said = f"{dice.randint(2, 90)} Quang Trung"
        row.save()
    verified = [row.child_id for row in rows if row.answer == PoliceAnswer.VERIFIED]
    Child.objects.filter(pk__in=verified).update(personal_id_verified=True)
    batch.created_at -= timedelta(days=35)
    batch.state, batch.sent_on, batch.sent_children = BatchState.RETURNED, day - timedelta(days=10), len(rows)
    batch.save()


def _check(batch: IdBatch, dice: Dice) -> None:
    lan = User.objects.get(username="lan.lt")
    right = CheckDraft(CheckFound.SAME, Parents.BOTH)
    with acting_as(lan):
        asked = [row for row in batch.rows.all() if dice.happens(CHECKED)]
        for place, row in enumerate(asked):
            wrong = place == 1
            check_row(
                row=row,
                by=lan,
                version=row.version,
                draft=CheckDraft(CheckFound.DIFFERS, Parents.BOTH, WRONG) if wrong else right,
            )
