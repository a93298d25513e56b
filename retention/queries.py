"""Which records are over, what keeps some of them, how much of the log is old."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import DateField, Func, Q

from children.models import Child
from children.models.child import ChildQuerySet
from retention.models import RecordHold, RetentionClass
from retention.periods import Periods

USED = ("child_register", "child_left", "audit")
NEVER = 100  # years
DUE = Func("born_by", "left_on", function="retention_due", output_field=DateField())  # of a child, as the database says


def periods() -> Periods:
    """As the ward has set them. Of a class that is not there (the lists are not loaded yet) nothing is ever over."""
    known = {each.code: each for each in RetentionClass.objects.all()}
    register, left, log = (known.get(code) or RetentionClass(years=NEVER) for code in USED)
    return Periods(
        register=register.years or NEVER,
        left=left.years or NEVER,
        log=log.years or NEVER,
        confirmed=not (register.unsure or left.unsure),
        log_confirmed=not log.unsure,
    )


def over(user, kept: Periods, today: date) -> ChildQuerySet:
    """Children whose register period has ended, by age or since they left, the longest over first. Two conditions, an
    index each.
    """
    ended = Q(born_by__lte=kept.born_by(today)) | Q(left_on__lte=kept.left_by(today))
    return Child.objects.visible_to(user).filter(ended).order_by(DUE, "pk")


def held(user, today: date) -> Q:
    """Of children somebody has put a hold on."""
    return Q(pk__in=RecordHold.objects.visible_to(user).standing(today).values("child"))


def stops_of(children: Iterable[int]) -> dict[int, list[str]]:
    """What keeps these children's records, the weightiest first; of what the reader may not know only that it is."""
    with connection.cursor() as cursor:
        cursor.execute("select child_id, stop from retention_stops(%s)", [list(children)])
        found = defaultdict(list)
        for child, stop in cursor.fetchall():
            found[child].append(stop)
    return dict(found)


@dataclass(frozen=True)
class OldLog:
    accesses: int
    changes: int
    oldest: datetime | None

    @property
    def size(self) -> int:
        return self.accesses + self.changes


def old_log(before: date) -> OldLog:
    """Lines of the access log and the change history that are older than they must be."""
    with connection.cursor() as cursor:
        cursor.execute("select accesses, changes, oldest from old_log(%s)", [before])
        row = cursor.fetchone()
    return OldLog(*row) if row else OldLog(0, 0, None)
