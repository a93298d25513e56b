"""How visits are told: on the timelines of child and household, in lists, in sums for plan task TDP-04."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.authorization import Role
from agencies.models import Agency, AgencyKind
from children.households.moves import stays_of
from children.models import Child, HomeVisit, Household, Met, VisitPurpose
from children.models.visit import HomeVisitQuerySet
from interface.components import TimelineEntry

NATIONAL_LINES = (
    ("Tổng đài quốc gia bảo vệ trẻ em (miễn phí, ngày đêm)", "111"),
    ("Công an", "113"),
    ("Cấp cứu y tế", "115"),
)

REVISIT_WITHIN = timedelta(days=7)  # as task TDP-04 asks after an injury
REMEMBERED = timedelta(days=60)


def for_telling(visits: HomeVisitQuerySet) -> QuerySet[HomeVisit]:
    """Visits with all that a line about one says."""
    pictures = Count("photos", filter=Q(photos__withdrawn_on=None))
    return visits.annotate(pictures=pictures).select_related(
        "recorded_by", "child__neighbourhood", "household__neighbourhood"
    )


def with_place(visits: HomeVisitQuerySet) -> HomeVisitQuerySet:
    """Visits with the neighbourhood of the home as `place`; a child of no household has its own address."""
    return visits.annotate(place=Coalesce("household__neighbourhood_id", "child__neighbourhood_id"))


def whom_to_call() -> list[tuple[str, str]]:
    """The ward's own number, where it is known, and the national ones: name and digits."""
    offices = Agency.objects.on(timezone.localdate()).filter(kind=AgencyKind.VHXH).exclude(phone="").order_by("pk")
    return [*((each.name, each.phone) for each in offices[:1]), *NATIONAL_LINES]


def seen_in_words(visit: HomeVisit) -> str:
    """Không thấy trẻ. Gia đình thiếu ăn, thiếu mặc. Xe lăn hỏng bánh trước."""
    absent = "Không gặp ai." if visit.met == Met.NOBODY else "" if visit.child_seen else "Không thấy trẻ."
    sentences = [absent, *(f"{each}." for each in visit.found), visit.note]
    return " ".join(filter(None, sentences))


def visitor_in_words(visit: HomeVisit) -> str:
    pictures = visit.pictures  # type: ignore[attr-defined]
    photos = f"{pictures} ảnh" if pictures else ""
    return " · ".join(filter(None, (f"{visit.recorded_by.full_name}, {visit.neighbourhood.short_name}", photos)))


def visits_of_child(child: Child, user) -> Iterator[TimelineEntry]:
    """For this child's sake, and to the household that it lived in on that day."""
    yield from _told(HomeVisit.objects.visible_to(user).true().filter(_of_child(child)))


def _of_child(child: Child) -> Q:
    found = Q(child=child)
    for stay in stays_of(child):
        there = Q(child=None, household=stay.household)
        if stay.since:
            there &= Q(visited_on__gte=stay.since)
        if stay.until:
            there &= Q(visited_on__lt=stay.until)
        found |= there
    return found


def visits_of_household(household: Household, user) -> Iterator[TimelineEntry]:
    yield from _told(HomeVisit.objects.visible_to(user).true().filter(household=household))


def _told(visits: HomeVisitQuerySet) -> Iterator[TimelineEntry]:
    for each in for_telling(visits):
        who = "Cộng tác viên" if each.recorded_by.role == Role.COLLABORATOR else "Cán bộ"
        title = f"{who} thăm hộ" + (", có dấu hiệu trẻ mất an toàn." if each.concern else ".")
        icon = "exclamation-triangle" if each.concern else "house"
        url = each.get_absolute_url()
        yield TimelineEntry(each.visited_on, title, seen_in_words(each), visitor_in_words(each), icon, url)


def to_revisit(visits: HomeVisitQuerySet, on: date) -> HomeVisitQuerySet:
    """Those on which somebody feared for a child, and nobody has been there again that one may know of."""
    again = HomeVisit.objects.true().filter(
        Q(household=OuterRef("household")) | Q(child=OuterRef("child")),
        visited_on__gte=OuterRef("visited_on"),
        pk__gt=OuterRef("pk"),
    )
    return visits.true().filter(~Exists(again), concern=True, visited_on__gte=on - REMEMBERED)


def sums_of(visits: QuerySet[HomeVisit]) -> dict[str, int]:
    """Visits, homes, and those that task TDP-04 counts."""
    sums = visits.order_by().aggregate(
        visits=Count("pk"),
        homes=Count("household", distinct=True),
        alone=Count("child", distinct=True, filter=Q(household=None)),
        injuries=Count("pk", filter=Q(purpose=VisitPurpose.INJURY)),
        concerns=Count("pk", filter=Q(concern=True)),
    )
    sums["homes"] += sums.pop("alone")  # the home of a child of no household
    return sums
