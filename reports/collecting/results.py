"""What the ward's own data already says about a task's results, so that annex and text never contradict each other.

A result is an agency's to report, but for these: each is the figure the text states, by the same function. Results that
only sound alike are not here: the live births a health station records are not the newborn who live in the ward.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from children.models import Adoption, Child, LegalAid
from programs.judging import Verdict
from programs.models import PlanTask, TaskOutput
from programs.statements import nothing_occurred
from reports.collecting import leadership
from reports.collecting.targets import JudgedTarget
from reports.indicators import Period, figure, register_began
from reports.snapshot import Figure


@dataclass(frozen=True)
class Result:
    """`rest` is what a reader learns by taking it from a number printed elsewhere (2 of 40 not verified)."""

    value: int | str | None = None
    rest: int | None = None
    about_people: bool = True
    secret: bool = False  # as small numbers of an extra-secret group


def _figure(of: Callable[[Period], Figure]) -> Callable[[Period], Result]:
    return lambda period: Result(_whole(of(period).value), about_people=False)


def _part(code: str) -> Callable[[Period], Result]:
    """Those of whom the rate is true."""
    return lambda period: Result(figure(code, period).numerator, figure(code, period).rest)


def _rest(code: str) -> Callable[[Period], Result]:
    """Those of whom it is not."""
    return lambda period: Result(figure(code, period).rest, figure(code, period).numerator)


def _aged(**ages: int) -> Callable[[Period], Result]:
    """Children of an age who live here, as the register has them."""

    def children(period: Period) -> Result:
        if register_began() is None:
            return Result()
        return Result(Child.objects.living_here(period.cut_off).aged(period.cut_off, **ages).count())

    return children


def _adoptions(period: Period) -> Result:
    """Registered in the period; nobody who wrote none down has said that there was none."""
    found = Adoption.objects.between(period.start, period.cut_off).count()
    return Result(found or None, secret=True)


def _legally_aided(period: Period) -> Result:
    """Children referred in the period, each once."""
    found = LegalAid.objects.between(period.start, period.cut_off).values("child").distinct().count()
    return Result(found or None, secret=True)


KNOWN: dict[tuple[str, str], Callable[[Period], Result]] = {
    ("LEAD-01", "meetings"): _figure(leadership.meetings),
    ("TDP-01", "collaborators"): _figure(leadership.collaborators),
    ("POLICE-04", "verified"): _part("POP-04"),
    ("HEALTH-06", "card_u6"): _part("HLT-01"),
    ("JUSTICE-03", "cases"): _legally_aided,
    ("JUSTICE-04", "domestic"): _adoptions,
    ("JUSTICE-05", "on_time"): _part("CIV-02"),
    ("JUSTICE-05", "late"): _rest("CIV-02"),
    ("SCHOOL-02", "kinder_all"): _aged(at_least=3, under=5),
    ("SCHOOL-02", "age5_all"): _aged(at_least=5, under=6),
}
NOTHING = "Không phát sinh"  # said by every agency of the task: no 0, which is a count, and no silence
Line = tuple[TaskOutput, Result]
TARGETS_MET = ("VHXH-03", "targets_met")


def results_of(task: PlanTask, period: Period, targets: Iterable[JudgedTarget]) -> list[Line]:
    """Each result the task is to give, with what is known of it."""
    found = [(output, _result(task.code, output, period, targets)) for output in task.outputs.all()]
    return _or_nothing(task, period, found)


def _result(code: str, output: TaskOutput, period: Period, targets: Iterable[JudgedTarget]) -> Result:
    place = (code, output.key)
    if place == TARGETS_MET:
        return _targets_met(targets)
    return KNOWN[place](period) if place in KNOWN else Result()


def _or_nothing(task: PlanTask, period: Period, found: list[Line]) -> list[Line]:
    """Whoever said that nothing occurred has reported; what is known all the same is more than that."""
    if all(result.value is None for _, result in found) and nothing_occurred(task, period.start, period.cut_off):
        return [(output, Result(NOTHING, about_people=False)) for output, _ in found]
    return found


def _targets_met(targets: Iterable[JudgedTarget]) -> Result:
    judged = [each.verdict for each in targets if each.verdict != Verdict.NOT_JUDGED]
    met = sum(verdict in (Verdict.MET, Verdict.EXCEEDED) for verdict in judged)
    return Result(f"{met}/{len(judged)}" if judged else None, about_people=False)


def _whole(value) -> int | None:
    return None if value is None else int(value)
