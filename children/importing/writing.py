"""Writing the rows a person has accepted: households, children, families, groups, each kind in a few statements."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from children.finding.search import keep_searchable
from children.importing.candidate import Candidate, Known
from children.importing.differences import COMPARED, DAYS
from children.importing.families import Families
from children.importing.households import Households
from children.importing.plans import Plan
from children.importing.register import REFERENCES
from children.models import Child, Circumstance, CodeCounter, HouseholdMove, Measurement, Residence, Sex, Vaccination
from children.models.immunisation import DoseOutcome
from interface.constraints import broken_by
from interface.refusals import Refused
from vietnamese.formats import format_date

BATCH = 1000
# Fields of a row that are columns of a child, as `Change.field` names them.
COPIED = ("full_name", "birth", "sex", "personal_id", *(name for name, _, _ in COMPARED))
SCORED_BY = {"birth", "sex"}  # what a measurement is scored by
ENCRYPTED = {"personal_id", "health_insurance", "notes"}
# Constraints that two who write at the same moment can meet; each means that the register is no longer as judged.
CLASHES = (
    "one_child_per_personal_id", "child_lives_where_its_household_does", "one_mother_and_one_father",
    "one_main_carer", "one_current_membership_of_a_group", "a_dose_is_had_once",
)  # fmt: skip
KEYS = [
    "search_key", "sort_key", "own_address_key", "own_address_order", "born_on", "born_by", "personal_id_doubtful",
    "version", "updated_at",
]  # fmt: skip


def write_plans(plans: Sequence[Plan], *, by: User, known: Known) -> None:
    """All of it or nothing, in this transaction. Each plan's `child` is the child afterwards. Raises `Refused`."""
    try:
        with transaction.atomic():
            _write(plans, by=by, known=known)
    except IntegrityError as error:
        if broken_by(error) not in CLASHES:
            raise
        raise Refused(
            "Trong lúc nhập có người vừa ghi cùng một trẻ nên phần này chưa ghi. Bấm “Nhập” lần nữa."
        ) from None


def _write(plans: Sequence[Plan], *, by: User, known: Known) -> None:
    new, old = [plan for plan in plans if plan.is_new], [plan for plan in plans if not plan.is_new]
    households = Households(plans, by=by, on=known.on)
    lived = {plan.child.pk: plan.child.household_id for plan in old}
    _create(new, households)
    _update(old, households)
    _keep_moves(old, lived, by=by, on=known.on)
    households.save()
    Families(plans).write()
    _add_groups(plans, by=by, known=known)
    _add_doses(plans, by=by, known=known)
    Measurement.objects.filter(child__in=[plan.child.pk for plan in old if plan.fields & SCORED_BY]).rescore()
    at_home = Child.objects.visible_to(by).filter(household__in=households.changed).values_list("pk", flat=True)
    keep_searchable({plan.child.pk for plan in plans} | set(at_home))


# --- Children --------------------------------------------------------------------------------
def _create(plans: Sequence[Plan], households: Households) -> None:
    codes = CodeCounter.objects.take(timezone.localdate().year, len(plans)) if plans else []
    for plan, code in zip(plans, codes, strict=True):
        plan.child = _new_child(plan, code)
        _settle(plan.child, plan.row, households)
    Child.objects.bulk_create([plan.child for plan in plans], batch_size=BATCH)


def _new_child(plan: Plan, code: str) -> Child:
    row = plan.row
    child = Child(code=code, temporary_name=row.temporary_name, notes=row.notes, neighbourhood_id=plan.neighbourhood)
    for name in COPIED:
        _copy(child, row, name)
    child.sex = row.sex or Sex.UNKNOWN
    child.residence = row.residence or Residence.PERMANENT
    return child


def _copy(child: Child, row: Candidate, name: str) -> None:
    value = getattr(row, name)
    if name in DAYS:
        value = date.fromisoformat(value) if value else None
    setattr(child, f"{name}_id" if name in REFERENCES else name, value)


def _settle(child: Child, row: Candidate, households: Households) -> None:
    """Into the household the row names, or to an address of its own."""
    household = households.of(row)
    child.household = household
    child.own_address = "" if household else row.address


