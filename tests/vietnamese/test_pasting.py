"""Lists pasted from Excel or Word."""

import pytest

from vietnamese.pasting import Pasted, neighbourhood_number


def test_a_line_is_split_at_tabs_else_at_commas_and_always_has_its_cells():
    text = "Tổ 1\tNguyễn Văn Tường, Lê Ba\t0905 123 456\n\nTổ 2, Trần Thị Thảo\n ,nobody\nTổ 3; a, b, c, d"
    pasted = Pasted()
    assert list(pasted.lines(text, cells=3)) == [
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
    text = "Họ và tên\tVai trò\tĐiện thoại\nTổ dân phố, Tổ trưởng\nTổ dân phố 7, Tổ trưởng"
    assert list(pasted.lines(text, cells=2)) == [(3, ["Tổ dân phố 7", "Tổ trưởng"])]
    assert pasted.read == 1
