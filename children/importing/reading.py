"""From the bytes of a file to tables of text: which kind of file, which old encoding, what was left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from children.importing.cells import Cell, NotReadable, Sheet, read_cells
from children.importing.tables import Table, find_table
from vietnamese.errors import Unreadable
from vietnamese.legacy_encodings import Encoding, to_unicode, usual_encoding
from vietnamese.names import normalise

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
WHY_NOT = {
    "locked": "Tệp có mật khẩu. Mở bằng Excel, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ), lưu lại rồi tải lên.",
    "kind": "Tệp không phải bảng tính. Tải lên tệp .xlsx, .xls, .ods hoặc .csv.",
    "web page": "Tệp là trang web mang đuôi của Excel. Mở bằng Excel, lưu lại dạng .xlsx rồi tải lên.",
    "broken": "Tệp bị hỏng, không đọc được. Mở bằng Excel, lưu lại dạng .xlsx rồi tải lên.",
    "large": "Tệp quá lớn, hoặc có ô nằm rất xa bảng. Chép riêng bảng danh sách sang tệp mới rồi tải lên.",
}
FONTS = {Encoding.TCVN3: "TCVN3 (.VnTime)", Encoding.VNI: "VNI"}


@dataclass(frozen=True)
class Reading:
    """What was found in a file. `notes` tell the person how it was read."""

    tables: list[Table]
    epoch_1904: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def lines(self) -> int:
        return sum(len(table.lines) for table in self.tables)


def read_file(data: bytes) -> Reading:
    """The tables of a list of children. Raises `Unreadable` with a sentence for the person who sent the file."""
    if len(data) > MOST_BYTES:
        raise Unreadable("Tệp lớn hơn 20 MB. Chia danh sách thành nhiều tệp, hoặc bỏ hình ảnh trong tệp.")
    try:
        book = read_cells(data)
    except NotReadable as problem:
        raise Unreadable(WHY_NOT[str(problem)]) from None
    if sum(len(sheet.rows) for sheet in book.sheets) > MOST_ROWS:
        raise Unreadable("Tệp có hơn 100.000 dòng. Chia danh sách thành nhiều tệp.")
    converter = Converter(_texts(book.sheets))
    notes = [f"Bảng ẩn “{name}” không đọc." for name in book.hidden]
    tables = list(_tables(map(converter.sheet, book.sheets), notes))
    if not tables:
        raise Unreadable(
            "Không thấy dòng tiêu đề có cột “Họ và tên”. Ghi tên các cột ở đầu bảng, hoặc dùng mẫu danh sách."
        )
    return Reading(tables, book.epoch_1904, [*converter.notes, *notes])


def _tables(sheets: Iterable[Sheet], notes: list[str]) -> Iterator[Table]:
    for sheet in sheets:
        if not any(sheet.rows):
            continue
        table = find_table(sheet)
        if table is None:
            notes.append(f"Bảng “{sheet.name}” không có cột “Họ và tên” nên không đọc.")
        else:
            yield table


def _texts(sheets: list[Sheet]) -> Iterator[str]:
    """The distinct texts: what repeats in every row must not outvote the names."""
    return iter({cell for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str)})


class Converter:
    """Brings the text of a file to Unicode NFC without stray spaces, each distinct text once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.usual = usual_encoding(texts)
        self.known: dict[str, str] = {}
        self.example: tuple[str, str] | None = None

    def sheet(self, sheet: Sheet) -> Sheet:
        rows = [[self.cell(cell) for cell in row] for row in sheet.rows]
        return Sheet(self.text(sheet.name), rows, sheet.merged)

    def cell(self, cell: Cell) -> Cell:
        return (self.text(cell) or None) if isinstance(cell, str) else cell

    def text(self, text: str) -> str:
        if text not in self.known:
            self.known[text] = self._converted(text)
        return self.known[text]

    def _converted(self, text: str) -> str:
        """Line breaks inside a cell part two things and stay."""
        lines = [to_unicode(line, self.usual) for line in text.splitlines()]
        if self.usual is not Encoding.UNICODE and lines != text.splitlines():
            self.example = self.example or (text, lines[0])
        return "\n".join(filter(None, map(normalise, lines)))

    @property
    def notes(self) -> list[str]:
        if self.usual is Encoding.UNICODE:
            return []
        shown = f": “{self.example[0]}” → “{self.example[1]}”" if self.example else ""
        return [f"Phông {FONTS[self.usual]} đổi sang Unicode{shown}"]
