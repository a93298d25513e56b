"""What stands on the paper, before it is paper."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reports.builder import UnknownColumn
from reports.document import document, head_rows
from reports.snapshot import Column, Kind, RowStyle, SmallCells, count
from reports.templatetags.paper import unbroken
from reports.withholding import published
from reports.wording import draft_mark
from tests.reports.examples import new_report


def texts(snapshot, style):
    return [each.text for each in document(snapshot).blocks if each.style == style]


def test_chapters_and_headings_are_numbered_in_order(draft):
    chapters = [each.split(".")[0] for each in texts(draft, "chapter")]
    assert chapters == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    assert texts(draft, "heading")[0].startswith("1. Tăng cường sự lãnh đạo")


def test_sentences_of_the_situation_are_numbered(draft):
    assert [each[:3] for each in texts(draft, "text") if each[:2] in ("1.", "2.")] == ["1. ", "2. "]


def test_a_draft_leaves_lines_for_what_people_write_by_hand(draft):
    blocks = document(draft).blocks
    position = next(i for i, each in enumerate(blocks) if each.text == "VII. Phương hướng, nhiệm vụ năm 2027")
    assert [each.style for each in blocks[position + 1 : position + 5]] == ["blank"] * 3 + ["chapter"]


def test_the_issued_paper_has_no_lines_to_write_on(draft):
    issued = replace(draft, letterhead=replace(draft.letterhead, number=25, issued_on=date(2026, 11, 20)))
    styles = [each.style for each in document(issued).blocks]
    assert "missing" in styles
    assert "blank" not in styles


def test_recipients_end_as_the_decree_says(draft):
    lines = document(draft).recipients
    assert lines[0] == "- UBND tỉnh;"
    assert lines[-1] == "- Lưu: VT, VHXH."


def test_the_text_ends_once(draft):
    twice = replace(draft, closing=draft.closing.rstrip(".") + "./.")
    assert document(draft).closing.endswith("phường Cẩm Thành./.")
    assert document(twice).closing == document(draft).closing


def test_head_cells_span_what_they_share():
    columns = (
        Column(key="name", heading=("Tên",), kind=Kind.TEXT),
        Column(key="total", heading=("Số", "Tổng"), kind=Kind.PEOPLE),
        Column(key="boys", heading=("Số", "Nam", "M"), kind=Kind.PEOPLE),
        Column(key="dead", heading=("Số", "Nam", "TV"), kind=Kind.PEOPLE),
    )
    rows = [[(each.text, each.columns, each.rows) for each in row] for row in head_rows(columns)]
    assert rows == [
        [("Tên", 1, 3), ("Số", 3, 1)],
        [("Tổng", 1, 2), ("Nam", 2, 1)],
        [("M", 1, 1), ("TV", 1, 1)],
    ]


@pytest.mark.parametrize("code", [f"PL0{number}" for number in range(1, 9)])
def test_every_row_is_as_wide_as_its_head(issued, code):
    page = next(each for each in document(issued).annexes if each.code == code)
    width = len(page.column_styles)
    assert sum(each.columns for each in page.head[0]) == width
    assert {sum(each.columns for each in row.cells) for row in page.body} == {width}


def test_an_annex_nobody_filled_says_so(draft):
    page = document(draft).annexes[0]
    assert [each.text for each in page.body[0].cells] == ["Chưa có số liệu"]


def test_a_row_nobody_reported_says_so_in_words_and_never_zero(issued):
    injuries = document(issued).annexes[3]
    electric = next(row for row in injuries.body if row.cells[1].text == "Điện giật")
    assert [each.text for each in electric.cells] == ["10", "Điện giật", "chưa có số liệu"]
    money = document(issued).annexes[6]
    assert [each.text for each in money.body[1].cells] == [
        "2",
        "Học bổng, quà tặng",
        "…",
        "…",
        "312.400.000",
        "312.400.000",
    ]
    assert "Số 0: không có; dấu “…”: chưa có số liệu." in money.notes


def test_signs_are_explained_only_where_they_stand(draft):
    exact = document(replace(draft, suppress_small_cells=SmallCells.EXACT)).annexes[1]
    secret = document(published(replace(draft, suppress_small_cells=SmallCells.SECRET))).annexes[1]
    assert not any("(*)" in each for each in exact.notes)
    assert any(each.startswith("(*) Ở nhóm phải giữ bí mật") for each in secret.notes)


def test_columns_nobody_needs_are_left_out():
    report = new_report()
    report.annex("PL02").row(group="a", total=3, boys=1, girls=1, unknown=1)
    keys = {each.key for each in report.build().annexes[1].columns}
    without = {each.key for each in new_report().build().annexes[1].columns}
    assert keys - without == {"unknown"}


def test_rows_are_numbered_and_details_are_not():
    annex = new_report().annex("PL01")
    annex.row(name="Tổ dân phố 1")
    annex.detail(name="trong đó")
    annex.row(name="Tổ dân phố 2")
    annex.total(name="Toàn phường")
    assert [row.cells[0] for row in annex.rows] == ["1", "", "2", ""]
    assert annex.rows[-1].style is RowStyle.TOTAL


def test_a_row_with_an_unknown_column_is_refused():
    with pytest.raises(UnknownColumn, match="boyz"):
        new_report().annex("PL01").row(name="Tổ dân phố 1", boyz=3)


def test_a_forgotten_figure_is_found_when_building():
    report = new_report()
    report.section("R2").fact("Có {all}, {nobody}.", all=count("Trẻ em", 3))
    with pytest.raises(ValueError, match="nobody"):
        report.build()


def test_document_numbers_and_small_counts_do_not_break():
    text = unbroken("Chỉ thị số 28-CT/TW, Luật số 102/2016/QH13 <b> Điều 10: 06 trẻ em, 550/100.000, 02 đợt")
    kept = re.findall(r'(?<=<span class="nb">)[^<]+|\w+(?:\xa0\w+)+', text)
    assert [each.replace("\xa0", " ") for each in kept] == [
        "28-CT/TW",
        "102/2016/QH13",
        "Điều 10",
        "06 trẻ em",
        "550/100.000",
        "02 đợt",
    ]
    assert "&lt;b&gt;" in text


def test_a_paper_of_another_year_carries_its_date():
    report = new_report(number=7, issued_on=date(2027, 1, 5))
    assert document(report.build()).date == "Cẩm Thành, ngày 05 tháng 01 năm 2027"


def test_a_draft_says_that_it_is_one_and_an_issued_paper_never_does():
    made = draft_mark(2, datetime(2026, 11, 25, 2, 41, tzinfo=UTC))
    assert made == "DỰ THẢO số 2, 09 giờ 41 phút ngày 25/11/2026"
    assert document(replace(new_report().build(), draft=made)).draft == made
    assert document(replace(new_report(number=25, issued_on=date(2026, 11, 26)).build(), draft=made)).draft == ""


def test_a_task_without_any_result_is_one_line(issued):
    tasks = document(issued).annexes[5]
    aid = next(row for row in tasks.body if row.cells[1:] and row.cells[1].text.startswith("Trợ giúp"))
    assert [each.text for each in aid.cells] == ["9", "Trợ giúp pháp lý cho trẻ em", "khi phát sinh", "chưa có số liệu"]
