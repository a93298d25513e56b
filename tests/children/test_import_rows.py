"""Each trap of a cell: what the row says then, and what the person is told."""

import datetime

import pytest

from children.importing.people import Person
from tests.children.spreadsheets import listed, xlsx

GOOD = {"Họ và tên": "Nguyễn Văn An", "Ngày sinh": "5/9/2015", "Giới tính": "Nam", "Tổ dân phố": 7}


@pytest.fixture
def row(importer):
    """One row with these cells, as the preview shows it."""

    def read(**cells):
        cells = {name: cell for name, cell in (GOOD | cells).items() if cell is not None}
        (only,) = importer.preview(listed(list(cells.values()), header=list(cells)))
        return only

    return read


def test_a_good_row_has_nothing_to_say(row, ward):
    an = row()
    assert (an.outcome, an.why) == ("new", "")
    assert (an.says.full_name, an.says.birth.isoformat(), an.says.sex) == ("Nguyễn Văn An", "2015-09-05", "male")
    assert an.says.neighbourhood == ward["tdp7"].pk


# --- Birth -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        ("5/9/2015", "2015-09-05"),
        ("05.09.15", "2015-09-05"),
        ("5-9-2015", "2015-09-05"),
        ("ngày 5 tháng 9 năm 2015", "2015-09-05"),
        ("2015-09-05", "2015-09-05"),
        (datetime.date(2015, 9, 5), "2015-09-05"),
        (42252, "2015-09-05"),
        ("42252", "2015-09-05"),
        (2015, "2015"),
        ("2015", "2015"),
        ("09/2015", "2015-09"),
        (5092015, "2015-09-05"),
    ],
)
def test_birth_dates_in_every_writing(row, cell, birth):
    assert row(**{"Ngày sinh": cell}).says.birth.isoformat() == birth


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (None, "Chưa có ngày sinh"),
        ("chưa rõ", "Chưa có ngày sinh"),
        ("31/9/2015", "tháng 09/2015 chỉ có 30 ngày"),
        ("9/15/2015", "Có phải 15/09/2015?"),
        ("mùa hè", "Không đọc được ngày"),
        (12, "không phải là ngày"),
        ("1/1/2030", "ở sau ngày"),
        ("1/1/1990", "đã đủ 18 tuổi"),
    ],
)
def test_a_birth_date_that_cannot_be_is_an_error(row, cell, sentence):
    bad = row(**{"Ngày sinh": cell})
    assert bad.outcome == "error"
    assert sentence in bad.why


def test_sixteen_is_told_and_kept(row):
    old = row(**{"Ngày sinh": "1/1/2010"})
    assert old.outcome == "new"
    assert "Đã đủ 16 tuổi" in old.why


def test_a_serial_of_1904(importer):
    data = xlsx(("Tổ 7", [["Họ tên", "Ngày sinh"], ["An", datetime.date(2015, 9, 5)], ["Ba", 40790]]), epoch_1904=True)
    assert [each.says.birth.isoformat() for each in importer.preview(data)] == ["2015-09-05", "2015-09-05"]


@pytest.mark.parametrize(
    ("boy", "girl", "sex"), [("5/9/2015", None, "male"), (None, 42252, "female"), (None, "05.09.15", "female")]
)
def test_the_birth_date_stands_in_the_column_of_the_sex(row, boy, girl, sex):
    found = row(**{"Ngày sinh": None, "Giới tính": None, "Nam": boy, "Nữ": girl, "Ghi chú": "x"})
    assert (found.says.birth.isoformat(), found.says.sex) == ("2015-09-05", sex)


def test_or_a_mark_does(row):
    assert row(**{"Giới tính": None, "Nam": None, "Nữ": "x"}).says.sex == "female"


def test_a_boy_and_a_girl_at_once_is_an_error(row):
    assert "ghi cả nam và nữ" in row(**{"Giới tính": None, "Nam": "x", "Nữ": "x"}).why


