"""Files as they come: which rows are children, which are titles, headers, dividers, totals, signatures."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from children.importing import cells
from children.importing.reading import read_file
from tests.children.spreadsheets import HEADER, csv, listed, ods, ole, saved, xls, xlsx, zipped
from vietnamese.errors import Unreadable

AN = (1, "Lê An", "5/9/2015", "Nam")


def table_of(data: bytes):
    (table,) = read_file(data).tables
    return table


def names_of(data: bytes) -> list[str]:
    table = table_of(data)
    column = table.fields.index("full_name")
    return [line.cells[column] for line in table.lines]


# --- Header ----------------------------------------------------------------------------------
def test_title_rows_stand_above_the_header():
    rows = [["UBND PHƯỜNG", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], [], ["DANH SÁCH TRẺ EM"], [], HEADER[:4], AN]
    table = table_of(xlsx(("DS", rows)))
    assert (table.header_rows, [line.number for line in table.lines]) == ((5, 5), [6])


def test_a_header_of_two_rows_with_merged_cells():
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", None, "Dân tộc"],
        [None, None, "Nam", "Nữ", None],
        [1, "Lê An", "5/9/2015"],
    ]
    table = table_of(xlsx(("DS", rows), merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2"]))
    assert table.headers[2:4] == [("Ngày sinh", "Nam"), ("Ngày sinh", "Nữ")]
    assert table.fields == ["ordinal", "full_name", "male", "female", "ethnic_group"]
    assert len(table.lines) == 1


def test_the_same_header_where_the_file_does_not_tell_merged_cells():
    rows = [["STT", "Họ và tên", "Ngày sinh"], [None, None, "Nam", "Nữ"], ["1", "Lê An", "5/9/2015"]]
    table = table_of(ods("DS", rows))
    assert table.fields == ["ordinal", "full_name", "male", "female"]


def test_a_header_of_three_rows_over_parents():
    rows = [
        ["STT", "Họ và tên", "Gia đình", None, None, None],
        [None, None, "Cha", None, "Mẹ", None],
        [None, None, "Họ tên", "Năm sinh", "Họ tên", "Năm sinh"],
        [1, "Lê An", "Lê Tấn", 1985, "Trần Chi", 1988],
    ]
    table = table_of(xlsx(("DS", rows), merged=["C1:F1", "C2:D2", "E2:F2"]))
    assert table.header_rows == (1, 3)
    assert table.fields == ["ordinal", "full_name", "father", "father_year", "mother", "mother_year"]


def test_line_breaks_in_a_header_cell():
    assert table_of(xlsx(("DS", [["Họ\nvà tên", "Ngày tháng\nnăm sinh"], ["Lê An", "2015"]]))).fields == [
        "full_name",
        "birth",
    ]


def test_a_row_of_column_numbers_is_no_child():
    assert names_of(listed(("(1)", "(2)", "(3)", "(4)"), AN, header=HEADER[:4])) == ["Lê An"]
    assert names_of(listed((1, 2, 3, 4), AN, header=HEADER[:4])) == ["Lê An"]


def test_a_header_printed_on_each_page_is_no_child():
    table = table_of(listed(AN, HEADER[:4], (2, "Lê Bình", "2016", "Nam"), header=HEADER[:4]))
    assert len(table.lines) == 2
    assert "Bỏ 1 dòng lặp lại tiêu đề" in table.notes


def test_a_file_without_a_header_says_what_is_missing():
    with pytest.raises(Unreadable, match="Không thấy dòng tiêu đề có cột “Họ và tên”"):
        read_file(xlsx(("DS", [AN, AN])))


def test_family_name_and_given_name_under_one_merged_header():
    rows = [["STT", "Họ và tên", None, "Ngày sinh"], [1, "Lê Thị", "An", "2015"]]
    table = table_of(xlsx(("DS", rows), merged=["B1:C1"]))
    assert table.fields == ["ordinal", "family_name", "given_name", "birth"]


# --- Body ------------------------------------------------------------------------------------
@pytest.mark.parametrize("divider", ["TỔ DÂN PHỐ SỐ 07", "Tổ 7", "TDP 7 (45 trẻ)", "I. Tổ 7"])
def test_a_dividing_row_names_the_neighbourhood_of_the_rows_below(divider):
    lines = table_of(listed((None, divider), AN, (None, "Tổ 12"), AN, header=HEADER[:4])).lines
    assert [line.under["neighbourhood"] for line in lines] == ["7", "12"]


def test_the_sheets_name_tells_the_neighbourhood():
    data = xlsx(("Tổ 7", [HEADER[:4], AN]), ("TDP 12", [HEADER[:4], AN]))
    tables = read_file(data).tables
    assert [table.lines[0].under["neighbourhood"] for table in tables] == ["7", "12"]


def test_the_title_tells_neighbourhood_and_school():
    rows = [["TRƯỜNG THCS ÁNH DƯƠNG"], ["DANH SÁCH TRẺ EM TỔ DÂN PHỐ SỐ 7"], HEADER[:4], AN]
    under = table_of(xlsx(("Sheet1", rows))).lines[0].under
    assert under == {"neighbourhood": "7", "school": "TRƯỜNG THCS ÁNH DƯƠNG"}


def test_a_dividing_row_names_the_class():
    assert table_of(listed(("Lớp: 8A2",), AN, header=HEADER[:4])).lines[0].under["class_name"] == "8A2"


def test_totals_and_signatures_are_left_out():
    foot = [
        ("Tổng cộng:", 2),
        (),
        (None, None, None, "Cẩm Thành, ngày 20 tháng 11 năm 2026"),
        (None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"),
        (),
        (None, "Lê Thị Lan", None, "Trần Quốc Duy"),
    ]
    table = table_of(listed(AN, AN, *foot, header=HEADER[:4]))
    assert len(table.lines) == 2
    assert "Bỏ 4 dòng cuối: tổng cộng, chữ ký" in table.notes


@pytest.mark.parametrize(
    "name", ["Tống Thị Bình", "Tòng Văn Cường", "Công Tằng Tôn Nữ Hoa", "TONG THI BINH", "Tong Cong Minh"]
)
def test_a_family_name_is_no_total(name):
    """Numbered by a number, the name is the first text of its row."""
    rows = [AN, (2, name, "1/1/2016", "Nữ"), AN, (4, name, "2/2/2016")]
    assert names_of(listed(*rows, header=HEADER[:4])) == ["Lê An", name, "Lê An", name]


@pytest.mark.parametrize(
    "total", ["Tổng cộng", "TỔNG SỐ: 12", "Cộng tổ 7", "Toàn phường", "Tong cong", "CONG TO 7", "tong so"]
)
def test_a_total_is_told_with_marks_and_without(total):
    assert names_of(listed(AN, (total, None, 12, 3), AN, header=HEADER[:4])) == ["Lê An", "Lê An"]


def test_a_total_between_two_neighbourhoods_is_left_out():
    assert len(table_of(listed(AN, ("Cộng tổ 7", 1), (None, "Tổ 12"), AN, header=HEADER[:4])).lines) == 2


def test_empty_rows_do_not_count_but_keep_the_numbers():
    assert [line.number for line in table_of(listed(AN, (), (), AN, header=HEADER[:4])).lines] == [2, 5]


def test_hidden_rows_are_read_and_hidden_sheets_are_not():
    book = openpyxl.Workbook()
    book.active.append(HEADER[:4])
    book.active.append(AN)
    book.active.row_dimensions[2].hidden = True
    hidden = book.create_sheet("Năm cũ")
    hidden.sheet_state = "hidden"
    hidden.append(HEADER[:4])
    reading = read_file(saved(book))
    assert reading.lines == 1
    assert "Bảng ẩn “Năm cũ” không đọc." in reading.notes


def test_a_sheet_without_a_list_is_named():
    reading = read_file(xlsx(("Bìa", [["Báo cáo năm 2026"]]), ("DS", [HEADER[:4], AN])))
    assert "Bảng “Bìa” không có cột “Họ và tên” nên không đọc." in reading.notes


def test_a_formula_gives_the_value_excel_last_saw_and_none_if_it_saw_none():
    book = openpyxl.Workbook()
    book.active.append(["Họ và tên", "Ngày sinh", "Lớp"])
    book.active.append(["Lê An", "2015", '="8"&"A2"'])  # never opened in Excel: no value in the file
    assert table_of(saved(book)).lines[0].cells == ["Lê An", "2015"]


# --- Encodings -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "font"),
    [
        (("NguyÔn ThÞ Hoµ", "TrÇn V¨n S¸u"), "TCVN3"),
        (("Nguyeãn Thò Hoaø", "Traàn Vaên Saùu"), "VNI"),
    ],
)
def test_old_fonts_become_unicode(typed, font):
    reading = read_file(listed((typed[0], "2015"), (typed[1], "2016"), header=("Họ và tên", "Ngày sinh")))
    assert [line.cells[0] for line in reading.tables[0].lines] == ["Nguyễn Thị Hoà", "Trần Văn Sáu"]
    assert font in reading.notes[0]


def test_a_whole_file_in_an_old_font_with_its_header():
    rows = [("Hä vµ tªn", "Ngµy sinh", "D©n téc"), ("NguyÔn ThÞ Hoµ", "2015", "Kinh"), ("Lª TÊn", "2016", "Kinh")]
    assert table_of(xlsx(("Tæ 7", rows))).fields == ["full_name", "birth", "ethnic_group"]


def test_rows_of_an_old_font_between_others_are_told_by_their_row():
    """“Lê An” is a name in Unicode and would be “Lờ An” in TCVN3; “Tó” is “Tú” there."""
    rows = [("Lê An", "Trần Thị Chi"), ("Tó", "NguyÔn ThÞ Hoµ"), ("Võ An", "Lê"), ("Hồ Văn Ba", "Đỗ Thị Bốn")]
    reading = read_file(listed(*rows, header=("Họ và tên", "Họ tên mẹ")))
    assert [line.cells for line in reading.tables[0].lines] == [
        ["Lê An", "Trần Thị Chi"],
        ["Tú", "Nguyễn Thị Hoà"],
        ["Võ An", "Lê"],
        ["Hồ Văn Ba", "Đỗ Thị Bốn"],
    ]
    assert reading.notes == ["Phông TCVN3 (.VnTime) đổi sang Unicode: “Tó” → “Tú”"]


def test_letters_of_a_mac_are_put_together():
    assert names_of(listed(("Nguye\u0302\u0303n Ho\u0300a", "2015"), header=("Họ và tên", "Ngày sinh"))) == [
        "Nguyễn Hòa"
    ]


# --- Kinds of files --------------------------------------------------------------------------
ROWS = [["Họ và tên", "Ngày sinh", "Tổ"], ["Lê Thị Ân", "5/9/2015", "7"]]


@pytest.mark.parametrize(
    "data",
    [
        xlsx(("DS", ROWS)),
        xls("DS", ROWS),
        ods("DS", ROWS),
        csv(*ROWS),
        csv(*ROWS, comma=","),
        csv(*ROWS, comma="\t", encoding="utf-16"),
        csv(*ROWS, encoding="utf-8"),
    ],
    ids=["xlsx", "xls", "ods", "csv", "csv with commas", "unicode text of Excel", "csv without mark"],
)
def test_every_kind_gives_the_same_list(data):
    table = table_of(data)
    assert table.fields == ["full_name", "birth", "neighbourhood"]
    assert table.lines[0].cells == ["Lê Thị Ân", "5/9/2015", "7"]


def test_csv_in_the_windows_encoding_of_vietnam():
    """Excel in Vietnam saves CSV so: ê with dot below is e with circumflex and a mark of its own."""
    rows = [["Hò tên", "Ngày sinh"], ["Trâ\u0300n Nhâ\u0323t Lê\u0323", "2015"], ["Tô\u0301 Hiê\u0323p", "2016"]]
    data = csv(["Ho\u0323 va\u0300 tên", "Nga\u0300y sinh"], *rows[1:], encoding="cp1258")
    assert names_of(data) == ["Trần Nhật Lệ", "Tố Hiệp"]


def test_dates_counted_from_1904():
    data = xlsx(
        ("DS", [["Họ và tên", "Ngày sinh"], ["Lê An", datetime.date(2015, 9, 5)], ["Lê Bình", 40790]]), epoch_1904=True
    )
    reading = read_file(data)
    assert reading.epoch_1904
    assert reading.tables[0].lines[0].cells[1] == datetime.date(2015, 9, 5)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (ole(EncryptionInfo=b"x", EncryptedPackage=b"y"), "Tệp có mật khẩu"),
        (b"%PDF-1.7 danh s\xc3\xa1ch", "không phải bảng tính"),
        (zipped({"word/document.xml": "<w/>"}), "không phải bảng tính"),
        (listed(AN)[:2000], "bị hỏng"),
        (xls("DS", [AN])[:1500], "bị hỏng"),
        (ole(WordDocument=b"x"), "không phải bảng tính"),
        (b"<html><table><tr><td>STT</td></tr></table></html>", "trang web"),
        (b"", "không phải bảng tính"),
        (b"\x00\x01\x02" * 100, "không phải bảng tính"),
        (b"x" * (20 * 1024 * 1024 + 1), "lớn hơn 20 MB"),
        ("Danh sách trẻ em tổ 7\nLê An, sinh 2015".encode(), "văn bản thuần, không phải bảng Excel"),
    ],
    ids=[
        "locked",
        "pdf",
        "word",
        "half a file",
        "half an old file",
        "old word",
        "web page",
        "empty",
        "binary",
        "large",
        "text",
    ],
)
def test_what_cannot_be_read_says_what_to_do(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read_file(data)


def _sheet_xml(rows: str) -> bytes:
    """A workbook whose one sheet is this XML."""
    with zipfile.ZipFile(io.BytesIO(xlsx(("DS", [["x"]])))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return zipped(files | {"xl/worksheets/sheet1.xml": f"{head}{rows}</sheetData></worksheet>"})


def test_a_cell_far_away_does_not_fill_the_memory():
    """One forgotten cell in the last row and column makes a sheet of 17 thousand million cells."""
    cell = '<row r="{0}"><c r="{1}" t="inlineStr"><is><t>x</t></is></c></row>'
    with pytest.raises(Unreadable, match="ô nằm rất xa bảng"):
        read_file(_sheet_xml(cell.format(1, "A1") + cell.format(1048576, "XFD1048576")))


def test_a_small_file_that_unpacks_to_a_huge_cell_is_stopped():
    bomb = _sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "x" * 40_000_000 + "</t></is></c></row>")
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable, match="quá lớn"):
        read_file(bomb)


def test_more_rows_than_one_file_may_have(monkeypatch):
    monkeypatch.setattr("children.importing.reading.MOST_ROWS", 2)
    with pytest.raises(Unreadable, match=r"hơn 100\.000 dòng"):
        read_file(listed(AN, AN, AN))


def test_the_child_process_keeps_nothing(tmp_path, monkeypatch):
    """Names must not stay in a dump or a temporary file."""
    monkeypatch.chdir(tmp_path)
    cells.read_cells(listed(AN))
    assert list(tmp_path.iterdir()) == []
