"""Each of the ugly files, row by row: what was understood, what becomes of it, and what a person is told."""

import pytest

from children.models import Poverty
from tests.children.ugly import files
from vietnamese.partial_dates import PartialDate

# Row, outcome, name, birth, sex, neighbourhood, personal ID, and every sentence the person reads beside it.
Row = tuple[int, str, str, str, str, int | None, str, str]
EXPECTED: dict[str, list[Row]] = {
    "ward_list": [
        (8, "new", "LÊ GIA HÂN", "2019-03-14", "female", 7, "",
         "Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “Lê Gia Hân”. Không ghi được hộ "
         "nghèo, cận nghèo vì không biết chủ hộ. Ghi thêm cột chủ hộ."),
        (9, "new", "Lê Gia Bảo", "2016-02-02", "male", 7, "",
         "Không ghi được hộ nghèo, cận nghèo vì không biết chủ hộ. Ghi thêm cột chủ hộ."),
        (14, "new", "Võ Minh Khoa", "2017-05-06", "male", 12, "", ""),
        (15, "error", "Võ Minh Khôi", "2017-05-06", "female", 12, "", "Dòng ghi cả nam và nữ. Giữ một ô, bỏ ô kia."),
    ],
    "sheet_for_each_neighbourhood": [
        (2, "new", "Nguyễn An", "2015", "female", 7, "", ""),
        (3, "new", "Nguyễn Bình", "2016", "male", 7, "", ""),
        (2, "new", "Trần Chi", "2017", "female", 12, "", ""),
    ],
    "dates_in_every_writing": [
        (2, "new", "Lê Văn Một", "2015-09-05", "male", 7, "", ""),
        (3, "new", "Lê Văn Hai", "2015-09-05", "male", 7, "", ""),
        (4, "new", "Lê Văn Ba", "2015-09-05", "male", 7, "", ""),
        (5, "new", "Lê Văn Bốn", "2015-09-05", "male", 7, "", ""),
        (6, "new", "Lê Văn Năm", "2015", "male", 7, "", ""),
        (7, "new", "Lê Văn Sáu", "2015-09", "male", 7, "", ""),
        (8, "new", "Lê Văn Bảy", "2017~", "male", 7, "", ""),
        (9, "new", "Lê Văn Tám", "2015-09-05", "male", 7, "", ""),
        (10, "error", "Lê Văn Chín", "", "male", 7, "", "Ngày 31 không có: tháng 09/2015 chỉ có 30 ngày."),
        (11, "error", "Lê Văn Mười", "", "male", 7, "", "Tháng 15 không có. Có phải 15/09/2015?"),
        (12, "error", "Lê Văn Hậu", "", "male", 7, "", "05/09/2051 ở sau ngày 23/11/2026. Kiểm tra lại năm."),
        (13, "error", "Lê Văn Út", "", "male", 7, "", "Ngày 29 không có: tháng 02/2015 chỉ có 28 ngày."),
        (14, "new", "Lê Văn Tư", "2015-09-05", "male", 7, "", ""),
        (15, "error", "Lê Văn Tánh", "", "male", 7, "", "Chưa có ngày sinh. Ghi ít nhất năm sinh."),
    ],
    "calendar_of_1904": [
        (2, "new", "Lê An", "2015-09-05", "female", 7, "", ""),
        (3, "new", "Lê Bình", "2015-09-05", "male", 7, "", ""),
    ],
    "numbers_that_excel_ate": [
        (2, "new", "Lê Thị Một", "2015-09-05", "female", 7, "051315000217", ""),
        (3, "new", "Lê Thị Hai", "2015-09-05", "female", 7, "051315000218",
         "Số định danh thiếu số 0 đầu (Excel làm mất), đã thêm: 051 315 000 218."),
        (4, "new", "Lê Thị Ba", "2015-09-05", "female", 7, "051315000219",
         "Số định danh thiếu số 0 đầu (Excel làm mất), đã thêm: 051 315 000 219."),
        (5, "new", "Lê Thị Bốn", "2015-09-05", "female", 7, "051315000220", ""),
        (6, "new", "Lê Thị Năm", "2015-09-05", "female", 7, "051315000221", ""),
        (7, "error", "Lê Thị Sáu", "2015-09-05", "female", 7, "",
         "Excel đã đổi số định danh thành dạng rút gọn và làm mất chữ số. Chép lại số từ giấy tờ."),
        (8, "error", "Lê Thị Bảy", "2015-09-05", "female", 7, "",
         "Số định danh có 13 chữ số, phải có 12. Kiểm tra lại với giấy tờ."),
        (9, "error", "Lê Thị Tám", "2015-09-05", "female", 7, "",
         "Số có 9 chữ số là số chứng minh nhân dân cũ. Ghi số định danh có 12 chữ số."),
        (10, "new", "Lê Thị Chín", "2015-09-05", "female", 7, "051215000223",
         "Chữ số thứ tư của số định danh là 2, cho biết giới tính nam, nhưng giới tính ghi nữ. Kiểm "
         "tra lại cả hai."),
        (11, "error", "Lê Thị Mười", "2015-09-05", "female", 7, "051315000217",
         "Trùng dòng 2 (cùng số định danh) nhưng ghi khác. Giữ một dòng rồi nhập lại."),
    ],
    "typed_with_vntime": [
        (2, "new", "Nguyễn Thị Hoà", "2015-09-05", "female", 7, "", ""),
        (3, "new", "Đặng Văn Ước", "2014-07-06", "male", 12, "", ""),
    ],
    "typed_with_vni_in_an_old_excel": [
        (2, "new", "Nguyễn Thị Hoà", "2015-09-05", "female", 7, "", ""),
        (3, "new", "Trần Văn Sáu", "2014-07-06", "male", 12, "", ""),
    ],
    "from_a_mac": [
        (2, "new", "Nguyễn Thùy Linh", "2015-09-05", "female", 7, "", ""),
        (3, "new", "Hoàng Đức Thuận", "2016", "male", 12, "", ""),
    ],
    "saved_by_excel_in_vietnam": [
        (2, "new", "Trần Nhật Lệ", "2015-09-05", "female", 7, "", ""),
        (3, "new", "Lý Tố Hiệp", "2014-07-06", "male", 12, "", ""),
    ],
    "marks_of_libreoffice": [
        (2, "new", "Lê An", "2015-09-05", "female", 7, "", ""),
        (3, "new", "Lê Bình", "2014-07-06", "male", 7, "", ""),
        (4, "new", "Lê Chi", "2013-07-06", "female", 7, "", ""),
        (5, "new", "Lê Dung", "2012-07-06", "female", 7, "",
         "Nhóm hoàn cảnh được bảo mật đặc biệt không nhập từ danh sách. Ghi trong hồ sơ bảo vệ của "
         "trẻ."),
        (6, "error", "Lê Giang", "2011-07-06", "female", 7, "", "Dòng ghi cả nam và nữ. Giữ một ô, bỏ ô kia."),
    ],
    "names_and_dates_in_pieces": [
        (4, "new", "Lê Thị An", "2013-09-05", "female", 7, "", ""),
        (5, "new", "Y Thơm", "2013-07-06", "female", 12, "", ""),
        (6, "new", "Trần Văn", "2013-08-07", "male", 7, "", ""),
        (8, "new", "Hồ Văn Út", "2013", "male", 7, "", ""),
    ],
    "newborns_and_namesakes": [
        (2, "new", "Con bà Nga", "2026-11-01", "female", 7, "", ""),
        (3, "new", "Trai", "2026-11-02", "male", 7, "", ""),
        (4, "new", "PHẠM GIA AN", "2020-04-03", "male", 7, "",
         "Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “Phạm Gia An”."),
        (5, "new", "PHẠM GIA BẢO", "2020-04-03", "male", 7, "",
         "Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “Phạm Gia Bảo”."),
        (6, "new", "Đinh Thị Mai", "2018-06-05", "female", 7, "", ""),
        (7, "identical", "Đinh Thị Mai", "2018-06-05", "female", 7, "", "Trùng dòng 6, chỉ nhập một lần"),
        (8, "new", "Đinh Thị Mai", "2018-06-05", "female", 7, "", ""),
        (9, "new", "Blong", "2019-08-07", "male", 12, "", ""),
        (10, "error", "Nguyễn Văn 5", "2019-08-07", "male", 12, "", "Họ và tên có chữ số. Sửa lại họ và tên."),
        (11, "error", "", "2019-08-07", "male", 12, "", "Chưa có họ và tên. Ghi thêm rồi nhập lại dòng này."),
    ],
    "returned_by_the_police": [
        (5, "identical", "LÊ THỊ HÂN", "2015-09-05", "female", 7, "051315000777",
         "Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “Lê Thị Hân”."),
        (6, "changed", "LÊ THỊ HOA", "2015-09-05", "female", 7, "051315000300",
         "Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “Lê Thị Hoa”."),
        (7, "decide", "LÊ THỊ MAI", "2015-09-05", "female", 7, "051315000999",
         "Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “Lê Thị Mai”. Cùng tên, cùng ngày "
         "sinh, khác số định danh"),
        (8, "decide", "PHAN MINH KHOA", "2014-07-06", "male", 7, "051315000401",
         "Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “Phan Minh Khoa”. Chữ số thứ tư của "
         "số định danh là 3, cho biết giới tính nữ, nhưng giới tính ghi nam. Kiểm tra lại cả hai. Số "
         "định danh chỉ năm sinh 2015, nhưng ngày sinh ghi năm 2014. Kiểm tra lại cả hai. Cùng số định "
         "danh, khác tên: có thể số định danh ghi nhầm"),
        (9, "new", "VÕ BÌNH", "2014-07-06", "male", 7, "051214000500",
         "Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “Võ Bình”."),
        (10, "decide", "LÊ THỊ NGA", "2015-05-09", "female", 7, "",
         "Tên viết hoa toàn bộ, ghi đúng như tệp. Có thể sửa thành “Lê Thị Nga”. Cùng tên, có thể ngày "
         "và tháng sinh đổi chỗ"),
    ],
    "families_in_one_cell": [
        (2, "new", "Đinh Văn Rế", "2015-09-05", "male", 7, "", ""),
        (3, "new", "Phạm Thị Xuân", "2014-07-06", "female", 12, "", ""),
        (4, "error", "John Smith", "2016-07-06", "male", None, "",
         "Dân tộc “Người Mỹ” không có trong danh mục nên để trống. Sửa lại cách ghi. Không có tổ dân "
         "phố “99”. Phường có: TDP 7, TDP 12. Sửa lại rồi nhập."),
    ],
}  # fmt: skip
BORN = PartialDate(2015, 9, 5)