def test_day_month_and_year_in_three_columns(importer):
    header = ["Họ tên", "Ngày sinh: ngày", "Tháng sinh", "Năm sinh", "Tổ"]
    del header
    rows = [
        ["Họ tên", "Ngày sinh", None, None],
        [None, "Ngày", "Tháng", "Năm"],
        ["An", 5, 9, 2015],
        ["Ba", None, None, 2016],
    ]
    data = xlsx(("Tổ 7", rows), merged=["A1:A2", "B1:D1"])
    assert [each.says.birth.isoformat() for each in importer.preview(data)] == ["2015-09-05", "2016"]


# --- Name ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "name", "told"),
    [
        ("  Nguyễn   Văn An ", "Nguyễn Văn An", ""),
        ("NGUYỄN VĂN AN", "NGUYỄN VĂN AN", "viết hoa toàn bộ"),
        ("nguyễn văn an", "Nguyễn Văn An", "viết thường toàn bộ"),
        ("Nguye\u0302\u0303n Va\u0306n An", "Nguyễn Văn An", ""),
        ("H'Hen Niê", "H'Hen Niê", ""),
        ("An", "An", ""),
    ],
)
def test_names(row, cell, name, told):
    found = row(**{"Họ và tên": cell})
    assert (found.outcome, found.says.full_name) == ("new", name)
    assert told in found.why


def test_a_temporary_name_is_known_as_one(row):
    assert row(**{"Họ và tên": "Con bà Hường"}).says.temporary_name


@pytest.mark.parametrize(("cell", "sentence"), [("Nguyễn Văn 5", "có chữ số"), (None, "Chưa có họ và tên")])
def test_a_row_without_a_proper_name_is_an_error(row, cell, sentence):
    bad = row(**{"Họ và tên": cell, "Họ tên": "" if cell is None else None, "Số định danh": "051215000217"})
    assert bad.outcome == "error"
    assert sentence in bad.why


def test_family_name_and_given_name_in_two_columns(row):
    found = row(**{"Họ và tên": None, "Họ và tên đệm": "Nguyễn Văn", "Tên": "An"})
    assert found.says.full_name == "Nguyễn Văn An"


# --- Personal ID -----------------------------------------------------------------------------
@pytest.mark.parametrize("cell", ["051215000217", "051 215 000 217", "051.215.000.217", "'051215000217"])
def test_personal_ids_in_every_writing(row, cell):
    assert row(**{"Số định danh": cell}).says.personal_id == "051215000217"


@pytest.mark.parametrize("cell", [51215000217, 51215000217.0, "51215000217", "51215000217.0"])
def test_a_zero_that_excel_took_comes_back_when_the_number_fits_the_child(row, cell):
    found = row(**{"Số định danh": cell})
    assert (found.outcome, found.says.personal_id) == ("new", "051215000217")
    assert "thiếu số 0 đầu" in found.why


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (51310000217, "không khớp giới tính, năm sinh"),  # a girl of 2010
        ("5,1215E+10", "thành dạng rút gọn"),
        ("05121500021X", "ký tự “X”"),
        ("212345678", "chứng minh nhân dân cũ"),
        ("0512150002170", "có 13 chữ số"),
    ],
)
def test_a_personal_id_that_cannot_be_read_is_an_error(row, cell, sentence):
    bad = row(**{"Số định danh": cell})
    assert bad.outcome == "error"
    assert sentence in bad.why


def test_a_personal_id_that_contradicts_sex_and_year_is_a_warning(row):
    found = row(**{"Số định danh": "051310000217"})
    assert found.outcome == "new"
    assert "cho biết giới tính nữ" in found.why
    assert "chỉ năm sinh 2010" in found.why


def test_the_personal_id_tells_the_sex_where_the_list_does_not(row):
    assert row(**{"Giới tính": None, "Số định danh": "051315000217"}).says.sex == "female"


