"""Which children a list holds: those of the page “Trẻ em” with its filters, as its owner may see them then."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict

from accounts.models import User
from children.filters import ListFilter, filters_of
from children.models import Child
from children.presenting import in_words
from children.queries import register_of
from children.search import all_children
from interface.refusals import Refused


@dataclass(frozen=True)
class Chosen:
    """The filters in the address of the list, and what was typed into its search box."""

    user: User
    query: str
    typed: str
    on: date

    @cached_property
    def GET(self) -> QueryDict:
        return QueryDict(self.query)

    @cached_property
    def filters(self) -> list[ListFilter]:
        return filters_of(self, self.on)

    def check(self) -> None:
        """A page shows everybody when a choice has gone meanwhile; a list in a file must not grow by that."""
        for each in self.filters:
            if self.GET.get(each.chip.name) and not each.chip.chosen:
                raise Refused(f"Lựa chọn ở bộ lọc “{each.chip.label}” không còn. Mở trang Trẻ em, lọc lại rồi xuất.")

    def children(self) -> QuerySet[Child]:
        """In the order of names."""
        children = register_of(self.user)
        for each in self.filters:
            children = each.apply(children)
        if self.typed:
            children = children.filter(pk__in=all_children(self.typed, by=self.user).ids)
        return children.order_by("sort_key", "pk")

    def in_words(self) -> str:
        return in_words([each.chip for each in self.filters], self.typed)
