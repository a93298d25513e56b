"""A person answers what the machine could not know."""

from uuid import UUID

from django.db import transaction

from accounts.authorization import authorize
from accounts.models import User
from children.importing.content import content_of
from children.models import ImportBatch, ImportRow, ImportState, Outcome
from interface.refusals import Refused


@transaction.atomic
def decide_rows(*, batch: ImportBatch, by: User, answers: dict[str, str]) -> int:
    """Keep what a person answered, by public id of the row; answers that were not offered are passed over."""
    authorize(by, "children.import", batch)
    batch = ImportBatch.objects.lock(batch.pk)
    if batch.state != ImportState.PREVIEWED:
        raise Refused("Danh sách này đã nhập hoặc đã bỏ nên không quyết định nữa.")
    rows = list(batch.rows.filter(public_id__in=filter(_is_uuid, answers), outcome=Outcome.DECIDE, written=False))
    for row in rows:
        answer = answers[str(row.public_id)]
        offered = [option.answer for option in content_of(row)[1].options]
        row.decision = answer if answer in offered else row.decision
    ImportRow.objects.bulk_update(rows, ["decision"])
    batch.save(update_fields=["updated_at"])  # somebody works on it: it is not forgotten
    return len(rows)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
