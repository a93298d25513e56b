"""The files. Rows count from 1, as Excel shows them."""

import datetime
from unicodedata import normalize

from tests.children.spreadsheets import csv, ods, xls, xlsx
from tests.vietnamese.old_fonts import in_tcvn3, in_vni

ID = "051315000217"  # a girl born in 2015
KNOWN_ID = "051315000777"  # of one whom the police were asked about


def ward_list() -> bytes:
    """A ward's own list: letterhead, a title, a header of two rows with the birth in columns for boys and girls, the
    neighbourhoods as dividing rows, the header again on the next page, totals, the date, signatures.
    """
    head = [
        ["STT", "Họ và tên", "Ngày, tháng,\nnăm sinh", None, "Họ tên mẹ", "Địa chỉ", "HN", "HCN"],
        [None, None, "Nam", "Nữ", None, None, None, None],
    ]
    rows = [
        ["UBND PHƯỜNG NGUYỄN NGHIÊM", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["DANH SÁCH TRẺ EM DƯỚI 16 TUỔI NĂM 2026"],
        *head,
        [None, "TỔ DÂN PHỐ SỐ 7"],
        [1, "LÊ GIA HÂN", None, "14/3/2019", "Trần Thị Chi", "12 Trần Phú", "x"],
        [2, "Lê Gia Bảo", "2/2/2016", None, "Trần Thị Chi", "12 Trần Phú", None, "x"],
        ["Cộng tổ 7", 2],
        *head,
        [None, "TỔ DÂN PHỐ SỐ 12"],
        [3, "Võ Minh Khoa", datetime.date(2017, 5, 6), None, "Phạm Thị Lý", "3 Lê Lợi"],
        [4, "Võ Minh Khôi", "6/5/2017", "6/5/2017", "Phạm Thị Lý", "3 Lê Lợi"],
        ["Tổng cộng:", 4],
        [],
        [None, None, None, "Nguyễn Nghiêm, ngày 20 tháng 11 năm 2026"],
        [None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"],
        [None, "Lê Thị Lan", None, "Trần Quốc Duy"],
    ]
    return xlsx(("Sheet1", rows), merged=["A4:H4", "C5:D5"])


def sheet_for_each_neighbourhood() -> bytes:
    """The neighbourhood stands on the tab only; a sheet of figures and an empty one lie between."""
    head = ["TT", "HỌ TÊN TRẺ", "NĂM SINH", "GIỚI TÍNH"]
    return xlsx(
        ("TDP 7", [head, [1, "Nguyễn An", 2015, "Nữ"], [2, "Nguyễn Bình", 2016, "Nam"]]),
        ("Tổng hợp", [["Tổ", "Số trẻ"], [7, 2], [12, 1]]),
        ("Sheet2", []),
        ("TDP 12", [head, [1, "Trần Chi", "2017", "nữ"]]),
    )


def dates_in_every_writing() -> bytes:
    head = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Tổ"]
    births = [
        ("Lê Văn Một", "5/9/2015"),
        ("Lê Văn Hai", "05.09.15"),
        ("Lê Văn Ba", 42252),  # an Excel serial
        ("Lê Văn Bốn", "42252"),  # one that became text
        ("Lê Văn Năm", 2015),
        ("Lê Văn Sáu", "09/2015"),
        ("Lê Văn Bảy", "khoảng 9 tuổi"),
        ("Lê Văn Tám", datetime.datetime(2015, 9, 5, 7, 30)),
        ("Lê Văn Chín", "31/9/2015"),
        ("Lê Văn Mười", "9/15/2015"),
        ("Lê Văn Hậu", "5/9/2051"),
        ("Lê Văn Út", "29/2/2015"),
        ("Lê Văn Tư", "ngày 5 tháng 9 năm 2015"),
        ("Lê Văn Tánh", None),
    ]
    return xlsx(("DS", [head, *([number, name, birth, "Nam", 7] for number, (name, birth) in enumerate(births, 1))]))


def calendar_of_1904() -> bytes:
    """Made with an old Excel for Mac: 40790 is 05/09/2015 there, four years earlier here."""
    rows = [["Họ và tên", "Ngày sinh", "Giới tính", "TDP"], ["Lê An", datetime.date(2015, 9, 5), "Nữ", 7]]
    return xlsx(("DS", [*rows, ["Lê Bình", 40790, "Nam", 7]]), epoch_1904=True)


def numbers_that_excel_ate() -> bytes:
    head = ["Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "TDP"]
    born = ("5/9/2015", "Nữ")
    return xlsx(
        (
            "DS",
            [
                head,
                ["Lê Thị Một", *born, ID, 7],
                ["Lê Thị Hai", *born, 51315000218, 7],  # a number: the zero in front is gone
                ["Lê Thị Ba", *born, "51315000219", 7],
                ["Lê Thị Bốn", *born, "051.315.000.220", 7],
                ["Lê Thị Năm", *born, "051 315 000 221 ", 7],
                ["Lê Thị Sáu", *born, "5,1315E+10", 7],
                ["Lê Thị Bảy", *born, "0513150002220", 7],
                ["Lê Thị Tám", *born, "212345678", 7],
                ["Lê Thị Chín", *born, "051215000223", 7],  # of a boy
                ["Lê Thị Mười", *born, ID, 7],  # the number of the first row
            ],
        )
    )


def typed_with_vntime() -> bytes:
    """TCVN3 from the header to the last row, saved as text with the mark of UTF-8."""
    rows = [
        ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Họ tên mẹ", "Tổ"),
        ("1", "Nguyễn Thị Hoà", "05/09/2015", "Nữ", "Trần Thị Thuý", "7"),
        ("2", "Đặng Văn Ước", "6/7/2014", "Nam", "Lê Thị Mỹ", "12"),
    ]
    return csv(*([in_tcvn3(cell) for cell in row] for row in rows))


def typed_with_vni_in_an_old_excel() -> bytes:
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Tổ"],
        [1, "Nguyễn Thị Hoà", "05/09/2015", "Nữ", 7],
        [2, "Trần Văn Sáu", "6/7/2014", "Nam", 12],
    ]
    return xls("DS", [[in_vni(cell) if isinstance(cell, str) else cell for cell in row] for row in rows])


def from_a_mac() -> bytes:
    """Letters and marks apart (NFD), commas, no mark of the encoding."""
    rows = [
        ("Họ và tên", "Ngày sinh", "Giới tính", "Tổ dân phố"),
        ("Nguyễn Thùy Linh", "5/9/2015", "Nữ", "Tổ 7"),
        ("Hoàng Đức Thuận", "2016", "Nam", "TDP số 12"),
    ]
    return csv(*([normalize("NFD", cell) for cell in row] for row in rows), encoding="utf-8", comma=",")


def saved_by_excel_in_vietnam() -> bytes:
    """Windows-1258: a letter and a combining mark where the code page has no letter."""
    rows = [
        ("Họ và tên", "Ngày sinh", "Giới tính", "Tổ"),
        ("Trần Nhật Lệ", "5/9/2015", "Nữ", "7"),
        ("Lý Tố Hiệp", "6/7/2014", "Nam", "12"),
    ]
    return csv(*([_for_1258(cell) for cell in row] for row in rows), encoding="cp1258")


def _for_1258(text: str) -> str:
    """Each letter as the code page has it: with its hat, the tone behind it."""
    return "".join(_letter_for_1258(char) for char in text)


def _letter_for_1258(char: str) -> str:
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        apart = normalize("NFD", char)
        tones = "".join(mark for mark in apart[1:] if mark in "\u0300\u0301\u0303\u0309\u0323")
        return normalize("NFC", "".join(mark for mark in apart if mark not in tones)) + tones
    return char


def marks_of_libreoffice() -> bytes:
    """ODS: a mark in the column of each group; “khuyết tật” without a degree; a group that no list may name."""
    head = ["TT", "Họ tên", "Ngày sinh", "Nam", "Nữ", "Mồ côi cha mẹ", "Khuyết tật", "Nhiễm HIV", "Tổ", "Chủ hộ", "HN"]
    return ods(
        "Hoàn cảnh đặc biệt",
        [
            head,
            [1, "Lê An", datetime.date(2015, 9, 5), None, "x", "x", None, None, 7, "Lê Tấn", "X"],
            [2, "Lê Bình", "6/7/2014", "x", None, None, "nặng", None, 7, "Lê Tấn", None],
            [3, "Lê Chi", "6/7/2013", None, "x", None, "x", None, 7, "Võ Ba", None],
            [4, "Lê Dung", "6/7/2012", None, "x", None, None, "x", 7, "Võ Tư", None],
            [5, "Lê Giang", "6/7/2011", "x", "x", None, None, None, 7, "Võ Năm", None],
        ],
    )


def names_and_dates_in_pieces() -> bytes:
    """A school's list in Excel 97: họ and tên, day, month and year apart, the class in a dividing row."""
    return xls(
        "Lop 8A2",
        [
            ["TRƯỜNG THCS ÁNH DƯƠNG"],
            ["STT", "Họ", "Tên", "Ngày", "Tháng", "Năm", "Giới", "Tổ"],
            ["Lớp: 8A2"],
            [1, "Lê Thị", "An", 5, 9, 2013, "Nữ", 7],
            [2, "Y", "Thơm", 6, 7, 2013, "Nữ", 12],
            [3, "Trần Văn", None, 7, 8, 2013, "Nam", 7],
            ["Lớp: 8A3"],
            [4, "Hồ Văn", "Út", None, None, 2013, "Nam", 7],
        ],
    )


def newborns_and_namesakes() -> bytes:
    """No name yet, twins, the same row twice, namesakes with different mothers, names of one word, in capitals."""
    head = ["Họ và tên", "Ngày sinh", "Giới tính", "Họ tên mẹ", "Tổ"]
    return xlsx(
        (
            "DS",
            [
                head,
                ["Con bà Nga", "1/11/2026", "Nữ", "Võ Thị Nga", 7],
                ["Trai", "2/11/2026", "Nam", "Võ Thị Lan", 7],
                ["PHẠM GIA AN", "3/4/2020", "Nam", "Võ Thị Hoa", 7],
                ["PHẠM GIA BẢO", "3/4/2020", "Nam", "Võ Thị Hoa", 7],
                ["Đinh Thị Mai", "5/6/2018", "Nữ", "Đinh Thị Xuân", 7],
                ["Đinh Thị Mai", "5/6/2018", "Nữ", "Đinh Thị Xuân", 7],
                ["Đinh Thị Mai", "5/6/2018", "Nữ", "Phạm Thị Na", 7],
                ["Blong", "7/8/2019", "Nam", None, 12],
                ["Nguyễn Văn 5", "7/8/2019", "Nam", None, 12],
                [None, "7/8/2019", "Nam", None, 12],
            ],
        )
    )


def returned_by_the_police() -> bytes:
    """Known children with their numbers: one agrees, one is new to the register, one has another, one is nobody's."""
    head = ["STT", "HỌ VÀ TÊN", "NGÀY SINH", "GIỚI TÍNH", "SỐ ĐỊNH DANH CÁ NHÂN", "NƠI Ở"]
    return xlsx(
        (
            "Cong an tra",
            [
                ["CÔNG AN PHƯỜNG"],
                ["KẾT QUẢ ĐỐI CHIẾU SỐ ĐỊNH DANH"],
                head,
                ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
                [1, "LÊ THỊ HÂN", "05/09/2015", "Nữ", KNOWN_ID, "Tổ 7"],
                [2, "LÊ THỊ HOA", "05/09/2015", "Nữ", "051315000300", "Tổ 7"],
                [3, "LÊ THỊ MAI", "05/09/2015", "Nữ", "051315000999", "Tổ 7"],
                [4, "PHAN MINH KHOA", "06/07/2014", "Nam", "051315000401", "Tổ 7"],
                [5, "VÕ BÌNH", "06/07/2014", "Nam", "051214000500", "Tổ 7"],
                [6, "LÊ THỊ NGA", "09/05/2015", "Nữ", None, "Tổ 7"],
            ],
        )
    )


def families_in_one_cell() -> bytes:
    """Both parents in a cell, years behind names, a dead father, a grandmother who cares, aliases of ethnic groups."""
    head = ["STT", "Họ và tên trẻ", "Sinh ngày", "Nam/Nữ", "Dân tộc", "Họ tên cha, mẹ", "Người nuôi dưỡng", "Địa chỉ"]
    return xlsx(
        (
            "DS",
            [
                head,
                [1, "Đinh Văn Rế", "5/9/2015", "Nam", "H'rê", "Cha: Đinh Ru (chết); Mẹ: Đinh Thị Na, 1988", None,
                 "5 Lê Lợi, tổ 7"],
                [2, "Phạm Thị Xuân", "6/7/2014", "Nữ", "kinh", "Phạm Ba - Lê Thị Tư 85", "Bà nội: Võ Thị Hoa",
                 "Tổ dân phố 12"],
                [3, "John Smith", "6/7/2016", "Nam", "Người Mỹ", None, None, "9 Hùng Vương, tổ 99"],
            ],
        )
    )  # fmt: skip