@pytest.fixture
def preview(importer, ward, at):
    """What the importer makes of one of the files; in the register are the children the police were asked about."""
    numbers = {ward["tdp7"].pk: 7, ward["tdp12"].pk: 12}

    def read(name: str) -> tuple[list, list[Row]]:
        with at("2026-11-23 09:00"):
            rows = importer.preview(getattr(files, name)())
        return rows, [
            (
                row.number, row.outcome, row.says.full_name, row.says.birth.isoformat() if row.says.birth else "",
                row.says.sex, numbers.get(row.says.neighbourhood), row.says.personal_id, row.why,
            )
            for row in rows
        ]  # fmt: skip

    return read


@pytest.fixture
def asked_about(child_of):
    """Whom the police were asked about."""
    child_of(full_name="Lê Thị Hân", birth=BORN, personal_id=files.KNOWN_ID)
    child_of(full_name="Lê Thị Hoa", birth=BORN)
    child_of(full_name="Lê Thị Mai", birth=BORN, personal_id="051315000301")
    child_of(full_name="Lê Thị Bích", birth=BORN, personal_id="051315000401")
    child_of(full_name="Lê Thị Nga", birth=BORN)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_row_becomes_what_it_should(preview, request, name):
    if name == "returned_by_the_police":
        request.getfixturevalue("asked_about")
    _, found = preview(name)
    assert found == EXPECTED[name]


