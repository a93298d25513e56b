"""A station's immunisation list, and a school's list of pupils, through the importer of every list."""

from datetime import date

import pytest

from accounts.acting import acting_as
from children.actions.immunisation import VaccinationDraft, record_vaccinations
from children.importing.columns import dose_of, fields_of
from children.models import Child, ScheduledDose, Vaccination
from tests.children.health import measured
from tests.children.spreadsheets import listed
from vietnamese.names import search_key
from vietnamese.partial_dates import PartialDate

HEADER = (
    "STT",
    "Họ tên trẻ",
    "Ngày sinh",
    "Giới",
    "Họ tên mẹ",
    "Tổ",
    "VGB sơ sinh",
    "Lao (BCG)",
    "Sởi mũi 1",
    "Sởi - Rubella",
)
AN = (1, "Lê An", "05/09/2024", "Nữ", "Trần Thị Lụa", 7, "06/09/2024", "10/09/2024", "", "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("BCG", "BCG"), ("Lao", "BCG"), ("Viêm gan B sơ sinh", "VGB-0"), ("VGB < 24h", "VGB-0"),
        ("5 trong 1 mũi 2", "5IN1-2"),
        ("5in1-3", "5IN1-3"), ("OPV1", "BOPV-1"), ("bOPV lần 3", "BOPV-3"), ("IPV 2", "IPV-2"), ("Rota 1", "ROTA-1"),
        ("Sởi", "SOI-1"), ("Sởi mũi 1", "SOI-1"), ("MR", "SR-1"), ("Sởi - Rubella", "SR-1"), ("VNNB 3", "VNNB-3"),
        ("Viêm não Nhật Bản mũi 1", "VNNB-1"), ("DPT4", "DPT-4"), ("Lao động", None),
        ("Họ và tên", None), ("Lớp 5", None),
    ],
)  # fmt: skip
def test_a_dose_is_known_by_the_words_of_its_header(words, code):
    assert dose_of(search_key(words)) == code


def test_doses_below_one_header_are_told_apart_by_their_number():
    headers = [("Họ và tên",), ("Bại liệt uống", "1"), ("Bại liệt uống", "2"), ("5 trong 1", "Mũi 1")]
    assert fields_of(headers) == ["full_name", "dose:BOPV-1", "dose:BOPV-2", "dose:5IN1-1"]


def had(child) -> dict[str, date]:
    doses = Vaccination.objects.true().filter(child=child).select_related("dose").order_by("pk")
    return {each.dose.code: each.happened_on for each in doses}


def test_the_days_of_the_list_become_doses_of_known_and_new_children(importer, child_of, seen):
    known = child_of(full_name="Hồ Bảo", birth=PartialDate(2025, 1, 2), sex="male", mother="Y Lan")
    bao = (2, "Hồ Bảo", "02/01/2025", "Nam", "Y Lan", 7, "", "x", "09/10/2025", "chưa tiêm")
    batch = importer.bring_and_accept(listed(AN, bao, header=HEADER))
    assert batch.written == 2
    with seen():
        assert had(Child.objects.get(full_name="Lê An")) == {"VGB-0": date(2024, 9, 6), "BCG": date(2024, 9, 10)}
        assert had(known) == {"SOI-1": date(2025, 10, 9)}  # a cross without a day is no dose


def test_the_preview_names_each_dose_and_why_one_is_left_out(importer, child_of):
    child_of(full_name="Lê An", birth=PartialDate(2024, 9, 5), mother="Trần Thị Lụa")
    odd = (*AN[:7], "01/09/2024", "30/12/2099", "")
    (row,) = importer.preview(listed(odd, header=HEADER))
    assert row.outcome == "changed"
    assert row.changes == {"dose:VGB-0": ("", "06/09/2024")}
    assert "ở trước ngày sinh" in row.why
    assert "ở sau hôm nay" in row.why


def test_a_list_brought_twice_changes_nothing_and_no_dose_is_overwritten(importer, child_of, officer, seen):
    child = child_of(full_name="Lê An", birth=PartialDate(2024, 9, 5), mother="Trần Thị Lụa")
    with seen():
        draft = VaccinationDraft("given", date(2024, 9, 11), place="Trạm Y tế")
        record_vaccinations(child=child, by=officer, doses=[ScheduledDose.objects.get(code="BCG")], draft=draft)
    importer.bring_and_accept(listed(AN, header=HEADER))
    assert importer.bring(listed(AN, header=HEADER)).counts == {"identical": 1}
    with seen():
        assert had(child) == {"BCG": date(2024, 9, 11), "VGB-0": date(2024, 9, 6)}


def test_an_import_taken_back_takes_its_doses_with_it(importer, child_of, seen):
    known = child_of(full_name="Hồ Bảo", birth=PartialDate(2025, 1, 2), sex="male", mother="Y Lan")
    bao = (2, "Hồ Bảo", "02/01/2025", "Nam", "Y Lan", 7, "03/01/2025", "", "", "")
    batch = importer.bring_and_accept(listed(AN, bao, header=HEADER))
    importer.undo(batch)
    with seen():
        assert not Vaccination.objects.exists()
        assert list(Child.objects.all()) == [known]


def test_a_dose_somebody_corrected_since_stays_with_its_child(importer, seen, officer):
    batch = importer.bring_and_accept(listed(AN, header=HEADER))
    with acting_as(officer):
        dose = Vaccination.objects.get(dose__code="BCG")
        dose.lot = "VN-01"
        dose.save_next_version()
    importer.undo(batch)
    with seen():
        assert had(Child.objects.get(full_name="Lê An")) == {"BCG": date(2024, 9, 10), "VGB-0": date(2024, 9, 6)}


def test_a_child_that_stays_for_another_record_keeps_its_doses(importer, seen, nurse):
    batch = importer.bring_and_accept(listed(AN, header=HEADER))
    with acting_as(nurse):
        child = Child.objects.get(full_name="Lê An")
    measured(child, nurse, date(2026, 11, 1), posture="standing")
    assert importer.undo(batch).kept == 1
    with seen():
        assert had(child) == {"BCG": date(2024, 9, 10), "VGB-0": date(2024, 9, 6)}
