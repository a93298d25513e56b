"""Whether a row and a child of the register can be one."""

from children.importing.candidate import Candidate
from children.importing.entries import Entry
from vietnamese.names import SAME_PERSON, name_similarity
from vietnamese.partial_dates import PartialDate

NEAR = 85  # a child's name this similar, born the same day, is asked about


def can_be_one(one: PartialDate | None, other: PartialDate) -> bool:
    """Whether two births, known to the day, month or year, may be the same day."""
    return one is not None and one.may_be(other)


def turned_around(one: PartialDate | None, other: PartialDate) -> bool:
    """Whether day and month have changed places."""
    return one is not None and one.is_turned(other)


def same_mother(row: Candidate, entry: Entry) -> bool | None:
    """Whether both have the same mother; None when one does not say."""
    one, other = row.people.get("mother"), entry.people.get("mother")
    if one is None or other is None:
        return None
    return name_similarity(one.full_name, other.full_name) >= SAME_PERSON


def names_alike(one: str, other: str) -> bool:
    return name_similarity(one, other) >= NEAR


def other_id(row: Candidate, entry: Entry) -> bool:
    return bool(row.personal_id and entry.personal_id and row.personal_id != entry.personal_id)


def either_temporary(row: Candidate, entry: Entry) -> bool:
    return row.temporary_name or entry.temporary_name
