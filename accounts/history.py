"""Change history in words: who, when, old → new (“ai, khi nào, cũ → mới”)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain, groupby
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.audit import Change, history_of, link_history_of
from accounts.encryption import EncryptedTextField
from accounts.models import User
from accounts.queries import names_of
from interface.model_fields import PartialDateField
from vietnamese.formats import format_date, format_moment, format_number
from vietnamese.phones import format_phone

DEEDS = {"I": "Thêm mới", "U": "Sửa", "D": "Xóa"}
EMPTY = "chưa ghi"
WRITTEN, CHANGED = "đã ghi (che)", "đã đổi"  # an encrypted value is never shown here
HIDDEN = "không xem được"
MACHINE = "Máy chủ"


@dataclass(frozen=True)
class Line:
    """One field: its Vietnamese name, what stood there, what stands there now."""

    label: str
    old: str
    new: str


@dataclass
class Entry:
    """What one person changed in one go."""

    at: datetime
    who: str
    deed: str
    lines: list[Line] = field(default_factory=list)


def history_entries(
    record: models.Model, viewer: User, *, links: Iterable[str] = (), changes: list[Change] | None = None
) -> list[Entry]:
    """The history of a record for somebody who may see it, newest first. `links` names many-to-many fields;
    `changes` are those of another record of its kind, instead of its own.
    """
    model = type(record)
    changes = history_of(record) if changes is None else changes
    linked: dict[Any, list[Change]] = {model._meta.get_field(name): link_history_of(record, name) for name in links}
    everything = [*changes, *chain.from_iterable(linked.values())]
    names: Mapping[Any, str] = names_of(change.actor for change in everything if change.actor)
    targets = _Targets(model, viewer, changes, linked)
    entries: dict[object, Entry] = {}
    for change in changes:
        entry = entries.setdefault(_occasion(change), Entry(change.at, names.get(change.actor, MACHINE), ""))
        entry.deed = DEEDS[change.op]
        entry.lines += _lines(change, model, targets)
    for many, rows in linked.items():
        for occasion, together in groupby(sorted(rows, key=lambda row: str(_occasion(row))), key=_occasion):
            first, *rest = together
            entry = entries.setdefault(occasion, Entry(first.at, names.get(first.actor, MACHINE), DEEDS["U"]))
            entry.lines.append(_link_line(many, [first, *rest], targets))
    return sorted((entry for entry in entries.values() if entry.lines), key=lambda entry: entry.at, reverse=True)


def last_hand(record: models.Model) -> str:
    """The name of whoever changed the record last. Give a record that came through `get_visible`."""
    last = next((change.actor for change in history_of(record)), None)
    return names_of([last]).get(last, MACHINE) if last else MACHINE


def _occasion(change: Change) -> object:
    """What was changed in one request or job belongs together."""
    return change.request or change.at


def _lines(change: Change, model: type[models.Model], targets: "_Targets") -> list[Line]:
    """The fields that changed; of a new or deleted record those that held something."""
    lines = []
    for each in _told(model):
        column = str(each.column)
        old, new = change.old.get(column), change.new.get(column)
        if old != new and not (old in (None, "") and new in (None, "")):
            line = field_line(each, old, new, targets)
            lines.append(line if change.op == "U" else _one_sided(line, change.op))
    return lines


def _one_sided(line: Line, op: str) -> Line:
    """A new record has no before, a deleted one no after."""
    return replace(line, old="") if op == "I" else replace(line, new="")


def _link_line(many: models.ManyToManyField, changes: list[Change], targets: "_Targets") -> Line:
    column = many.m2m_reverse_name()
    dropped = [change.old[column] for change in changes if change.op == "D"]
    chosen = [change.new[column] for change in changes if change.op == "I"]
    return Line(_label(many), _several(dropped, many, targets), _several(chosen, many, targets))


def _several(ids: list[int], many, targets: "_Targets") -> str:
    return ", ".join(sorted(targets.name(many.related_model, each) for each in ids)) or "–"


def field_line(each: models.Field, old: Any, new: Any, targets: "_Targets | None") -> Line:
    """One field in words. Of a secret only that it was written, changed, taken out."""
    if isinstance(each, EncryptedTextField):
        after = CHANGED if old and new else WRITTEN if new else EMPTY
        return Line(_label(each), WRITTEN if old else EMPTY, after)
    return Line(_label(each), _in_words(each, old, targets), _in_words(each, new, targets))


def _in_words(each: models.Field, value: Any, targets: "_Targets | None") -> str:
    if value is None or value == "":
        return EMPTY
    if each.is_relation:
        return targets.name(each.related_model, value)  # type: ignore[union-attr,arg-type]
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "có" if value else "không"
    if each.name.endswith("phone"):
        return format_phone(value)
    if isinstance(each, PartialDateField):
        return str(each.to_python(value))
    if isinstance(each, models.DateTimeField):
        return format_moment(timezone.localtime(datetime.fromisoformat(value)))
    if isinstance(each, models.DateField):
        return format_date(date.fromisoformat(value))
    if isinstance(value, (int, float)) and not isinstance(each, models.PositiveSmallIntegerField):
        return format_number(value)
    if isinstance(value, (list, dict)):
        return ", ".join(map(str, value)) or EMPTY
    return str(value)


def _told(model: type[models.Model]) -> list[Any]:
    """Fields a person fills in: what the machine derives is no news."""
    return [each for each in model._meta.concrete_fields if each.editable and not each.primary_key]


def _label(each: models.Field) -> str:
    text = str(each.verbose_name)
    return text[:1].upper() + text[1:]


class _Targets:
    """Names of the records that foreign keys point to, one query a model; only those the viewer may know of."""

    def __init__(self, model, viewer: User, changes: list[Change], linked: dict) -> None:
        wanted: dict[type[models.Model], set] = defaultdict(set)
        for each in _told(model):
            if each.is_relation:
                wanted[each.related_model] |= {row.get(each.column) for c in changes for row in (c.old, c.new)}
        for many, rows in linked.items():
            wanted[many.related_model] |= {(row.new or row.old)[many.m2m_reverse_name()] for row in rows}
        self._names = {
            target: names_of(ids - {None}) if target is User else _names(target, viewer, ids - {None})
            for target, ids in wanted.items()
        }

    def name(self, model: type[models.Model], pk: Any) -> str:
        return self._names[model].get(pk, HIDDEN)


def _names(model: type[models.Model], viewer: User, ids: set) -> dict[Any, str]:
    rows = model._default_manager.visible_to(viewer).filter(pk__in=ids) if ids else []  # type: ignore[attr-defined]
    return {row.pk: str(row) for row in rows}