def test_every_file_is_looked_at():
    made = {name for name, each in vars(files).items() if getattr(each, "__module__", "") == files.__name__}
    assert {name for name in made if not name.startswith("_")} == set(EXPECTED)
    assert len(EXPECTED) >= 12


# --- What a row says beside name and birth
def test_marks_for_boys_and_girls_and_poor_households(preview):
    rows, _ = preview("ward_list")
    assert [row.says.poverty for row in rows[:2]] == [Poverty.POOR, Poverty.NEAR_POOR]
    assert rows[0].says.people["mother"].full_name == "Trần Thị Chi"


def test_groups_by_their_columns_and_none_that_is_secret(preview):
    rows, _ = preview("marks_of_libreoffice")
    assert [row.says.groups for row in rows] == [{"G01": ""}, {"G04": "G04.2"}, {"G04": ""}, {}, {}]
    assert [row.says.head_name for row in rows[:2]] == ["Lê Tấn", "Lê Tấn"]


def test_school_and_class_from_title_and_dividing_rows(preview, ward):
    rows, _ = preview("names_and_dates_in_pieces")
    assert [row.says.class_name for row in rows] == ["8A2", "8A2", "8A2", "8A3"]
    assert {row.says.school for row in rows} == {ward["school"].pk}


def test_families_written_into_one_cell(preview):
    rows, _ = preview("families_in_one_cell")
    father, mother = rows[0].says.people["father"], rows[0].says.people["mother"]
    assert (father.full_name, father.dead) == ("Đinh Ru", True)
    assert (mother.full_name, mother.birth_year) == ("Đinh Thị Na", 1988)
    carer = rows[1].says.people["carer"]
    assert (carer.full_name, carer.relation) == ("Võ Thị Hoa", "paternal_grandmother")


def test_what_the_police_return_changes_only_what_they_were_asked(preview, asked_about):
    rows, _ = preview("returned_by_the_police")
    assert rows[1].changes == {"personal_id": ("", "051315000300")}
    assert rows[2].changes == {"personal_id": ("051315000301", "051315000999")}
    assert rows[2].answers == ["file", "book", "new"]
    assert rows[3].answers == ["file", "book", "leave"]  # a number that two children claim makes no new child
