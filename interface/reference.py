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

from interface.models import LoadedRow
from interface.records import Record

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
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def load_rows(model: type[models.Model], rows: Iterable[Row], *, key: tuple[str, ...]) -> Loaded:
    """Bring rows of a model up to date by natural key. Values are those of `Model(**row)`; no many-to-many."""
    label = model._meta.label
    loaded_before = {row.key: row for row in LoadedRow.objects.filter(model=label)}
    existing = {_natural_key(_values(record, key)): record for record in model._default_manager.all()}
    became: Counter[str] = Counter()
    for row in rows:
        given = _values(model(**row), tuple(row))
        natural_key = _natural_key({name: given[name] for name in key})
        before = loaded_before.get(natural_key)
        became[_load(model, existing.get(natural_key), before, row, given)] += 1
        if before is None or before.values != given:
            LoadedRow.objects.update_or_create(model=label, key=natural_key, defaults={"values": given})
    return Loaded(str(model._meta.verbose_name), became["new"], became["updated"], became["kept"], became["same"])


def _load(
    model: type[models.Model], record: models.Model | None, before: LoadedRow | None, row: Row, given: Row
) -> str:
    """One row: made, brought up to date, or left alone."""
    if record is None:
        if before is not None:
            return "kept"
        model._default_manager.create(**row)
        return "new"
    stored = _values(record, tuple(row))
    differing = [name for name in row if stored[name] != given[name]]
    last = {**_values(model(), tuple(row)), **before.values} if before else {}  # a column new to the list: its default
    unedited = [name for name in differing if name in last and stored[name] == last[name]]
    for name in unedited:
        setattr(record, name, row[name])
    if unedited:
        record.save_next_version() if isinstance(record, Record) else record.save()
        return "updated"
    return "kept" if differing else "same"


def _values(record: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields as they look in JSON, so that loaded, stored and remembered values compare."""
    fields = {name: record._meta.get_field(name) for name in names}
    plain = {name: field.get_prep_value(getattr(record, field.attname)) for name, field in fields.items()}
    return json.loads(json.dumps(plain, cls=DjangoJSONEncoder))


def _natural_key(values: Row) -> str:
    return json.dumps(list(values.values()), ensure_ascii=False)
