"""Classes of the households of a list, each written to its year: the one the row names, else this one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.utils import timezone

from children.importing.candidate import Candidate
from children.importing.entries import HeldClass, year_of_paper
from children.models import POOR, Household, PovertyYear
from children.models.poverty import repeat_class

BATCH = 1000
FIELDS = frozenset(("poverty", "certificate_number", "certificate_year", "certificate_issued_on"))


class Classes:
    """What is known of some households, and what rows say; `save` writes it."""

    def __init__(self, households: Collection[int], on: date) -> None:
        self.on = on
        self.of: dict[int, dict[int, PovertyYear]] = defaultdict(dict)  # by the object: a new one has no key yet
        self.known: dict[int, dict[int, PovertyYear]] = defaultdict(dict)
        for each in PovertyYear.objects.filter(household__in=households):
            self.known[each.household_id][each.year] = each
        self.changed: dict[tuple[int, int], PovertyYear] = {}
        self.touched: set[int] = set()

    def say(self, household: Household, row: Candidate) -> None:
        """Write what the row says; the household repeats what holds now."""
        years = self.of.setdefault(id(household), self.known[household.pk] if household.pk else {})
        entry = self._entry(household, row, years)
        if entry is None:
            return
        before = (entry.poverty, entry.certificate_number, entry.issued_on)
        _set(entry, row)
        if entry.pk is None or before != (entry.poverty, entry.certificate_number, entry.issued_on):
            self.touched.add(id(household))
            years[entry.year] = self.changed[id(household), entry.year] = entry
            repeat_class(household, years.values(), self.on)

    def _entry(self, household: Household, row: Candidate, years: dict[int, PovertyYear]) -> PovertyYear | None:
        """The year the row speaks of; of the class that holds already its year, or that of another certificate."""
        year = row.certificate_year or self.on.year
        held = next((years[each] for each in sorted(years, reverse=True) if each <= year), None)
        if held and not row.certificate_year and row.poverty in ("", held.poverty):
            year = year_of_paper(row, held_class(held), self.on) or held.year
        said = row.poverty or (held.poverty if held else "")
        return (years.get(year) or PovertyYear(household=household, year=year, poverty=said)) if said else None

    def has_changed(self, household: Household) -> bool:
        """Also of a year that is over, or still to come: whoever looks at the household sees it."""
        return id(household) in self.touched

    def save(self) -> None:
        """After the households: a new one has its key by then."""
        new = [each for each in self.changed.values() if each.pk is None]
        for each in new:
            each.household_id = each.household.pk
        PovertyYear.objects.bulk_create(new, batch_size=BATCH)
        old = [each for each in self.changed.values() if each not in new]
        for each in old:
            each.version += 1
            each.updated_at = timezone.now()
        fields = ["poverty", "certificate_number", "issued_on", "version", "updated_at"]
        PovertyYear.objects.bulk_update(old, fields, batch_size=BATCH)


def _set(entry: PovertyYear, row: Candidate) -> None:
    if row.poverty and row.poverty != entry.poverty:
        entry.poverty, entry.certificate_number, entry.issued_on = row.poverty, "", None
    if entry.poverty in POOR:
        entry.certificate_number = row.certificate_number or entry.certificate_number
        if row.certificate_issued_on:
            entry.issued_on = date.fromisoformat(row.certificate_issued_on)


def held_class(each: PovertyYear) -> HeldClass:
    issued_on = each.issued_on.isoformat() if each.issued_on else ""
    return HeldClass(each.poverty, each.certificate_number, each.year, issued_on)


def wanted(fields: Iterable[str]) -> bool:
    return bool(FIELDS & set(fields))
