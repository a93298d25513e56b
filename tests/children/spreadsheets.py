"""Awkward spreadsheets, as wards and schools send them."""

import datetime
import io
import random
import struct
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
import xlsxwriter

HEADER = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Họ tên mẹ", "Tổ dân phố", "Lớp")
FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLE_NAMES = ("Thị", "Văn", "Gia", "Minh", "Thanh", "Ngọc", "Bảo", "Hoàng", "Quỳnh", "Đức", "Anh", "Thùy", "Hữu")
GIVEN_NAMES = ("An", "Bình", "Chi", "Dũng", "Giang", "Hân", "Khoa", "Lâm", "My", "Nam", "Phúc", "Quân", "Thư", "Vy")


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


def big_list(count: int = 4_000, *, neighbourhoods: Sequence[int] = (7, 12), seed: int = 1) -> bytes:
    """A ward's whole list with every trap somewhere: title, two header rows, dividers per neighbourhood, birth dates
    in columns Nam/Nữ in many writings, IDs as numbers, capitals, NFD, marks, repeated rows, a footer.
    """
    chance = random.Random(seed)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("DS trẻ em 2026")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range("A1:N1", "UBND PHƯỜNG CẨM THÀNH")
    sheet.merge_range("A2:N2", "DANH SÁCH TRẺ EM DƯỚI 16 TUỔI NĂM 2026")
    upper = (
        *("STT", "Họ và tên", "Ngày tháng năm sinh", None, "Dân tộc", "Số ĐDCN", "Họ tên cha, NS", "Họ tên mẹ"),
        *("Chủ hộ", "Địa chỉ", "HN", "Khuyết tật", "Lớp", "Ghi chú"),
    )
    sheet.merge_range("C4:D4", upper[2])
    sheet.write_row(4, 2, ["Nam", "Nữ"])
    for column in (0, 1, *range(4, 14)):
        sheet.merge_range(3, column, 4, column, upper[column])
    row = 5
    per_place = -(-count // len(neighbourhoods))
    for index in range(count):
        if index % per_place == 0:
            sheet.write(row, 1, f"TỔ DÂN PHỐ SỐ {neighbourhoods[index // per_place]:02}")
            row += 1
        _write_child(sheet, row, index, chance, day)
        row += 1
    sheet.write(row, 1, "Tổng cộng")
    sheet.write(row, 2, count)
    sheet.write(row + 2, 7, "Cẩm Thành, ngày 20 tháng 11 năm 2026")
    sheet.write(row + 3, 1, "NGƯỜI LẬP BIỂU")
    sheet.write(row + 3, 7, "CHỦ TỊCH")
    sheet.write(row + 6, 1, "Lê Thị Lan")
    sheet.write(row + 6, 7, "Trần Quốc Duy")
    book.close()
    return out.getvalue()


def _write_child(sheet, row: int, index: int, chance: random.Random, day) -> None:
    family = chance.choice(FAMILY_NAMES)
    name = f"{family} {chance.choice(MIDDLE_NAMES)} {chance.choice(GIVEN_NAMES)}"
    sex = chance.choice(("male", "female"))
    birth = datetime.date(2011, 1, 1) + datetime.timedelta(days=chance.randrange(5_700))
    sheet.write(row, 0, index + 1)
    sheet.write(row, 1, name.upper() if index % 9 == 0 else name)
    column = 2 if sex == "male" else 3
    if index % 5 == 0:
        sheet.write_datetime(row, column, datetime.datetime.combine(birth, datetime.time()), day)
    elif index % 5 == 1:
        sheet.write_string(row, column, f"{birth.day}/{birth.month}/{birth.year}")
    elif index % 5 == 2:
        sheet.write_string(row, column, f"{birth:%d.%m.%y}")
    elif index % 5 == 3:
        sheet.write_number(row, column, (birth - datetime.date(1899, 12, 30)).days)
    else:
        sheet.write_string(row, column, birth.isoformat())
    sheet.write(row, 4, "Kinh")
    number = personal_id(index, birth, sex)
    if index % 3 == 0:
        sheet.write_number(row, 5, int(number))
    elif index % 3 == 1:
        sheet.write_string(row, 5, f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}")
    sheet.write(row, 6, f"{family} Văn {chance.choice(GIVEN_NAMES)}, {1980 + index % 15}")
    sheet.write(row, 7, f"{chance.choice(FAMILY_NAMES)} Thị {chance.choice(GIVEN_NAMES)}")
    sheet.write(row, 8, f"{family} Văn {chance.choice(GIVEN_NAMES)}")
    sheet.write(row, 9, f"{index // 2 + 1} Lê Trung Đình")
    if index % 20 == 0:
        sheet.write(row, 10, "x")
    if index % 50 == 0:
        sheet.write(row, 11, "vận động, nặng")
    sheet.write(row, 12, f"{1 + index % 9}A{1 + index % 4}")
    if index % 400 == 399:
        sheet.write(row, 13, "mới chuyển đến")
        sheet.write(row, column, "không rõ")  # a bad row: no birth date


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
