"""Where what another system sent waits for a person: one open list of rows per connection."""

from collections import Counter
from collections.abc import Collection

from accounts.models import User
from children.exchange.reading import Read
from children.importing.content import content_of, first_content, put_verdict
from children.importing.verdicts import Verdict
from children.models import Child, ExternalRecord, ImportBatch, ImportRow, ImportState
from interface.advisory_locks import AdvisoryLock, hold


class Waiting:
    """The rows of one connection that nobody has decided about; what is sent again takes the place of what waits."""

    def __init__(self, system: User) -> None:
        self.system, self.touched = system, False
        self._one_at_a_time()
        mine = ImportBatch.objects.filter(connection=system.connection, state=ImportState.PREVIEWED)
        self.batch = next(iter(mine.lock_all()), None)
        self.known: dict[str, ExternalRecord] = {}

    def _one_at_a_time(self) -> None:
        """Of one system, until the transaction ends: else two would each open a list."""
        hold(AdvisoryLock.WAITING, of=self.system.connection.pk)

    def records(self, own_ids: Collection[str]) -> dict[str, ExternalRecord]:
        """What is kept of these ids; new ones are not in the database yet."""
        stored = ExternalRecord.objects.filter(system=self.system, own_id__in=own_ids)
        self.known = {each.own_id: each for each in stored.select_related("row__batch").order_by("pk")}
        for each in self.known.values():
            each.learn_from_decision()
        for own_id in own_ids:
            self.known.setdefault(own_id, ExternalRecord(system=self.system, own_id=own_id))
        return self.known

    def was_settled(self, each: Read) -> bool:
        """Whether an officer has answered about exactly this already; a list that was closed answers nothing."""
        record = self.known[each.sent.own_id]
        if record.row is None or record.is_waiting or not (record.row.written or record.row.decision):
            return False
        return content_of(record.row)[0] == each.candidate

    def ask(self, each: Read, verdict: Verdict) -> None:
        """A row for an officer. What says the same and means the same as before keeps the answer it may have by now."""
        record = self.known[each.sent.own_id]
        if record.row and record.is_waiting and content_of(record.row)[:2] == (each.candidate, verdict):
            return
        row = record.row if record.is_waiting else None
        row = row or ImportRow(batch=self._open_batch(), table=0, number=self._next_number())
        put_verdict(row, verdict, first_content(each.place, each.cells, each.candidate, each.problems))
        row.save()
        record.row = row
        record.save()
        self.touched = True

    def settle(self, each: Read, child: Child | None) -> None:
        """Nothing is doubtful any more: what waited is no question now, and the id is known to mean this child."""
        record = self.known[each.sent.own_id]
        if record.is_waiting and record.row:
            waited, record.row = record.row, None
            record.save()
            waited.delete()
            self.touched = True
        if child and (record.pk is None or record.child_id != child.pk):
            record.child = child
            record.save()

    def close(self) -> None:
        if self.batch is None or not self.touched:
            return
        self.batch.counts = Counter(self.batch.rows.values_list("outcome", flat=True))
        self.batch.save_next_version()

    def _open_batch(self) -> ImportBatch:
        if self.batch is None:
            self.batch = ImportBatch.objects.create(
                owner=self.system,
                connection=self.system.connection,
                file_name=f"{self.system.full_name} gửi qua kết nối",
                state=ImportState.PREVIEWED,
            )
        return self.batch

    def _next_number(self) -> int:
        last = self._open_batch().rows.order_by("-number").values_list("number", flat=True).first()
        return (last or 0) + 1
