"""The papers of a list in the register: filled in, renewed, kept where they cannot both be."""

import datetime

import pytest

from accounts.acting import acting_as
from children.actions.poverty import ClassDraft, put_class
from children.importing.workbooks import TEMPLATE
from children.models import Child, Household
from tests.children.importing import HAN
from tests.children.spreadsheets import one


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def change(importer, officer):
    """What the only child is after a list with these cells, and what the person was told."""

    def accept(**cells):
        batch = importer.bring(one(**HAN | cells))
        (row,) = importer.rows(batch)
        importer.accept(batch)
        with acting_as(officer):
            return Child.objects.select_related("household").get(), row

    return accept


def test_papers_of_a_new_child_and_its_household(change):
    child, row = change(
        **{
            "Số giấy khai sinh": "117/2019",
            "Ngày cấp": "2/4/2019",
            "Nơi cấp": "UBND phường",
            "Số thẻ BHYT": "TE1512100123456",
            "Hạn sử dụng": "31/12/2026",
            "Thường trú từ ngày": "1/4/2019",
            "Chủ hộ": "Nguyễn Văn Bốn",
            "Năm sinh chủ hộ": 1958,
            "Điện thoại của hộ": "0000123456",
            "Hộ nghèo": "x",
            "Năm của giấy chứng nhận hộ nghèo": 2026,
        }
    )
    assert row.outcome == "new"
    assert (child.birth_certificate, child.birth_registered_on, child.birth_certificate_place) == (
        "117/2019", day("2019-04-02"), "UBND phường",
    )  # fmt: skip
    assert (child.health_insurance_from, child.health_insurance_until) == (None, day("2026-12-31"))
    assert child.residence_since == day("2019-04-01")
    home = child.household
    assert (home.head_birth_year, home.phone, home.poverty, home.certificate_year) == (1958, "0000123456", "poor", 2026)


def test_a_card_is_renewed_and_the_change_is_shown_in_days(child_of, change):
    child_of(health_insurance_from=day("2025-01-01"), health_insurance_until=day("2025-12-31"))
    child, row = change(**{"BHYT từ ngày": "1/1/2026", "BHYT đến ngày": "31/12/2026"})
    assert row.changes == {
        "health_insurance_from": ("01/01/2025", "01/01/2026"),
        "health_insurance_until": ("31/12/2025", "31/12/2026"),
    }
    assert (child.health_insurance_from, child.health_insurance_until) == (day("2026-01-01"), day("2026-12-31"))


def test_half_of_a_new_card_beside_the_other_half_of_the_old_one_is_not_written(child_of, change):
    child_of(health_insurance_until=day("2025-12-31"))
    child, row = change(**{"BHYT từ ngày": "1/1/2026", "Lớp": "1A"})
    assert (row.outcome, set(row.changes)) == ("changed", {"class_name"})
    assert "Ghi đủ hai ngày của thẻ mới" in row.why
    assert (child.class_name, child.health_insurance_from) == ("1A", None)


def test_days_of_residence_are_filled_in_and_never_overwritten(child_of, change):
    child_of(moved_in_on=day("2020-02-01"))
    child, row = change(**{"Ngày chuyển đến": "1/3/2020", "Cư trú": "thường trú", "Thường trú từ ngày": "5/3/2020"})
    assert row.changes == {"residence_since": ("", "05/03/2020")}
    assert "Ngày chuyển đến trong tệp là 01/03/2020, trong sổ là 01/02/2020: giữ theo sổ." in row.why
    assert (child.moved_in_on, child.residence_since) == (day("2020-02-01"), day("2020-03-05"))


def test_the_day_of_another_residence_is_not_written(child_of, change):
    child_of(residence="permanent")
    child, row = change(**{"Cư trú": "tạm trú", "Tạm trú từ ngày": "5/3/2020"})
    assert (row.outcome, row.changes) == ("identical", {})
    assert "Cư trú trong sổ khác" in row.why
    assert child.residence_since is None


def test_the_head_and_the_phone_of_a_household_are_filled_in_where_they_are_missing(child_of, change, officer):
    child_of(address="12/4 Trần Phú")
    with acting_as(officer):
        Household.objects.update(phone="0000111222")
    child, row = change(**{"Năm sinh chủ hộ": 1960, "SĐT chủ hộ": "0000999888"})
    assert row.changes == {"head_year": ("", "1960")}
    assert (child.household.head_birth_year, child.household.phone, child.household.version) == (1960, "0000111222", 2)


def test_a_certificate_of_the_next_year(child_of, change, officer):
    child_of(address="12/4 Trần Phú")
    with acting_as(officer):
        put_class(household=Household.objects.get(), by=officer, year=2025, draft=ClassDraft("poor", "12/GCN"))
    child, row = change(**{"Số giấy chứng nhận hộ nghèo": "40/GCN", "Năm của giấy chứng nhận hộ nghèo": "năm 2026"})
    assert row.changes == {"certificate_number": ("12/GCN", "40/GCN"), "certificate_year": ("2025", "2026")}
    assert (child.household.certificate_number, child.household.certificate_year) == ("40/GCN", 2026)


def test_papers_of_an_undone_import_are_gone(child_of, importer, officer):
    child_of(birth_certificate="12/2019", health_insurance_until=day("2025-12-31"))
    batch = importer.bring_and_accept(one(**HAN | {"Quyển số": "01/2019", "BHYT đến ngày": "31/12/2026"}))
    importer.undo(batch)
    with acting_as(officer):
        child = Child.objects.get()
        assert (child.birth_certificate, child.birth_certificate_book) == ("12/2019", "")
        assert child.health_insurance_until == day("2025-12-31")


def test_every_column_of_the_blank_list_that_names_a_paper_is_read(change):
    cells = {
        "Số giấy khai sinh": "12", "Quyển số": "01/2019", "Ngày đăng ký khai sinh": "02/04/2019",
        "Nơi đăng ký khai sinh": "UBND phường", "Thẻ BHYT có giá trị đến": "31/12/2026",
        "Cư trú như vậy từ ngày": "02/04/2019",
    }  # fmt: skip
    assert set(cells) <= {header for header, *_ in TEMPLATE}
    child, row = change(**cells)
    assert row.why == ""
    assert (child.birth_certificate_book, child.health_insurance_until) == ("01/2019", day("2026-12-31"))
