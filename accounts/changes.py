"""Who changed which kind of record, and when: for those who answer for the register, without what stands in it."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.apps import apps
from django.db import models

from accounts.audit import Occasion, overview
from accounts.authorization import Role, scope_of
from accounts.history import DEEDS, MACHINE
from accounts.models import User
from accounts.spans import Span, span_filter
from interface.components import Filter
from interface.filters import Filters, ListFilter
from interface.records import Record
from vietnamese.formats import format_number

AT_MOST = 2_000  # lines one can page through; a narrower time shows the rest
PART_OF_A_RECORD = "Phần của hồ sơ trẻ em"
OF_THE_MACHINE = {"jobs_job"}  # records whose changes nobody makes


@dataclass(frozen=True)
class Question:
    """What the change history is asked: about which tables, and whose changes; None for everybody's."""

    tables: tuple[str, ...]
    actor: int | None = None


@dataclass(frozen=True)
class Line:
    """One line of the page: the deed in words, and how many records of which kind; of a single one its code."""

    at: datetime
    who: User | None
    deed: str
    what: str

    @property
    def name(self) -> str:
        return self.who.full_name if self.who else MACHINE

    @property
    def unit(self) -> str:
        """Where the person works: the agency, or else the role. The machine works nowhere."""
        if self.who is None or self.who.role == Role.SYSTEM:
            return ""
        return str(self.who.agency or self.who.role_name)


def told(user: User) -> dict[str, tuple[str, ...]]:
    """What each kind is called in front of this user, and its tables. Kinds whose mere row tells of a person ("this
    child is adopted", beside who has opened what at that minute) are one to those who see not every secret.
    """
    found: dict[str, tuple[str, ...]] = {}
    for table, model in kinds().items():
        telling = getattr(model.Privacy, "telling", False) and not scope_of(user).secrets  # type: ignore[attr-defined]
        words = PART_OF_A_RECORD if telling else _kind(model)
        found[words] = (*found.get(words, ()), table)
    return found


def kinds() -> dict[str, type[models.Model]]:
    """Every kind of record that people keep, by table, in the order of its name."""
    records = [model for model in apps.get_models() if issubclass(model, Record)]
    records.sort(key=lambda model: str(model._meta.verbose_name).lower())
    return {model._meta.db_table: model for model in records if model._meta.db_table not in OF_THE_MACHINE}


def change_filters(request) -> Filters:
    """They narrow the question itself (`Question`): the history is no table one could narrow afterwards."""
    accounts = User.objects.people().order_by("sort_key").values_list("public_id", "username")
    by_first = {tables[0]: (words, tables) for words, tables in told(request.user).items()}
    named = sorted(((first, words) for first, (words, _) in by_first.items()), key=lambda each: each[1].lower())
    return Filters(
        ListFilter(span_filter(request), lambda question, _: question),  # `Span` says which days that are
        ListFilter(
            Filter.of(request, "kind", "Loại", named),
            lambda question, first: replace(question, tables=by_first[first][1]),
        ),
        ListFilter(Filter.of(request, "person", "Người", list(accounts)), _by),
    )


def _by(question: Question, person: str) -> Question:
    return replace(question, actor=User.objects.get(public_id=person).pk)


def changes(span: Span, filters: Filters, user: User) -> list[Line]:
    """The newest first, at most so many, in words for this user."""
    asked = filters.apply(Question(tuple(kinds())))
    found = overview(since=span.since, until=span.until, tables=list(asked.tables), actor=asked.actor, at_most=AT_MOST)
    people = User.objects.select_related("agency").in_bulk({each.actor for each in found if each.actor})
    called = {table: words for words, tables in told(user).items() for table in tables}
    return [
        Line(each.at, people.get(each.actor), DEEDS[each.op], _in_words(each, called[each.table])) for each in found
    ]


def _in_words(each: Occasion, kind: str) -> str:
    if each.records > 1:
        return f"{kind}: {format_number(each.records)} bản ghi"
    return f"{kind} {each.code}" if each.code else kind


def _kind(model: type[models.Model]) -> str:
    name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]
