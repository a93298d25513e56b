"""A ward's whole list in one workbook, with every trap somewhere, and what must become of each row."""

import datetime
import io
import random
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

import xlsxwriter

from tests.children.spreadsheets import personal_id
from tests.vietnamese.old_fonts import in_tcvn3
from vietnamese.names import search_key, title_case

FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLE_NAMES = ("Thị", "Văn", "Gia", "Minh", "Thanh", "Ngọc", "Bảo", "Hoàng", "Quỳnh", "Đức", "Anh", "Thùy", "Hữu")
GIVEN_NAMES = ("An", "Bình", "Chi", "Dũng", "Giang", "Hân", "Khoa", "Lâm", "My", "Nam", "Phúc", "Quân", "Thư", "Vy")
PARENTS_NAMES = ("Ba", "Bốn", "Cúc", "Đào", "Hường", "Liên", "Lộc", "Mai", "Sáu", "Tám", "Thanh", "Tín", "Tuyết", "Út")
STREETS = ("Lê Trung Đình", "Trần Phú", "Phan Bội Châu", "Nguyễn Nghiêm", "Hùng Vương")

UPPER = (
    *("STT", "Họ và tên", "Ngày tháng\nnăm sinh", None, "Dân tộc", "Số ĐDCN", "Họ tên cha, NS", "Họ tên mẹ"),
    *("Người nuôi dưỡng", "Chủ hộ", "Địa chỉ", "HN", "HCN", "Hoàn cảnh", "Khuyết tật", "Thẻ BHYT"),
    *("Đang học (trường, lớp)", "Cư trú", "Ghi chú"),
)
MARKED = ("STT", "HỌ VÀ TÊN", "Nam (x)", "Nữ (x)", "Ngày sinh", "Số định danh", "Mẹ", "TDP", "Ghi chú")

# What is wrong with a row: the cells that replace its own, and the sentence the person reads.
BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"birth": "không rõ"}, "Chưa có ngày sinh. Ghi ít nhất năm sinh."),
    ({"birth": "31/9/2015"}, "Ngày 31 không có: tháng 09/2015 chỉ có 30 ngày."),
    ({"birth": "9/15/2015"}, "Tháng 15 không có. Có phải 15/09/2015?"),
    (
        {"birth": "mùa hè"},
        "Không đọc được ngày “mùa hè”. Ghi như 05/09/2015, 09/2015, 2015 hoặc khoảng 9 tuổi.",
    ),
    ({"birth": "1/1/2030"}, "01/01/2030 ở sau ngày 23/11/2026. Kiểm tra lại năm."),
    ({"birth": "1/1/1990"}, "Sinh 01/01/1990 thì đã đủ 18 tuổi. Kiểm tra lại năm sinh."),
    ({"other_sex": "x"}, "Dòng ghi cả nam và nữ. Giữ một ô, bỏ ô kia."),
    ({"name": "Nguyễn Văn 5"}, "Họ và tên có chữ số. Sửa lại họ và tên."),
    ({"name": None}, "Chưa có họ và tên. Ghi thêm rồi nhập lại dòng này."),
    (
        {"id": "5,1215E+10"},
        "Excel đã đổi số định danh thành dạng rút gọn và làm mất chữ số. Chép lại số từ giấy tờ.",
    ),
    ({"id": "0512150002170"}, "Số định danh có 13 chữ số, phải có 12. Kiểm tra lại với giấy tờ."),
    (
        {"id": "05121500021X"},
        "Số định danh có ký tự “X”, chỉ được có chữ số. Kiểm tra lại với giấy tờ.",
    ),
    ({"id": 212345678}, "Số có 9 chữ số là số chứng minh nhân dân cũ. Ghi số định danh có 12 chữ số."),
    ({"address": "12 Lê Lợi, tổ 99"}, "Không có tổ dân phố “99”. Phường có: TDP 7, TDP 12. Sửa lại rồi nhập."),
    (
        {"residence": "đã chuyển đi"},
        "Trẻ không có trong sổ mà tệp ghi đã chuyển đi hoặc đã mất: không ghi trẻ mới.",
    ),
)
NOWHERE = "Không biết trẻ mới ở tổ dân phố nào. Ghi thêm cột tổ dân phố, hoặc “tổ …” trong địa chỉ."
Place = tuple[str, int]  # sheet and row, as Excel counts


