from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.judging import Goal, Operator, Verdict, judge

FIGURES = st.decimals(0, 100_000, places=3)


@pytest.mark.parametrize(
    ("operator", "wanted", "actual", "verdict"),
    [
        ("<", 6.5, 6.4, "Đạt"),
        ("<", 6.5, 6.5, "Chưa đạt"),
        ("<=", 550, 550, "Đạt"),
        ("<=", 550, 100, "Đạt"),
        ("<=", 550, 550.1, "Chưa đạt"),
        (">=", 90, 90, "Đạt"),
        (">=", 90, 93.1, "Vượt"),
        (">=", 90, 89.9, "Chưa đạt"),
        (">", 90, 90, "Chưa đạt"),
        (">", 90, 90.1, "Đạt"),
        ("=", 100, 100, "Đạt"),
        ("=", 100, 99.9, "Chưa đạt"),
    ],
)
def test_a_figure_against_its_goal(operator, wanted, actual, verdict):
    assert judge(Goal(operator, wanted), actual).label == verdict


def test_a_missing_figure_is_never_zero():
    for operator in Operator:
        assert judge(Goal(operator, 5), None) == Verdict.NO_FIGURE
    assert judge(Goal("<", 5), 0) == Verdict.MET


def test_without_a_value_there_is_nothing_to_judge():
    assert judge(Goal("", None), 12) == Verdict.NOT_JUDGED
    assert judge(Goal(">=", None), None) == Verdict.NOT_JUDGED


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        (10, 9, "Đạt"),
        (10, 8, "Vượt"),
        (10, 10, "Chưa đạt"),
        (10, 12, "Chưa đạt"),
        (None, 3, "Chưa có số liệu"),
        (0, 0, "Đạt"),
        (0, 1, "Chưa đạt"),
        (4, 0, "Vượt"),
    ],
)
def test_a_reduction_by_ten_per_cent(before, now, verdict):
    assert judge(Goal("reduce_pct", 10), now, baseline=before).label == verdict


def test_tenths_are_those_a_person_wrote():
    assert judge(Goal(">=", 0.1), Decimal("0.1")) == Verdict.MET
    assert judge(Goal("reduce_pct", Decimal("0.1")), 0.999, baseline=1) == Verdict.MET


def test_an_unknown_operator_is_a_mistake():
    with pytest.raises(ValueError, match="no operator"):
        judge(Goal("≈", 5), 5)


@given(FIGURES, FIGURES)
def test_a_ceiling_and_what_lies_above_it_exclude_each_other(wanted, actual):
    met = {Verdict.MET, Verdict.EXCEEDED}
    assert (judge(Goal("<=", wanted), actual) == Verdict.MET) != (judge(Goal(">", wanted), actual) == Verdict.MET)
    assert (judge(Goal(">=", wanted), actual) in met) != (judge(Goal("<", wanted), actual) in met)


@given(FIGURES.filter(bool), FIGURES, st.integers(1, 100))
def test_reducing_less_is_never_judged_better(before, now, percent):
    order = [Verdict.MISSED, Verdict.MET, Verdict.EXCEEDED]
    goal = Goal("reduce_pct", percent)
    better, worse = judge(goal, now, baseline=before), judge(goal, now + 1, baseline=before)
    assert order.index(better) >= order.index(worse)
