"""Small numbers of children that a reader must neither see nor work out (PRIV-02, PRIV-03).

`published` is the one way from the exact snapshot to what leaves the case team; every renderer goes through
it, and the JSON attached to a PDF is the published one. It carries no hash of the exact snapshot: with a
handful of possible values, a hash would tell the hidden number.

In a table the cells with 1–4 children are withheld first. Then the reader's knowledge is written as
equations (boys + girls = total, neighbourhoods = ward). As long as a withheld cell can have only one value,
one more cell of its equations is withheld too; those that turn out not to be needed are printed again. That
it can have another value is shown by example: a different table with the same printed cells, in which every
withheld cell is still at least 1, because a 0 is printed (those beside the withheld total of a secret group
are taken out at the very end). Totals go last, so that a total in the text never gives away what the table
withholds.
"""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import lcm

from reports.snapshot import SMALL, WITHHELD, Annex, Fact, Figure, Kind, Row, RowStyle, Section, SmallCells, Snapshot

GUARDED = (Kind.PEOPLE, Kind.RATE, Kind.MONEY)
Place = tuple[int, int]  # row, column
Values = dict[Place, int]
Direction = dict[Place, int]


@dataclass(frozen=True)
class Equation:
    total: Place
    parts: tuple[Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.total, *self.parts)


def published(snapshot: Snapshot) -> Snapshot:
    """The snapshot as its readers may know it. Applying it twice changes nothing more."""
    rule = snapshot.suppress_small_cells
    if rule is SmallCells.EXACT:
        return snapshot
    annexes = tuple(withhold_small_cells(each, rule) for each in snapshot.annexes)
    totals = _withheld_totals(annexes)
    return replace(
        snapshot,
        sections=tuple(_section(each, rule, totals) for each in snapshot.sections),
        annexes=annexes,
    )


def _withheld_totals(annexes: Iterable[Annex]) -> frozenset[str]:
    """What a sentence must not say either: “PL01.girls” when the total row keeps the girls back."""
    return frozenset(
        f"{annex.code}.{column.key}"
        for annex in annexes
        for row in annex.rows
        if row.style is RowStyle.TOTAL
        for cell, column in zip(row.cells, annex.columns, strict=True)
        if cell == WITHHELD
    )


def withhold_small_cells(annex: Annex, rule: SmallCells) -> Annex:
    values, equations = _values(annex), _equations(annex)
    hidden = {
        place
        for place, value in _numbers(annex)
        if _is_guarded(annex, place, rule) and _points_at_few(annex, place, value)
    }
    hidden |= _tied(annex, hidden)
    needed = frozenset(hidden)
    while more := _complements(hidden, values, equations):
        hidden |= more | _tied(annex, more)
    hidden = _fewest(hidden, needed | _tied(annex, hidden), values, equations)
    hidden |= _zeros_of_secrets(annex, hidden, values)
    return replace(annex, rows=tuple(_hide(row, index, hidden) for index, row in enumerate(annex.rows)))


def _numbers(annex: Annex) -> Iterator[tuple[Place, int | Decimal]]:
    for index, row in enumerate(annex.rows):
        for position, (cell, column) in enumerate(zip(row.cells, annex.columns, strict=True)):
            if column.kind.is_number and isinstance(cell, int | Decimal):
                yield (index, position), cell


def _values(annex: Annex) -> Values:
    """The counts, which can add up; rates cannot."""
    return {place: number for place, number in _numbers(annex) if isinstance(number, int)}


def _is_guarded(annex: Annex, place: Place, rule: SmallCells) -> bool:
    row, column = annex.rows[place[0]], annex.columns[place[1]]
    return row.about_people and column.kind in GUARDED and (row.secret or rule is SmallCells.ALL)


def _points_at_few(annex: Annex, place: Place, value: int | Decimal) -> bool:
    """The number itself, or one that follows from it; a rate of 3% counts nobody."""
    row, column = annex.rows[place[0]], annex.columns[place[1]]
    told = row.behind.get(column.key, ())
    return any(each in SMALL for each in ((*told, value) if column.kind is Kind.PEOPLE else told))