# --- Where -----------------------------------------------------------------------------------
@pytest.mark.parametrize("cell", [7, "7", "07", "Tổ 7", "TDP số 7", "Tổ dân phố 7", "tổ dân phố số 07"])
def test_neighbourhoods_in_every_writing(row, ward, cell):
    assert row(**{"Tổ dân phố": cell}).says.neighbourhood == ward["tdp7"].pk


def test_an_unknown_neighbourhood_names_the_known_ones(row):
    bad = row(**{"Tổ dân phố": "Tổ 99"})
    assert bad.outcome == "error"
    assert "Không có tổ dân phố “Tổ 99”. Phường có: TDP 7, TDP 12." in bad.why


def test_the_neighbourhood_inside_the_address(row, ward):
    found = row(**{"Tổ dân phố": None, "Địa chỉ": "12/4 Lê Trung Đình, tổ 12, phường Cẩm Thành"})
    assert (found.says.neighbourhood, found.says.address) == (ward["tdp12"].pk, "12/4 Lê Trung Đình")


def test_a_new_child_nobody_can_place_is_an_error(row):
    assert "Không biết trẻ mới ở tổ dân phố nào" in row(**{"Tổ dân phố": None}).why


def test_the_dividing_row_gives_way_to_the_rows_own_cell(importer, ward):
    data = listed(
        (None, "Tổ 7"), (1, "An", "2015", 12), (2, "Ba", "2015"), header=("STT", "Họ tên", "Ngày sinh", "TDP")
    )
    assert [each.says.neighbourhood for each in importer.preview(data)] == [ward["tdp12"].pk, ward["tdp7"].pk]


@pytest.mark.parametrize(
    ("cells", "poverty"),
    [
        ({"Hộ nghèo": "x"}, "poor"),
        ({"Hộ cận nghèo": "X"}, "near_poor"),
        ({"HN": None, "HCN": "v"}, "near_poor"),
        ({"Hộ nghèo, cận nghèo": "Cận nghèo"}, "near_poor"),
        ({"Hộ nghèo, cận nghèo": "hộ nghèo"}, "poor"),
        ({"Hộ nghèo, cận nghèo": "không nghèo"}, "none"),
        ({"Hoàn cảnh": "hộ nghèo"}, "poor"),
        ({"Hộ nghèo": None}, ""),
        ({"Hộ nghèo": "không"}, ""),
        ({"Hộ nghèo": "không", "Hộ cận nghèo": 0}, "none"),
        ({"Hộ nghèo, cận nghèo": "Không"}, "none"),
    ],
)
def test_poverty(row, cells, poverty):
    assert row(**{"Chủ hộ": "Nguyễn Văn Bốn", **cells}).says.poverty == poverty


def test_a_mark_that_may_mean_both_is_told(row):
    assert "chưa biết nghèo hay cận nghèo" in row(**{"Hộ nghèo, cận nghèo": "x"}).why


def test_poverty_without_a_household_is_told(row):
    assert "không biết chủ hộ" in row(**{"Hộ nghèo": "x"}).why


# --- School, ethnic group, phone -------------------------------------------------------------
@pytest.mark.parametrize(
    ("cells", "class_name"),
    [
        ({"Trường": "THCS Ánh Dương", "Lớp": "8A2"}, "8A2"),
        ({"Trường": "Trường Trung học cơ sở Ánh Dương", "Lớp": "lớp 8A2"}, "8A2"),
        ({"Đang học (trường, lớp)": "THCS Ánh Dương, lớp 8A2"}, "8A2"),
        ({"Trường": "thcs ánh dương", "Lớp": 8}, "8"),
    ],
)
def test_schools(row, ward, cells, class_name):
    found = row(**cells)
    assert (found.says.school, found.says.class_name) == (ward["school"].pk, class_name)


def test_an_unknown_school_is_told_with_the_nearest(row):
    found = row(Trường="THCS Ánh Dươngg")
    assert found.outcome == "new"
    assert "không có trong danh sách cơ quan" in found.why
    assert "Có phải Trường THCS Ánh Dương?" in found.why


