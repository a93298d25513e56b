"""Puts the demo's families together and writes them, a table at a time."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.authorization import Role
from accounts.models import User
from agencies.demo.facts import facts
from agencies.models import Agency, AgencyKind, Neighbourhood
from children.demo.circumstances import Circumstances
from children.demo.classes import classes_of
from children.demo.families import Family, FamilyMaker
from children.demo.papers import Papers
from children.demo.twice import entered_twice, how_many
from children.finding.search import keep_searchable
from children.models import Caregiver, CareRelation, Child, Circumstance, CodeCounter, Household, PovertyYear, Residence
from children.models.child import LIVING_HERE
from interface.demo import Demo, Dice
from vietnamese.ages import CHILD_UNTIL, add_years
from vietnamese.formats import format_number

LEAVE_IN_A_YEAR = 0.028  # of the families
DIE_IN_A_YEAR = 0.0006  # of the children
AWAY = 0.008


def make_children(demo: Demo) -> str:
    dice = demo.dice("children")
    officers = list(User.objects.filter(role__in=(Role.OFFICER, Role.PROTECTION_WORKER)).order_by("username"))
    papers = Papers(demo, dice, list(Agency.objects.on(demo.today).filter(kind=AgencyKind.SCHOOL)))
    circumstances = Circumstances(demo, dice, officers)
    families = _families(demo, dice)
    for family in families:
        for child in family.children:
            papers.write(child, family.household)
    second = entered_twice(families, demo, demo.dice("entered twice"))
    families += second
    _enter(demo, families)
    memberships = [each for family in families if family not in second for each in circumstances.of(family)]
    _write(families, memberships, demo)
    children = [child for family in families for child in family.children]
    here = sum(lives_here(child, demo.today) for child in children)
    return (
        f"{format_number(here)} trẻ em đang cư trú, {format_number(len(children) - here)} đã đi hoặc đủ 16 tuổi, "
        f"{format_number(len(families) - len(second))} hộ, {len(memberships)} lần ghi hoàn cảnh"
    )


def lives_here(child: Child, today: date) -> bool:
    """Whether the child counts among “trẻ em trên địa bàn” of that day, as `ChildQuerySet.of_ward` says in SQL."""
    return child.residence in LIVING_HERE and child.birth.latest() > add_years(today, -CHILD_UNTIL)


def _families(demo: Demo, dice: Dice) -> list[Family]:
    """Families until exactly so many children live here; among them those who left or whose children grew up."""
    neighbourhoods = list(Neighbourhood.objects.on(demo.today).order_by("number"))
    streets = {number: each["streets"] for number, each in enumerate(facts()["neighbourhoods"], 1)}
    maker = FamilyMaker(demo, dice, neighbourhoods, streets)
    families: list[Family] = []
    still_wanted = demo.children - how_many(demo)
    while still_wanted:
        family = maker.family()
        _part(family, demo, dice)
        here = [child for child in family.children if lives_here(child, demo.today)]
        for child in here[still_wanted:]:
            family.children.remove(child)
        still_wanted -= len(here[:still_wanted])
        if family.children:
            families.append(family)
    return families


def _part(family: Family, demo: Demo, dice: Dice) -> None:
    """Some families move away, some children die, some are away for a while."""
    if dice.happens(LEAVE_IN_A_YEAR * demo.years):
        left_on = dice.day(max(demo.first_day, family.came_on or demo.first_day) + timedelta(days=5), demo.today)
        family.children = [child for child in family.children if child.birth.latest() < left_on]
        for child in family.children:
            _leaves(child, Residence.MOVED_OUT, left_on)
        return
    for child in family.children:
        born = child.birth.latest()
        since = max(demo.first_day, born, child.moved_in_on or born)
        if dice.happens(DIE_IN_A_YEAR * demo.years) and since < demo.today:
            _leaves(child, Residence.DEAD, dice.day(since, demo.today))
        elif dice.happens(AWAY) and since < demo.today:
            child.residence = Residence.AWAY
            child.residence_since = dice.day(max(since, demo.today - timedelta(days=300)), demo.today)


def _leaves(child: Child, residence: str, on: date) -> None:
    child.residence, child.residence_since, child.left_on = residence, on, on


def _enter(demo: Demo, families: list[Family]) -> None:
    """Codes and days of entry, in the order in which children came into the register, which began with the history."""
    arrivals = sorted(
        (max(child.moved_in_on or child.birth.earliest(), demo.first_day), number, child)
        for number, child in enumerate(child for family in families for child in family.children)
    )
    by_year = Counter(day.year for day, _, _ in arrivals)
    codes = {year: iter(CodeCounter.objects.take(year, by_year[year])) for year in sorted(by_year)}
    for day, _, child in arrivals:
        child.code = next(codes[day.year])
        child.created_at = datetime.combine(day, time(), timezone.get_current_timezone())


def _write(families: list[Family], memberships: list[Circumstance], demo: Demo) -> None:
    households = [family.household for family in families if family.household]
    classes = list(classes_of(demo, demo.dice("classes"), households))
    Household.objects.bulk_create(households)
    PovertyYear.objects.bulk_create(classes)
    people = [carer.person for family in families for carer in family.carers]
    for person in people:
        person.keep_keys()
    Caregiver.objects.bulk_create(people)
    children = [child for family in families for child in family.children]
    for family in families:
        for child in family.children:
            child.household = family.household
    Child.objects.bulk_create(children)
    CareRelation.objects.bulk_create(
        CareRelation(child=child, caregiver=carer.person, relation=carer.relation, is_main_carer=carer.is_main)
        for family in families
        for child in family.children
        for carer in family.carers
    )
    Circumstance.objects.bulk_create(memberships)
    keep_searchable(child.pk for child in children)
