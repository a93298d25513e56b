"""Against what a list is judged: the register; or, of a list the police returned, the children of its batch."""

from collections.abc import Sequence

from django.db.models import QuerySet

from accounts.models import User
from children.id_batches import asked_by
from children.importing.candidate import Candidate, Known
from children.importing.matching import Judge
from children.importing.police import PoliceJudge
from children.importing.register import Found, find_children, words_of
from children.models import ImportBatch


def judge_for(
    batch: ImportBatch, rows: Sequence[Candidate], known: Known, by: User, but: QuerySet | None = None
) -> tuple[Found, Judge]:
    """The children these rows could mean, and who judges the rows; none of the children in `but`."""
    if batch.id_batch is None:
        found = find_children(rows, by=by, on=known.on, but=but)
        return found, Judge(found.register, words_of(known, of_system=batch.connection_id is not None))
    asked = asked_by(batch.id_batch)
    found = find_children(rows, by=by, on=known.on, known=asked.children)
    return found, PoliceJudge(found.register, words_of(known), asked)
