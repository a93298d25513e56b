"""Rows → a spreadsheet, a text file, JSON. No cell of ours becomes a formula in somebody's program."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import xlsxwriter

from children.importing.plain_cells import harmless
from children.importing.workbooks import XLSX

Value = str | int
SHEET = "Danh sách trẻ em"


@dataclass(frozen=True)
class Heading:
    """A column: its name for programs, its header and its width for people."""

    key: str
    header: str
    width: int = 14


@dataclass(frozen=True)
class List:
    """`marks` stand above the header: who took the list out, when, what for."""

    marks: Sequence[str]
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Value]]

    def lines(self) -> Iterator[Sequence[Value]]:
        """Everything of a sheet from top to bottom, each text such that no program takes it for a formula."""
        yield from ([harmless(mark)] for mark in self.marks)
        yield [heading.header for heading in self.headings]
        for row in self.rows:
            yield [harmless(cell) if isinstance(cell, str) else cell for cell in row]


def write_xlsx(content: List) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        text, small = book.add_format({"num_format": "@"}), book.add_format({"italic": True})
        sheet = book.add_worksheet(SHEET)
        for column, heading in enumerate(content.headings):
            sheet.set_column(column, column, heading.width, text)
        top = len(content.marks)
        for number, line in enumerate(content.lines()):
            style = small if number < top else head if number == top else text
            for column, cell in enumerate(line):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell, style)
                else:
                    sheet.write_number(number, column, cell)
        sheet.freeze_panes(top + 1, 0)
    return out.getvalue()


def write_csv(content: List) -> bytes:
    """With the mark by which Excel knows that the text is Unicode."""
    out = io.StringIO()
    csv.writer(out).writerows(content.lines())
    return out.getvalue().encode("utf-8-sig")


def write_json(content: List) -> bytes:
    """For programs: nothing is changed in the texts."""
    keys = [heading.key for heading in content.headings]
    whole = {
        "marks": list(content.marks),
        "columns": {heading.key: heading.header for heading in content.headings},
        "children": [dict(zip(keys, row, strict=True)) for row in content.rows],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("table", "table"), ("text", "text"), ("manifest", "manifest"))
)
_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
_MANIFEST = (
    f'{_DECLARED}<manifest:manifest {_NAMES} manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_ods(content: List) -> bytes:
    """By hand, row after row: the libraries for it hold every cell of a ward's list as an object."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(zipfile.ZipInfo("mimetype"), ODS)  # first and not packed, as the format asks
        parts.writestr("META-INF/manifest.xml", _MANIFEST)
        with parts.open("content.xml", "w") as body:
            body.write(
                f'{_DECLARED}<office:document-content {_NAMES} office:version="1.3"><office:body>'
                f'<office:spreadsheet><table:table table:name="{SHEET}">'.encode()
            )
            for line in content.lines():
                cells = "".join(map(_ods_cell, line))
                body.write(f"<table:table-row>{cells}</table:table-row>".encode())
            body.write(b"</table:table></office:spreadsheet></office:body></office:document-content>")
    return out.getvalue()


def _ods_cell(cell: Value) -> str:
    if isinstance(cell, int):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    if not cell:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in _NOT_IN_XML.sub("", cell).splitlines())
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


@dataclass(frozen=True)
class Format:
    label: str
    content_type: str
    write: Callable[[List], bytes]


FORMATS = {
    "xlsx": Format("Excel (.xlsx), khóa bằng mật khẩu", XLSX, write_xlsx),
    "csv": Format("Văn bản (.csv), không có mật khẩu", "text/csv", write_csv),
    "ods": Format("LibreOffice (.ods), không có mật khẩu", ODS, write_ods),
    "json": Format("JSON, cho phần mềm khác, không có mật khẩu", "application/json", write_json),
}
