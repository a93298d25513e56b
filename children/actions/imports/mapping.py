"""A person says what the columns of a list mean; the list is read again, and every later one with these headers."""

from django.db import transaction

from accounts.authorization import authorize
from accounts.models import User
from children.actions.imports.uploading import request_job_for
from children.importing.columns import fields_of
from children.models import ColumnMapping, ImportBatch
from interface.refusals import Refused


@transaction.atomic
def map_columns(*, batch: ImportBatch, by: User, table: int, fields: dict[int, str]) -> ImportBatch:
    """`fields` by the column's place; what is left out stays as the machine guessed. Raises NotAllowed, Refused."""
    authorize(by, "children.import", batch)
    batch = ImportBatch.objects.lock(batch.pk)
    if not batch.can_be_read_again:
        raise Refused("Danh sách này đã nhập hoặc đã bỏ nên không khớp lại cột được.")
    headers = [tuple(header) for header in batch.reading["tables"][table]["headers"]]
    guessed = [field or "" for field in fields_of(headers)]
    chosen = [fields.get(place, field) for place, field in enumerate(guessed)]
    _keep(ColumnMapping.key_of(headers), chosen if chosen != guessed else None, by)
    return request_job_for(batch=batch, kind="read_list", by=by)


def _keep(headers: str, fields: list[str] | None, by: User) -> None:
    """What the machine guesses anyway need not be remembered."""
    if fields is None:
        ColumnMapping.objects.filter(headers=headers).delete()
    else:
        ColumnMapping.objects.update_or_create(headers=headers, defaults={"fields": fields, "chosen_by": by})
