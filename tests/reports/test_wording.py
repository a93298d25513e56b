"""Sentences as a ward's office writes them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.snapshot import Fact, Figure, Kind, count, rate
from reports.wording import BadTemplate, Words, amount, attached_to, cell, change, date_line, number_line, say

WORDS = Words(2026, {"PL01": "I"})
CHILDREN = count("Tổng số trẻ em", 14862, previous=14744)


def sentence(template, **figures):
    return say(Fact(template=template, figures=figures), WORDS)


def test_a_full_sentence():
    assert (
        sentence(
            "Toàn phường có {all} dưới 16 tuổi[, chiếm {share} dân số][; {all:change}] ({PL01}).",
            all=CHILDREN,
            share=rate("Tỷ lệ trẻ em trên dân số", 14862, 61559),
        )
        == "Toàn phường có 14.862 trẻ em dưới 16 tuổi, chiếm 24,1% dân số; tăng 118 trẻ em, tương đương 0,8% "
        "so với cùng kỳ năm 2025 (Phụ lục I)."
    )


def test_an_unreported_part_is_left_out_and_named():
    population = rate("Tỷ lệ trẻ em trên dân số", 14862, None)
    said = sentence("Có {all}[, chiếm {share} dân số].", all=CHILDREN, share=population)
    assert said == "Có 14.862 trẻ em. Tỷ lệ trẻ em trên dân số: chưa có số liệu."


def test_two_unreported_parts_are_named_once_each():
    eyes, ears = count("Khám mắt", None), count("Khám tai", None)
    said = sentence("Xong.[ {eyes}][ {eyes:change}][ {ears}]", eyes=eyes, ears=ears)
    assert said == "Xong. Khám mắt: chưa có số liệu; khám tai: chưa có số liệu."


def test_without_its_main_figure_a_sentence_lists_what_is_known():
    said = sentence(
        "Có {all}, {assisted} được trợ giúp.", all=count("Trẻ em", None), assisted=count("Được trợ giúp", 5)
    )
    assert said == "Trẻ em: chưa có số liệu; được trợ giúp: 05 trẻ em."


def test_zero_is_said_as_zero():
    assert sentence("Có {deaths} tử vong.", deaths=count("Tử vong", 0)) == "Có 0 trẻ em tử vong."


def test_a_missing_comparison_is_no_missing_figure():
    assert sentence("Có {all}[; {all:change}].", all=count("Trẻ em", 12)) == "Có 12 trẻ em."
    assert "chưa có số liệu cùng kỳ năm 2025 để so sánh" in sentence("{all:change}", all=count("Trẻ em", 12))


def test_a_rate_of_nobody_is_left_out_without_complaint():
    helped = rate("Được trợ giúp", 0, 0)
    assert sentence("Không có vụ nào[; {helped} được trợ giúp].", helped=helped) == "Không có vụ nào."


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (count("a", 486, previous=492), "giảm 06 trẻ em, tương đương 1,2% so với cùng kỳ năm 2025"),
        (count("a", 5, previous=0), "tăng 05 trẻ em so với cùng kỳ năm 2025"),
        (count("a", 0, previous=4), "giảm 04 trẻ em, tương đương 100% so với cùng kỳ năm 2025"),
        (count("a", 7, previous=7), "không thay đổi so với cùng kỳ năm 2025"),
        (count("a", 100_001, previous=100_000), "tăng 01 trẻ em so với cùng kỳ năm 2025"),
        (
            Figure(name="a", value=Decimal("92.8"), unit="%", previous=Decimal("91.0")),
            "tăng 1,8 điểm phần trăm so với cùng kỳ năm 2025",
        ),
        (
            Figure(name="a", value=Decimal("50.0"), unit="/100.000", previous=Decimal("75.0")),
            "giảm 25,0/100.000, tương đương 33,3% so với cùng kỳ năm 2025",
        ),
    ],
)
def test_comparison_with_last_year(figure, words):
    assert change(figure, 2025) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (count("a", 9), "09 trẻ em"),
        (count("a", 1250000, "đồng"), "1.250.000 đồng"),
        (rate("a", 60, 60), "100%"),
        (rate("a", 12, 400), "3,0%"),
        (rate("a", 3, 334, "‰", per=1000), "9,0‰"),
        (rate("a", 0, 0), "-"),
    ],
)
def test_amounts(figure, words):
    assert amount(figure) == words


def test_what_a_rate_was_made_of():
    done = rate("Hoàn thành", 9, 69, num_unit="nhiệm vụ")
    assert sentence("{done:ratio}, đạt {done}; {done:full}; {done:number}", done=done) == (
        "09/69 nhiệm vụ, đạt 13,0%; 13,0% (09/69 nhiệm vụ); 13,0%"
    )


def test_a_withheld_rate_still_says_of_what():
    hurt = replace(rate("Tỷ suất", 3, 900, "/100.000", per=100_000, num_unit="trẻ em"), withheld=True)
    assert sentence("Có {hurt:ratio} bị thương, tỷ suất {hurt}.", hurt=hurt) == "Có (*) trẻ em bị thương, tỷ suất (*)."


@pytest.mark.parametrize("template", ["Có {nobody}.", "Có {PL09}.", "Có {all:loud}."])
def test_a_template_with_an_unknown_name_is_refused(template):
    with pytest.raises(BadTemplate):
        sentence(template, all=CHILDREN)


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (None, Kind.PEOPLE, "…"),
        (None, Kind.TEXT, ""),
        (0, Kind.PEOPLE, "0"),
        (14862, Kind.PEOPLE, "14.862"),
        (Decimal("3.0"), Kind.RATE, "3,0"),
        ("-", Kind.PEOPLE, "-"),
    ],
)
def test_table_cells(value, kind, words):
    assert cell(value, kind, 1) == words


def test_number_and_date_of_an_issued_paper():
    day = date(2026, 1, 5)
    assert number_line(25, "BC-UBND") == "Số: 25/BC-UBND"
    assert date_line(day, date(2026, 11, 15)) == "ngày 05 tháng 01 năm 2026"
    assert attached_to(25, "BC-UBND", day, day, "Ủy ban") == (
        "(Kèm theo Báo cáo số 25/BC-UBND ngày 05 tháng 01 năm 2026",
        "của Ủy ban)",
    )


def test_a_draft_leaves_room_for_number_and_day():
    gap = "\u00a0" * 6
    assert number_line(None, "BC-UBND") == f"Số: {gap}/BC-UBND"
    assert date_line(None, date(2026, 11, 15)) == f"ngày {gap} tháng 11 năm 2026"


def test_a_rate_of_nobody_is_never_said_as_a_dash():
    said = sentence("Có {covered:ratio} có cộng tác viên, đạt {covered}.", covered=rate("Tổ có cộng tác viên", 0, 0))
    assert said == "Tổ có cộng tác viên: chưa có số liệu."