def _update(plans: Sequence[Plan], households: Households) -> None:
    touched: set[str] = set()
    in_bulk: list[Child] = []
    for plan in plans:
        names = _change(plan, households)
        plan.child.keep_keys()
        plan.child.version += 1
        plan.child.updated_at = timezone.now()
        if names & ENCRYPTED:
            plan.child.save()
        else:
            in_bulk.append(plan.child)
            touched |= names
    if in_bulk:
        Child.objects.bulk_update(in_bulk, [*sorted(touched), *KEYS], batch_size=BATCH)


def _keep_moves(plans: Sequence[Plan], lived: dict[int, int | None], *, by: User, on: date) -> None:
    """As `keep_move` does for whoever edits a child: from when on it belongs to another household."""
    HouseholdMove.objects.bulk_create(
        [
            HouseholdMove(
                child=plan.child,
                from_household_id=lived[plan.child.pk],
                to_household_id=plan.child.household_id,
                moved_on=on,
                recorded_by=by,
            )
            for plan in plans
            if plan.child.household_id != lived[plan.child.pk]
        ],
        batch_size=BATCH,
    )


def _change(plan: Plan, households: Households) -> set[str]:
    """Set the fields that change; their names as the model has them."""
    child, row, fields = plan.child, plan.row, plan.fields
    names = {name for name in COPIED if name in fields}
    for name in names:
        _copy(child, row, name)
    if "personal_id" in fields:
        child.personal_id_verified = False
    if "personal_id_verified" in fields:
        child.personal_id_verified = True
        names.add("personal_id_verified")
    if "full_name" in fields:
        child.temporary_name = row.temporary_name
        names.add("temporary_name")
    if "notes" in fields:
        child.notes = f"{child.notes}\n{row.notes}".strip()
        names.add("notes")
    return names | _move(plan, households)


def _move(plan: Plan, households: Households) -> set[str]:
    child, row, fields = plan.child, plan.row, plan.fields
    if "neighbourhood" in fields:
        address = row.address or child.address
        child.neighbourhood_id = plan.neighbourhood
        _settle(child, row, households)
        child.own_address = "" if child.household else address
        return {"neighbourhood", "household", "own_address"}
    if "household" in fields:
        child.household = households.of(row, neighbourhood=child.neighbourhood_id)
        child.own_address = ""
        return {"household", "own_address"}
    if "address" in fields and child.household is None:
        child.own_address = row.address
        return {"own_address"}
    households.complete(child.household, row, fields)
    return set()


# --- Groups ----------------------------------------------------------------------------------
def _add_groups(plans: Sequence[Plan], *, by: User, known: Known) -> None:
    """From today on, proven by the list; an officer completes it with the decision or certificate."""
    proof = f"Danh sách nhập ngày {format_date(known.on)}"
    Circumstance.objects.bulk_create(
        [
            Circumstance(
                child=plan.child,
                group_id=known.groups[code].pk,
                subtype_id=known.subtypes[case].pk if case else None,
                secret=False,  # extra-secret groups are refused when a row is read
                started_on=max(known.on, plan.child.born_on),
                proof=proof,
                officer=by,
            )
            for plan in plans
            for code, case in plan.row.groups.items()
            if plan.wants(f"group:{code}")
        ],
        batch_size=BATCH,
    )


# --- Doses -----------------------------------------------------------------------------------
def _add_doses(plans: Sequence[Plan], *, by: User, known: Known) -> None:
    """Doses of an immunisation list, given on the day it says; before its birth nobody was vaccinated."""
    Vaccination.objects.bulk_create(
        [
            Vaccination(
                child=plan.child,
                dose_id=known.doses[code].pk,
                outcome=DoseOutcome.GIVEN,
                happened_on=day,
                recorded_by=by,
            )
            for plan in plans
            for code, day in plan.row.doses.items()
            if plan.wants(f"dose:{code}") and date.fromisoformat(day) >= plan.child.born_on
        ],
        batch_size=BATCH,
    )
