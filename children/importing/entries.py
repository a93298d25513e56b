"""The children of the register that a file could mean, as far as a list can speak of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from children.importing.candidate import Candidate
from children.importing.people import Person
from children.models.household import POOR
from children.models.poverty import can_be_of
from vietnamese.names import search_key
from vietnamese.partial_dates import PartialDate

PAPERS_OF_NEXT_YEAR = 10  # the month


class HeldClass(NamedTuple):
    """A household's class, with its certificate; `year` is the one it was said of."""

    poverty: str = ""
    certificate_number: str = ""
    year: int | None = None
    issued_on: str = ""

    def is_of_another(self, number: str, issued_on: str) -> bool:
        """Whether a certificate with this number and day, as far as they are known, is another one."""
        other_number = bool(number and self.certificate_number) and number != self.certificate_number
        other_day = bool(issued_on and self.issued_on) and issued_on != self.issued_on
        of_year = not (issued_on and self.year) or can_be_of(self.year, date.fromisoformat(issued_on))
        return other_number or other_day or not of_year


def year_of_paper(row: Candidate, held: HeldClass, on: date) -> int | None:
    """Of a row that repeats the class and names no year, but tells of another certificate than the held one: whose
    year that is. From October on the papers of the next year are issued.
    """
    repeats = held.poverty in POOR and row.poverty in ("", held.poverty)
    if not repeats or not held.is_of_another(row.certificate_number, row.certificate_issued_on):
        return None
    if not row.certificate_issued_on:
        return on.year
    issued = date.fromisoformat(row.certificate_issued_on)
    return min(on.year, issued.year + (issued.month >= PAPERS_OF_NEXT_YEAR))


@dataclass(frozen=True)
class Entry:
    """One child."""

    pk: int
    public_id: str
    code: str
    full_name: str
    birth: PartialDate
    sex: str
    personal_id: str
    temporary_name: bool
    neighbourhood: int
    details: dict[str, Any]  # the plain fields of differences.COMPARED
    people: dict[str, Person]
    groups: frozenset[str]
    household: int | None = None
    head_name: str = ""
    head_birth_year: int | None = None
    household_phone: str = ""
    address: str = ""
    poverty: str = ""
    certificate_number: str = ""
    certificate_year: int | None = None
    certificate_issued_on: str = ""
    classes: dict[int, "HeldClass"] = field(default_factory=dict)  # of the years before, and of years to come
    residence: str = ""
    gone: str = ""  # “Đã chuyển đi”
    doses: frozenset[str] = frozenset()  # codes of the doses it has had
    verified: bool = False  # the police stand for its personal ID

    def class_in(self, year: int | None) -> HeldClass:
        """Now, or in another year: what was said of that one, else of the last before it."""
        now = HeldClass(self.poverty, self.certificate_number, self.certificate_year, self.certificate_issued_on)
        if year is None or not self.classes:
            return now
        said = max((each for each in self.classes if each <= year), default=None)
        return self.classes[said] if said is not None else HeldClass()

    @property
    def key(self) -> str:
        return search_key(self.full_name)


class Register:
    """The children a file could mean, found by personal ID, by name, by birth."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_pk: dict[int, Entry] = {}
        self.by_personal_id: dict[str, Entry] = {}
        self.by_name: dict[str, list[Entry]] = defaultdict(list)
        self.by_birth: dict[PartialDate, list[Entry]] = defaultdict(list)
        for entry in sorted(entries, key=lambda entry: entry.pk):
            self.by_pk[entry.pk] = entry
            if entry.personal_id:
                self.by_personal_id[entry.personal_id] = entry
            self.by_name[entry.key].append(entry)
            self.by_birth[entry.birth].append(entry)


class Words(NamedTuple):
    """How values of the ward's lists are shown; and what the rows are called, and where they stand."""

    neighbourhoods: dict[int, str]
    schools: dict[int, str]
    ethnic_groups: dict[int, str]
    groups: dict[str, str]
    doses: dict[str, str] = {}
    source: str = "Tệp"
    there: str = "trong tệp"
