"""Households of the rows to write: known ones by head, address and neighbourhood; new ones made together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from accounts.models import User
from children.importing.candidate import Candidate
from children.importing.plans import Plan
from children.importing.poverty import FIELDS, Classes, wanted
from children.models import Household
from vietnamese.names import same_name, search_key

BATCH = 1000
OF_ROW = ("address", "head_year", "household_phone", *FIELDS)
WRITTEN = ("address", "head_birth_year", "phone", *FIELDS)


class Households:
    """Finds or makes the household of each row; `save` writes what changed on known ones."""

    def __init__(self, plans: Sequence[Plan], *, by: User, on: date) -> None:
        rows = [plan.row for plan in plans]
        heads = {search_key(row.head_name) for row in rows if row.head_name}
        self.one: dict[int, Household] = {}  # siblings' rows must change one and the same object
        self.known: dict[tuple, list[Household]] = defaultdict(list)
        for household in Household.objects.visible_to(by).filter(search_key__in=heads).order_by("pk"):
            self.one[household.pk] = household
            self.known[household.neighbourhood_id, household.search_key].append(household)
        homes = {plan.child.household_id for plan in plans if not plan.is_new and plan.child.household_id}
        self.classes = Classes({*self.one, *homes}, on)
        self.changed: dict[int, Household] = {}
        self._make(plans)

    def _make(self, plans: Sequence[Plan]) -> None:
        """Rows with an address first: one without joins the only household of that head."""
        new: list[Household] = []
        needing = [plan for plan in plans if plan.row.head_name and plan.wants("household")]
        needing += [plan for plan in plans if plan.row.head_name and "neighbourhood" in plan.fields]
        for plan in sorted(needing, key=lambda plan: not plan.row.address):
            row, where = plan.row, plan.neighbourhood
            if self._find(row, where) is None:
                household = Household(
                    head_name=row.head_name,
                    head_birth_year=row.head_birth_year,
                    phone=row.household_phone,
                    address=row.address,
                    neighbourhood_id=where,
                )
                household.keep_keys()
                self.classes.say(household, row)
                self.known[where, household.search_key].append(household)
                new.append(household)
        Household.objects.bulk_create(new, batch_size=BATCH)

    def _find(self, row: Candidate, where: int) -> Household | None:
        named = self.known[where, search_key(row.head_name)]
        alike = [household for household in named if same_name(household.head_name, row.head_name)]
        address = search_key(row.address)
        for household in alike:
            if household.address_key == address:
                return household
        if not address:
            return alike[0] if len(alike) == 1 else None
        return next((household for household in alike if not household.address_key), None)

    def of(self, row: Candidate, *, neighbourhood: int | None = None) -> Household | None:
        """The household the row names; None when it names none."""
        where = neighbourhood or row.neighbourhood
        household = self._find(row, where) if row.head_name and where else None
        if household is not None:
            self.complete(household, row, OF_ROW)
        return household

    def complete(self, household: Household | None, row: Candidate, fields: Iterable[str]) -> None:
        """Fill in the address where there is none; write the class of poverty the row names."""
        if household is None:
            return
        household = self.one.setdefault(household.pk, household)
        before = _state(household)
        if "address" in fields and row.address and not household.address:
            household.address = row.address
        if "head_year" in fields:
            household.head_birth_year = household.head_birth_year or row.head_birth_year
        if "household_phone" in fields:
            household.phone = household.phone or row.household_phone
        if wanted(fields):
            self.classes.say(household, row)
        if before != _state(household) or self.classes.has_changed(household):
            self.changed[household.pk] = household

    def save(self) -> None:
        for household in self.changed.values():
            household.keep_keys()
            household.version += 1
            household.updated_at = timezone.now()
        fields = [*WRITTEN, "address_key", "address_order", "version", "updated_at"]
        Household.objects.bulk_update(self.changed.values(), fields, batch_size=BATCH)
        self.classes.save()


def _state(household: Household) -> tuple:
    return tuple(getattr(household, name) for name in WRITTEN)
