"""Which records can have papers, what they are called, who may attach some: the pages know no record by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from children.entries import KINDS
from children.models import RecordFile
from children.models.record_file import OWNERS
from interface.records import Record

MOST = 10  # papers of one record


@dataclass(frozen=True)
class Owner:
    """`slug` and `param` stand in addresses; `keep`: who may attach a paper and take one off."""

    slug: str
    param: str
    field: str  # of `RecordFile`
    title: str
    keep: str
    back: Callable[[Any], str]

    def address(self, record: Record) -> str:
        """Where its papers are listed."""
        return reverse(f"papers_{self.field}", args=[record.public_id])

    @property
    def model(self) -> type[Record]:
        return OWNERS[self.field]


def _entries(slug: str) -> Callable[[Any], str]:
    return lambda record: reverse("entries", args=[slug])


_FIELDS = {"injuries": "injury", "labour": "labour", "disasters": "disaster", "participation": "participation"}
OWNER_LIST = (
    Owner(
        "allowances", "allowance", "allowance", "Trợ cấp hằng tháng", "support.edit",
        lambda record: reverse("child_support", args=[record.child.public_id]),
    ),
    Owner("supports", "support", "support", "Lần trao", "support.edit", lambda record: record.get_absolute_url()),
    *(
        Owner(
            kind.slug, kind.model.__name__.lower(), _FIELDS[kind.slug], kind.title, "children.edit", _entries(kind.slug)
        )
        for kind in KINDS
    ),
    Owner(
        "adoptions", "adoption", "adoption", "Nuôi con nuôi", "children.keep_adoptions",
        lambda record: reverse("adoptions"),
    ),
    Owner(
        "legal-aid", "legalaid", "legal_aid", "Trợ giúp pháp lý", "children.keep_legal_aid",
        lambda record: reverse("legal_aid"),
    ),
)  # fmt: skip


def owner_of(record: Record) -> Owner:
    return next(owner for owner in OWNER_LIST if isinstance(record, owner.model))


def papers_of(record: Record, user):
    """What one may open of a record, as it was attached."""
    mine = RecordFile.objects.visible_to(user).true().filter(**{owner_of(record).field: record})
    return mine.select_related("stored", "officer").order_by("pk")


def count_papers(records: Sequence[Any]) -> None:
    """Each of these records of one kind, which one sees, knows how many papers it has (`paper_count`) and
    where they are (`papers_url`)."""
    if not records:
        return
    owner = owner_of(records[0])
    field = owner.field
    mine = RecordFile.objects.true().filter(**{f"{field}__in": [each.pk for each in records]})
    counts = dict(mine.order_by().values_list(field).annotate(number=Count("pk")))
    for each in records:
        each.paper_count, each.papers_url = counts.get(each.pk, 0), owner.address(each)
