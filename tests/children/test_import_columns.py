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
        ("Nơi đăng ký khai sinh", "birth_certificate_place"),
        ("Cơ quan cấp giấy khai sinh", "birth_certificate_place"),
        ("Nơi ĐKKS", "birth_certificate_place"),
        ("Quyển số", "birth_certificate_book"),
        ("Giấy khai sinh, quyển số", "birth_certificate_book"),
        ("Ngày đăng ký khai sinh", "birth_registered_on"),
        ("Ngày cấp GKS", "birth_registered_on"),
        ("Ngày cấp CCCD", "identity_issued_on"),
        ("Nơi cấp thẻ căn cước", "identity_place"),
        ("Số CCCD, ngày cấp", "personal_id"),
        ("Hạn sử dụng thẻ BHYT", "health_insurance_until"),
        ("BHYT hết hạn", "health_insurance_until"),
        ("Thẻ BHYT có giá trị từ ngày", "health_insurance_from"),
        ("Nơi KCB ban đầu", "health_insurance_place"),
        ("Nơi đăng ký khám chữa bệnh", "health_insurance_place"),
        ("Ngày đăng ký thường trú", "residence_since"),
        ("Tạm trú từ ngày", "residence_since"),
        ("Nơi đăng ký thường trú", "address"),
        ("Ngày chuyển đến", "moved_in_on"),
        ("Ngày chuyển đi", IGNORED),
        ("Năm sinh chủ hộ", "head_year"),
        ("SĐT chủ hộ", "household_phone"),
        ("Năm công nhận hộ nghèo", "certificate_year"),
        ("Số giấy chứng nhận hộ nghèo năm 2026", "certificate_number"),
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


def test_what_stands_right_behind_a_paper_speaks_of_it():
    headers = [("Số CCCD",), ("Ngày cấp",), ("Nơi cấp",), ("Giấy khai sinh",), ("Ngày cấp",), ("Nơi đăng ký",)]
    headers += [("Thẻ BHYT",), ("Từ ngày",), ("Đến ngày",), ("Cư trú",), ("Từ ngày",)]
    assert fields_of(headers) == [
        "personal_id", "identity_issued_on", "identity_place",
        "birth_certificate", "birth_registered_on", "birth_certificate_place",
        "health_insurance", "health_insurance_from", "health_insurance_until", "residence", "residence_since",
    ]  # fmt: skip


def test_a_paper_above_its_parts():
    parts = [("Giấy khai sinh", part) for part in ("Số", "Quyển số", "Ngày", "Nơi cấp")]
    found = fields_of([("Họ tên",), *parts, ("Số thẻ BHYT", "Số"), ("Số thẻ BHYT", "Hạn sử dụng")])
    assert found[1:] == [
        "birth_certificate", "birth_certificate_book", "birth_registered_on", "birth_certificate_place",
        "health_insurance", "health_insurance_until",
    ]  # fmt: skip


def test_a_day_of_issue_behind_somebody_elses_paper_is_not_the_childs():
    assert fields_of([("Họ tên",), ("CCCD của mẹ",), ("Ngày cấp",)])[1:] == [IGNORED, None]


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
