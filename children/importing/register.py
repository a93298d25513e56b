"""What the importer asks the database: the ward's lists, and the children a file could mean."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from agencies.models import Agency, AgencyKind, Neighbourhood
from children.importing.candidate import Candidate, Choice, Known
from children.importing.differences import COMPARED, DAYS
from children.importing.entries import Entry, Register, Words
from children.importing.likeness import names_alike
from children.importing.people import Person
from children.importing.poverty import held_class
from children.importing.row_school import school_key
from children.models import (
    CareRelation,
    Child,
    Circumstance,
    CircumstanceGroup,
    CircumstanceSubtype,
    EthnicGroup,
    Household,
    ScheduledDose,
    Vaccination,
)
from children.models.caregiver import PARENTS
from interface.advisory_locks import AdvisoryLock, hold
from vietnamese.names import search_key

REFERENCES = {"ethnic_group", "school"}
BATCH = 1000  # rows whose children are asked for at once


def one_import_at_a_time() -> None:
    """Until the transaction ends; whoever takes an import back waits as well."""
    hold(AdvisoryLock.IMPORTS)


def lock_children(children: list[int], *, heads: Iterable[str] = ()) -> None:
    """Households (also those with one of these heads) before children, each in one order: so an import never waits
    for somebody who waits for it.
    """
    homes = Child.objects.filter(pk__in=children).exclude(household=None).values("household")
    joined = Q(search_key__in={search_key(head) for head in heads if head})
    for rows in (Household.objects.filter(Q(pk__in=homes) | joined), Child.objects.with_siblings(children)):
        list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk"))


def known_lists(on: date, *, epoch_1904: bool = False) -> Known:
    """The neighbourhoods, schools, ethnic groups and circumstance groups of that day."""
    neighbourhoods: dict[str, Choice] = {}
    for each in Neighbourhood.objects.on(on):
        choice = Choice(each.pk, each.short_name)
        neighbourhoods |= {str(each.number): choice, search_key(each.name): choice}
    groups = list(CircumstanceGroup.objects.on(on))
    return Known(
        on=on,
        neighbourhoods=neighbourhoods,
        schools=_schools(on),
        ethnic_groups={
            search_key(name): Choice(each.pk, each.name)
            for each in EthnicGroup.objects.order_by("-code")
            for name in (*each.aliases, each.name)
        },
        groups={group.code: Choice(group.pk, group.short_name) for group in groups},
        doses={each.code: Choice(each.pk, each.name) for each in ScheduledDose.objects.on(on)},
        subtypes={each.code: Choice(each.pk, each.name) for each in CircumstanceSubtype.objects.on(on)},
        secret_groups=frozenset(group.code for group in groups if group.extra_secret),
        epoch_1904=epoch_1904,
    )


def _schools(on: date) -> dict[str, Choice]:
    schools: dict[str, Choice] = {}
    for school in Agency.objects.on(on).filter(kind=AgencyKind.SCHOOL).order_by("pk"):
        names = filter(None, (school.short_name, school.name))
        schools |= {school_key(name): Choice(school.pk, school.name) for name in names}
    return schools


def words_of(known: Known, *, of_system: bool = False) -> Words:
    """How the values of the lists are shown. `of_system`: no file was brought, another system sent the rows."""
    words = Words(
        neighbourhoods={choice.pk: choice.label for choice in known.neighbourhoods.values()},
        schools={choice.pk: choice.label for choice in known.schools.values()},
        ethnic_groups={choice.pk: choice.label for choice in known.ethnic_groups.values()},
        groups={code: choice.label for code, choice in known.groups.items()},
        doses={code: choice.label for code, choice in known.doses.items()},
    )
    return words._replace(source="Hệ thống", there="hệ thống gửi") if of_system else words


@dataclass(frozen=True)
class Found:
    """The children that rows could mean, as the judge sees them and as records."""

    register: Register
    children: dict[int, Child]


def find_children(
    rows: Sequence[Candidate],
    *,
    by: User,
    on: date,
    but: QuerySet | None = None,
    known: Collection[int] = (),
) -> Found:
    """As far as this user may see them, in a fixed number of queries per thousand rows; none of those in `but`.
    `known`: other children whom somebody already takes them for.
    """
    visible = Child.objects.visible_to(by)
    pks = set(visible.filter(pk__in=known).order_by().values_list("pk", flat=True)) if known else set()
    for some in _batches(rows):
        pks |= set(visible.filter(_known_by(some)).order_by().values_list("pk", flat=True)) | _alike(some, visible)
    if but is not None:
        pks -= set(but.filter(child__in=pks).values_list("child", flat=True))
    children, entries = {}, []
    for some in _batches(sorted(pks)):
        people, groups, doses = people_of(some, by), _groups(some, by, on), _doses(some, by)
        with_homes = visible.select_related("household").prefetch_related("household__classes")
        for child in with_homes.filter(pk__in=some).order_by("pk"):
            children[child.pk] = child
            entries.append(
                entry_of(
                    child,
                    people.get(child.pk, {}),
                    frozenset(groups.get(child.pk, ())),
                    frozenset(doses.get(child.pk, ())),
                )
            )
    return Found(Register(entries), children)


def _batches(items: Sequence) -> Iterator[Sequence]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _known_by(rows: Iterable[Candidate]) -> Q:
    named = [row for row in rows if row.full_name]
    return Q(
        personal_id_fingerprint__in={Child.fingerprint_of(row.personal_id) for row in named if row.personal_id}
    ) | Q(search_key__in={search_key(row.full_name) for row in named})


def _alike(rows: Iterable[Candidate], visible: QuerySet[Child]) -> set[int]:
    """Those born the same day whose name is similar, or one of whose names is temporary."""
    born: dict[date, list[Candidate]] = defaultdict(list)
    for row in rows:
        if row.full_name and row.birth and row.birth.day:
            born[row.birth.latest()].append(row)
    same_day = visible.filter(born_by__in=born).order_by()
    return {
        pk
        for pk, day, name, temporary in same_day.values_list("pk", "born_by", "full_name", "temporary_name")
        if any(temporary or row.temporary_name or names_alike(row.full_name, name) for row in born[day])
    }


def people_of(pks: Sequence[int], by: User) -> dict[int, dict[str, Person]]:
    """Of each child the mother, the father and the first other carer."""
    people: dict[int, dict[str, Person]] = defaultdict(dict)
    fields = [f"caregiver__{name}" for name in ("full_name", "birth_year", "occupation", "phone")]
    relations = CareRelation.objects.visible_to(by).filter(child__in=pks).order_by("pk")
    for child, relation, name, *details in relations.values_list("child", "relation", *fields):
        who = str(relation) if relation in PARENTS else "carer"
        people[child].setdefault(who, Person(name, relation, *details))
    return people


def _groups(pks: Sequence[int], by: User, on: date) -> dict[int, set[str]]:
    groups: dict[int, set[str]] = defaultdict(set)
    current = Circumstance.objects.visible_to(by).current(on).filter(child__in=pks, secret=False).order_by()
    for child, code in current.values_list("child", "group__code"):
        groups[child].add(code)
    return groups


def _doses(pks: Sequence[int], by: User) -> dict[int, set[str]]:
    doses: dict[int, set[str]] = defaultdict(set)
    had = Vaccination.objects.visible_to(by).had().filter(child__in=pks).order_by()
    for child, code in had.values_list("child", "dose__code"):
        doses[child].add(code)
    return doses


def _details(child: Child) -> dict[str, Any]:
    """The plain fields; lists by key, days as ISO text."""
    details = {name: getattr(child, f"{name}_id" if name in REFERENCES else name) for name, _, _ in COMPARED}
    days = {name: _iso(details[name]) for name in DAYS}
    return {**details, **days, "notes": child.notes}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def entry_of(
    child: Child, people: dict[str, Person], groups: frozenset[str], doses: frozenset[str] = frozenset()
) -> Entry:
    household = child.household
    home: dict[str, Any] = {}
    if household:
        home = {
            "household": household.pk,
            "head_name": household.head_name,
            "poverty": household.poverty,
            "certificate_number": household.certificate_number,
            "certificate_year": household.certificate_year,
            "certificate_issued_on": _iso(household.certificate_issued_on),
            "classes": {each.year: held_class(each) for each in household.classes.all()},
            "head_birth_year": household.head_birth_year,
            "household_phone": household.phone,
        }
    return Entry(
        pk=child.pk,
        public_id=str(child.public_id),
        code=child.code,
        full_name=child.full_name,
        birth=child.birth,
        sex=child.sex,
        personal_id=child.personal_id,
        temporary_name=child.temporary_name,
        neighbourhood=child.neighbourhood_id,
        details=_details(child),
        residence=child.residence,
        people=people,
        groups=groups,
        doses=doses,
        address=child.address,
        gone=child.get_residence_display() if child.is_gone else "",
        verified=child.personal_id_verified,
        **home,
    )
