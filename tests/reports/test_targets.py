"""How the ward stands to the programmes' targets."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.acting import acting_as
from accounts.models import User
from programs.judging import Verdict
from programs.models import Target
from reports.collecting.targets import judged
from reports.indicators import Measured, Period, Told, definitions
from reports.snapshot import Kind
from reports.wording import cell

YEAR = Period(date(2026, 1, 1), date(2026, 11, 15))
UNKNOWN = Measured(None)


@pytest.fixture
def target_of(lists):
    def find(number: str, programme: str = "P23") -> Target:
        with acting_as(User.objects.system()):
            return Target.objects.select_related("programme").get(programme__code=programme, number=number)

    return find


def stands(target: Target, now: Measured, before: Measured = UNKNOWN):
    with acting_as(User.objects.system()):
        return judged(target, YEAR, {target.indicator: Told(definitions()[target.indicator], now, before)})


@pytest.mark.parametrize(
    ("number", "now", "verdict", "shown"),
    [
        ("17b", Measured(7, 5000), Verdict.MISSED, "0,14"),  # dropout below 0,12%: 0,1 would be met
        ("17b", Measured(6, 5000), Verdict.MISSED, "0,12"),
        ("17b", Measured(599, 500_000), Verdict.MET, "0,1198"),  # 0,12 would be missed
        ("16", Measured(1481, 1495), Verdict.MISSED, "99,06"),  # at least 99,1%: 99,1 would be met
        ("16", Measured(991, 1000), Verdict.MET, "99,1"),
        ("16", Measured(992, 1000), Verdict.EXCEEDED, "99,2"),
    ],
)
def test_a_rate_near_its_limit_is_judged_by_the_counts_and_printed_so_that_one_sees_it(
    target_of, number, now, verdict, shown
):
    found = stands(target_of(number), now)
    assert found.verdict == verdict
    assert cell(found.figure.value, Kind.RATE, 1) == shown


def test_a_reduction_is_judged_by_the_counts_of_both_years(target_of, lists):
    with acting_as(User.objects.system()):
        target = Target.objects.filter(operator="reduce_pct", baseline_year=None).exclude(indicator="").first()
    before = Measured(1000, 100_000)
    wanted = stands(target, before, before).value.value
    enough = Measured(int(1000 * (1 - wanted / 100)), 100_000)
    assert stands(target, enough, before).verdict in (Verdict.MET, Verdict.EXCEEDED)
    assert stands(target, Measured(enough.numerator + 1, 100_000), before).verdict == Verdict.MISSED


def test_a_whole_rate_has_one_place(target_of):
    assert stands(target_of("8a"), Measured(3, 100)).figure.value == Decimal("3.0")
