"""Who is who: new, changed, identical, or a question for a person."""

import pytest

from accounts.acting import acting_as
from children.models import Household, Residence
from tests.children.importing import HAN
from tests.children.spreadsheets import listed
from vietnamese.partial_dates import PartialDate

ID = "051319000217"


@pytest.fixture
def row(importer):
    """One row, starting from Hân's, as the preview shows it."""

    def read(**cells):
        cells = {name: cell for name, cell in (HAN | cells).items() if cell is not None}
        (only,) = importer.preview(listed(list(cells.values()), header=list(cells)))
        return only

    return read


# --- Sure ------------------------------------------------------------------------------------
def test_nobody_of_that_name_is_a_new_child(row, child_of):
    child_of(full_name="Trần Gia Bảo")
    assert row().outcome == "new"


@pytest.mark.parametrize(
    "name", ["Nguyễn Gia Hân", "NGUYỄN GIA HÂN", "Nguyen Gia Han", "nguyễn gia hân", "Nguye\u0302\u0303n  Gia Hân"]
)
def test_the_same_name_in_another_writing_is_identical(row, child_of, name):
    child = child_of()
    found = row(**{"Họ và tên": name})
    assert (found.outcome, found.verdict.children) == ("identical", (child.pk,))


def test_another_place_of_the_tone_mark_is_the_same_name(row, child_of):
    child_of(full_name="Nguyễn Thuý Hoà")
    assert row(**{"Họ và tên": "Nguyễn Thúy Hòa"}).outcome == "identical"


def test_an_empty_cell_erases_nothing(row, child_of, ward):
    child_of(mother="Trần Thị Chi", class_name="2B", school=ward["school"], personal_id=ID)
    assert row(**{"Lớp": None, "Họ tên mẹ": ""}).outcome == "identical"


def test_a_new_class_is_a_change_shown_before_and_after(row, child_of):
    child_of(class_name="1A")
    found = row(Lớp="2B")
    assert (found.outcome, found.changes) == ("changed", {"class_name": ("1A", "2B")})


def test_the_personal_id_finds_the_child_whatever_changed(row, child_of):
    child_of(personal_id=ID, class_name="1A")
    found = row(**{"Số định danh": ID, "Lớp": "2B"})
    assert found.changes == {"class_name": ("1A", "2B")}


def test_a_personal_id_that_was_missing_is_added(row, child_of):
    child_of(mother="Trần Thị Chi")
    found = row(**{"Số định danh": ID, "Họ tên mẹ": "Trần Thị Chi"})
    assert (found.outcome, found.changes) == ("changed", {"personal_id": ("", ID)})


def test_the_mother_tells_namesakes_apart(row, child_of):
    child_of(mother="Lê Thị Lan")
    hers = child_of(mother="Trần Thị Chi")
    found = row(**{"Họ tên mẹ": "TRẦN THỊ CHI"})
    assert (found.outcome, found.verdict.children) == ("identical", (hers.pk,))


def test_a_year_does_not_replace_a_day(row, child_of):
    child_of(mother="Trần Thị Chi")
    assert row(**{"Ngày sinh": "2019", "Họ tên mẹ": "Trần Thị Chi"}).outcome == "identical"


def test_a_day_completes_a_year(row, child_of):
    child_of(mother="Trần Thị Chi", birth=PartialDate(2019))
    found = row(**{"Họ tên mẹ": "Trần Thị Chi"})
    assert (found.outcome, found.changes) == ("changed", {"birth": ("2019", "14/03/2019")})


def test_a_proper_name_replaces_a_temporary_one_found_by_its_personal_id(row, child_of):
    child_of(full_name="Con bà Chi", temporary_name=True, personal_id=ID)
    found = row(**{"Số định danh": ID})
    assert (found.outcome, found.changes) == ("changed", {"full_name": ("Con bà Chi", "Nguyễn Gia Hân")})


def test_a_temporary_name_replaces_nothing(row, child_of):
    child_of(personal_id=ID)
    assert row(**{"Họ và tên": "Con bà Chi", "Số định danh": ID}).outcome == "identical"


# --- Questions -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("known", "cells", "reason", "answers"),
    [
        (
            {"mother": "Trần Thị Chi", "birth": PartialDate(2019, 5, 18)},
            {"Họ tên mẹ": "Trần Thị Chi"},
            "Cùng tên, cùng mẹ, khác ngày sinh",
            ["file", "book", "new"],
        ),
        (
            {"mother": "Lê Thị Lan"},
            {"Họ tên mẹ": "Trần Thị Chi"},
            "Cùng tên, cùng ngày sinh, khác mẹ",
            ["file", "book", "new"],
        ),
        ({"birth": PartialDate(2019)}, {}, "Cùng tên, ngày sinh một bên chưa đủ", ["file", "new"]),
        (
            {"birth": PartialDate(2019, 12, 3)},
            {"Ngày sinh": "3/12/2019", "Họ và tên": "Nguyễn Gia Hân"},
            "",
            [],
        ),
        (
            {"birth": PartialDate(2019, 3, 12)},
            {"Ngày sinh": "3/12/2019"},
            "có thể ngày và tháng sinh đổi chỗ",
            ["file", "book", "new"],
        ),
        (
            {"full_name": "Nguyễn Gia Hần"},
            {"Họ và tên": "Nguyễn Gia Hânn"},
            "Cùng ngày sinh, tên gần giống",
            ["file", "book", "new"],
        ),
        (
            {"full_name": "Gái", "temporary_name": True, "mother": "Trần Thị Chi"},
            {"Họ tên mẹ": "Trần Thị Chi"},
            "một bên là tên tạm",
            ["file", "new"],
        ),
        (
            {"personal_id": ID},
            {"Số định danh": "051319000218"},
            "khác số định danh",
            ["file", "book", "new"],
        ),
        (
            {"personal_id": ID, "full_name": "Phạm Quốc Bảo", "sex": "male"},
            {"Số định danh": ID},
            "có thể số định danh ghi nhầm",
            ["file", "book", "leave"],
        ),
        (
            {"personal_id": ID},
            {"Số định danh": ID, "Ngày sinh": "15/3/2019"},
            "Là trẻ này, nhưng ngày sinh khác nhau",
            ["file", "book"],
        ),
        ({"sex": "male"}, {}, "Là trẻ này, nhưng giới tính khác nhau", ["file", "book"]),
        ({}, {"Tổ dân phố": 12}, "Là trẻ này, nhưng tổ dân phố khác nhau", ["file", "book"]),
        (
            {"full_name": "Nguyễn Gia Hán", "mother": "Trần Thị Chi"},
            {"Họ tên mẹ": "Trần Thị Chi"},
            "Là trẻ này, nhưng tên khác nhau",
            ["file", "book"],
        ),
    ],
)
def test_what_is_unsure_is_asked(row, child_of, known, cells, reason, answers):
    child_of(**known)
    found = row(**cells)
    assert reason in found.why
    assert found.answers == answers
    assert found.outcome == ("decide" if reason else "identical")
    assert found.record.decision == ""