@pytest.mark.parametrize("cell", ["Kinh", "KINH", "H'rê", "Hre", "Ca Dong"])
def test_ethnic_groups_by_their_names_and_aliases(row, cell):
    assert row(**{"Dân tộc": cell}).says.ethnic_group


def test_an_unknown_ethnic_group_is_told(row):
    assert "Dân tộc “Kin” không có trong danh mục" in row(**{"Dân tộc": "Kin"}).why


def test_phones(row):
    found = row(**{"Họ tên mẹ": "Trần Chi", "Điện thoại": 905123456})
    assert found.says.people["mother"].phone == "0905123456"
    assert "Để trống số điện thoại" in row(**{"Họ tên mẹ": "Trần Chi", "Điện thoại": "hỏi tổ trưởng"}).why


# --- Family ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "person"),
    [
        ("Lê Văn Tấn, 1988", Person("Lê Văn Tấn", "father", 1988)),
        ("Phạm Lộc 85", Person("Phạm Lộc", "father", 1985)),
        ("Lê Văn Tấn (1988, công nhân)", Person("Lê Văn Tấn", "father", 1988, "công nhân")),
        ("Lê Văn Tấn - 1988 - Nông dân", Person("Lê Văn Tấn", "father", 1988, "Nông dân")),
        ("Lê Văn Tấn (chết)", Person("Lê Văn Tấn", "father", dead=True)),
        ("không rõ", None),
        ("-", None),
    ],
)
def test_a_father_as_lists_write_him(row, cell, person):
    assert row(**{"Họ tên cha, NS": cell}).says.people.get("father") == person


def test_both_parents_in_one_cell(row):
    people = row(**{"Họ tên cha mẹ": "Cha: Lê Văn Tấn, 1988\nMẹ: Trần Thị Chi"}).says.people
    assert {who: person.full_name for who, person in people.items()} == {
        "father": "Lê Văn Tấn",
        "mother": "Trần Thị Chi",
    }
    assert people["father"].birth_year == 1988


def test_a_grandmother_who_cares(row):
    assert row(**{"Người nuôi dưỡng": "Bà nội: Võ Thị Hoa"}).says.people["carer"] == Person(
        "Võ Thị Hoa", "paternal_grandmother"
    )


# --- Circumstances ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cells", "groups"),
    [
        ({"Khuyết tật": "x"}, {"G04": ""}),
        ({"Khuyết tật": "vận động, nặng"}, {"G04": "G04.2"}),
        ({"Khuyết tật": "x", "Mức độ khuyết tật": "đặc biệt nặng"}, {"G04": "G04.1"}),
        ({"Mồ côi cả cha và mẹ": "x"}, {"G01": ""}),
        ({"Hoàn cảnh đặc biệt": "Mồ côi cả cha và mẹ; khuyết tật"}, {"G01": "", "G04": ""}),
        ({"Khuyết tật": "không"}, {}),
        ({"Khuyết tật": None, "Ghi chú": "x"}, {}),
    ],
)
def test_groups(row, cells, groups):
    assert row(**cells).says.groups == groups


@pytest.mark.parametrize("cells", [{"Nhiễm HIV": "x"}, {"Hoàn cảnh": "bị xâm hại"}, {"Nghiện ma túy": "x"}])
def test_extra_secret_groups_are_never_taken_from_a_list(row, cells):
    found = row(**cells)
    assert (found.outcome, found.says.groups) == ("new", {})
    assert "Ghi trong hồ sơ bảo vệ" in found.why


def test_a_bare_mark_does_not_say_which_group(row):
    assert "chưa biết là nhóm nào" in row(**{"Hoàn cảnh đặc biệt": "x"}).why


def test_moved_away_or_dead_and_unknown_is_no_new_child(row):
    assert row(**{"Tình trạng cư trú": "đã chuyển đi"}).outcome == "error"
    assert row(**{"Tình trạng cư trú": "tạm trú"}).says.residence == "temporary"


