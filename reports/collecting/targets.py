"""The programmes' targets of a year, each with the ward's figure and how it stands."""

from dataclasses import dataclass

from programs.judging import Verdict, judge
from programs.models import Programme, Target, TargetValue
from programs.models.programme import Level, Measure
from programs.queries import value_for
from reports.indicators import Period, figure
from reports.snapshot import Figure


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
    figures: dict[str, Figure] = {}
    return [_judged(target, period, figures) for target in targets]


def _judged(target: Target, period: Period, figures: dict[str, Figure]) -> JudgedTarget:
    """Several targets may look at one indicator: it is counted once."""
    if target.indicator and target.indicator not in figures:
        figures[target.indicator] = figure(target.indicator, period)
    found = figures.get(target.indicator)
    value = value_for(target.values.all(), period.cut_off.year)
    return JudgedTarget(target, value, found, _verdict(target, value, found))


def _verdict(target: Target, value: TargetValue | None, found: Figure | None) -> Verdict:
    actual, before = None, None
    if found is not None:
        by_count = target.measure == Measure.NUMERATOR
        actual, before = (found.numerator, None) if by_count else (found.value, found.previous)
    baseline = before if target.baseline_year is None else target.baseline_value
    return judge(target.goal(value.value if value else None), actual, baseline=baseline)