def _tied(annex: Annex, hidden: Iterable[Place]) -> set[Place]:
    """Cells from which a hidden one follows at once, such as the rate of a count."""
    ties = [[_position(annex, key) for key in tie if _has(annex, key)] for tie in annex.ties]
    return {(row, other) for row, position in hidden for tie in ties if position in tie for other in tie} - set(hidden)


def _equations(annex: Annex) -> list[Equation]:
    """What a reader knows to add up; a cell nobody reported adds nothing."""
    values = _values(annex)
    found = []
    for total, *parts in annex.sums:
        for row in range(len(annex.rows)):
            found.append(
                (
                    (row, _position(annex, total)),
                    [(row, _position(annex, key)) for key in parts if _has(annex, key)],
                )
            )
    plain = [index for index, row in enumerate(annex.rows) if row.style is RowStyle.PLAIN]
    for total_row in [index for index, row in enumerate(annex.rows) if row.style is RowStyle.TOTAL]:
        for position in [_position(annex, key) for key in annex.down if _has(annex, key)]:
            found.append(((total_row, position), [(index, position) for index in plain]))
    reported = [(total, tuple(part for part in parts if part in values)) for total, parts in found if total in values]
    return [Equation(total, parts) for total, parts in reported if parts]


def _zeros_of_secrets(annex: Annex, hidden: Set[Place], values: Values) -> set[Place]:
    """Parts of a withheld total in a row of a secret group: no girl among the victims says that each is a boy."""
    secret = [index for index, row in enumerate(annex.rows) if row.secret]
    return {
        part
        for total, *parts in annex.sums
        for row in secret
        if _has(annex, total) and (row, _position(annex, total)) in hidden
        for part in [(row, _position(annex, key)) for key in parts if _has(annex, key)]
        if values.get(part) == 0
    }


def _has(annex: Annex, key: str) -> bool:
    return any(column.key == key for column in annex.columns)


def _position(annex: Annex, key: str) -> int:
    return next(position for position, column in enumerate(annex.columns) if column.key == key)


def _complements(hidden: set[Place], values: Values, equations: list[Equation]) -> set[Place]:
    """One more cell to withhold for each hidden cell that a reader could work out."""
    unknown = hidden & values.keys()
    exposed = _exposed(hidden, values, equations)
    totals = {each.total for each in equations}

    def cost(place: Place) -> tuple[bool, int, Place]:
        return place in totals, values[place], place

    found = set()
    for place in exposed:
        near = _visible([each for each in equations if place in each.places], hidden, values)
        far = near or _visible([each for each in equations if unknown & {*each.places}], hidden, values)
        if far:
            found.add(min(far, key=cost))
    return found


def _fewest(hidden: set[Place], needed: Set[Place], values: Values, equations: list[Equation]) -> set[Place]:
    """Without the complements that later ones have made superfluous: first what stands in no equation with a small
    number, then totals, then large numbers.
    """
    if _exposed(hidden, values, equations):
        return hidden  # not shown to be safe: then nothing is printed again
    totals = {each.total for each in equations}
    near = {place for each in equations if needed & {*each.places} for place in each.places}

    def worth(place: Place) -> tuple[bool, bool, int, Place]:
        return place not in near, place in totals, values[place], place

    for place in sorted(hidden - needed, key=worth, reverse=True):
        fewer = hidden - {place}
        fewer -= _exposed(fewer, values, equations) - needed  # what now follows from the printed cells hides nothing
        if not _exposed(fewer, values, equations):
            hidden = fewer
    return hidden


def _exposed(hidden: set[Place], values: Values, equations: list[Equation]) -> set[Place]:
    unknown = hidden & values.keys()
    return unknown - _uncertain(unknown, values, equations)


def _visible(equations: list[Equation], hidden: set[Place], values: Values) -> set[Place]:
    places = {place for each in equations for place in each.places}
    return {place for place in places - hidden if values[place]}


