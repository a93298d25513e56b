"""A small number of children is neither printed nor worked out from what is printed."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.snapshot import SMALL, WITHHELD, Annex, Column, Fact, Kind, Row, RowStyle, SmallCells, count, rate
from reports.withholding import published, withhold_small_cells
from reports.wording import Words, say
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


def another_table_exists(cells, wanted, value, limit=15):
    """By trying: can the hidden cells (never 0) be filled so that all adds up and `wanted` is not `value`?

    In each row the total stands first, then its parts; the last row is the ward.
    """
    *lines, ward = cells

    def may_be(row, numbers):
        return all(
            number == shown if shown != WITHHELD else number >= 1 and ((row, position), number) != (wanted, value)
            for position, (number, shown) in enumerate(zip(numbers, cells[row], strict=True))
        )

    def options(row, position, so_far):
        shown, total = lines[row][position], ward[position]
        if shown != WITHHELD:
            return [shown]
        if total == WITHHELD:
            return range(1, limit)
        rest = total - so_far[position]
        return [rest] if row == len(lines) - 1 else range(1, rest + 1)

    def fill(row, so_far):
        if row == len(lines):
            return may_be(row, so_far)
        for parts in product(*(options(row, position, so_far) for position in range(1, len(ward)))):
            numbers = (sum(parts), *parts)
            if may_be(row, numbers) and fill(row + 1, [sum(pair) for pair in zip(so_far, numbers, strict=True)]):
                return True
        return False

    return fill(0, [0] * len(ward))


def assert_nothing_small_is_told(exact, cells):
    for line, row in enumerate(exact):
        for position, value in enumerate(row):
            shown = cells[line][position]
            assert shown in (value, WITHHELD)
            assert shown not in SMALL
            if value == 0:
                assert shown == 0
            if shown == WITHHELD:
                assert another_table_exists(cells, (line, position), value), f"{value} follows from {cells}"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=3))
def test_no_small_number_is_printed_and_none_can_be_worked_out(counts):
    exact = table(counts)
    assert_nothing_small_is_told(printed(exact), printed(withhold_small_cells(exact, SmallCells.ALL)))


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


SEXES = ("total", "boys", "girls", "unknown")


def by_sex(report, counts):
    """Annex I with children whose sex nobody wrote down: boys, girls, unknown in each neighbourhood."""
    annex = report.annex("PL01")
    for line in counts:
        annex.row(name="Tổ", **dict(zip(SEXES, (sum(line), *line), strict=True)))
    ward = [sum(each) for each in zip(*counts, strict=True)]
    annex.total(name="Toàn phường", **dict(zip(SEXES, (sum(ward), *ward), strict=True)))
    return annex.build("I", 2026)


def shown_by_sex(annex):
    """Its figures; the column that is left out where there is no such child tells 0."""
    keys = [column.key for column in annex.columns]
    return [[row.cells[keys.index(key)] if key in keys else 0 for key in SEXES] for row in annex.rows]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 2)), min_size=1, max_size=2))
def test_nor_does_the_column_of_children_whose_sex_is_not_known_give_one_away(counts):
    exact = by_sex(new_report(), counts)
    cells = shown_by_sex(withhold_small_cells(exact, SmallCells.ALL))
    assert_nothing_small_is_told(shown_by_sex(exact), cells)


def test_a_single_child_of_unknown_sex_is_withheld_with_one_of_its_neighbours():
    cells = shown_by_sex(withhold_small_cells(by_sex(new_report(), [(40, 30, 1), (50, 41, 9)]), SmallCells.ALL))
    assert cells == [[71, 40, WITHHELD, WITHHELD], [100, 50, WITHHELD, WITHHELD], [171, 90, 71, 10]]


def ward_by_sex(counts):
    """A report whose sentence and Annex I tell the same numbers."""
    report = new_report()
    total, *ward = (sum(map(sum, counts)), *(sum(each) for each in zip(*counts, strict=True)))
    figures = {key: count(key, number, in_annex=(f"PL01.{key}",)) for key, number in zip(SEXES[1:], ward, strict=True)}
    report.section("R2").fact(
        "Có {children}[, trong đó nam {boys}, nữ {girls}, chưa xác định {unknown}].",
        children=count("Trẻ em", total, in_annex=("PL01.total",)),
        **figures,
    )
    by_sex(report, counts)
    return published(replace(report.build(), suppress_small_cells=SmallCells.ALL))


def test_a_sentence_does_not_say_what_the_total_row_withholds():
    """Six neighbourhoods with one child each: the six of the ward would tell of every one."""
    document = ward_by_sex([(40, 30 + number, 1) for number in range(6)])
    (annex,) = [each for each in document.annexes if each.code == "PL01"]
    total, _boys, girls, unknown = shown_by_sex(annex)[-1]
    assert (total, girls, unknown) == (441, WITHHELD, WITHHELD)
    (fact,) = [each for section in document.sections if section.code == "R2" for each in section.facts]
    figures = fact.figures
    assert (figures["children"].value, figures["girls"].value, figures["unknown"].value) == (441, None, None)
    assert say(fact, Words.of(document)) == "Có 441 trẻ em."


def test_a_sentence_says_how_many_are_not_known_when_they_are_many():
    document = ward_by_sex([(40, 30, 7), (50, 41, 9)])
    (fact,) = [each for section in document.sections if section.code == "R2" for each in section.facts]
    assert say(fact, Words.of(document)) == (
        "Có 177 trẻ em, trong đó nam 90 trẻ em, nữ 71 trẻ em, chưa xác định 16 trẻ em."
    )


def test_few_children_among_whom_a_rate_counts_are_withheld_too():
    """None of 3 is a rate of 0%, and the 3 beside it are children."""
    annex = new_report().annex("PL05")
    annex.row(code="8b", target="Được trợ giúp", value=0, numerator=0, denominator=3)
    annex.row(code="14", target="Khai sinh", value=100, numerator=30, denominator=30, last_year=Decimal("98.0"))
    few = {"last_year": (2,)}
    annex.row(code="16", target="Mẫu giáo", value=90, numerator=27, denominator=30, last_year=10, behind=few)
    rows = withhold_small_cells(annex.build("V", 2026), SmallCells.ALL).rows
    assert [row.cells[4:8] for row in rows] == [
        (0, 0, WITHHELD, None), (100, 30, 30, Decimal("98.0")), (90, 27, 30, WITHHELD),
    ]  # fmt: skip


def test_last_years_rate_of_a_few_is_no_comparison():
    fact = Fact(
        template="Đạt {done}[; {done:change}].",
        figures={"done": rate("Được trợ giúp", 90, 100, previous=Decimal(50), few_before=True)},
    )
    figure = published(report_with(fact, SmallCells.ALL)).sections[0].facts[0].figures["done"]
    assert (figure.value, figure.previous) == (90, None)


def test_complements_that_later_ones_made_superfluous_are_printed_again():
    """Three ones behind a known 3 would be known, so the ward's 3 goes; then every line's girls or total may stay."""
    cells = printed(withhold_small_cells(table([(1, 30), (1, 31), (1, 32)]), SmallCells.ALL))
    assert sum(row.count(WITHHELD) for row in cells) == 8
    assert cells[3] == [96, WITHHELD, WITHHELD]


def test_a_count_whose_few_others_can_be_worked_out_goes_too():
    """2.998 of 3.000 verified tells of 2 children; the table shows the first, another sentence the second."""
    annex = new_report().annex("PL06")
    annex.row(task="Xác thực", value="", about_people=False)
    annex.detail(task="- Trẻ được xác thực (trẻ)", value=2998, behind={"value": (2,)})
    annex.detail(task="- Trẻ được khám (trẻ)", value=2990, behind={"value": (10,)})
    rows = withhold_small_cells(annex.build("VI", 2026), SmallCells.ALL).rows
    assert [row.cells[-1] for row in rows] == ["", WITHHELD, 2990]
    assert not any(row.behind for row in rows)


def test_no_girl_among_the_few_of_a_secret_group_is_not_said_either():
    """Else each of them would be a boy."""
    assert printed(withhold_small_cells(table([(3, 0), (0, 0), (9, 0)], secret=True), SmallCells.SECRET))[:2] == [
        [WITHHELD] * 3,
        [0, 0, 0],
    ]
