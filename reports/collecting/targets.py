"""The programmes' targets of a year, each with the ward's figure and how it stands."""

from dataclasses import dataclass

from programs.judging import Number, Verdict, judge
from programs.models import Programme, Target, TargetValue
from programs.models.programme import Level, Measure
from programs.queries import value_for
from reports.indicators import Period, Told, told
from reports.snapshot import Figure, decimals

MOST_PLACES = 6


@dataclass(frozen=True)
class JudgedTarget:
    target: Target
    value: TargetValue | None
    figure: Figure | None
    verdict: Verdict


def judged_targets(period: Period) -> list[JudgedTarget]:
    """Targets the ward can measure, of programmes that run at the cut-off, in the order of the lists."""
    running = [each for each in Programme.objects.all() if not each.has_ended(period.cut_off)]
    targets = (
        Target.objects.filter(programme__in=running, level=Level.WARD)
        .select_related("programme")
        .prefetch_related("values")
        .order_by("programme__position", "position")
    )
    counts: dict[str, Told] = {}
    return [judged(target, period, counts) for target in targets]


def judged(target: Target, period: Period, counts: dict[str, Told]) -> JudgedTarget:
    """Several targets may look at one indicator: it is counted once."""
    if target.indicator and target.indicator not in counts:
        counts[target.indicator] = told(target.indicator, period)
    found = counts.get(target.indicator)
    value = value_for(target.values.all(), period.cut_off.year)
    verdict = _verdict(target, value, found)
    return JudgedTarget(target, value, _figure(target, value, found, verdict), verdict)


def _figure(target: Target, value: TargetValue | None, found: Told | None, verdict: Verdict) -> Figure | None:
    """With as many places as the value to reach has, and more while the rounded rate would be judged otherwise: 0,14
    is not under 0,12, nor do 99,06 reach 99,1.
    """
    if found is None:
        return None
    goal, before = target.goal(value.value if value else None), _baseline(target, found)
    for places in range(_places_of(value), MOST_PLACES):
        shown = found.figure(places=places)
        if _is_by_count(target) or judge(goal, shown.value, baseline=before) == verdict:
            return shown
    return found.figure(places=MOST_PLACES)


def _places_of(value: TargetValue | None) -> int:
    return max(1, decimals(value.value)) if value else 1


def _is_by_count(target: Target) -> bool:
    return target.measure == Measure.NUMERATOR


def _baseline(target: Target, found: Told) -> Number | None:
    if target.baseline_year is not None:
        return target.baseline_value
    return None if _is_by_count(target) else found.exact[1]


def _verdict(target: Target, value: TargetValue | None, found: Told | None) -> Verdict:
    """By the counts, not by the rounded rate."""
    goal = target.goal(value.value if value else None)
    if found is None:
        return judge(goal, None)
    actual = found.now.numerator if _is_by_count(target) else found.exact[0]
    return judge(goal, actual, baseline=_baseline(target, found))
