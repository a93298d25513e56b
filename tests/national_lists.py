"""The national lists, loaded once by the command and then put back by COPY: a thousand tests start with them."""

from collections.abc import Iterable
from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone

_loaded: dict[int, dict[str, bytes]] = {}  # by the year it was loaded in: the calendar goes to the next one


def load_lists() -> None:
    """As `manage.py load_reference` does in an empty ward. The caller has said who acts."""
    year = timezone.localdate().year
    if year not in _loaded:
        empty = set(_tables_with_rows())
        call_command("load_reference", verbosity=0, stdout=StringIO())
        _loaded[year] = {table: _copy_out(table) for table in _tables_with_rows() if table not in empty}
    else:
        for table, rows in _loaded[year].items():
            _copy_in(table, rows)


def _tables_with_rows() -> list[str]:
    """Those that something points to come before what points to them."""
    with connection.cursor() as cursor:
        return [table for table in _in_order(apps.get_models(include_auto_created=True)) if _any(cursor, table)]


def _any(cursor, table: str) -> bool:
    cursor.execute(f"select exists (select 1 from {table})")
    return cursor.fetchone()[0]


def _in_order(every: Iterable[type[models.Model]]) -> list[str]:
    ordered: list[type[models.Model]] = []

    def place(model: type[models.Model]) -> None:
        if model in ordered:
            return
        for field in model._meta.concrete_fields:
            if field.many_to_one and field.related_model is not model:
                place(field.related_model)
        if model not in ordered:
            ordered.append(model)

    for model in every:
        if model._meta.managed:
            place(model)
    return [model._meta.db_table for model in ordered]


def _copy_out(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"copy {table} to stdout") as rows:
        return b"".join(rows)


def _copy_in(table: str, rows: bytes) -> None:
    with connection.cursor() as cursor, cursor.copy(f"copy {table} from stdin") as copy:
        copy.write(rows)
