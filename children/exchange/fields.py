"""The fields of a child in JSON: the columns of the lists, by the same keys, in a form for programs.

Words stay those of the lists (“Nữ”, “Thường trú”), since the importer reads them back; dates are ISO 8601, as far as
they are known (2015-09-05, 2015-09, 2015, with ~ behind a guess); groups of circumstances are codes.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from accounts.models import User
from children.exporting.columns import COLUMNS, TITLES, Facts, columns_for
from children.exporting.lists import facts_of
from children.exporting.purposes import OF_EXCHANGE
from children.importing.differences import DAYS
from children.importing.plain_cells import harmless
from children.models import Relation
from vietnamese.names import normalise

Json = str | int | list[str] | None


def _day(name: str) -> Callable[[Facts], Json]:
    return lambda facts: getattr(facts.child, name) and getattr(facts.child, name).isoformat()


# Written otherwise than in a list for people.
IN_JSON: dict[str, Callable[[Facts], Json]] = {
    "birth": lambda facts: facts.child.birth.isoformat(),
    "carer": lambda facts: facts.person("carer").full_name,
    "neighbourhood": lambda facts: facts.child.neighbourhood.number,
    "circumstances": lambda facts: [each.group.code for each in facts.circumstances],
    **{name: _day(name) for name in DAYS},
}
NUMBERS = ("father_year", "mother_year", "carer_year", "neighbourhood")
LISTS = ("circumstances",)
NOT_SENT = ("ordinal",)
OURS = ("id", "version", "etag", "left_register", "code")  # given by us: may come back, and is passed over
_TITLE_OF = {Relation(relation).label: title for relation, title in TITLES.items()}


def fields_of_purpose(purpose: str, user: User) -> list[str]:
    """What a system with this purpose gets, in the order of the lists."""
    wanted = [key for key in OF_EXCHANGE[purpose].columns if key not in NOT_SENT]
    return columns_for(user, wanted)


def in_json(facts: Facts, fields: Sequence[str]) -> dict[str, Json]:
    """One child. `etag` says whether anything of it is another by now."""
    child = facts.child
    values: dict[str, Any] = {"id": str(child.public_id), "version": child.version, "left_register": child.is_gone}
    values |= {key: IN_JSON.get(key, COLUMNS[key].value)(facts) or None for key in fields}
    return values | {"etag": _etag(values)}


def _etag(values: Mapping[str, Any]) -> str:
    whole = json.dumps(values, sort_keys=True).encode()
    return hashlib.sha256(whole).hexdigest()[:16]


def children_in_json(pks: Sequence[int], *, by: User, on: date) -> dict[int, dict[str, Json]]:
    """These children as this system sees them, by key, in a fixed number of queries."""
    fields = fields_of_purpose(by.connection.purpose, by)
    return {facts.child.pk: in_json(facts, fields) for facts in facts_of(pks, by, on)}


_NAMES = {"birth_year": "year", "occupation": "job", "phone": "phone"}


def name_of(field: str) -> str:
    """As `verdicts.Change.field` names it → as the system knows it: mother.occupation → mother_job."""
    who, dot, what = field.partition(".")
    if dot:
        return f"{who}_{_NAMES[what]}"
    if field.startswith("group:"):
        return "circumstances"
    return {"household": "head_name", "foreign_nationality": "nationality"}.get(field, field)


def cells_of(sent: Mapping[str, Json]) -> dict[str, str | int]:
    """What was sent, as cells of a list; what is silent is left out."""
    cells = {key: _cell(value) for key, value in sent.items() if value not in (None, "", [])}
    relation = cells.pop("carer_relation", "")
    if "carer" in cells and relation in _TITLE_OF:
        cells["carer"] = f"{_TITLE_OF[str(relation)]}: {cells['carer']}"
    return cells


def _cell(value: Json) -> str | int:
    """Texts as the importer expects them of a file: composed letters, nothing that it would take for an escape."""
    if isinstance(value, int):
        return value
    lines = "; ".join(value) if isinstance(value, list) else str(value)
    return harmless("\n".join(filter(None, map(normalise, lines.splitlines()))))
