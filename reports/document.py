"""A snapshot as finished words and tables: what a template (or a DOCX) puts in place and need not decide."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from reports.snapshot import NOT_APPLICABLE, WITHHELD, Annex, Column, Row, RowStyle, Section, SmallCells, Snapshot
from reports.wording import (
    NOT_REPORTED,
    NOT_REPORTED_SIGN,
    Words,
    attached_to,
    cell,
    date_line,
    number_line,
    say,
)
from vietnamese.formats import format_date

DEMO_NOTICE = "DỮ LIỆU MINH HỌA – tên người, số liệu là giả định"
NOT_WRITTEN = "(Chưa có nội dung.)"
LINES_TO_WRITE_ON = 3  # in a draft, where people write a part by hand
END = "./."  # NĐ 30/2020: the text of a document ends so


@dataclass(frozen=True)
class Block:
    """One paragraph: `chapter` (I.), `heading` (1.), `text`, `missing` (not written), `blank` (a line for the pen)."""

    style: str
    text: str


@dataclass(frozen=True)
class HeadCell:
    text: str
    columns: int
    rows: int

    @property
    def scope(self) -> str:
        return "colgroup" if self.columns > 1 else "col"


@dataclass(frozen=True)
class BodyCell:
    text: str
    style: str
    columns: int = 1


@dataclass(frozen=True)
class BodyRow:
    style: str
    cells: tuple[BodyCell, ...]


@dataclass(frozen=True)
class AnnexPage:
    code: str
    label: str
    title: str
    attached_to: tuple[str, str]
    landscape: bool
    unit_line: str
    column_styles: tuple[str, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    body: tuple[BodyRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    superior: str
    issuing_body: tuple[str, ...]
    number: str
    date: str
    title: str
    subject: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: str
    signing_lines: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]
    annexes: tuple[AnnexPage, ...]
    notice: str
    draft: str
    name: str


def document(snapshot: Snapshot) -> Document:
    head = snapshot.letterhead
    words = Words.of(snapshot)
    opening = [Block("text", each) for each in snapshot.opening]
    unwritten = [Block("missing", NOT_WRITTEN)] if head.number else [Block("blank", "")] * LINES_TO_WRITE_ON
    body = [block for each in snapshot.sections for block in _section(each, words, "chapter", unwritten)]
    return Document(
        superior=head.superior,
        issuing_body=head.issuing_body,
        number=number_line(head.number, head.symbol),
        date=f"{head.place}, {date_line(head.issued_on, snapshot.cut_off)}",
        title=snapshot.title,
        subject=tuple(snapshot.subject.splitlines()),
        blocks=(*opening, *body),
        closing=snapshot.closing.rstrip("./ ") + END,
        signing_lines=(*snapshot.signature.form, *snapshot.signature.position),
        signer=snapshot.signature.name,
        recipients=tuple(_listed(snapshot.recipients)),
        annexes=tuple(_annex_page(each, snapshot) for each in snapshot.annexes),
        notice=DEMO_NOTICE if snapshot.demo else "",
        draft="" if head.number else snapshot.draft,
        name=" ".join([snapshot.title, *snapshot.subject.splitlines()]),
    )


def _section(section: Section, words: Words, style: str, unwritten: list[Block]) -> Iterator[Block]:
    yield Block(style, f"{section.number}. {section.title}")
    sentences = [say(fact, words) for fact in section.facts]
    numbered = section.numbered and len(sentences) > 1
    for position, sentence in enumerate(sentences, start=1):
        yield Block("text", f"{position}. {sentence}" if numbered else sentence)
    for line in filter(None, (line.strip() for line in (section.prose or "").splitlines())):
        yield Block("text", line)
    if not (section.facts or section.prose or section.parts):
        yield from unwritten
    for part in section.parts:
        yield from _section(part, words, "heading", unwritten)


def _listed(recipients: tuple[str, ...]) -> Iterator[str]:
    """Each line ends with “;”, the last with “.” (NĐ 30/2020)."""
    for position, line in enumerate(recipients, start=1):
        yield f"- {line.rstrip(';. ')}{'.' if position == len(recipients) else ';'}"


def _annex_page(annex: Annex, snapshot: Snapshot) -> AnnexPage:
    head = snapshot.letterhead
    return AnnexPage(
        code=annex.code,
        label=f"Phụ lục {annex.number}",
        title=annex.title.upper(),
        attached_to=attached_to(head.number, head.symbol, head.issued_on, snapshot.cut_off, head.issuer),
        landscape=annex.landscape,
        unit_line=annex.unit_line,
        column_styles=tuple(each.kind.value for each in annex.columns),
        head=head_rows(annex.columns),
        body=tuple(_body_row(row, annex.columns) for row in annex.rows) or (_nothing(annex),),
        notes=(*_times(annex, snapshot), *annex.notes, *_signs(annex, snapshot.suppress_small_cells)),
    )


def head_rows(columns: tuple[Column, ...]) -> tuple[tuple[HeadCell, ...], ...]:
    """The table's head: neighbours with the same words above them share one cell."""
    depth = max(len(each.heading) for each in columns)
    rows = []
    for level in range(depth):
        paths = groupby(columns, key=lambda each: each.heading[: level + 1])
        cells = []
        for path, group in paths:
            if len(path) == level + 1:
                members = [*group]
                is_last = all(len(each.heading) == level + 1 for each in members)
                cells.append(HeadCell(path[level], len(members), depth - level if is_last else 1))
        rows.append(tuple(cells))
    return tuple(rows)


