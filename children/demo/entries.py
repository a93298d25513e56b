"""What happened to the demo's children: injuries as often as in life, a storm, a forum a year, little labour."""

from datetime import date
from typing import Any

from accounts.models import User
from children.models import (
    Child,
    ChildEntry,
    DisasterEntry,
    InjuryEntry,
    LabourEntry,
    ParticipationEntry,
)
from interface.demo import Demo, Dice
from vietnamese.formats import format_number

INJURED_IN_A_YEAR = 0.009  # of the children
INJURIES = {"fall": 38, "traffic": 22, "burn": 9, "animal": 11, "cut": 8, "choking": 2, "poison": 4, "other": 6}
PLACES = {"home": 5, "community": 4, "school": 3}
OUTCOMES = {"recovered": 30, "treated": 8, "disabled": 1}
SEVERITIES = {"minor": 6, "moderate": 3, "severe": 1, "": 1}
STORM = ("Bão số 13", (11, 6))
WORK = ("Phụ quán ăn, làm đêm", "hours"), ("Bốc xếp ở chợ", "hazardous"), ("Bán vé số", "underage")


def make_entries(demo: Demo) -> str:
    dice = demo.dice("entries")
    officers = list(User.objects.filter(role__in=("officer", "protection_worker")).order_by("username"))
    entries: list[ChildEntry] = []
    for year in range(demo.first_day.year, demo.today.year + 1):
        last = min(date(year, 12, 31), demo.today)
        here = list(Child.objects.of_ward(date(year, 1, 1)).filter(left_on=None).order_by("pk"))
        entries += _injuries(here, dice, year, last)
        entries += _storm(here, dice, year, last) + _forum(here, dice, year, last) + _labour(here, dice, year, last)
    for entry in entries:
        entry.public_id, entry.recorded_by = dice.public_id(), dice.choice(officers)
    for model in (InjuryEntry, LabourEntry, DisasterEntry, ParticipationEntry):
        own: list[Any] = [entry for entry in entries if isinstance(entry, model)]
        model.objects.bulk_create(own)
    return f"{format_number(len(entries))} sự việc của trẻ"


def _injuries(here: list[Child], dice: Dice, year: int, last: date) -> list[ChildEntry]:
    return [
        InjuryEntry(
            child=child,
            happened_on=dice.day(date(year, 1, 1), last),
            kind=dice.one_of(INJURIES),
            place=dice.one_of(PLACES),
            severity=dice.one_of(SEVERITIES),
            outcome=dice.one_of(OUTCOMES),
        )
        for child in here
        if dice.happens(INJURED_IN_A_YEAR)
    ]


def _storm(here: list[Child], dice: Dice, year: int, last: date) -> list[ChildEntry]:
    name, day = STORM
    on = date(year, *day)
    hit = [child for child in here if on <= last and dice.happens(0.004)]
    relief = ("Mì, nước, áo mưa", "")
    return [
        DisasterEntry(child=child, happened_on=on, disaster=name, harm="house", relief=dice.choice(relief))
        for child in hit
    ]


def _forum(here: list[Child], dice: Dice, year: int, last: date) -> list[ChildEntry]:
    """The forum in June, and those who were asked about the playgrounds in spring."""
    asked, forum = date(year, 4, 18), date(year, 6, 5)
    old = [child for child in here if child.born_by.year <= year - 8]
    found: list[ChildEntry] = []
    if asked <= last:
        topic = "Góp ý về sân chơi của tổ dân phố"
        found += [_took_part(child, asked, "consulted", topic) for child in old if dice.happens(0.12)]
    if forum <= last:
        elders = [child for child in old if child.born_by.year <= year - 12]
        found += [_took_part(child, forum, "forum", "An toàn trên mạng") for child in elders if dice.happens(0.06)]
    return found


def _took_part(child: Child, on: date, form: str, topic: str) -> ParticipationEntry:
    return ParticipationEntry(child=child, happened_on=on, form=form, topic=topic)


def _labour(here: list[Child], dice: Dice, year: int, last: date) -> list[ChildEntry]:
    old = [child for child in here if child.born_by.year <= year - 13]
    found: list[ChildEntry] = []
    for child in old:
        if dice.happens(0.002):
            work, form = dice.choice(WORK)
            on = dice.day(date(year, 1, 1), last)
            entry = LabourEntry(child=child, happened_on=on, form=form, work=work, measure="Vận động trở lại trường")
            found.append(entry)
    return found
