"""What the words of a header mean."""

import pytest

from children.importing.columns import FIELDS, IGNORED, doubt_of, field_of, fields_of
from children.importing.tables import column_letter


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("STT", "ordinal"),
        ("TT", "ordinal"),
        ("HỌ VÀ TÊN", "full_name"),
        ("Họ & tên", "full_name"),
        ("Ho va ten", "full_name"),
        ("Họ tên trẻ", "full_name"),
        ("Họ và tên học sinh", "full_name"),
        ("Ngày, tháng, năm sinh", "birth"),
        ("Ngày sinh", "birth"),
        ("Năm sinh", "birth"),
        ("NTNS", "birth"),
        ("Nam", "male"),
        ("Nữ", "female"),
        ("Nữ (x)", "female"),
        ("Giới tính", "sex"),
        ("Nam/Nữ", "sex"),
        ("Dân tộc", "ethnic_group"),
        ("Số định danh cá nhân", "personal_id"),
        ("Số ĐDCN", "personal_id"),
        ("CCCD/Mã định danh", "personal_id"),
        ("Số giấy khai sinh", "birth_certificate"),
        ("Nơi đăng ký khai sinh", IGNORED),
        ("Nơi sinh", IGNORED),
        ("Họ tên cha", "father"),
        ("Họ và tên bố", "father"),
        ("Họ tên cha, NS", "father"),
        ("Họ tên cha, năm sinh, nghề nghiệp", "father"),
        ("Năm sinh cha", "father_year"),
        ("Nghề nghiệp mẹ", "mother_job"),
        ("SĐT mẹ", "mother_phone"),
        ("Mẹ", "mother"),
        ("CCCD của mẹ", IGNORED),
        ("Họ tên cha mẹ", "parents"),
        ("Họ tên bố/mẹ", "parents"),
        ("Người nuôi dưỡng", "carer"),
        ("Người giám hộ", "carer"),
        ("Chủ hộ", "head_name"),
        ("Quan hệ với chủ hộ", IGNORED),
        ("Địa chỉ", "address"),
        ("Nơi thường trú", "address"),
        ("Địa chỉ, tổ dân phố", "address"),
        ("Tổ dân phố", "neighbourhood"),
        ("TDP", "neighbourhood"),
        ("Tổ", "neighbourhood"),
        ("Hộ nghèo", "poor"),
        ("HN", "poor"),
        ("Hộ cận nghèo", "near_poor"),
        ("Hộ nghèo/cận nghèo", "poverty"),
        ("Hoàn cảnh đặc biệt", "circumstances"),
        ("Khuyết tật (dạng)", "group:G04"),
        ("Mức độ khuyết tật", "disability_level"),
        ("Mồ côi cả cha lẫn mẹ", "group:G01"),
        ("Mồ côi cha hoặc mẹ", "group:R07"),
        ("Nhiễm HIV", "group:G05"),
        ("Bệnh hiểm nghèo", "group:G13"),
        ("Sống trong gia đình có bạo lực gia đình", "group:R05"),
        ("Thẻ BHYT", "health_insurance"),
        ("Trường", "school"),
        ("Lớp", "class_name"),
        ("Đang học (trường, lớp)", "school_and_class"),
        ("Điện thoại liên hệ", "phone"),
        ("Trợ giúp đã nhận", IGNORED),
        ("Ghi chú", "notes"),
        ("KT", None),  # disability or death: never guessed
        ("Mã số nội bộ", None),
    ],
)
def test_one_cell(header, field):
    assert field_of((header,)) == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        (("Ngày tháng năm sinh", "Nam"), "male"),
        (("Ngày sinh", "Năm"), "birth_year"),
        (("Thông tin trẻ em", "Dân tộc"), "ethnic_group"),
        (("Thông tin cha", "Năm sinh"), "father_year"),
        (("Gia đình", "Mẹ", "Nghề nghiệp"), "mother_job"),
        (("Họ và tên", "Họ đệm"), "family_name"),
        (("Họ và tên", "Tên"), "given_name"),
        (("Khuyết tật", "Mức độ"), "disability_level"),
        (("Đang học", "Lớp"), "class_name"),
        (("Đối tượng", "Hộ nghèo"), "poor"),
    ],
)
def test_cells_above_each_other(header, field):
    assert field_of(header) == field


def test_a_year_behind_a_parent_is_the_parents():
    headers = [("Họ tên",), ("Ngày sinh",), ("Họ tên cha",), ("Năm sinh",), ("Nghề nghiệp",), ("Họ tên mẹ",), ("SĐT",)]
    assert fields_of(headers)[2:] == ["father", "father_year", "father_job", "mother", "mother_phone"]


def test_a_phone_that_stands_apart_is_nobodys_and_that_is_a_doubt():
    headers = [("Họ tên",), ("Họ tên mẹ",), ("Cột lạ",), ("SĐT",)]
    assert fields_of(headers)[1:] == ["mother", None, "phone"]
    assert [bool(doubt_of(field)) for field in ("mother", None, "phone", "mother_phone")] == [False, True, True, False]


def test_day_month_year_in_a_list_without_marks():
    headers = [("Ho ten",), ("Ngay sinh", "Ngay"), ("Ngay sinh", "Thang"), ("Ngay sinh", "Nam")]
    assert fields_of(headers)[1:] == ["birth_day", "birth_month", "birth_year"]


def test_a_name_and_a_birth_in_pieces_under_no_common_header():
    headers = [("Họ",), ("Tên",), ("Ngày",), ("Tháng",), ("Năm",), ("Giới",), ("Hộ",)]
    assert fields_of(headers)[:6] == ["family_name", "given_name", "birth_day", "birth_month", "birth_year", "sex"]
    assert fields_of(headers)[6] != "family_name"
    assert "birth_day" not in fields_of([("Họ tên",), ("Ngày sinh",), ("Ngày",), ("Tháng",), ("Năm",)])


def test_a_field_stands_once():
    assert fields_of([("Họ tên",), ("Lớp",), ("Lớp năm trước",)]) == ["full_name", "class_name", IGNORED]


def test_every_field_has_a_word_for_the_ward():
    assert all(FIELDS.values())


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters_of_columns(index, letter):
    assert column_letter(index) == letter
