"""Another system sends what it knows about children: judged as a row of a list is, written where nothing is doubtful.

What would contradict the ward's own record is not written. It waits among the rows to decide, where an officer answers
as for a list that somebody brought.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from accounts.authorization import authorize, scope_of
from accounts.events import Event, record
from accounts.models import User
from children.exchange.fields import children_in_json, fields_of_purpose
from children.exchange.reading import Read, Sent, read
from children.exchange.waiting import Waiting
from children.importing.candidate import Problem
from children.importing.matching import Judge
from children.importing.plans import Plan
from children.importing.register import find_children, known_lists, lock_children, one_import_at_a_time, words_of
from children.importing.repeats import Repeats
from children.importing.verdicts import AS_FILE, CHANGED, DECIDE, ERROR, IDENTICAL, LEAVE, NEW, Change, Option, Verdict
from children.importing.writing import write_plans
from children.models import Child
from interface.refusals import Refused

CREATED, WAITING, KEPT, REFUSED, STALE = "created", "conflict", "kept", "refused", "stale"
OUTSIDE = "Tổ dân phố này ở ngoài phạm vi đã đăng ký của kết nối."
TWICE = "Mã này có hai lần trong một lần gửi. Gửi mỗi mã một lần."
HELD = "Phường đã xem và giữ cách ghi trong sổ."
SOMEBODY_ELSE = "Không ghi ngay được: có thể trẻ đã có trong sổ, hoặc có người đang sửa. Phường sẽ xem."
CHANGED_SINCE = "Hồ sơ đã thay đổi từ khi hệ thống đọc (If-Match). Đọc lại rồi gửi."
_ASKED = (Option(AS_FILE, "Ghi như hệ thống gửi"), Option(LEAVE, "Để dòng này lại"))


@dataclass
class Answer:
    """What became of one child that was sent."""

    read: Read
    outcome: str
    child: Child | None = None
    reason: str = ""
    changes: Sequence[Change] = ()
    notes: Sequence[str] = ()
    problems: Sequence[Problem] = ()
    state: dict | None = None  # the child as the system sees it afterwards


@transaction.atomic
def put_children(*, by: User, sent: Sequence[Sent]) -> list[Answer]:
    """Write what is sure; ask a person about the rest. The same again changes nothing. Raises NotAllowed.

    One answer for each, in their order: a row that cannot be written keeps no other out.
    """
    authorize(by, "children.exchange_write")
    waiting = Waiting(by)  # its batch is locked before imports are, as whoever imports it does
    one_import_at_a_time()
    answers = _Desk(by, waiting, sent).answers()
    waiting.close()
    _tell_states(answers, by)
    _log(answers)
    return answers


class _Desk:
    """Reads, finds, judges; then writes what is sure in one go."""

    def __init__(self, by: User, waiting: Waiting, sent: Sequence[Sent]) -> None:
        self.by, self.waiting, self.scope = by, waiting, scope_of(by)
        self.known = known_lists(timezone.localdate())
        fields = fields_of_purpose(by.connection.purpose, by)
        self.reads = [read(each, number, fields, self.known) for number, each in enumerate(sent, 1)]
        self.records = waiting.records([each.own_id for each in sent])
        self.repeats, self.own_ids = Repeats(), set[str]()
        candidates = [each.candidate for each in self.reads if not each.errors]
        linked = [each.child_id for each in self.records.values() if each.child_id]
        before = find_children(candidates, by=by, on=self.known.on, known=linked)
        lock_children(sorted(before.children), heads=[each.head_name for each in candidates])
        self.found = find_children(candidates, by=by, on=self.known.on, known=linked)
        self.judge = Judge(self.found.register, words_of(self.known, of_system=True))
        self.seen = children_in_json(
            sorted({pk for pk in linked if pk in self.found.children}), by=by, on=self.known.on
        )

    def answers(self) -> list[Answer]:
        judged = [(each, *self._judged(each)) for each in self.reads]
        plans = {each.place.number: self._plan(each, verdict) for each, verdict, _ in judged if _is_sure(verdict)}
        failed = _written(plans, by=self.by, known=self.known)
        return [
            self._ask(each, replace(verdict, outcome=DECIDE, reason=SOMEBODY_ELSE, options=_ASKED))
            if each.place.number in failed
            else self._answer(each, verdict, outcome, plans.get(each.place.number))
            for each, verdict, outcome in judged
        ]

    # --- Judging
    def _judged(self, each: Read) -> tuple[Verdict, str]:
        """The judge's verdict, and the outcome where it is not his alone."""
        own_id = each.sent.own_id
        if own_id in self.own_ids:
            return Verdict(ERROR, TWICE), REFUSED
        self.own_ids.add(own_id)
        if each.errors:
            return Verdict(ERROR), REFUSED
        linked = self._linked(own_id)
        if each.sent.seen and (linked is None or self.seen[linked]["etag"] != each.sent.seen):
            return Verdict(ERROR, CHANGED_SINCE), STALE
        if self._is_out_of_sight(own_id):
            return Verdict(ERROR, OUTSIDE), REFUSED
        verdict = self._verdict(each, linked)
        if verdict.outcome == NEW and not self._in_reach(each):
            return Verdict(ERROR, OUTSIDE), REFUSED
        if verdict.outcome == DECIDE and self.waiting.was_settled(each):
            return verdict, KEPT
        return verdict, ""

    def _linked(self, own_id: str) -> int | None:
        record = self.records.get(own_id)
        return record.child_id if record and record.child_id in self.seen else None

    def _is_out_of_sight(self, own_id: str) -> bool:
        """The child it means has left the scope of the system: who is not found there is not new."""
        child = self.records[own_id].child_id
        return child is not None and child not in self.seen

    def _verdict(self, each: Read, linked: int | None) -> Verdict:
        repeated = self.repeats.seen(each.candidate, each.place)
        if repeated:
            return repeated
        if linked:
            verdict = self.judge.compare(each.candidate, self.found.register.by_pk[linked])
        else:
            verdict = self.judge.judge(each.candidate)
        return self.repeats.means_twice(verdict, each.place)

    def _in_reach(self, each: Read) -> bool:
        return self.scope.whole_ward or each.candidate.neighbourhood in self.scope.neighbourhoods

    def _plan(self, each: Read, verdict: Verdict) -> Plan:
        if verdict.outcome == NEW:
            return Plan(each.candidate)
        child = self.found.children[verdict.children[0]]
        return Plan(each.candidate, child, frozenset(change.field for change in verdict.changes))

    # --- Answering
    def _answer(self, each: Read, verdict: Verdict, outcome: str, plan: Plan | None) -> Answer:
        if outcome in (REFUSED, STALE) or verdict.outcome == ERROR:
            return Answer(each, outcome or REFUSED, reason=verdict.reason, problems=each.problems)
        child = plan.child if plan else self._only(verdict)
        if verdict.outcome == DECIDE:
            if not outcome:
                return self._ask(each, verdict)
            self.waiting.settle(each, child)
            return Answer(each, KEPT, child, HELD, verdict.changes, verdict.notes, each.warnings)
        self.waiting.settle(each, child)
        outcome = CREATED if verdict.outcome == NEW else verdict.outcome
        return Answer(each, outcome, child, verdict.reason, verdict.changes, verdict.notes, each.warnings)

    def _ask(self, each: Read, verdict: Verdict) -> Answer:
        self.waiting.ask(each, verdict)
        child = self._only(verdict)
        return Answer(each, WAITING, child, verdict.reason, verdict.changes, verdict.notes, each.warnings)

    def _only(self, verdict: Verdict) -> Child | None:
        return self.found.children[verdict.children[0]] if len(verdict.children) == 1 else None