def test_two_namesakes_of_one_day_without_a_mother(row, child_of):
    one, other = child_of(mother="Trần Thị Chi"), child_of(mother="Lê Thị Lan")
    found = row()
    assert found.why == "Nhiều trẻ trùng tên, trùng ngày sinh"
    assert found.answers == [f"is:{one.public_id}", f"is:{other.public_id}", "new"]


def test_a_namesake_of_another_day_and_mother_is_a_new_child(row, child_of):
    child_of(mother="Lê Thị Lan", birth=PartialDate(2018, 1, 2))
    assert row(**{"Họ tên mẹ": "Trần Thị Chi"}).outcome == "new"


def test_a_similar_name_of_another_mother_is_a_new_child(row, child_of):
    child_of(full_name="Nguyễn Gia Hânn", mother="Lê Thị Lan")
    assert row(**{"Họ tên mẹ": "Trần Thị Chi"}).outcome == "new"


# --- Kept by the register --------------------------------------------------------------------
def test_a_child_that_left_is_told(row, child_of):
    import datetime

    child_of(residence=Residence.MOVED_OUT, left_on=datetime.date(2026, 1, 5))
    found = row()
    assert found.outcome == "identical"
    assert "đã chuyển đi" in found.why


def test_leaving_is_not_imported(row, child_of):
    child_of()
    found = row(**{"Cư trú": "đã chuyển đi"})
    assert found.outcome == "identical"
    assert "ghi bằng biến động" in found.why


def test_the_household_of_the_register_stays(row, child_of, officer):
    child = child_of(address="12/4 Trần Phú")
    found = row(**{"Chủ hộ": "Lê Văn Tấn", "Địa chỉ": "3 Lê Lợi"})
    assert found.outcome == "identical"
    assert "giữ theo sổ" in found.why
    with acting_as(officer):
        assert Household.objects.get().pk == child.household_id


# --- Inside the file -------------------------------------------------------------------------
def both(importer, first: dict, second: dict):
    header = list(dict.fromkeys([*first, *second]))
    return importer.preview(listed(*[[each.get(name) for name in header] for each in (first, second)], header=header))


def test_a_row_that_stands_twice_counts_once(importer):
    one, other = both(importer, HAN, HAN)
    assert (one.outcome, other.outcome) == ("new", "identical")
    assert other.why == "Trùng dòng 2, chỉ nhập một lần"


def test_one_personal_id_with_two_contents_is_an_error(importer):
    _, other = both(importer, HAN | {"Số định danh": ID}, HAN | {"Số định danh": ID, "Lớp": "2B"})
    assert other.outcome == "error"
    assert "Trùng dòng 2 (cùng số định danh)" in other.why


def test_namesakes_of_one_day_in_the_file_are_asked_about(importer):
    _, other = both(importer, HAN, HAN | {"Lớp": "2B"})
    assert (other.outcome, other.answers) == ("decide", ["new", "leave"])


def test_namesakes_with_different_mothers_are_two_children(importer):
    rows = both(importer, HAN | {"Họ tên mẹ": "Trần Thị Chi"}, HAN | {"Họ tên mẹ": "Lê Thị Lan"})
    assert [row.outcome for row in rows] == ["new", "new"]


def test_two_rows_for_one_child_of_the_register(importer, child_of):
    child_of(personal_id=ID, mother="Trần Thị Chi")
    _, other = both(
        importer, HAN | {"Số định danh": ID}, HAN | {"Họ và tên": "Nguyễn Gia Hân", "Họ tên mẹ": "Trần Thị Chi"}
    )
    assert other.outcome in ("error", "decide")
    assert "dòng 2" in other.why


def test_one_household_has_one_class_of_poverty(importer):
    rows = both(
        importer,
        HAN | {"Chủ hộ": "Lê Tấn", "Hộ nghèo": "x"},
        HAN | {"Họ và tên": "Nguyễn Gia Bảo", "Chủ hộ": "Lê Tấn", "Hộ cận nghèo": "x"},
    )
    assert [row.says.poverty for row in rows] == ["poor", ""]
    assert "Hộ này ở dòng 2 ghi diện hộ khác" in rows[1].why
