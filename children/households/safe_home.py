"""Judging a home by its answers, and how that is told: the table by year, the line on the timeline."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from children.models import Answer, Household, SafeHomeCheck, SafeHomeItem, SafeHomeStandard
from interface.components import TimelineEntry
from vietnamese.formats import format_date

YEARS = 3  # columns of the table
MET = (Answer.YES, Answer.DOES_NOT_APPLY)  # what is not there endangers nobody


@dataclass(frozen=True)
class Judgement:
    """How many items are met; which are not; whether something is still to be answered; whether the home passes."""

    met: int
    open: list[SafeHomeItem]
    complete: bool
    passed: bool | None


def judge(
    items: Iterable[SafeHomeItem],
    standard: SafeHomeStandard | None,
    answers: Mapping[str, str],
    *,
    injured: bool | None,
) -> Judgement:
    """By the standard: enough items, every required one, no child hurt at home. Without a standard nobody can say."""
    items = list(items)
    answered = {item.code: answers.get(item.code, "") for item in items}
    still_open = [item for item in items if answered[item.code] == Answer.NO]
    met = sum(answer in MET for answer in answered.values())
    complete = bool(items) and all(answered.values()) and injured is not None
    if not complete or standard is None:
        return Judgement(met, still_open, complete, None)
    required = all(answered[item.code] in MET for item in items if item.required)
    harmless = not (standard.no_injury and injured)
    return Judgement(met, still_open, complete, required and harmless and met >= standard.at_least)


def judged_on(year: int, today: date) -> date:
    """Whose items and standard a year's check is asked and judged by: today's, or those of the end of a past year."""
    return min(today, date(year, 12, 31))


def items_on(day: date) -> list[SafeHomeItem]:
    return list(SafeHomeItem.objects.on(day).order_by("position", "code"))


def standard_on(day: date) -> SafeHomeStandard | None:
    standards: Iterable[SafeHomeStandard] = SafeHomeStandard.objects.on(day).order_by("-valid_from")[:1]
    return next(iter(standards), None)


@dataclass(frozen=True)
class GroupLine:
    """A group of items: how many were met of how many, by year; what of it is still to be mended."""

    group: str
    counts: list[tuple[int, str]]
    to_mend: list[str]


@dataclass(frozen=True)
class SafeHomeTable:
    years: list[int]
    lines: list[GroupLine]
    results: list[tuple[int, str]]
    latest: SafeHomeCheck


def table_of(household: Household, user) -> SafeHomeTable | None:
    """The last years, the oldest first; nothing when the home was never looked at."""
    known = SafeHomeCheck.objects.visible_to(user).filter(household=household).order_by("-year")[:YEARS]
    checks = sorted(known, key=lambda check: check.year)
    if not checks:
        return None
    everything = list(SafeHomeItem.objects.order_by("position", "code"))
    lines = [_line(group, list(items), checks) for group, items in groupby(everything, key=lambda item: item.group)]
    shown = [line for line in lines if any(count for _, count in line.counts)]
    results = [(check.year, check.result) for check in checks]
    return SafeHomeTable([check.year for check in checks], shown, results, checks[-1])


def _line(group: str, items: list[SafeHomeItem], checks: list[SafeHomeCheck]) -> GroupLine:
    counts = []
    for check in checks:
        answers = [check.answers[item.code] for item in items if item.code in check.answers]
        met = sum(answer in MET for answer in answers)
        counts.append((check.year, f"{met}/{len(answers)}" if answers else ""))
    latest = checks[-1].answers
    return GroupLine(group, counts, [item.text for item in items if latest.get(item.code) == Answer.NO])


def safe_home_of_household(household: Household, user) -> Iterator[TimelineEntry]:
    for each in SafeHomeCheck.objects.visible_to(user).filter(household=household).select_related("recorded_by"):
        again = f", hẹn xem lại {format_date(each.recheck_on)}" if each.recheck_on and not each.passed else ""
        open_items = sum(answer == Answer.NO for answer in each.answers.values())
        text = f"{each.result.lower()}" + (f", còn {open_items} điều phải sửa" if open_items else "") + f"{again}."
        title = f"Kiểm Ngôi nhà an toàn năm {each.year}:"
        yield TimelineEntry(each.checked_on, title, text, by=each.recorded_by.full_name, icon="clipboard-check")
