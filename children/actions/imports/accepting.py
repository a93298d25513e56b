"""“Nhập”: the accepted rows are written into the register, some thousands at a time.

What is written is marked in the same transaction, so whoever goes on after a stop or a dead worker begins with the
first row that is not. Children whom an earlier part has added are not taken for somebody the list could mean: what
rows of one file have to do with each other was judged when it was read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db import connection, transaction
from django.utils import timezone

from accounts.authorization import authorize
from accounts.events import Event, record
from accounts.models import User
from children.actions.imports.judging import judge_for
from children.importing.candidate import Candidate, Known
from children.importing.content import content_of, put_verdict
from children.importing.plans import Plan
from children.importing.register import (
    known_lists,
    lock_children,
    one_import_at_a_time,
)
from children.importing.verdicts import (
    AS_FILE,
    CHANGED,
    DECIDE,
    ERROR,
    IDENTICAL,
    IS,
    IS_NEW,
    LEAVE,
    NEW,
    Option,
    Verdict,
)
from children.importing.writing import write_plans
from children.models import Child, ImportBatch, ImportRow, ImportState, Outcome
from interface.statistics import make_statistics_anew
from jobs.work import Say, silent
from vietnamese.formats import format_number

PART = 5_000  # rows of one transaction; the list of a ward is one
MANY = 500  # rows that may make a register of another size: the database counts its tables again
CHANGED_SINCE = "Sổ đã thay đổi sau khi xem trước"
WRITTEN_BY_ANOTHER_ROW = "Một dòng khác của tệp đã ghi cho trẻ này"
_LEAVE = Option(LEAVE, "Để dòng này lại")


@transaction.atomic
def import_batch(*, batch: ImportBatch, by: User, say: Say = silent) -> ImportBatch:
    """Write all accepted rows, or nothing. Raises NotAllowed, Refused."""
    while import_part(batch=batch, by=by, say=say):
        pass
    return ImportBatch.objects.get(pk=batch.pk)


@transaction.atomic
def import_part(*, batch: ImportBatch, by: User, say: Say = silent) -> bool:
    """Write the next accepted rows; whether more are left. Raises NotAllowed, Refused.

    A row whose child has changed since the preview comes back as a question. Running twice writes once.
    """
    authorize(by, "children.import", batch)
    batch = ImportBatch.objects.lock(batch.pk)
    if batch.state != ImportState.PREVIEWED:
        return False
    one_import_at_a_time()
    left = batch.rows.to_write().count()
    begun = 100 * batch.written // max(1, batch.written + left)
    say("Đang so lại với sổ trẻ em", begun)
    rows = list(batch.rows.to_write()[:PART])
    known = known_lists(timezone.localdate())
    plans = dict(_SecondLook(batch, rows, known, by).plans())
    say(f"Đang ghi {format_number(len(plans))} trong {format_number(left)} dòng còn lại vào sổ", begun)
    write_plans([plan for plan in plans.values() if plan.fields or plan.is_new], by=by, known=known)
    say("Đang ghi kết quả từng dòng", begun)
    _save(rows, plans)
    _keep(batch, len(plans))
    if len(plans) > MANY:
        make_statistics_anew()
    record(Event.CHILDREN_IMPORTED, f"{len(plans)} dòng")
    return left > len(rows)


WRITTEN = """
update children_importrow r set written = true, child_id = w.child
from unnest(%s::bigint[], %s::bigint[]) as w(id, child) where r.id = w.id
"""


def _save(rows: list[ImportRow], plans: dict[ImportRow, Plan]) -> None:
    """Rows that came back carry a new content, which is encrypted on saving."""
    for row in rows:
        if row not in plans:
            row.save()
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [[row.pk for row in plans], [plan.child.pk for plan in plans.values()]])


def _keep(batch: ImportBatch, written: int) -> None:
    """Rows to write and open questions, also those left for later, keep the batch open; the file is not needed."""
    batch.written += written
    batch.imported_at = timezone.now()
    batch.counts = Counter(batch.rows.values_list("outcome", flat=True))
    batch.upload = None
    if not (batch.rows.to_write() | batch.rows.filter(outcome=Outcome.DECIDE, written=False)).exists():
        batch.state = ImportState.IMPORTED
    batch.save_next_version()


class _SecondLook:
    """Judges rows a second time, now that nobody else can change their children, and plans what to write."""

    def __init__(self, batch: ImportBatch, rows: list[ImportRow], known: Known, by: User) -> None:
        self.rows = {row: content_of(row) for row in rows}
        children = [pk for _, verdict, _ in self.rows.values() for pk in verdict.children]
        lock_children(children, heads=[candidate.head_name for candidate, _, _ in self.rows.values()])
        # What a system sends is no file: a later row about a child that an earlier one added is news of it.
        sent = batch.connection_id is not None
        candidates = [candidate for candidate, _, _ in self.rows.values()]
        self.found, self.judge = judge_for(
            batch, candidates, known, by, but=None if sent else batch.rows.added_children()
        )
        written = batch.rows.filter(written=True, child__in=children).values_list("child", flat=True)
        self.taken = set() if sent else set(written)

    def plans(self) -> Iterator[tuple[ImportRow, Plan]]:
        """The rows that may be written. The others get their new judgement."""
        for row, (candidate, seen, content) in self.rows.items():
            now = self.judge.judge(candidate)
            plan = self._plan(row, candidate, seen, now)
            if isinstance(plan, Plan):
                yield row, plan
            else:
                put_verdict(row, plan, content)

    def _plan(self, row: ImportRow, candidate: Candidate, seen: Verdict, now: Verdict) -> Plan | Verdict:
        """What to write, or what to ask."""
        if now.outcome in (ERROR, IDENTICAL) or not _is_expected(now, seen):
            return _asked_again(now, CHANGED_SINCE)
        if NEW in (now.outcome, row.decision):
            return Plan(candidate)
        child = self._meant(row.decision, now)
        if child is None or child.pk in self.taken:
            return _asked_again(replace(now, outcome=CHANGED), WRITTEN_BY_ANOTHER_ROW)
        self.taken.add(child.pk)
        return Plan(candidate, child, frozenset(self._fields(row.decision, candidate, child, now)))

    def _meant(self, decision: str, now: Verdict) -> Child | None:
        public_id = decision.removeprefix(IS) if decision.startswith(IS) else ""
        return next(
            (
                child
                for child in (self.found.children.get(pk) for pk in now.children)
                if child and public_id in ("", str(child.public_id))
            ),
            None,
        )

    def _fields(self, decision: str, candidate: Candidate, child: Child, now: Verdict) -> Iterable[str]:
        changes = now.changes
        if decision.startswith(IS):
            changes = self.judge.compare(candidate, self.found.register.by_pk[child.pk]).changes
        with_conflicts = decision == AS_FILE
        return [change.field for change in changes if with_conflicts or not change.conflict]


def _is_expected(now: Verdict, seen: Verdict) -> bool:
    """The same children, and no other change than was seen: what a sibling's row has written already is none."""
    return now.children == seen.children and set(now.changes) <= set(seen.changes)


def _asked_again(now: Verdict, why: str) -> Verdict:
    """What was sure before and is something else now is asked; what has become the same needs no answer."""
    if now.outcome in (IDENTICAL, ERROR, DECIDE):
        return now
    if now.outcome == NEW:
        return Verdict(DECIDE, why, options=(Option(IS_NEW, "Trẻ mới"), _LEAVE))
    options = now.options or (Option(AS_FILE, "Ghi như tệp"), _LEAVE)
    return Verdict(DECIDE, why, now.children, now.changes, options, now.notes)
