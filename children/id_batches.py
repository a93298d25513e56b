"""Reads of the batches of Đề án 06: whom they could take, how far each step is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from agencies.models import Neighbourhood
from children.importing.candidate import Candidate
from children.importing.content import content_of
from children.importing.police import Asked
from children.models import CheckFound, Child, Export, IdBatch, IdBatchRow, ImportBatch, ImportRow, PoliceAnswer
from children.models.child import ChildQuerySet
from vietnamese.formats import format_number

MISSING, UNVERIFIED = "missing", "unverified"
GROUNDS = {MISSING: "Chưa có số định danh", UNVERIFIED: "Có số, công an chưa xác thực"}
_GROUNDS = {
    MISSING: Q(personal_id_fingerprint=None),
    UNVERIFIED: Q(personal_id_fingerprint__isnull=False, personal_id_verified=False),
}


def to_verify(user, on: date, grounds: Iterable[str] = tuple(GROUNDS)) -> ChildQuerySet:
    """Children who live here, lack a (verified) number, and are in no open batch."""
    wanted = Q(pk__in=[])
    for ground in grounds:
        wanted |= _GROUNDS[ground]
    waiting = IdBatchRow.objects.filter(child=OuterRef("pk"), batch__in=IdBatch.objects.open())
    return Child.objects.visible_to(user).of_ward(on).filter(wanted).exclude(Exists(waiting))


@dataclass(frozen=True)
class Waiting:
    """All children of one ground, as the list of children finds them, and how many of them no open batch has taken."""

    total: int
    free: int

    @property
    def words(self) -> str:
        """Of those behind the number."""
        return f"{format_number(self.free)} trẻ chưa vào đợt nào" if self.free < self.total else "chưa vào đợt nào"


def waiting_for(user, ground: str) -> Waiting:
    on = timezone.localdate()
    total = Child.objects.visible_to(user).of_ward(on).filter(_GROUNDS[ground]).count()
    return Waiting(total, to_verify(user, on, [ground]).count())


@dataclass(frozen=True)
class Place:
    """How many children of a neighbourhood a batch could take."""

    neighbourhood: Neighbourhood
    missing: int
    unverified: int


def places(user, on: date) -> list[Place]:
    counted = (
        to_verify(user, on)
        .order_by()
        .values("neighbourhood")
        .annotate(missing=Count("pk", filter=_GROUNDS[MISSING]), unverified=Count("pk", filter=_GROUNDS[UNVERIFIED]))
    )
    by_place = {row["neighbourhood"]: row for row in counted}
    return [
        Place(each, by_place[each.pk]["missing"], by_place[each.pk]["unverified"])
        for each in Neighbourhood.objects.on(on).order_by("number")
        if each.pk in by_place
    ]


@dataclass(frozen=True)
class Counts:
    """How many of a batch's children stand where."""

    total: int
    checked: int
    differs: int
    gone: int
    verified: int
    not_found: int
    asking: int

    @property
    def to_send(self) -> int:
        return self.total - self.gone

    @property
    def unasked(self) -> int:
        return self.total - self.checked

    @property
    def unanswered(self) -> int:
        return self.to_send - self.verified - self.not_found


def counts_of(batch: IdBatch, user) -> Counts:
    counted = (
        IdBatchRow.objects.visible_to(user)
        .filter(batch=batch)
        .aggregate(
            total=Count("pk"),
            checked=Count("pk", filter=~Q(found__in=["", CheckFound.NOT_MET])),
            differs=Count("pk", filter=Q(found=CheckFound.DIFFERS)),
            gone=Count("pk", filter=Q(found=CheckFound.GONE)),
            verified=Count("pk", filter=Q(answer=PoliceAnswer.VERIFIED)),
            not_found=Count("pk", filter=Q(answer=PoliceAnswer.NOT_FOUND)),
            asking=Count("pk", filter=Q(residence_said__isnull=False, residence_settled_on=None)),
        )
    )
    return Counts(**counted)


def lists_of(batch: IdBatch) -> list[Export]:
    """The lists made for the police, the newest first."""
    return list(Export.objects.of_batch(batch).order_by("-pk"))


def asked_by(batch: IdBatch) -> Asked:
    """The children of a batch by the code of their line."""
    rows = batch.rows.select_related("batch").order_by("number")
    return Asked({row.code: row.child_id for row in rows})


def lines_of_import(brought: ImportBatch) -> Iterator[tuple[ImportRow, Candidate]]:
    """The lines of a returned list that are about one child."""
    for line in brought.rows.exclude(child=None):
        yield line, content_of(line)[0]
