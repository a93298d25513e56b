"""Who was helped in a period, and with what money."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from children.actions.allowances import end_allowance
from children.actions.supports import SupportDraft, give_support, withdraw_support
from children.models import Child
from reports.actions import open_report
from reports.collecting import collect
from reports.document import document
from reports.indicators import Measured, Period, measure
from reports.indicators.support import Spent, spent
from reports.snapshot import WITHHELD
from reports.withholding import published
from tests.children.conftest import child_of  # noqa: F401  a fixture
from tests.children.support import becomes_poor, granted, joins

TODAY = datetime.date(2026, 11, 10)
YEAR = Period(datetime.date(2026, 1, 1), datetime.date(2026, 11, 15))


@pytest.fixture
def children(child_of, lists, officer):  # noqa: F811
    """Three disabled children of the ward."""
    found = [child_of(full_name=name, address="1 Lê Lợi") for name in ("Lê Tú", "Hồ An", "Vũ Mai")]
    for child in found:
        joins(child, officer, "G04.2", since=datetime.date(2025, 1, 1))
    return found


def gift(*children, by, on=datetime.date(2026, 2, 10), value=500_000, source="mobilised", evidence="Ký nhận"):
    with acting_as(by):
        draft = SupportDraft("gift", "Quà Tết", on, source, value, evidence=evidence)
        return give_support(children=children, by=by, draft=draft)


def measured(code: str, period: Period = YEAR) -> Measured:
    with acting_as(User.objects.system(), scope=FIGURES):
        return measure(code, period)


def test_an_empty_book_says_nothing_about_help(children):
    assert measured("SPC-03") == Measured(None, 3)
    for code in ("RES-02", "RES-03a", "RES-03b"):
        assert measured(code) == Measured(None)


def test_assisted_is_a_support_delivered_in_the_period_with_evidence(children, officer):
    first, second, third = children
    gift(first, by=officer)
    gift(second, by=officer, evidence="")
    gift(third, by=officer, on=datetime.date(2025, 12, 31))
    assert measured("SPC-03") == Measured(1, 3)
    gift(second, by=officer, on=YEAR.cut_off)
    assert measured("SPC-03") == Measured(2, 3)
    gift(third, by=officer, on=YEAR.cut_off + datetime.timedelta(days=1))
    assert measured("SPC-03") == Measured(2, 3)


def test_two_supports_count_a_child_once_and_what_was_taken_back_not_at_all(children, officer):
    gift(children[0], by=officer)
    gift(children[0], by=officer)
    back = gift(children[1], by=officer)
    with acting_as(officer):
        withdraw_support(support=back, by=officer, version=1, reason="Ghi nhầm")
    assert measured("SPC-03") == Measured(1, 3)


def test_a_month_of_allowance_in_the_period_is_help(children, officer):
    granted(children[0], officer)
    last_year = {"decided_on": datetime.date(2025, 6, 1), "starts_on": datetime.date(2025, 6, 1)}
    ended = granted(children[1], officer, **last_year)
    with acting_as(officer):
        end_allowance(
            allowance=ended, by=officer, version=ended.version, reason="unentitled", on=datetime.date(2025, 12, 3)
        )
    assert measured("SPC-03") == Measured(1, 3)
    assert measured("RES-03a") == Measured(1)
    assert measured("RES-03b") == Measured(1_000_000)


def test_only_children_of_the_ward_are_on_an_allowance(children, officer):
    for child in children:
        granted(child, officer)
    with acting_as(officer):
        Child.objects.filter(pk=children[0].pk).update(residence="moved_out", left_on=datetime.date(2026, 10, 1))
    assert measured("RES-03a") == Measured(2)
    assert measured("RES-03b") == Measured(2_000_000)


def test_two_decisions_of_one_child_count_one_child_and_both_amounts(children, officer):
    granted(children[0], officer)
    granted(children[0], officer, "single_poor_parent", amount=500_000)
    assert measured("RES-03a") == Measured(1)
    assert measured("RES-03b") == Measured(1_500_000)


def test_money_is_whole_months_and_what_was_given_by_source(children, officer):
    granted(children[0], officer)  # from April: 8 months until the cut-off in November
    gift(*children, by=officer)
    gift(children[0], by=officer, source="budget", value=200_000)
    gift(children[0], by=officer, value=None)
    with acting_as(User.objects.system(), scope=FIGURES):
        assert spent(YEAR) == Spent(8_000_000, 200_000, 1_500_000)
        assert spent(YEAR).by_budget == 8_200_000
    assert measured("RES-02") == Measured(9_700_000)


def test_a_secret_allowance_is_counted_whoever_asks(children, officer, other_officer):
    becomes_poor(children[0])
    joins(children[0], officer, "G05.2")
    granted(children[0], officer, "hiv_poor_4_16")
    with acting_as(other_officer, scope=FIGURES):
        assert measure("RES-03a", YEAR) == Measured(1)


def test_the_report_states_help_and_money_and_withholds_what_tells_of_few(ready, officer):
    with acting_as(officer):
        children = list(Child.objects.order_by("pk"))
    for child in children:
        joins(child, officer, "G04.2", since=TODAY)
    granted(children[0], officer, explanation="Khác tuổi")
    gift(*children, by=officer)
    with acting_as(officer):
        snapshot = collect(open_report(year=2026, by=officer), by=officer)
    money = next(annex for annex in snapshot.annexes if annex.code == "PL07")
    assert [row.cells[3:] for row in money.rows] == [
        (None, None, None), (8_000_000, None, 8_000_000), (None, 1_000_000, 1_000_000), (None, None, None)
    ]  # fmt: skip
    groups = next(annex for annex in published(snapshot).annexes if annex.code == "PL02")
    assert groups.rows[3].cells[5] == WITHHELD
    money = next(annex for annex in published(snapshot).annexes if annex.code == "PL07")
    assert [row.cells[3:] for row in money.rows][1:3] == [(WITHHELD, None, WITHHELD), (None, 1_000_000, 1_000_000)]
    (spent_,) = [each.figures for each in _facts(published(snapshot)) if "spent" in each.figures]
    assert [spent_[name].withheld for name in ("spent", "budget", "mobilised")] == [True, True, False]
    (paid,) = [each for each in _facts(published(snapshot)) if "paid" in each.figures]
    assert (paid.figures["paid"].withheld, paid.figures["monthly"].withheld) == (True, True)
    assert document(published(snapshot))


def _facts(snapshot):
    return [fact for section in snapshot.sections for fact in section.facts]