def _is_sure(verdict: Verdict) -> bool:
    return verdict.outcome in (NEW, CHANGED)


def _written(plans: dict[int, Plan], *, by: User, known) -> set[int]:
    """Write them all; when one stands in the way of the others, each by itself. The numbers of those that failed."""
    if not plans:
        return set()
    try:
        write_plans(list(plans.values()), by=by, known=known)
    except Refused:
        return {number for number, plan in plans.items() if not _written_alone(plan, by=by, known=known)}
    return set()


def _written_alone(plan: Plan, *, by: User, known) -> bool:
    if not plan.is_new:
        plan.child = Child.objects.select_related("household").get(pk=plan.child.pk)
    try:
        write_plans([plan], by=by, known=known)
    except Refused:
        return False
    return True


def _tell_states(answers: list[Answer], by: User) -> None:
    pks = sorted({answer.child.pk for answer in answers if answer.child})
    states = children_in_json(pks, by=by, on=timezone.localdate())
    for answer in answers:
        answer.state = states.get(answer.child.pk) if answer.child else None


def _log(answers: list[Answer]) -> None:
    """Of a single child which; of several how many."""
    outcomes = Counter(answer.outcome for answer in answers)
    counts = {"mới": CREATED, "đổi": CHANGED, "giống hệt": IDENTICAL, "chờ quyết định": WAITING, "không nhận": REFUSED}
    words = ", ".join(f"{outcomes[outcome]} {word}" for word, outcome in counts.items() if outcomes[outcome])
    one = answers[0].child if len(answers) == 1 else None
    record(Event.EXCHANGE_WRITTEN, one or f"{len(answers)} hồ sơ", reason=words)
