"""Fills the outline with what is true this year and gives the snapshot.

    report = ReportBuilder(year=2026, cut_off=date(2026, 11, 15), letterhead=…, subject=…, …)
    report.section("R2").fact(
        "Toàn phường có {children} dưới 16 tuổi[; {children:change}] ({PL01}).",
        children=count("Tổng số trẻ em", 14862, previous=14744),
    )
    report.section("R7").prose = "…"
    report.annex("PL02").row(point="a", group="Mồ côi cả cha và mẹ", total=21, boys=11, girls=10)
    snapshot = report.build()

A number that is not given is not reported; a text that is not given is empty. A number column where nothing is
asked takes "" (blank) or NOT_APPLICABLE.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from reports.outline import AnnexPlan, ColumnPlan, Outline, SectionPlan, outline, year_words
from reports.snapshot import (
    Annex,
    Cell,
    Fact,
    Figure,
    Kind,
    Letterhead,
    Row,
    RowStyle,
    Section,
    Signature,
    SmallCells,
    Snapshot,
)
from reports.wording import Words, say
from vietnamese.formats import roman

Behind = dict[str, tuple[int, ...]]


class UnknownColumn(KeyError):
    """A row names a column its annex does not have."""


@dataclass
class SectionBuilder:
    plan: SectionPlan
    prose: str | None = None
    facts: list[Fact] = field(default_factory=list)

    def fact(self, template: str, **figures: Figure) -> None:
        self.facts.append(Fact(template=template, figures=figures))

    def build(self, number: str, parts: tuple[Section, ...]) -> Section:
        return Section(
            code=self.plan.code,
            number=number,
            title=self.plan.title,
            facts=tuple(self.facts),
            numbered=self.plan.numbered,
            prose=self.prose,
            parts=parts,
        )


@dataclass
class AnnexBuilder:
    plan: AnnexPlan
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def row(
        self, *, secret: bool | None = None, about_people: bool = True, behind: Behind | None = None, **cells: Cell
    ) -> None:
        """A numbered row. `secret`: an extra-secret group or abuse (default: what the outline says); `behind`: see
        `snapshot.Row`.
        """
        self._add(RowStyle.PLAIN, cells, secret, about_people, behind)

    def detail(
        self, *, secret: bool | None = None, about_people: bool = True, behind: Behind | None = None, **cells: Cell
    ) -> None:
        """A row under a numbered one; it does not count in the total."""
        self._add(RowStyle.DETAIL, cells, secret, about_people, behind)

    def total(self, **cells: Cell) -> None:
        self._add(RowStyle.TOTAL, cells, None, True)

    def group(self, heading: str) -> None:
        """A heading across the table."""
        self.rows.append(Row(cells=(heading, *[""] * (len(self.plan.columns) - 1)), style=RowStyle.GROUP))

    def note(self, text: str) -> None:
        self.notes.append(text)

    def _add(
        self,
        style: RowStyle,
        cells: dict[str, Cell],
        secret: bool | None,
        about_people: bool,
        behind: Behind | None = None,
    ) -> None:
        if unknown := cells.keys() - {each.key for each in self.plan.columns}:
            raise UnknownColumn(f"{self.plan.code}: {sorted(unknown)}")
        self.rows.append(
            Row(
                cells=tuple(self._cell(each, cells, style) for each in self.plan.columns),
                style=style,
                secret=self.plan.secret if secret is None else secret,
                about_people=about_people,
                behind=behind or {},
            )
        )

    def _cell(self, column: ColumnPlan, cells: dict[str, Cell], style: RowStyle) -> Cell:
        if column.kind is Kind.ORDER:
            return str(self._next_number) if style is RowStyle.PLAIN else ""
        return cells.get(column.key, None if column.kind.is_number else "")

    @property
    def _next_number(self) -> int:
        return 1 + sum(each.style is RowStyle.PLAIN for each in self.rows)

    def build(self, number: str, year: int) -> Annex:
        words, plan = year_words(year), self.plan
        kept = [position for position, each in enumerate(plan.columns) if self._is_used(position, each)]
        rows = tuple(replace(row, cells=tuple(row.cells[position] for position in kept)) for row in self.rows)
        return Annex(
            code=plan.code,
            number=number,
            title=plan.title,
            landscape=plan.landscape,
            unit_line=plan.unit_line,
            columns=tuple(plan.columns[position].for_year(words) for position in kept),
            rows=rows,
            notes=(*plan.notes, *self.notes),
            sums=plan.sums,
            down=plan.down,
            ties=plan.ties,
        )

    def _is_used(self, position: int, column: ColumnPlan) -> bool:
        return not column.optional or any(row.cells[position] for row in self.rows)


@dataclass(kw_only=True)
class ReportBuilder:
    year: int
    cut_off: date
    letterhead: Letterhead
    subject: str
    opening: list[str]
    closing: str
    signature: Signature
    recipients: list[str]
    previous_cut_off: date | None = None
    demo: bool = False
    suppress_small_cells: SmallCells = SmallCells.ALL
    plan: Outline = field(default_factory=outline)

    def __post_init__(self) -> None:
        self.plan = self.plan.for_year(self.year)
        self._sections = {each.code: SectionBuilder(each) for each in self.plan.every_section()}
        self._annexes = {each.code: AnnexBuilder(each) for each in self.plan.annexes}

    def section(self, code: str) -> SectionBuilder:
        return self._sections[code]

    def annex(self, code: str) -> AnnexBuilder:
        return self._annexes[code]

    def build(self) -> Snapshot:
        """Raises BadTemplate when a sentence names a figure that was not given."""
        snapshot = Snapshot(
            year=self.year,
            cut_off=self.cut_off,
            previous_cut_off=self.previous_cut_off,
            demo=self.demo,
            suppress_small_cells=self.suppress_small_cells,
            letterhead=self.letterhead,
            subject=self.subject,
            opening=tuple(self.opening),
            sections=self._numbered_sections(),
            closing=self.closing,
            signature=self.signature,
            recipients=tuple(self.recipients),
            annexes=self._numbered_annexes(),
        )
        words = Words.of(snapshot)
        for fact in [fact for each in self._sections.values() for fact in each.facts]:
            say(fact, words)
        return snapshot

    def _numbered_sections(self) -> tuple[Section, ...]:
        return tuple(self._section(each, roman(number)) for number, each in enumerate(self.plan.sections, start=1))

    def _section(self, plan: SectionPlan, number: str) -> Section:
        parts = tuple(self._section(part, str(position)) for position, part in enumerate(plan.parts, start=1))
        return self._sections[plan.code].build(number, parts)

    def _numbered_annexes(self) -> tuple[Annex, ...]:
        return tuple(
            each.build(roman(number), self.year) for number, each in enumerate(self._annexes.values(), start=1)
        )