def _uncertain(unknown: set[Place], values: Values, equations: list[Equation]) -> set[Place]:
    """The unknown cells for which another table with the same printed cells exists."""
    found: set[Place] = set()
    for direction in _directions(unknown, values, equations):
        if any(all(values[place] + sign * step >= 1 for place, step in direction.items()) for sign in (1, -1)):
            found |= direction.keys()
    return found


def _directions(unknown: set[Place], values: Values, equations: list[Equation]) -> list[Direction]:
    """The ways to change the unknown cells together without changing any printed one: a basis of the null
    space, by Gauss-Jordan elimination. The largest cells give way: a 1 has nothing to give.
    """

    def room(place: Place) -> tuple[int, Place]:
        return values[place], place

    solved: dict[Place, dict[Place, Fraction]] = {}
    for each in equations:
        row = {part: Fraction(1) for part in each.parts if part in unknown}
        if each.total in unknown:
            row[each.total] = Fraction(-1)
        for pivot in [place for place in row if place in solved]:
            row = _minus(row, row[pivot], solved[pivot])
        if row:
            pivot = max(row, key=room)
            row = {place: value / row[pivot] for place, value in row.items()}
            solved = {
                key: _minus(other, other[pivot], row) if pivot in other else other for key, other in solved.items()
            }
            solved[pivot] = row
    return [_direction(free, solved) for free in sorted(unknown - solved.keys())]


def _minus(row: dict[Place, Fraction], times: Fraction, other: dict[Place, Fraction]) -> dict[Place, Fraction]:
    result = {place: row.get(place, Fraction(0)) - times * other.get(place, 0) for place in {*row, *other}}
    return {place: value for place, value in result.items() if value}


def _direction(free: Place, solved: dict[Place, dict[Place, Fraction]]) -> Direction:
    steps = {free: Fraction(1)} | {pivot: -row[free] for pivot, row in solved.items() if free in row}
    scale = lcm(*(step.denominator for step in steps.values()))
    return {place: int(step * scale) for place, step in steps.items()}


def _hide(row: Row, index: int, hidden: set[Place]) -> Row:
    """A cell nobody reported has nothing to withhold, whatever it is tied to."""
    told = {position for position, cell in enumerate(row.cells) if cell is not None}
    cells = (
        WITHHELD if position in told and (index, position) in hidden else cell
        for position, cell in enumerate(row.cells)
    )
    return replace(row, cells=tuple(cells), behind={})


def _section(section: Section, rule: SmallCells, totals: Set[str]) -> Section:
    return replace(
        section,
        facts=tuple(_fact(each, rule, totals) for each in section.facts),
        parts=tuple(_section(each, rule, totals) for each in section.parts),
    )


def _fact(fact: Fact, rule: SmallCells, totals: Set[str]) -> Fact:
    """A sentence keeps its first figure and loses the others when one of them is small: they may add up. What the
    annex withholds it does not say either.
    """
    guarded = {
        name: each
        for name, each in fact.figures.items()
        if each.about_people and (each.secret or rule is SmallCells.ALL)
    }
    small = {name for name, each in guarded.items() if _tells_a_small_number(each)}
    headline = next(iter(re.findall(r"\{(\w+)", fact.template)), "")
    lost = {name for name in guarded if small and (name != headline or headline in small)}
    lost |= {name for name, each in fact.figures.items() if totals & {*each.in_annex}}
    return replace(
        fact,
        figures={
            name: _withheld(each) if name in lost else _without_small_comparison(each, name in guarded)
            for name, each in fact.figures.items()
        },
    )


def _tells_a_small_number(figure: Figure) -> bool:
    told = figure.value, figure.numerator, figure.denominator, figure.rest
    return figure.few or any(isinstance(number, int) and number in SMALL for number in told)


def _withheld(figure: Figure) -> Figure:
    return replace(
        figure, value=None, previous=None, few=False, few_before=False, numerator=None, denominator=None, withheld=True
    )


def _without_small_comparison(figure: Figure, guarded: bool) -> Figure:
    few = figure.few_before or (isinstance(figure.previous, int) and figure.previous in SMALL)
    return replace(figure, previous=None, few_before=False) if guarded and few else figure
