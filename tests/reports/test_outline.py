"""The outline is what the plan of the document says, and cannot contradict itself."""

import pytest

from reports.outline import BadOutline, outline, read_outline

GOOD = """
sections: [{code: R1, title: Một, owner: VHXH, annexes: [PL01]}]
annexes:
  - code: PL01
    title: Bảng
    columns: [{key: name, heading: [Tên], kind: text}, {key: total, heading: [Số trẻ em], kind: people}]
"""


def test_sections_and_annexes_in_the_order_of_the_report():
    found = outline()
    assert [each.code for each in found.sections] == ["R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8"]
    assert [each.code for each in found.sections[2].parts] == ["R3.1", "R3.2", "R3.3", "R3.4", "R3.5"]
    assert [each.code for each in found.annexes] == [f"PL0{number}" for number in range(1, 9)]


def test_every_section_has_an_owner_and_a_title():
    assert all(each.owner and each.title for each in outline().every_section())


def test_titles_and_headings_carry_the_year():
    found = outline().for_year(2026)
    assert "2027" in found.sections[6].title
    headings = [each.for_year({"year": "2026", "last_year": "2025"}).heading for each in found.annexes[1].columns]
    assert ("Năm 2025",) in headings


def test_a_good_outline_is_read():
    assert [each.key for each in read_outline(GOOD).annexes[0].columns] == ["name", "total"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("annexes: [PL01]}", "annexes: [PL09]}", "PL09"),
        ("key: total", "key: name", "named twice"),
        ("key: total", "key: no", "quote it"),  # YAML reads `no` as false
        ("title: Bảng", "title: Bảng\n    sums: [[total, boys]]", "boys"),
        ("owner: VHXH,", "owner: VHXH, indicators: [POP-01, POP-01],", "POP-01"),
    ],
)
def test_an_outline_that_contradicts_itself_is_refused(old, new, complaint):
    with pytest.raises(BadOutline, match=complaint):
        read_outline(GOOD.replace(old, new))
