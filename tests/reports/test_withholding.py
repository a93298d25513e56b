"""A small number of children is neither printed nor worked out from what is printed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.snapshot import WITHHELD, Annex, Column, Fact, Kind, Row, RowStyle, SmallCells, count, rate
from reports.withholding import SMALL, published, withhold_small_cells
from tests.reports.examples import new_report, short_report

KEYS = ("total", "boys", "girls")


def table(counts, *, secret=False):
    """Neighbourhoods with boys and girls, their totals, and the ward below."""
    rows = [(str(number), boys + girls, boys, girls) for number, (boys, girls) in enumerate(counts)]
    ward = ("Toàn phường", *(sum(row[position] for row in rows) for position in (1, 2, 3)))
    return Annex(
        code="PL01",
        number="I",
        title="",
        columns=(
            Column(key="name", heading=("Tên",), kind=Kind.TEXT),
            *(Column(key=key, heading=(key,), kind=Kind.PEOPLE) for key in KEYS),
        ),
        rows=(
            *(Row(cells=row, secret=secret) for row in rows),
            Row(cells=ward, style=RowStyle.TOTAL),
        ),
        sums=(KEYS,),
        down=KEYS,
    )


def printed(annex):
    return [list(row.cells[1:]) for row in annex.rows]


def another_table_exists(cells, wanted, value, limit=30):
    """By trying: can the hidden cells (never 0) be filled so that all adds up and `wanted` is not `value`?"""
    *lines, ward = cells

    def may_be(place, number):
        shown = cells[place[0]][place[1]]
        return number == shown if shown != WITHHELD else number >= 1 and (place, number) != (wanted, value)

    def options(line, position, so_far):
        shown = lines[line][position]
        if shown != WITHHELD:
            return [shown]
        if ward[position] == WITHHELD:
            return range(1, limit)
        rest = ward[position] - so_far
        return [rest] if line == len(lines) - 1 else range(1, rest + 1)

    def fill(line, boys, girls):
        if line == len(lines):
            return all(may_be((line, position), sum_) for position, sum_ in enumerate((boys + girls, boys, girls)))
        return any(
            may_be((line, 1), b)
            and may_be((line, 2), g)
            and may_be((line, 0), b + g)
            and fill(line + 1, boys + b, girls + g)
            for b in options(line, 1, boys)
            for g in options(line, 2, girls)
        )

    return fill(0, 0, 0)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=3))
def test_no_small_number_is_printed_and_none_can_be_worked_out(counts):
    exact = table(counts)
    cells = printed(withhold_small_cells(exact, SmallCells.ALL))
    for line, row in enumerate(printed(exact)):
        for position, value in enumerate(row):
            shown = cells[line][position]
            assert shown in (value, WITHHELD)
            assert shown not in SMALL
            if value == 0:
                assert shown == 0
            if shown == WITHHELD:
                assert another_table_exists(cells, (line, position), value), f"{value} follows from {cells}"


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=12))
def test_applying_it_twice_changes_nothing_more(counts):
    once = withhold_small_cells(table(counts), SmallCells.ALL)
    assert withhold_small_cells(once, SmallCells.ALL) == once


def test_the_other_half_of_a_total_goes_too():
    cells = printed(withhold_small_cells(table([(5, 3), (20, 30)]), SmallCells.ALL))
    assert cells[0] == [8, WITHHELD, WITHHELD]
    assert cells[1] == [50, WITHHELD, WITHHELD]  # or the ward's girls minus 30 would be 3
    assert cells[2] == [58, 25, 33]


def test_two_ones_do_not_hide_each_other():
    """12 with 10 and two hidden cells would leave 1 and 1."""
    annex = table([(1, 1), (10, 10)])
    assert printed(withhold_small_cells(annex, SmallCells.ALL))[0] == [WITHHELD, WITHHELD, WITHHELD]


def test_plain_rows_stay_exact_unless_asked():
    annex = table([(5, 3), (20, 30)])
    assert withhold_small_cells(annex, SmallCells.SECRET) == annex
    assert WITHHELD in printed(withhold_small_cells(table([(5, 3)], secret=True), SmallCells.SECRET))[0]


def test_a_rate_goes_with_its_count():
    columns = (
        Column(key="value", heading=("Kết quả",), kind=Kind.RATE),
        Column(key="numerator", heading=("Tử số",), kind=Kind.PEOPLE),
        Column(key="denominator", heading=("Mẫu số",), kind=Kind.COUNT),
    )
    rows = (Row(cells=(25, 3, 12)), Row(cells=(50, 3, 6), about_people=False), Row(cells=(None, None, None)))
    annex = Annex(code="PL05", number="V", title="", columns=columns, rows=rows, ties=(("value", "numerator"),))
    cells = [row.cells for row in withhold_small_cells(annex, SmallCells.ALL).rows]
    assert cells == [(WITHHELD, WITHHELD, 12), (50, 3, 6), (None, None, None)]


def report_with(fact, rule):
    snapshot = replace(short_report(), suppress_small_cells=rule)
    first, *others = snapshot.sections
    return replace(snapshot, sections=(replace(first, facts=(fact,)), *others))


def test_a_sentence_loses_the_parts_that_add_up():
    fact = Fact(
        template="Có {all}[, nam {boys}, nữ {girls}].",
        figures={"boys": count("Nam", 3), "girls": count("Nữ", 9), "all": count("Tất cả", 12, previous=2)},
    )
    figures = published(report_with(fact, SmallCells.ALL)).sections[0].facts[0].figures
    assert figures["all"].value == 12
    assert figures["all"].previous is None
    assert figures["boys"].withheld
    assert figures["girls"].withheld
    assert figures["girls"].value is None


def test_a_rate_that_tells_the_few_others_is_withheld():
    fact = Fact(template="{done:ratio}", figures={"done": rate("Can thiệp trong 12 giờ", 16, 17)})
    assert published(report_with(fact, SmallCells.ALL)).sections[0].facts[0].figures["done"].withheld
    assert published(report_with(fact, SmallCells.SECRET)).sections[0].facts[0].figures["done"].value


@pytest.mark.parametrize("rule", [*SmallCells])
def test_published_once_is_published(rule):
    snapshot = replace(short_report(), suppress_small_cells=rule)
    assert published(published(snapshot)) == published(snapshot)


def test_an_exact_report_is_printed_as_it_is():
    snapshot = replace(short_report(), suppress_small_cells=SmallCells.EXACT)
    assert published(snapshot) is snapshot


def test_a_gap_in_the_register_does_not_empty_the_table():
    """A child whose sex nobody wrote down points at nobody: only the small numbers of poor children go."""
    annex = new_report().annex("PL01")
    lines = [(40, 30, 1, 3), (50, 41, 1, 9), (60, 52, 0, 2)]
    for boys, girls, unknown, poor in lines:
        everyone = boys + girls + unknown
        annex.row(name="Tổ", total=everyone, boys=boys, girls=girls, unknown=unknown, under_6=everyone, poor=poor)
    annex.total(name="Toàn phường", total=275, boys=150, girls=123, unknown=2, under_6=275, poor=14)
    shown = withhold_small_cells(annex.build("I", 2026), SmallCells.ALL)
    withheld = [row.cells.count(WITHHELD) for row in shown.rows]
    assert withheld == [1, 0, 1, 0]


def test_complements_that_later_ones_made_superfluous_are_printed_again():
    """Three ones behind a known 3 would be known, so the ward's 3 goes; then the first line's girls may stay."""
    cells = printed(withhold_small_cells(table([(1, 30), (1, 31), (1, 32)]), SmallCells.ALL))
    assert sum(row.count(WITHHELD) for row in cells) == 10
    assert cells[3] == [96, WITHHELD, WITHHELD]


def test_a_count_whose_few_others_can_be_worked_out_goes_too():
    """2.998 of 3.000 verified tells of 2 children; the table shows the first, another sentence the second."""
    annex = new_report().annex("PL06")
    annex.row(task="Xác thực", value="", about_people=False)
    annex.detail(task="- Trẻ được xác thực (trẻ)", value=2998, rest=2)
    annex.detail(task="- Trẻ được khám (trẻ)", value=2990, rest=10)
    rows = withhold_small_cells(annex.build("VI", 2026), SmallCells.ALL).rows
    assert [row.cells[-1] for row in rows] == ["", WITHHELD, 2990]
    assert {row.rest for row in rows} == {None}
