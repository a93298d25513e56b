"""“Hoàn tác”: a whole import is taken back; what it wrote becomes what stood there before.

Who has been worked on since stays as they are: a child whose own row, family, circumstances or household somebody has
changed after the import, or whom another list has found in the register, or of whom an agency has recorded something.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.authorization import authorize
from accounts.events import Event, record
from accounts.models import User
from children.actions.households import OF_CLASS
from children.finding.search import keep_searchable
from children.importing.register import lock_children, one_import_at_a_time
from children.models import (
    Caregiver,
    CareRelation,
    Child,
    Circumstance,
    Enrolment,
    Household,
    HouseholdMove,
    ImportBatch,
    ImportState,
    PovertyYear,
    Vaccination,
)
from children.models.poverty import repeat_class
from interface.records import Record
from interface.refusals import Refused
from jobs.work import Say, silent


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: User, say: Say = silent) -> ImportBatch:
    """Take back what this list has written. Running twice undoes once. Raises NotAllowed, Refused."""
    authorize(by, "children.import", batch)
    batch = ImportBatch.objects.lock(batch.pk)
    if not batch.can_be_undone:
        return batch
    say("Đang xem hồ sơ nào đã có người sửa", 5)
    one_import_at_a_time()
    lock_children(list(batch.rows.filter(written=True).values_list("child", flat=True)))
    added = list(batch.rows.added_children().values_list("child", flat=True))
    touched, runs = _touched_since(batch) | set(_at_school(added)), _runs_of(batch)
    doses = Vaccination.objects.brought_by(batch)
    kept = touched | _in_use(Child, added, but=doses)
    doses.exclude(child__in=kept).delete()
    try:
        with transaction.atomic():
            for done, run in enumerate(runs):
                part = f", phần {done + 1} trong {len(runs)}" if len(runs) > 1 else ""
                say(f"Đang trả hồ sơ về như trước khi nhập{part}", 30 + 60 * done // len(runs))
                _Undoing(_written_by(batch, run), kept).take_back(batch)
            connection.check_constraints()
    except IntegrityError:
        raise Refused(
            "Có hồ sơ của lần nhập này đang được dùng ở chỗ khác nên chưa hoàn tác được. Chưa thay đổi gì trong sổ."
        ) from None
    batch.rows.filter(written=True).exclude(child__in=kept).update(written=False)
    batch.kept = batch.rows.filter(written=True).count()
    batch.state, batch.undone_at, batch.upload = ImportState.UNDONE, timezone.now(), None
    batch.save_next_version()
    record(Event.IMPORT_UNDONE, f"{batch.written - batch.kept} dòng")
    return batch


@dataclass(frozen=True)
class Written:
    """One change of one row that the import made: I, U or D, with the columns before and after."""

    model: type[models.Model]
    object_id: int
    op: str
    old: dict[str, Any]
    new: dict[str, Any]


_MODELS = {
    model._meta.db_table: model
    for model in (Household, PovertyYear, Child, Caregiver, CareRelation, Circumstance, HouseholdMove)
}


def _runs_of(batch: ImportBatch) -> list[UUID]:
    """Of a long list one after another is taken back, the newest first: all at once would not fit into memory."""
    with connection.cursor() as cursor:
        cursor.execute("select * from runs_of_import(%s)", [batch.pk])
        return [run for (run,) in cursor.fetchall()]


def _written_by(batch: ImportBatch, run: UUID) -> list[Written]:
    """The newest first."""
    with connection.cursor() as cursor:
        cursor.execute("select tbl, object_id, op, old, new from changes_of_import(%s, %s)", [batch.pk, run])
        return [
            Written(_MODELS[table], pk, op, json.loads(old or "{}"), json.loads(new or "{}"))
            for table, pk, op, old, new in cursor.fetchall()
        ]


def _touched_since(batch: ImportBatch) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("select child_id from touched_since_import(%s)", [batch.pk])
        return {pk for (pk,) in cursor.fetchall()}


def _in_use(
    model: type[models.Model], pks: Collection[int], *, but: models.QuerySet[Vaccination] | None = None
) -> set[int]:
    """Those to which something points that no import writes: a record of an agency, a slip, a file, support; or a
    move, which the import that wrote it has taken back by then. Of doses those in `but` do not count.
    """
    used: set[int] = set()
    for each in model._meta.get_fields(include_hidden=True):
        if not isinstance(each, models.ManyToOneRel) or each.on_delete is not models.PROTECT:
            continue
        if each.related_model is HouseholdMove or each.related_model not in _MODELS.values():
            rows = each.related_model._base_manager.filter(**{f"{each.field.name}__in": pks})
            if each.related_model is Vaccination and but is not None:
                rows = rows.exclude(pk__in=but)
            used |= set(rows.values_list(each.field.name, flat=True))
    return used


def _at_school(children: list[int]) -> models.QuerySet[Any, int]:
    """Those of whom a school has recorded something; the year itself came with the import and goes with it."""
    recorded = Enrolment.objects.filter(child__in=children, recorded_by__isnull=False)
    return recorded.values_list("child", flat=True)


SAID = ("poverty", "certificate_number", "issued_on")  # of a household's class in a year


class _Undoing:
    """Steps back in an order that never leaves a row without what it points to."""

    def __init__(self, written: list[Written], kept: set[int]) -> None:
        self.written, self.kept = written, kept

    def take_back(self, batch: ImportBatch) -> None:
        self._delete(HouseholdMove, self._free_links(HouseholdMove))
        self._delete(CareRelation, self._free_links(CareRelation))
        self._delete(Circumstance, self._free_links(Circumstance))
        self._put_back_family()
        new = [pk for pk in self._added(Child) if pk not in self.kept]
        self._put_back(Child, Child.objects.exclude(pk__in=self.kept))
        batch.rows.filter(child__in=new).update(child=None)
        self._delete(Child, new)
        self._delete(Caregiver, Caregiver.objects.filter(pk__in=self._added(Caregiver), relations=None))
        self._put_back_classes()
        self._put_back(Household, Household.objects.exclude(children__in=self.kept))
        self._repeat_classes()
        empty = Household.objects.filter(pk__in=self._added(Household), children=None)
        self._delete(Household, empty.exclude(pk__in=_in_use(Household, self._added(Household))))
        keep_searchable(self._found_by_other_words())

    def _put_back_classes(self) -> None:
        free = PovertyYear.objects.exclude(household__children__in=self.kept)
        self._put_back(PovertyYear, free)
        added = {each.object_id: {name: each.new[name] for name in SAID} for each in self._changes(PovertyYear, "I")}
        rows = free.filter(pk__in=added).distinct()  # what somebody has corrected since stays
        self._delete(PovertyYear, [row.pk for row in rows if _stands(row, added[row.pk])])

    def _repeat_classes(self) -> None:
        """A household that New Year has turned since is not as the import left it: it repeats what is said now."""
        changed = [each.object_id for each in self._changes(PovertyYear, "U")]
        homes = set(PovertyYear.objects.filter(pk__in=changed).values_list("household", flat=True))
        homes |= {each.new["household_id"] for each in self._changes(PovertyYear, "I")}
        for home in Household.objects.filter(pk__in=homes).exclude(children__in=self.kept).lock_all():
            before = [getattr(home, name) for name in OF_CLASS]
            repeat_class(home, home.classes.all(), timezone.localdate())
            if before != [getattr(home, name) for name in OF_CLASS]:
                home.save_next_version()

    def _put_back_family(self) -> None:
        links = [each for each in self._changes(CareRelation, "D") if each.old["child_id"] not in self.kept]
        needed = {each.old["caregiver_id"] for each in links}
        for each in self._changes(Caregiver, "D"):
            if each.object_id in needed:
                _restored(Caregiver(), each.old).save(force_insert=True)
        people = self._put_back(Caregiver, Caregiver.objects.exclude(relations__child__in=self.kept))
        siblings = Child.objects.filter(relations__caregiver__in=people)
        siblings.update(version=F("version") + 1)  # the same person stands in their forms
        for each in links:
            _restored(CareRelation(), each.old).save(force_insert=True)
        self._put_back(CareRelation, CareRelation.objects.exclude(child__in=self.kept))

    def _found_by_other_words(self) -> set[int]:
        """Children whose family or household may be another one now."""
        own = {each.object_id for each in self.written if each.model is Child}
        linked = {state["child_id"] for each in self.written for state in (each.old, each.new) if state.get("child_id")}
        people = [each.object_id for each in self._changes(Caregiver, "U")]
        homes = [each.object_id for each in self._changes(Household, "U")]
        around = Child.objects.filter(Q(relations__caregiver__in=people) | Q(household__in=homes))
        return own | linked | set(around.values_list("pk", flat=True))

    def _changes(self, model: type[models.Model], op: str) -> list[Written]:
        return [each for each in self.written if each.model is model and each.op == op]

    def _added(self, model: type[models.Model]) -> list[int]:
        return [each.object_id for each in self._changes(model, "I")]

    def _free_links(self, model: type[models.Model]) -> list[int]:
        """Relations, circumstances or moves the import added to children who are not kept."""
        return [each.object_id for each in self._changes(model, "I") if each.new["child_id"] not in self.kept]

    def _put_back(self, model: type[models.Model], free: models.QuerySet) -> list[Any]:
        """The rows that were changed, of those that are `free`, as they stood before the first change."""
        before: dict[int, dict[str, Any]] = {}
        after: dict[int, dict[str, Any]] = {}
        for each in self._changes(model, "U"):  # the newest first
            before.setdefault(each.object_id, {}).update(each.old)
            after[each.object_id] = {**each.new, **after.get(each.object_id, {})}
        rows = [row for row in free.filter(pk__in=before).distinct() if _stands(row, after[row.pk])]
        for row in rows:
            _restored(row, before[row.pk])
            if isinstance(row, Record):
                row.save_next_version()
            else:
                row.save()
        return rows

    @staticmethod
    def _delete(model: type[models.Model], which: Collection[int] | models.QuerySet) -> None:
        model._default_manager.filter(pk__in=which).delete()


def _stands(row: Any, columns: dict[str, Any]) -> bool:
    """Whether the row still is as the import left it; secrets, which are encrypted anew, are not compared."""
    open_fields = [each for each in row._meta.concrete_fields if not isinstance(each, models.BinaryField)]
    return all(
        getattr(row, each.attname) == _value(each, columns[each.column])
        for each in open_fields
        if each.column in columns
    )


def _restored(row: Any, columns: dict[str, Any]) -> Any:
    """The row with these columns as the change history keeps them."""
    fields: Iterable[models.Field] = row._meta.concrete_fields
    for each in fields:
        if each.column in columns:
            setattr(row, each.attname, _value(each, columns[each.column]))
    return row


def _value(field: models.Field, kept: Any) -> Any:
    if isinstance(field, models.BinaryField):
        return bytes.fromhex(kept.removeprefix("\\x")) if kept else None
    return field.to_python(kept)