def _body_row(row: Row, columns: tuple[Column, ...]) -> BodyRow:
    if row.style is RowStyle.GROUP:
        return BodyRow(row.style, (BodyCell(str(row.cells[0]), "text", len(columns)),))
    cells = [
        BodyCell(cell(value, column.kind, column.places), column.kind)
        for value, column in zip(row.cells, columns, strict=True)
    ]
    if row.style is RowStyle.TOTAL:
        cells = _merge_label(cells)
    return BodyRow(row.style, tuple(_merge_unreported(cells, row, columns)))


def _merge_label(cells: list[BodyCell]) -> list[BodyCell]:
    """The words of a total row begin at the left edge, over the empty number and code columns."""
    first = next((position for position, each in enumerate(cells) if each.text), 0)
    return [BodyCell(cells[first].text, cells[first].style, first + 1), *cells[first + 1 :]]


def _merge_unreported(cells: list[BodyCell], row: Row, columns: tuple[Column, ...]) -> list[BodyCell]:
    """A row of which nothing is reported says so in words, in one cell over its number columns."""
    numbers = [position for position, each in enumerate(columns) if each.kind.is_number]
    side_by_side = len(numbers) in (1, *range(3, len(columns))) and numbers == [*range(numbers[0], numbers[-1] + 1)]
    if not side_by_side or any(row.cells[position] is not None for position in numbers):
        return cells
    words = BodyCell(NOT_REPORTED, "missing", len(numbers))
    behind = len(columns) - numbers[-1] - 1
    return [*cells[: len(cells) - behind - len(numbers)], words, *cells[len(cells) - behind :]]


def _nothing(annex: Annex) -> BodyRow:
    return BodyRow("plain", (BodyCell(NOT_REPORTED.capitalize(), "missing", len(annex.columns)),))


def _times(annex: Annex, snapshot: Snapshot) -> Iterator[str]:
    if not any(each.kind.is_number for each in annex.columns):
        return
    note = f"Số liệu tính đến ngày {format_date(snapshot.cut_off)}"
    if snapshot.previous_cut_off and any(each.key == "last_year" for each in annex.columns):
        note += f"; số liệu năm {snapshot.last_year} tính đến ngày {format_date(snapshot.previous_cut_off)}"
    yield note + "."


def _signs(annex: Annex, rule: SmallCells) -> Iterator[str]:
    """Explains the signs that this table really uses."""
    columns = [each for each in annex.columns if each.kind.is_number]
    rows = [each for each in annex.rows if each.style is not RowStyle.GROUP]
    cells = {row.cells[annex.columns.index(column)] for row in rows for column in columns}
    if WITHHELD in cells:
        where = "Ở nhóm phải giữ bí mật, không" if rule is SmallCells.SECRET else "Không"
        yield (
            f"{WITHHELD} {where} ghi số từ 1 đến 4 trẻ em và ô có thể suy ra số đó, "
            "để bảo đảm bí mật đời sống riêng tư."
        )
    meanings = {
        "Số 0: không có": 0 in cells,
        f"dấu “{NOT_APPLICABLE}”: không tính": NOT_APPLICABLE in cells,
        f"dấu “{NOT_REPORTED_SIGN}”: {NOT_REPORTED}": any(_prints_sign(each, annex) for each in rows),
    }
    if used := [meaning for meaning, is_used in meanings.items() if is_used]:
        text = "; ".join(used)
        yield f"{text[:1].upper()}{text[1:]}."


def _prints_sign(row: Row, annex: Annex) -> bool:
    return any(each.text == NOT_REPORTED_SIGN for each in _body_row(row, annex.columns).cells)
