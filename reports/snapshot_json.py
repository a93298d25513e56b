"""A snapshot as bytes, and back: one way to write it, so that its hash says whether anything was changed."""

import hashlib
import json
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from reports.snapshot import SCHEMA, VERSION, Snapshot


class UnreadableSnapshot(ValueError):
    """The stored document is not a snapshot of this version."""


def canonical_json(snapshot: Snapshot) -> bytes:
    """The one way to write a snapshot as bytes: sorted keys, NFC, no spaces."""
    plain = json.dumps(to_json(snapshot), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return plain.encode()


def sha256(snapshot: Snapshot) -> str:
    return hashlib.sha256(canonical_json(snapshot)).hexdigest()


def parse(document: bytes | str) -> Snapshot:
    try:
        return from_json(json.loads(document, parse_float=Decimal))
    except json.JSONDecodeError as error:
        raise UnreadableSnapshot(str(error)) from error


def to_json(value: Any) -> Any:
    if is_dataclass(value):
        return {part.name: to_json(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, dict):
        return {key: to_json(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(each) for each in value]
    if isinstance(value, Decimal):
        return _exact_float(value)
    if isinstance(value, date):
        return value.isoformat()
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def from_json(document: dict[str, Any]) -> Snapshot:
    found = document.get("schema"), document.get("version")
    if found != (SCHEMA, VERSION):
        raise UnreadableSnapshot(f"{found} is not {(SCHEMA, VERSION)}")
    snapshot: Snapshot = _read(Snapshot, document)
    return snapshot


def _exact_float(value: Decimal) -> float:
    number = float(value)
    if Decimal(repr(number)) != value:
        raise ValueError(f"{value} has more digits than JSON numbers keep")
    return number


def _read(kind: Any, data: Any) -> Any:
    if is_dataclass(kind):
        return _read_dataclass(kind, data)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(_read(inner[0], each) for each in data)
    if origin is dict:
        return {key: _read(inner[1], each) for key, each in data.items()}
    if origin in (Union, UnionType):
        return _read_union(inner, data)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(data)
    if kind is date:
        return date.fromisoformat(data)
    if kind is Decimal and isinstance(data, float):
        return Decimal(repr(data))
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise UnreadableSnapshot(f"{data!r} is no {kind.__name__}")
    return data


def _read_union(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None and NoneType in kinds:
        return None
    for kind in kinds:
        try:
            return _read(kind, data)
        except (UnreadableSnapshot, TypeError, ValueError):
            continue
    raise UnreadableSnapshot(f"{data!r} is none of {kinds}")


def _read_dataclass(kind: Any, data: Any) -> Any:
    if not isinstance(data, dict):
        raise UnreadableSnapshot(f"{data!r} is no {kind.__name__}")
    hints = get_type_hints(kind)
    if unknown := data.keys() - hints.keys():
        raise UnreadableSnapshot(f"{kind.__name__} does not know {sorted(unknown)}")
    try:
        return kind(**{key: _read(hints[key], value) for key, value in data.items()})
    except TypeError as error:
        raise UnreadableSnapshot(str(error)) from error
