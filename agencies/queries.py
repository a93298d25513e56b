"""What pages and other parts ask: the ward on a day, who signs, which days are worked, what the register says."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q
from django.utils import timezone

from accounts.acting import current
from accounts.authorization import Role
from accounts.models import User
from agencies.calendar import Calendar
from agencies.models import (
    Agency,
    AgencyKind,
    CalendarDay,
    CalendarYear,
    DayKind,
    DocumentType,
    RegisterCounter,
    RegisteredDocument,
    SetUp,
    Signer,
    SteeringCommittee,
    WardProfile,
)
from agencies.models.register import RegisteredDocumentQuerySet

CALENDAR, WARD = "agencies.calendar", "agencies.ward"
NOTATION = WardProfile._meta.get_field("notation").default


def ward_on(day: date) -> WardProfile | None:
    """The ward's profile of that day; None before anybody wrote one."""
    return WardProfile.objects.on(day).first()


def ward_today() -> WardProfile | None:
    """Today's profile without its logo, read once per transaction."""
    memo = current().memo
    if WARD not in memo:
        memo[WARD] = WardProfile.objects.on(timezone.localdate()).defer("logo").first()
    return memo[WARD]


def report_signer(day: date) -> Signer | None:
    """Who signs the yearly report on that day."""
    return Signer.objects.on(day).filter(signs_reports=True).first()


def committee_on(day: date) -> SteeringCommittee | None:
    return SteeringCommittee.objects.on(day).first()


def working_calendar() -> Calendar:
    """The working-day calendar, read once per transaction."""
    memo = current().memo
    if CALENDAR not in memo:
        memo[CALENDAR] = _read_calendar()
    return memo[CALENDAR]


def _read_calendar() -> Calendar:
    days = dict(CalendarDay.objects.exclude(kind=DayKind.PROPOSED).values_list("day", "kind"))
    worked = frozenset(day for day, kind in days.items() if kind == DayKind.SWAP_WORKED)
    confirmed = CalendarYear.objects.filter(confirmed_on__isnull=False).values_list("year", flat=True)
    return Calendar(frozenset(days) - worked, worked, frozenset(confirmed))


def in_order_of_the_plan(agencies: Iterable[Agency]) -> list[Agency]:
    """By kind as the ward's plan names them, then by name."""
    return sorted(agencies, key=lambda agency: (AgencyKind.values.index(agency.kind), agency.name))


def focal_points() -> Prefetch:
    """The people who answer for an agency now, as `agency.focal_points`."""
    people = User.objects.working().filter(role=Role.FOCAL_POINT).order_by("sort_key")
    return Prefetch("users", people, to_attr="focal_points")


def working_collaborators() -> Prefetch:
    """The people who look after a neighbourhood now, as `neighbourhood.working_collaborators`."""
    return Prefetch("collaborators", User.objects.working().order_by("sort_key"), to_attr="working_collaborators")


def next_number(type: str, year: int) -> int:
    """The number that would come now, to be shown; somebody else may take it first."""
    counter = RegisterCounter.objects.filter(type=type, year=year).first()
    return counter.last + 1 if counter else 1


def symbol_of(type: str, number: int | str, *, notation: str, unit: str = "") -> str:
    """25/BC-UBND; a letter carries the unit that wrote it: 25/UBND-VHXH."""
    if type == DocumentType.LETTER:
        return f"{number}/{notation}-{unit}" if unit else f"{number}/{notation}"
    return f"{number}/{type}-{notation}"


def with_symbols_to_come(waiting: Iterable[RegisteredDocument], user: User) -> list[tuple[RegisteredDocument, str]]:
    """Each waiting document with the symbol it would get today, if they are numbered in this order."""
    year, ward = timezone.localdate().year, ward_today()
    notation = ward.notation if ward else NOTATION
    last = dict(RegisterCounter.objects.visible_to(user).filter(year=year).values_list("type", "last"))
    lines = []
    for document in waiting:
        last[document.type] = number = last.get(document.type, 0) + 1
        lines.append((document, symbol_of(document.type, number, notation=notation, unit=document.unit)))
    return lines


def numbered_documents(documents: RegisteredDocumentQuerySet, words: str) -> RegisteredDocumentQuerySet:
    """The lines of the register, the latest first; those with the words in symbol, subject or signer."""
    documents = documents.exclude(number=None)
    if words:
        documents = documents.filter(
            Q(symbol__icontains=words) | Q(subject__icontains=words) | Q(signer_name__icontains=words)
        )
    return documents.order_by("-issued_on", "type", "-number")


def register_years(user: User) -> list[int]:
    """The years with a register, the latest first."""
    counters = RegisterCounter.objects.visible_to(user)
    return list(counters.order_by("-year").values_list("year", flat=True).distinct())


def set_up_so_far() -> SetUp | None:
    """What the first run has been told so far. Nobody exists yet for whom it could be visible."""
    return SetUp.objects.filter(pk=1).first()
