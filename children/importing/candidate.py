"""What a row of a list says about a child, and what was wrong with the row."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from children.importing.people import Person
from vietnamese.partial_dates import PartialDate


@dataclass(frozen=True)
class Choice:
    """A row of a list of the ward, by what the file may call it."""

    pk: int
    label: str


@dataclass(frozen=True)
class Known:
    """The ward's own lists on the day of the import. Keys are search keys, numbers as text, or codes."""

    on: date
    neighbourhoods: dict[str, Choice]
    schools: dict[str, Choice]
    ethnic_groups: dict[str, Choice]
    groups: dict[str, Choice]
    subtypes: dict[str, Choice]
    doses: dict[str, Choice] = field(default_factory=dict)
    secret_groups: frozenset[str] = frozenset()
    epoch_1904: bool = False


@dataclass(frozen=True)
class Problem:
    """`error`: the row is not imported. Otherwise a warning to look at. `field`: of columns.FIELDS, where it is one."""

    sentence: str
    error: bool = False
    field: str = ""


@dataclass(frozen=True)
class Candidate:
    """What a row says. Empty means that the file is silent, never that something should be erased."""

    full_name: str = ""
    temporary_name: bool = False
    birth: PartialDate | None = None
    sex: str = ""
    ethnic_group: int | None = None
    foreign_nationality: str = ""
    personal_id: str = ""
    birth_certificate: str = ""
    birth_certificate_book: str = ""
    birth_certificate_place: str = ""
    birth_registered_on: str = ""  # days of papers as ISO text
    health_insurance: str = ""
    health_insurance_from: str = ""
    health_insurance_until: str = ""
    health_insurance_place: str = ""
    identity_issued_on: str = ""
    identity_place: str = ""
    neighbourhood: int | None = None
    head_name: str = ""
    head_birth_year: int | None = None
    household_phone: str = ""
    address: str = ""
    poverty: str = ""
    certificate_number: str = ""
    certificate_year: int | None = None
    certificate_issued_on: str = ""
    school: int | None = None
    class_name: str = ""
    residence: str = ""
    residence_since: str = ""
    moved_in_on: str = ""
    notes: str = ""
    people: dict[str, Person] = field(default_factory=dict)  # mother, father, carer
    doses: dict[str, str] = field(default_factory=dict)  # code of the dose → day it was given, as ISO text
    row_code: str = ""  # of a line in a batch for the police, with their answer and its day
    police: str = ""
    verified_on: str = ""
    groups: dict[str, str] = field(default_factory=dict)  # code of the group → code of the case in it, or ""

    def to_json(self) -> dict[str, Any]:
        kept = {name: value for name, value in vars(self).items() if value not in ("", None, {}, False)}
        if self.birth:
            kept["birth"] = self.birth.isoformat()
        if self.people:
            kept["people"] = {who: vars(person) for who, person in self.people.items()}
        return kept

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Candidate":
        people = {who: Person(**person) for who, person in kept.get("people", {}).items()}
        birth = PartialDate.fromisoformat(kept["birth"]) if "birth" in kept else None
        return cls(**{**kept, "people": people, "birth": birth})
