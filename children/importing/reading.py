"""From the bytes of a file to tables of text: which kind of file, which old encoding, what was left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from children.importing.cells import Cell, NotReadable, Sheet, read_cells
from children.importing.tables import Mapped, Table, find_table, guess
from vietnamese.errors import Unreadable
from vietnamese.legacy_encodings import Encoding, recognise, to_unicode, usual_encoding
from vietnamese.names import normalise

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
WHY_NOT = {
    "locked": "Tệp có mật khẩu. Mở bằng Excel, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ), lưu lại rồi tải lên.",
    "kind": "Tệp không phải bảng tính. Tải lên tệp .xlsx, .xls, .ods hoặc .csv.",
    "web page": "Tệp là trang web mang đuôi của Excel. Mở bằng Excel, lưu lại dạng .xlsx rồi tải lên.",
    "text": "Tệp là văn bản thuần, không phải bảng Excel, và không có dòng tiêu đề với cột “Họ và tên”. "
    "Tải lên tệp .xlsx, hoặc tệp .csv có tên các cột ở dòng đầu.",
    "no header": "Không thấy dòng tiêu đề có cột “Họ và tên”. Ghi tên các cột ở đầu bảng, hoặc dùng mẫu danh sách.",
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


def read_file(data: bytes, mapped: Mapped = guess) -> Reading:
    """The tables of a list of children; `mapped` knows columns that a person has chosen.

    Raises `Unreadable` with a sentence for the person who sent the file.
    """
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
    tables = list(_tables(map(converter.sheet, book.sheets), notes, mapped))
    if not tables:
        raise Unreadable(WHY_NOT["text" if book.is_text else "no header"])
    return Reading(tables, book.epoch_1904, [*converter.notes, *notes])


def _tables(sheets: Iterable[Sheet], notes: list[str], mapped: Mapped) -> Iterator[Table]:
    for sheet in sheets:
        if not any(sheet.rows):
            continue
        table = find_table(sheet, mapped)
        if table is None:
            notes.append(f"Bảng “{sheet.name}” không có cột “Họ và tên” nên không đọc.")
        else:
            yield table


def _texts(sheets: list[Sheet]) -> Iterator[str]:
    """The distinct texts: what repeats in every row must not outvote the names."""
    return iter({cell for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str)})


class Converter:
    """Brings the text of a file to Unicode NFC without stray spaces, each distinct text once.

    Rows of several files may stand in one: what a cell does not show, the other cells of its row do, else the file.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.usual = usual_encoding(texts)
        self.shown: dict[str, Encoding | None] = {}
        self.known: dict[tuple[str, Encoding], str] = {}
        self.examples: dict[Encoding, tuple[str, str]] = {}

    def sheet(self, sheet: Sheet) -> Sheet:
        return Sheet(self._text(sheet.name, self.usual), [self._row(row) for row in sheet.rows], sheet.merged)

    def _row(self, row: list[Cell]) -> list[Cell]:
        shown = {self._shows(cell) for cell in row if isinstance(cell, str)} - {None}
        usual = (shown.pop() if len(shown) == 1 else None) or self.usual
        return [(self._text(cell, usual) or None) if isinstance(cell, str) else cell for cell in row]

    def _shows(self, text: str) -> Encoding | None:
        if text not in self.shown:
            self.shown[text] = recognise(text)
        return self.shown[text]

    def _text(self, text: str, usual: Encoding) -> str:
        if (text, usual) not in self.known:
            self.known[text, usual] = self._converted(text, usual)
        return self.known[text, usual]

    def _converted(self, text: str, usual: Encoding) -> str:
        """Line breaks inside a cell part two things and stay."""
        lines = text.splitlines()
        converted = [to_unicode(line, usual) for line in lines]
        if converted != [normalize("NFC", line) for line in lines]:
            self.examples.setdefault(self._shows(text) or usual, (text, converted[0]))
        return "\n".join(filter(None, map(normalise, converted)))

    @property
    def notes(self) -> list[str]:
        return [
            f"Phông {FONTS[font]} đổi sang Unicode: “{before}” → “{after}”"
            for font, (before, after) in self.examples.items()
            if font in FONTS
        ]
