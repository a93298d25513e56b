"""Lists pasted from Excel or Word."""

import pytest

from vietnamese.pasting import PHONE_HEADINGS, Pasted, neighbourhood_number

COLUMNS = {"name": {"ten to", "to dan pho"}, "head": {"to truong", "ho va ten"}, "phone": PHONE_HEADINGS}


def read(text, **more):
    return [cells for _, cells in Pasted().lines(text, COLUMNS, **more)]


def test_a_line_is_split_at_tabs_else_at_commas_and_always_has_its_cells():
    text = "Tổ 1\tNguyễn Văn Tường, Lê Ba\t0905 123 456\n\nTổ 2, Trần Thị Thảo\n ,nobody\nTổ 3; a, b, c, d"
    pasted = Pasted()
    assert list(pasted.lines(text, COLUMNS)) == [
        (1, ["Tổ 1", "Nguyễn Văn Tường, Lê Ba", "0905 123 456"]),
        (3, ["Tổ 2", "Trần Thị Thảo", ""]),
        (5, ["Tổ 3", "a", "b"]),
    ]
    assert pasted.read == 3


def test_of_one_name_written_in_two_ways_the_first_line_is_kept():
    pasted = Pasted()
    assert not pasted.is_repeated("Trường Mầm non Hoa Mai", 1)
    assert not pasted.is_repeated("Trường Mầm non Hoa Sen", 2)
    assert pasted.is_repeated("trường mầm non  HOA MAI", 4)
    assert pasted.problems == [
        "Dòng 1 và dòng 4 cùng tên “trường mầm non  HOA MAI”. Sửa ngay trong ô trên, hoặc để máy giữ dòng 1."
    ]


def test_an_unreadable_telephone_is_told_with_its_line_and_left_empty():
    pasted = Pasted()
    assert [pasted.phone(text, 7) for text in ("0905 123 456", "", "0000 000 101", "12")] == [
        "0905123456",
        "",
        "0000000101",
        "",
    ]
    [problem] = pasted.problems
    assert problem.startswith("Dòng 7: ")
    assert problem.endswith("Máy để trống ô này.")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("TDP 7", 7),
        ("Tổ dân phố số 07", 7),
        ("tổ 12", 12),
        ("TDP số7", 7),
        ("7", 7),
        ("Tổ dân phố Liên Hiệp 1", None),
        ("Tổ dân phố 7, phường Cẩm Thành", None),
        ("Trạm Y tế", None),
        ("", None),
    ],
)
def test_the_number_of_a_neighbourhood(text, number):
    assert neighbourhood_number(text) == number


def test_the_row_of_headings_is_no_record():
    pasted = Pasted()
    text = "Họ và tên\tĐiện thoại\nTổ dân phố, Tổ trưởng\nTổ dân phố 7, Tổ trưởng"
    assert list(pasted.lines(text, COLUMNS)) == [(3, ["Tổ dân phố 7", "Tổ trưởng", ""])]
    assert pasted.read == 1


@pytest.mark.parametrize(
    "text",
    [
        "STT\tTên tổ\tTổ trưởng\tĐiện thoại\n1\tTổ 7\tLê Ba\t0000 000 101\n2\tTổ 8\t\t0000 000 102",
        "Số điện thoại\tTên tổ\tTổ trưởng\n0000 000 101\tTổ 7\tLê Ba\n0000 000 102\tTổ 8",
        "\tTên tổ\tGhi chú\tTổ trưởng\tSĐT (nếu có)\n1\tTổ 7\tmới\tLê Ba\t0000 000 101\n2\tTổ 8\t\t\t0000 000 102",
        "DANH SÁCH\tTên tổ\tTổ trưởng\tĐT\n\tTổ 7\tLê Ba\t0000 000 101\n\tTổ 8\t\t0000 000 102",
        "TT; Khối, tổ; Tổ trưởng; ĐT\n1; Tổ 7; Lê Ba; 0000 000 101".replace("Khối, tổ", "Tên gọi")
        + "\n2; Tổ 8; ; 0000 000 102",
    ],
)
def test_the_row_of_headings_names_the_columns_in_any_order(text):
    assert read(text) == [["Tổ 7", "Lê Ba", "0000 000 101"], ["Tổ 8", "", "0000 000 102"]]


@pytest.mark.parametrize(
    "text",
    [
        "1\tTổ 7\tLê Ba\n2\tTổ 8",
        "1. Tổ 7, Lê Ba\n2. Tổ 8",
        "1)\tTổ 7\tLê Ba\n2)\tTổ 8\t\t",
        "01, Tổ 7, Lê Ba\n02, Tổ 8",
    ],
)
def test_a_column_of_row_numbers_is_passed_over_without_headings_too(text):
    assert read(text) == [["Tổ 7", "Lê Ba", ""], ["Tổ 8", "", ""]]


def test_a_bare_number_is_the_first_cell_itself_when_no_record_can_begin_after_it():
    begins = neighbourhood_number
    assert read("7\tLê Ba\t0000 000 101\t\t", begins=begins) == [["7", "Lê Ba", "0000 000 101"]]
    assert read("7", begins=begins) == [["7", "", ""]]
    assert read("1\tLiên Hiệp\tLê Ba\t0000 000 101", begins=begins) == [["Liên Hiệp", "Lê Ba", "0000 000 101"]]


def test_the_sentence_says_how_many_lines_can_be_used():
    assert Pasted(["a", "b"], 2).sentence == "Đọc được 2 dòng."
    assert Pasted(["a"], 2).sentence == "Đọc được 2 dòng, dùng được 1."
    assert Pasted([], 2).sentence == "Đọc được 2 dòng, chưa dùng được dòng nào."


def test_another_reading_has_another_fingerprint():
    assert Pasted(["a"], 1).fingerprint == Pasted(["a"], 1).fingerprint
    assert Pasted(["a"], 1).fingerprint != Pasted(["a"], 1, ["Dòng 1: …"]).fingerprint != Pasted(["b"], 1).fingerprint