@dataclass(frozen=True)
class Expected:
    """A good row in the register."""

    name: str
    birth: str
    sex: str
    personal_id: str
    neighbourhood: int


@dataclass
class BigList:
    """`data` is the workbook; `good`, `bad` and `repeated` tell what its rows are."""

    count: int = 4_000
    neighbourhoods: tuple[int, int] = (7, 12)
    seed: int = 1
    good: dict[Place, Expected] = field(default_factory=dict)
    bad: dict[Place, str] = field(default_factory=dict)
    repeated: dict[Place, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.names: set[str] = set()
        self.made = 0
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            self.day = book.add_format({"num_format": "dd/mm/yyyy"})
            book.add_worksheet("Bìa").write("A1", "Kèm theo Báo cáo của UBND phường")
            second = self.neighbourhoods[1]
            self._divided(book.add_worksheet("DS trẻ em 2026"), self.count * 3 // 4)
            self._plain(book.add_worksheet(f"Tổ {second}"), self.count - self.count * 3 // 4 - 20)
            self._marked(book.add_worksheet("Bổ sung"), 20)
            hidden = book.add_worksheet("Năm 2024")
            hidden.write_row(0, 0, ["Họ và tên", "Ngày sinh"])
            hidden.write_row(1, 0, ["Nguyễn Văn Cũ", "2012"])
            hidden.hide()
        self.data = out.getvalue()

    # --- Sheets
    def _divided(self, sheet, count: int) -> None:
        """Neighbourhoods as dividing rows, the header again on each page, totals, blank rows, a footer."""
        sheet.merge_range("A1:S1", "UBND PHƯỜNG CẨM THÀNH")
        sheet.merge_range("A2:S2", "DANH SÁCH TRẺ EM DƯỚI 16 TUỔI NĂM 2026")
        self._header(sheet, 3)
        sheet.write_row(5, 0, [f"({number})" for number in range(1, len(UPPER) + 1)])
        row = 6
        for number, share in zip(self.neighbourhoods, (count * 2 // 3, count - count * 2 // 3), strict=True):
            sheet.write(row, 1, f"TỔ DÂN PHỐ SỐ {number:02}")
            row += 1
            for index in range(share):
                row = self._child(sheet, row, number)
                if index % 500 == 499:
                    sheet.write_row(row + 1, 0, UPPER)  # after a blank row
                    sheet.write_row(row + 2, 2, ["Nam", "Nữ"])
                    row += 3
            sheet.write(row, 1, f"Cộng tổ {number}")
            sheet.write(row, 2, share)
            row += 1
        self._footer(sheet, row, count)

    def _plain(self, sheet, count: int) -> None:
        """The sheet's name tells the neighbourhood; no merged cells."""
        sheet.write_row(0, 0, UPPER)
        sheet.write_row(1, 2, ["Nam", "Nữ"])
        row = 2
        for _ in range(count):
            row = self._child(sheet, row, self.neighbourhoods[1])

    def _marked(self, sheet, count: int) -> None:
        """Sex as x marks; each row names its neighbourhood, and the last one none."""
        sheet.write_row(0, 0, MARKED)
        for row in range(1, count + 1):
            child = self._next_child() | {"is_born": None}
            number = self.neighbourhoods[row % 2] if row < count else None
            marks = ["x", None] if child["sex"] == "male" else [None, "X"]
            mother = in_tcvn3(child["mother"]) if "font" in child else child["mother"]
            sheet.write_row(row, 0, [row, child["name"], *marks, f"{child['day']:%d.%m.%y}"])
            sheet.write_row(row, 5, [child["id"], mother, f"TDP so {number:02}" if number else "-"])
            if number:
                self._is_good(sheet, row, child, number)
            else:
                self.bad[sheet.get_name(), row + 1] = NOWHERE

    @staticmethod
    def _header(sheet, row: int) -> None:
        for column, words in enumerate(UPPER):
            if words and column != 2:
                sheet.merge_range(row, column, row + 1, column, words)
        sheet.merge_range(row, 2, row, 3, UPPER[2])
        sheet.write_row(row + 1, 2, ["Nam", "Nữ"])

    @staticmethod
    def _footer(sheet, row: int, count: int) -> None:
        sheet.write(row, 1, "Tổng cộng")
        sheet.write(row, 2, count)
        sheet.write(row + 2, 7, "Cẩm Thành, ngày 20 tháng 11 năm 2026")
        sheet.write(row + 3, 1, "NGƯỜI LẬP BIỂU")
        sheet.write(row + 3, 7, "CHỦ TỊCH")
        sheet.write(row + 6, 1, "Lê Thị Lan")
        sheet.write(row + 6, 7, "Trần Quốc Duy")

    # --- Rows
    def _child(self, sheet, row: int, number: int) -> int:
        """Write the next child, and whatever goes wrong with it. The row after it."""
        child = self._next_child()
        place = (sheet.get_name(), row + 1)
        every = max(4, self.count // 60)
        if self.made % every == 0:
            changes, self.bad[place] = BAD[self.made // every % len(BAD)]
            self._write(sheet, row, child | {"id": None} | changes)
            return row + 1
        self._write(sheet, row, child)
        self._is_good(sheet, row, child, number)
        if self.made % every == 1:
            self._write(sheet, row + 1, child)
            self.repeated[sheet.get_name(), row + 2] = f"Trùng dòng {row + 1} bảng “{place[0]}”, chỉ nhập một lần"
            return row + 2
        if self.made % every == 2 and child["id"]:
            self._write(sheet, row + 1, child | {"mother": "Người Khác"})
            self.bad[sheet.get_name(), row + 2] = (
                f"Trùng dòng {row + 1} bảng “{place[0]}” (cùng số định danh) nhưng ghi khác. Giữ một dòng rồi nhập lại."
            )
            return row + 2
        return row + 1

    def _is_good(self, sheet, row: int, child: dict, number: int) -> None:
        birth = child.get("is_born") or child["day"].isoformat()
        self.good[sheet.get_name(), row + 1] = Expected(
            child["is_called"], birth, child["sex"], child["number"], number
        )

    def _next_child(self) -> dict[str, Any]:
        """Two children to a household. Names differ by every letter, so that no two rows are alike by chance."""
        chance, index = self.chance, self.made
        self.made += 1
        if index % 2 == 0:
            self.home = self._household(index)
        sex = chance.choice(("male", "female"))
        day = datetime.date(2011, 1, 1) + datetime.timedelta(days=chance.randrange(5_700))
        number = "" if index % 5 == 4 else personal_id(self.seed % 90 * 10_000 + index, day, sex)
        child = {
            **self.home,
            "index": index,
            "sex": sex,
            "day": day,
            "number": number,
            "class": f"{1 + index % 9}A{1 + index % 4}",
        }
        child |= self._written_name(index) | self._written_birth(index, day)
        return child | {"id": self._written_id(index, number)}

    def _household(self, index: int) -> dict[str, Any]:
        chance = self.chance
        family = chance.choice(FAMILY_NAMES)
        father = f"{family} Văn {chance.choice(PARENTS_NAMES)}"
        mother = f"{chance.choice(FAMILY_NAMES)} Thị {chance.choice(PARENTS_NAMES)}"
        return {
            "family": family,
            "father": father + (f", {1980 + index % 15}", f" {70 + index % 25}", " (chết)", "")[index // 2 % 4],
            "mother": mother,
            "carer": f"Bà nội: {chance.choice(FAMILY_NAMES)} Thị {chance.choice(PARENTS_NAMES)}"
            if index % 8 == 0
            else "-",
            "head": father,
            "address": f"{index // 2 + 1}/4 {STREETS[index % 5]}, phường Cẩm Thành",
            "poor": "x" if index % 20 == 0 else None,
            "near_poor": "v" if index % 20 == 10 else None,
        }

    def _written_name(self, index: int) -> dict[str, str]:
        """As the list writes the name, and as the register keeps it."""
        chance = self.chance
        while True:
            middle = f"{chance.choice(MIDDLE_NAMES)} {chance.choice(MIDDLE_NAMES)}"
            name = f"{self.home['family']} {middle} {chance.choice(GIVEN_NAMES)}"
            if search_key(name) not in self.names:
                break
        self.names.add(search_key(name))
        if index % 9 == 0:
            return {"name": name.upper(), "is_called": name.upper()}
        if index % 11 == 0:
            return {"name": name.lower(), "is_called": title_case(name.lower())}
        if index % 7 == 0:
            return {"name": normalize("NFD", f" {name}  "), "is_called": name}
        if index % 13 == 0:
            return {"name": in_tcvn3(name), "is_called": name, "font": "TCVN3"}
        return {"name": name, "is_called": name}

    @staticmethod
    def _written_birth(index: int, day: datetime.date) -> dict[str, Any]:
        writings: tuple[dict[str, Any], ...] = (
            {"birth": day},
            {"birth": f"{day.day}/{day.month}/{day.year}"},
            {"birth": f"{day:%d.%m.%y}"},
            {"birth": (day - datetime.date(1899, 12, 30)).days},
            {"birth": day.isoformat()},
            {"birth": f"ngày {day.day} tháng {day.month} năm {day.year}"},
            {"birth": str((day - datetime.date(1899, 12, 30)).days)},
            {"birth": day.year, "is_born": str(day.year)},
            {"birth": f"{day.month}/{day.year}", "is_born": f"{day:%Y-%m}"},
        )
        return writings[index % len(writings)]

    @staticmethod
    def _written_id(index: int, number: str) -> Any:
        if not number:
            return None
        parted = f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}"
        return (int(number), parted, parted.replace(" ", "."), number.lstrip("0"), f"'{number}')")[index % 4]

    def _write(self, sheet, row: int, child: dict[str, Any]) -> None:
        """One row; a TCVN3 row is so in every cell."""
        as_typed = in_tcvn3 if "font" in child else lambda text: text
        sheet.write(row, 0, row)
        columns = {"male": (2, 3), "female": (3, 2)}[child["sex"]]
        if isinstance(child["birth"], datetime.date):
            sheet.write_datetime(row, columns[0], child["birth"], self.day)
        else:
            sheet.write(row, columns[0], child["birth"])
        sheet.write(row, columns[1], child.get("other_sex"))
        others = {
            1: "name",
            5: "id",
            6: "father",
            7: "mother",
            8: "carer",
            9: "head",
            10: "address",
            11: "poor",
            12: "near_poor",
            17: "residence",
        }
        index = child["index"]
        cells = {column: child.get(name) for column, name in others.items()} | {
            4: "Kinh",
            13: "nhiễm HIV" if index % 97 == 0 else "mồ côi cả cha và mẹ" if index % 101 == 0 else None,
            14: ("x", "vận động, nặng")[index % 2] if index % 50 == 0 else None,
            15: f"TE1 51 {1_000_000_000 + index}" if index % 3 == 0 else None,
            16: f"THCS Ánh Dương, lớp {child['class']}",
            18: "mới chuyển đến" if index % 40 == 0 else None,
        }
        for column, cell in cells.items():
            if cell is not None:
                written = as_typed(cell) if isinstance(cell, str) and column != 1 else cell
                sheet.write_string(row, column, written) if isinstance(written, str) else sheet.write(
                    row, column, written
                )
