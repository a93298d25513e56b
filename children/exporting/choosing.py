"""Which children a list holds: those of the page “Trẻ em” with its filters, as its owner may see them then."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from accounts.models import User
from children.finding.filters import filters_of
from children.finding.search import all_children
from children.models import CheckFound, Child, Export, IdBatch, IdBatchRow
from children.presenting import in_words
from children.queries import register_of
from interface.filters import Filters
from interface.refusals import Refused

TICKED = "những trẻ đã đánh dấu"


@dataclass(frozen=True)
class Chosen:
    """The filters in the address of the list, and what was typed into its search box."""

    user: User
    query: str
    typed: str
    on: date
    picked: tuple[str, ...] = ()  # public ids of the rows that were ticked: then these alone

    @cached_property
    def GET(self) -> QueryDict:
        return QueryDict(self.query)

    @cached_property
    def filters(self) -> Filters:
        return filters_of(self, self.on)

    @property
    def known(self) -> str:
        """The choices of the filters there are: whatever else an address says is not kept."""
        return urlencode({chip.name: self.GET[chip.name] for chip in self.filters.chips if chip.name in self.GET})

    def check(self) -> None:
        """A page shows everybody when a choice has gone meanwhile; a list in a file must not grow by that."""
        for chip in self.filters.chips:
            if chip.ignored:
                raise Refused(f"Lựa chọn ở bộ lọc “{chip.label}” không còn. Mở trang Trẻ em, lọc lại rồi xuất.")

    def children(self) -> QuerySet[Child]:
        """In the order of names."""
        if self.picked:
            ticked = register_of(self.user).filter(public_id__in=self.picked)
            return ticked.order_by("sort_key", "pk")
        children = register_of(self.user)
        children = self.filters.apply(children)
        if self.typed:
            children = children.filter(pk__in=all_children(self.typed, by=self.user).ids)
        return children.order_by("sort_key", "pk")

    def in_words(self) -> str:
        return TICKED if self.picked else in_words(self.filters.chips, self.typed)

    def codes(self) -> dict[int, str]:
        return {}


@dataclass(frozen=True)
class OfBatch:
    """The children of a batch that goes to the police, but for those who have left."""

    batch: IdBatch
    user: User

    def check(self) -> None:
        """Nobody chooses anything."""

    def children(self) -> QuerySet[Child]:
        """Neighbourhood by neighbourhood, in the order of the lines."""
        return register_of(self.user).filter(pk__in=self.codes()).order_by("neighbourhood__number", "sort_key", "pk")

    def codes(self) -> dict[int, str]:
        rows = (
            IdBatchRow.objects.filter(batch=self.batch)
            .exclude(found=CheckFound.GONE)
            .select_related("batch")
            .order_by("number")
        )
        return {row.child_id: row.code for row in rows}


def chosen_for(export: Export, on: date) -> Chosen | OfBatch:
    if export.id_batch is not None:
        return OfBatch(export.id_batch, export.owner)
    return Chosen(export.owner, export.query, export.typed, on, tuple(export.picked))
