"""Which children a list holds: those of the page “Trẻ em” with its filters, as its owner may see them then."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import QueryDict

from accounts.models import User
from children.filters import ListFilter, filters_of
from children.models import Child
from children.presenting import in_words
from children.queries import register_of
from children.search import find_children


@dataclass(frozen=True)
class Chosen:
    """The filters in the address of the list, and what was typed into its search box."""

    user: User
    query: str
    typed: str = ""

    @property
    def GET(self) -> QueryDict:
        return QueryDict(self.query)

    def filters(self, on: date) -> list[ListFilter]:
        return filters_of(self, on)

    def children(self, on: date) -> QuerySet[Child]:
        """In the order of names."""
        children = register_of(self.user)
        for each in self.filters(on):
            children = each.apply(children)
        if self.typed:
            children = children.filter(pk__in=find_children(self.typed, by=self.user).ids)
        return children.order_by("sort_key", "pk")

    def in_words(self, on: date) -> str:
        return in_words([each.chip for each in self.filters(on)], self.typed)
