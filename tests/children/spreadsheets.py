"""Awkward spreadsheets, as wards and schools send them."""

import datetime
import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl

HEADER = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Họ tên mẹ", "Tổ dân phố", "Lớp")


def xlsx(*sheets: tuple[str, Sequence[Sequence[Any]]], merged: Iterable[str] = (), epoch_1904: bool = False) -> bytes:
    """A workbook of sheets (name, rows); `merged` are ranges of the first one."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if epoch_1904:
        book.epoch = datetime.datetime(1904, 1, 1)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def listed(*rows: Sequence[Any], header: Sequence[Any] = HEADER, sheet: str = "Danh sách") -> bytes:
    """A plain list: one header row, then the rows."""
    return xlsx((sheet, [header, *rows]))


def one(**cells: Any) -> bytes:
    """A list of one child: `one(**{"Họ và tên": "Lê An", "Ngày sinh": "2015"})`."""
    return listed(list(cells.values()), header=list(cells))


def rows_of(*children: dict[str, Any]) -> bytes:
    """A list of children given by their cells; a cell that a child does not have is empty."""
    header = list(dict.fromkeys(name for child in children for name in child))
    return listed(*[[child.get(name) for name in header] for child in children], header=header)


def personal_id(number: int, birth: datetime.date, sex: str) -> str:
    century = {"male": "2", "female": "3"}[sex]
    return f"051{century}{birth.year % 100:02}{number:06}"


# --- Other kinds of files, made by hand ------------------------------------------------------
def csv(*rows: Sequence[str], encoding: str = "utf-8-sig", comma: str = ";") -> bytes:
    return "\r\n".join(comma.join(row) for row in rows).encode(encoding)


def ods(name: str, rows: Sequence[Sequence[Any]]) -> bytes:
    """A LibreOffice sheet with text, numbers and dates."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="{name}">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, datetime.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def xls(name: str, rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of Excel 97-2003: BIFF records in an OLE container."""
    cells = b"".join(_biff_cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))
    sheet = _biff_begin(0x10) + cells + _biff(0x0A, b"")
    head = _biff_head(name, 0)
    return ole(Workbook=_biff_head(name, len(head)) + sheet)


def _biff(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _biff_begin(kind: int) -> bytes:
    return _biff(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _biff_head(name: str, sheet_at: int) -> bytes:
    sheet = struct.pack("<IBBBB", sheet_at, 0, 0, len(name), 1) + name.encode("utf-16-le")
    return _biff_begin(5) + _biff(0x42, struct.pack("<H", 1200)) + _biff(0x85, sheet) + _biff(0x0A, b"")


def _biff_cell(row: int, column: int, value: Any) -> bytes:
    if value is None:
        return b""
    if isinstance(value, int | float):
        return _biff(0x203, struct.pack("<HHHd", row, column, 0, value))
    return _biff(0x204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + value.encode("utf-16-le"))


def ole(**streams: bytes) -> bytes:
    """A compound file with one allocation table and one folder: room for three short streams."""
    end, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    chain, data, first = [table, end], b"", []
    for content in streams.values():
        padded = content.ljust(-(-max(len(content), 4096) // 512) * 512, b"\0")
        first.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + len(padded) // 512), end]
        data += padded
    names = list(streams)
    folder = _ole_entry("Root Entry", 5, child=1, start=end)
    for number, name in enumerate(names, 1):
        following = number + 1 if number < len(names) else free
        size = max(len(streams[name]), 4096)
        folder += _ole_entry(name, 2, right=following, start=first[number - 1], size=size)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<I", 0) + b"\xff" * 432
    return head + struct.pack("<128I", *chain, *[free] * (128 - len(chain))) + folder.ljust(512, b"\0") + data


def _ole_entry(name: str, kind: int, *, child=0xFFFFFFFF, right=0xFFFFFFFF, start=0, size=0) -> bytes:
    raw = name.encode("utf-16-le")
    fields = (len(raw) + 2, kind, 1, 0xFFFFFFFF, right, child, b"", 0, 0, 0, start, size)
    return raw.ljust(64, b"\0") + struct.pack("<HBBIII16sIQQIQ", *fields)
