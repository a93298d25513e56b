"""Who is due for a vaccination today (screen 33a)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from children.health.immunisation import LATE_AFTER, Due, due_doses
from children.models import Child, ScheduledDose, Vaccination
from children.models.immunisation import HAD, DoseOutcome
from children.presenting import age_of
from vietnamese.formats import format_date

MONTHS_AFTER = 90  # days: a longer delay is told in months
LATE, DUE, COMING = "late", "due", "coming"
TABS = {LATE: "Đã trễ", DUE: "Đến hạn", COMING: "Sắp tới"}


@dataclass(frozen=True)
class DueLine:
    """A child with the doses that can be given together."""

    child_id: int
    due: tuple[Due, ...]
    since: date  # when the first of them was due
    tab: str
    late: int = 0
    put_off: date | None = None
    why: str = ""  # what was answered last
    child: Child | None = None
    phone: str = ""

    @property
    def names(self) -> str:
        """5 trong 1 mũi 1, bại liệt uống (bOPV) lần 1"""
        words = ", ".join(each.dose.name for each in self.due)
        return words[:1].upper() + words[1:]

    @property
    def late_words(self) -> str:
        """Trễ 27 ngày; Trễ 7 tháng"""
        return f"Trễ {self.late} ngày" if self.late <= MONTHS_AFTER else f"Trễ {self.late // 30} tháng"

    @property
    def about(self) -> str:
        """đến hạn 27/10, ốm"""
        return ", ".join(filter(None, (f"đến hạn {format_date(self.since)}", self.why)))

    def age(self, on: date) -> str:
        return age_of(self.child, on) if self.child else ""


ANSWER = ("dose__code", "outcome", "happened_on", "reason", "until")


class Answer(NamedTuple):
    """DoseOutcome a vaccination says of a dose: the list of a ward has many thousands."""

    dose: str
    outcome: str
    happened_on: date
    reason: str
    until: date | None


def schedule_on(day: date) -> list[ScheduledDose]:
    return list(ScheduledDose.objects.on(day).order_by("position"))


def due_lines(children: QuerySet[Child], user: User, on: date) -> list[DueLine]:
    """Every child with something due, the latest first. Two queries whatever their number."""
    schedule = schedule_on(on)
    known: dict[int, list[Answer]] = defaultdict(list)
    answered = Vaccination.objects.visible_to(user).true().filter(child__in=children).order_by("happened_on", "pk")
    for child, *answer in answered.values_list("child", *ANSWER):
        known[child].append(Answer(*answer))
    born = children.order_by("sort_key", "pk").values_list("pk", "born_by")
    lines = [_line(pk, day, schedule, known[pk], on) for pk, day in born]
    return sorted((line for line in lines if line), key=lambda line: (line.put_off is not None, line.since))


def _line(pk: int, born: date, schedule: Sequence[ScheduledDose], known: list[Answer], on: date) -> DueLine | None:
    had = {each.dose: each.happened_on for each in known if each.outcome in HAD}
    closed = {each.dose for each in known if each.outcome == DoseOutcome.CONTRAINDICATED}
    due = due_doses(born, schedule, had, on=on, closed=closed)
    if not due:
        return None
    first = due[0].on
    tab = LATE if (on - first).days > LATE_AFTER else DUE if first <= on + timedelta(days=LATE_AFTER) else COMING
    together = tuple(each for each in due if each.on <= max(first, on + timedelta(days=LATE_AFTER)))
    last = next((each for each in reversed(known) if each.dose in {due.dose.code for due in together}), None)
    put_off = last.until if last and last.until and last.until > on else None
    return DueLine(pk, together, first, tab, due[0].days_late(on), put_off, answer_in_words(last) if last else "")


def answer_in_words(answer: Answer) -> str:
    """ốm; từ chối ngày 12/11/2026: sợ phản ứng"""
    words = DoseOutcome(answer.outcome).label.lower()
    reason = f": {answer.reason}" if answer.reason else ""
    return f"{words} ngày {format_date(answer.happened_on)}{reason}"


def with_children(lines: Iterable[DueLine], user: User) -> list[DueLine]:
    """The lines of one page, with names and telephone numbers."""
    lines = list(lines)
    ids = [line.child_id for line in lines]
    children = Child.objects.visible_to(user).filter(pk__in=ids).select_related("neighbourhood").in_bulk()
    phones = phones_of(ids)
    return [replace(line, child=children[line.child_id], phone=phones.get(line.child_id, "")) for line in lines]


def phones_of(ids: list[int]) -> dict[int, str]:
    """Whom to call about these patients: a number only, nobody's name. Nothing for those who record no health."""
    with connection.cursor() as cursor:
        cursor.execute("select child_id, phone from phones_of_patients(%s)", [ids])
        return dict(cursor.fetchall())


def due_of(child: Child, user: User, on: date) -> DueLine | None:
    """DoseOutcome this child is due for."""
    lines = due_lines(Child.objects.visible_to(user).filter(pk=child.pk), user, on)
    return lines[0] if lines else None


def vaccinations_of(child: Child, user: User) -> list[Vaccination]:
    """Newest first."""
    visible = Vaccination.objects.visible_to(user).true().filter(child=child)
    return list(visible.select_related("dose", "recorded_by").order_by("-happened_on", "dose__position"))


def full_in_words(child: Child, known: Iterable[Vaccination], on: date) -> str:
    """Đã tiêm chủng đầy đủ các mũi của trẻ dưới 1 tuổi; Đã có 5 trong 10 mũi của trẻ dưới 1 tuổi"""
    wanted = {each.code for each in schedule_on(on) if each.counts_full}
    had = wanted & {each.dose.code for each in known if each.outcome in HAD}
    if wanted == had:
        return "Đã tiêm chủng đầy đủ các mũi của trẻ dưới 1 tuổi."
    return f"Đã có {len(had)} trong {len(wanted)} mũi tính vào tiêm chủng đầy đủ của trẻ dưới 1 tuổi."
