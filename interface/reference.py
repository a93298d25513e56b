"""Reference lists that come with the product: read from YAML, loaded by `manage.py load_reference`.

Each app registers its lists in its `reference.py`:

    @reference("groups")
    def load_groups():
        yield load_rows(Group, read_yaml(HERE / "groups.yaml")["groups"], key=("code",))

A row is found again by its natural key. What the ward edited stays: of every row the values loaded last are kept
(`LoadedRow`), and a field that differs from them was edited. A row the ward deleted does not come back.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.backends.utils import format_number

from interface.models import LoadedRow
from interface.records import Record

SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Loaded:
    """What became of the rows of one list. `kept`: edited or deleted by the ward, left as they are."""

    list: str
    created: int
    updated: int
    kept: int
    same: int

    def __str__(self) -> str:
        return f"{self.list}: {self.created} new, {self.updated} updated, {self.kept} kept, {self.same} unchanged"


Loader = Callable[[], Iterable[Loaded]]
_loaders: dict[str, Loader] = {}


def reference(name: str) -> Callable[[Loader], Loader]:
    """Register a loader. Loaders run in the order of INSTALLED_APPS, then of registration."""

    def register(loader: Loader) -> Loader:
        _loaders[name] = loader
        return loader

    return register


def load_all() -> Iterator[Loaded]:
    """Load every registered list, each in one transaction. The caller has said who acts."""
    for loader in _loaders.values():
        with transaction.atomic():
            yield from loader()


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=SafeLoader)  # noqa: S506  safe, and quick where it can


def load_rows(model: type[models.Model], rows: Iterable[Row], *, key: tuple[str, ...]) -> Loaded:
    """Bring rows of a model up to date by natural key. Values are those of `Model(**row)`; no many-to-many.

    New rows are written in bulk: a `save` of the model's own is not called.
    """
    label = model._meta.label
    loaded_before = {row.key: row for row in LoadedRow.objects.filter(model=label)}
    existing = {_natural_key(_values(record, key)): record for record in model._default_manager.all()}
    became: Counter[str] = Counter()
    new: list[models.Model] = []
    remembered: list[LoadedRow] = []
    for row in rows:
        record = model(**row)
        given = _values(record, tuple(row))
        natural_key = _natural_key({name: given[name] for name in key})
        stored, before = existing.get(natural_key), loaded_before.get(natural_key)
        if stored is None and before is None:
            new.append(record)
        else:
            became[_update(stored, before, row, given)] += 1
        if before is None or before.values != given:
            remembered.append(LoadedRow(model=label, key=natural_key, values=given))
    model._default_manager.bulk_create(new)
    LoadedRow.objects.bulk_create(
        remembered, update_conflicts=True, unique_fields=["model", "key"], update_fields=["values"]
    )
    return Loaded(str(model._meta.verbose_name), len(new), became["updated"], became["kept"], became["same"])


def _update(record: models.Model | None, before: LoadedRow | None, row: Row, given: Row) -> str:
    """One row that was there: brought up to date, or left alone."""
    if record is None:
        return "kept"
    stored = _values(record, tuple(row))
    differing = [name for name in row if stored[name] != given[name]]
    last = {**_values(type(record)(), tuple(row)), **before.values} if before else {}  # a new column: its default
    unedited = [name for name in differing if name in last and stored[name] == last[name]]
    for name in unedited:
        setattr(record, name, row[name])
    if unedited:
        if isinstance(record, Record):
            record.save_next_version()
        else:
            record.save()
        return "updated"
    return "kept" if differing else "same"


def _values(record: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields as they look in JSON, so that loaded, stored and remembered values compare."""
    plain = {name: _plain(record._meta.get_field(name), record) for name in names}
    return json.loads(json.dumps(plain, cls=DjangoJSONEncoder))


def _plain(field: Any, record: models.Model) -> Any:
    value = field.get_prep_value(getattr(record, field.attname))
    if isinstance(field, models.DecimalField):  # 65 comes back from the database as 65.000
        return format_number(value, field.max_digits, field.decimal_places)
    return value


def _natural_key(values: Row) -> str:
    return json.dumps(list(values.values()), ensure_ascii=False)