# --- Papers ----------------------------------------------------------------------------------
PAPERS = {
    "Số giấy khai sinh": "Số 12, quyển 01/2015",
    "Ngày đăng ký khai sinh": "20/9/2015",
    "Nơi đăng ký khai sinh": "UBND phường  Nghĩa Lộ",
    "Số thẻ BHYT": "TE1 51 21 001 23456",
    "Hạn sử dụng thẻ BHYT": "01/01/2026 - 31/12/2026",
    "Nơi KCB ban đầu": "Trạm Y tế phường",
    "Ngày cấp CCCD": datetime.date(2025, 3, 1),
    "Nơi cấp CCCD": "Cục C06",
    "Cư trú": "thường trú",
    "Thường trú từ ngày": "5/9/2015",
    "Ngày chuyển đến": "1.2.2020",
}


def test_papers_are_read_as_lists_write_them(row):
    found = row(**PAPERS)
    assert (found.outcome, found.why) == ("new", "")
    says = found.says
    assert (says.birth_certificate, says.birth_certificate_book) == ("12", "01/2015")
    assert (says.birth_registered_on, says.birth_certificate_place) == ("2015-09-20", "UBND phường Nghĩa Lộ")
    card = (says.health_insurance, says.health_insurance_from, says.health_insurance_until)
    assert card == ("TE1512100123456", "2026-01-01", "2026-12-31")
    assert says.health_insurance_place == "Trạm Y tế phường"
    assert (says.identity_issued_on, says.identity_place) == ("2025-03-01", "Cục C06")
    assert (says.residence, says.residence_since, says.moved_in_on) == ("permanent", "2015-09-05", "2020-02-01")


@pytest.mark.parametrize(
    ("cells", "field", "told"),
    [
        ({"Ngày đăng ký khai sinh": "1/9/2015"}, "birth_registered_on", "ở trước ngày sinh nên để trống"),
        ({"Ngày đăng ký khai sinh": "9/2015"}, "birth_registered_on", "chưa đủ ngày, tháng, năm"),
        ({"Ngày đăng ký khai sinh": "31/9/2015"}, "birth_registered_on", "tháng 09/2015 chỉ có 30 ngày"),
        ({"Ngày cấp CCCD": "1/1/2030"}, "identity_issued_on", "ở sau ngày"),
        ({"BHYT từ ngày": "1/1/2027", "BHYT đến ngày": "31/12/2026"}, "health_insurance_until", "sau ngày hết hạn"),
        ({"Thẻ BHYT": "x"}, "health_insurance", "chỉ đánh dấu có thẻ"),
        ({"Thẻ BHYT": "TE15"}, "health_insurance", "có 4 ký tự"),
        ({"Năm của giấy chứng nhận hộ nghèo": "hai mươi"}, "certificate_year", "không phải là năm có thể có"),
        ({"Năm sinh chủ hộ": 1820}, "head_birth_year", "không phải là năm có thể có"),
        ({"Điện thoại của hộ": "12"}, "household_phone", "Để trống số điện thoại"),
    ],
)
def test_a_paper_that_cannot_be_is_told_and_left_out(row, cells, field, told):
    found = row(**cells)
    assert found.outcome == "new"
    assert told in found.why
    assert not getattr(found.says, field)


@pytest.mark.parametrize(
    ("cell", "until"), [("31/12/30", "2030-12-31"), ("31.12.2026", "2026-12-31"), (46387, "2026-12-31")]
)
def test_a_card_is_good_for_years_to_come(row, cell, until):
    assert row(**{"Hạn sử dụng thẻ BHYT": cell}).says.health_insurance_until == until


def test_the_zero_that_a_spreadsheet_took_comes_back(row):
    found = row(**{"Thẻ BHYT": 512100123})
    assert found.says.health_insurance == "0512100123"
    assert "đã thêm: 0512100123" in found.why
