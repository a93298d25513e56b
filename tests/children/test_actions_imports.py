"""What an import writes: each answer, each change, and what it must never do."""

import datetime
import io

import openpyxl
import pytest

from accounts.acting import acting_as
from accounts.audit import history_of
from accounts.models import AccessEvent, User
from children.actions.children import ChildDraft, edit_child
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.families import PersonDraft
from children.actions.imports.forgetting import forget_imports
from children.actions.imports.uploading import upload_list
from children.import_results import result_of
from children.models import (
    Caregiver,
    CareRelation,
    Child,
    Circumstance,
    CircumstanceGroup,
    Household,
    ImportBatch,
    ImportRow,
)
from children.search import find_children
from interface.refusals import NotAllowed, Refused
from tests.children.importing import Importer
from tests.children.spreadsheets import csv, one, rows_of, xlsx
from vietnamese.partial_dates import PartialDate

HAN = {"Họ và tên": "Nguyễn Gia Hân", "Ngày sinh": "14/3/2019", "Giới tính": "Nữ", "Tổ dân phố": 7}
BAO = HAN | {"Họ và tên": "Nguyễn Gia Bảo", "Ngày sinh": "2/2/2016", "Giới tính": "Nam"}
ID, OTHER_ID = "051319000217", "051319000218"


@pytest.fixture
def seen(officer):
    """The register as Vân reads it: `with seen(): …`."""
    return lambda: acting_as(officer)


def only(model, **which):
    return model.objects.get(**which)


def family_of(child: Child) -> list[tuple[str, str]]:
    relations = CareRelation.objects.filter(child=child).select_related("caregiver").order_by("relation")
    return [(each.relation, each.caregiver.full_name) for each in relations]


# --- New children ----------------------------------------------------------------------------
def test_a_preview_writes_nothing(importer, seen):
    batch = importer.bring(one(**HAN))
    assert (batch.state, batch.counts) == ("previewed", {"new": 1})
    with seen():
        assert not Child.objects.exists()


def test_a_new_child_comes_with_all_the_row_says(importer, seen, ward, officer, at):
    row = HAN | {
        "Số định danh": ID,
        "Dân tộc": "Hrê",
        "Họ tên cha": "Nguyễn Văn Bốn, 1985, thợ hồ",
        "Họ tên mẹ": "Trần Thị Chi",
        "SĐT mẹ": "0905123456",
        "Người nuôi dưỡng": "Bà nội: Võ Thị Hoa",
        "Chủ hộ": "Nguyễn Văn Bốn",
        "Địa chỉ": "12/4 Trần Phú",
        "Hộ cận nghèo": "x",
        "Số giấy chứng nhận hộ cận nghèo": "CN-37",
        "Khuyết tật": "vận động, nặng",
        "Thẻ BHYT": "TE1512345678901",
        "Trường": "THCS Ánh Dương",
        "Lớp": "1A",
        "Cư trú": "tạm trú",
        "Ghi chú": "Học bán trú",
    }
    with at("2026-11-23 08:00"):
        batch = importer.bring_and_accept(one(**row))
    assert (batch.state, batch.written, batch.upload) == ("imported", 1, None)
    with seen():
        child = Child.objects.select_related("household").get()
        assert (child.code, child.full_name, child.sex, child.personal_id) == (
            "TE-2026-0001", "Nguyễn Gia Hân", "female", ID,
        )  # fmt: skip
        assert (child.birth, child.residence, child.notes) == (PartialDate(2019, 3, 14), "temporary", "Học bán trú")
        assert (child.school, child.class_name, child.health_insurance) == (ward["school"], "1A", "TE1512345678901")
        assert child.ethnic_group.name == "Hrê"
        home = child.household
        assert (home.head_name, home.address, home.poverty, home.certificate_number) == (
            "Nguyễn Văn Bốn", "12/4 Trần Phú", "near_poor", "CN-37",
        )  # fmt: skip
        assert family_of(child) == [
            ("father", "Nguyễn Văn Bốn"),
            ("mother", "Trần Thị Chi"),
            ("paternal_grandmother", "Võ Thị Hoa"),
        ]
        assert only(Caregiver, full_name="Nguyễn Văn Bốn").occupation == "thợ hồ"
        assert only(Caregiver, full_name="Trần Thị Chi").phone == "0905123456"
        assert only(CareRelation, is_main_carer=True).caregiver.full_name == "Võ Thị Hoa"
        joined = Circumstance.objects.select_related("subtype").get()
        assert (joined.subtype.code, joined.started_on, joined.officer) == (
            "G04.2",
            datetime.date(2026, 11, 23),
            officer,
        )
        assert joined.proof == "Danh sách nhập ngày 23/11/2026"
        assert find_children("han tran phu", by=officer).ids == (child.pk,)
        assert [(change.op, change.actor) for change in history_of(child)][-1] == ("I", officer.pk)
        assert only(ImportRow).child == child


def test_the_one_who_cares_may_be_the_mother(importer, seen):
    importer.bring_and_accept(one(**HAN, **{"Họ tên mẹ": "Trần Thị Chi", "Người nuôi dưỡng": "Trần Thị Chi"}))
    with seen():
        relation = only(CareRelation)
        assert (relation.relation, relation.is_main_carer) == ("mother", True)


def test_the_one_who_cares_may_be_called_the_mother(importer, seen):
    """“Mẹ: …” in the column of the carer: the mother where the list names none, another person where it does."""
    cares = {"Người nuôi dưỡng": "Mẹ: Trần Thị Chi"}
    batch = importer.bring_and_accept(rows_of(HAN | cares, BAO | cares | {"Họ tên mẹ": "Y Lan"}))
    assert "khác tên ở cột cha, mẹ" in importer.rows(batch)[1].why
    with seen():
        assert family_of(only(Child, sex="female")) == [("mother", "Trần Thị Chi")]
        assert family_of(only(Child, sex="male")) == [("mother", "Y Lan"), ("other", "Trần Thị Chi")]
        assert CareRelation.objects.filter(is_main_carer=True, caregiver__full_name="Trần Thị Chi").count() == 2


def test_brothers_and_sisters_of_one_household_share_it_and_their_parents(importer, seen):
    home = {"Chủ hộ": "Nguyễn Văn Bốn", "Địa chỉ": "12/4 Trần Phú", "Họ tên mẹ": "Trần Thị Chi"}
    importer.bring_and_accept(rows_of(HAN | home, BAO | home, BAO | {"Họ và tên": "Lê Văn Tú", "Họ tên mẹ": "Y Lan"}))
    with seen():
        assert Household.objects.count() == 1
        assert sorted(Caregiver.objects.values_list("full_name", flat=True)) == ["Trần Thị Chi", "Y Lan"]
        assert Child.objects.filter(household=only(Household)).count() == 2


def test_a_new_child_joins_the_household_the_register_has(importer, seen, child_of):
    sister = child_of(address="12/4 Trần Phú")
    importer.bring_and_accept(one(**BAO, **{"Chủ hộ": "TRẦN VĂN SÁU", "Địa chỉ": "12/4 Trần Phú", "Hộ nghèo": "x"}))
    with seen():
        assert Child.objects.get(full_name="Nguyễn Gia Bảo").household_id == sister.household_id
        assert only(Household).poverty == "poor"


def test_bad_rows_stay_out_and_good_rows_are_kept(importer, seen):
    batch = importer.bring_and_accept(rows_of(HAN, BAO | {"Ngày sinh": "31/9/2015"}))
    assert (batch.state, batch.counts, batch.written) == ("imported", {"new": 1, "error": 1}, 1)
    with seen():
        assert only(Child).full_name == "Nguyễn Gia Hân"


def test_the_same_list_again_changes_nothing(importer, seen):
    home = {"Chủ hộ": "Nguyễn Văn Bốn", "Địa chỉ": "12/4 Trần Phú", "Họ tên mẹ": "Trần Thị Chi", "Khuyết tật": "x"}
    data = rows_of(HAN | home, BAO | home | {"Hộ nghèo": "x"})
    importer.bring_and_accept(data)
    with seen():
        before = list(Child.objects.order_by("pk").values_list("pk", "version", "updated_at"))
    again = importer.bring_and_accept(data)
    assert (again.counts, again.written) == ({"identical": 2}, 0)
    with seen():
        assert list(Child.objects.order_by("pk").values_list("pk", "version", "updated_at")) == before


def test_who_imported_is_in_the_access_log_without_a_name(importer, seen, officer):
    importer.bring_and_accept(one(**HAN))
    with seen():
        event = only(AccessEvent, event="CHILDREN_IMPORTED")
        assert (event.actor, event.about) == (officer, "1 dòng")


# --- Answers ---------------------------------------------------------------------------------
@pytest.fixture
def question(importer, child_of):
    """Hân stands in the register, born on another day; her row asks which day is right."""
    child = child_of(mother="Trần Thị Chi", birth=PartialDate(2019, 5, 18), class_name="1A")
    batch = importer.bring(one(**HAN, **{"Họ tên mẹ": "Trần Thị Chi", "Lớp": "2B"}))
    assert batch.counts == {"decide": 1}
    return child, batch


@pytest.mark.parametrize(
    ("answer", "children", "written"),
    [
        ("file", [("2019-03-14", "2B")], 1),
        ("book", [("2019-05-18", "2B")], 1),
        ("new", [("2019-05-18", "1A"), ("2019-03-14", "2B")], 1),
        ("leave", [("2019-05-18", "1A")], 0),
        ("", [("2019-05-18", "1A")], 0),
        ("is:somebody", [("2019-05-18", "1A")], 0),
    ],
)
def test_each_answer_writes_what_it_says(importer, seen, question, answer, children, written):
    _, batch = question
    importer.decide(batch, {2: answer})
    batch = importer.accept(batch)
    assert batch.written == written
    assert batch.state == ("imported" if written else "previewed")
    with seen():
        found = Child.objects.order_by("pk")
        assert [(child.birth.isoformat(), child.class_name) for child in found] == children


def test_a_row_that_was_left_can_be_answered_later(importer, seen, question):
    _, batch = question
    assert importer.accept(batch).written == 0
    importer.decide(batch, {2: "file"})
    assert importer.accept(batch).state == "imported"
    with seen():
        assert only(Child).class_name == "2B"


def test_a_person_says_which_namesake_is_meant(importer, seen, child_of):
    one_, other = child_of(mother="Trần Thị Chi"), child_of(mother="Lê Thị Lan")
    batch = importer.bring(one(**HAN, Lớp="2B"))
    importer.decide(batch, {2: f"is:{other.public_id}"})
    importer.accept(batch)
    with seen():
        assert [Child.objects.get(pk=child.pk).class_name for child in (one_, other)] == ["", "2B"]


def test_or_that_it_is_neither(importer, seen, child_of):
    child_of(mother="Trần Thị Chi")
    child_of(mother="Lê Thị Lan")
    batch = importer.bring(one(**HAN))
    importer.decide(batch, {2: "new"})
    importer.accept(batch)
    with seen():
        assert Child.objects.count() == 3


def test_two_rows_cannot_both_be_one_child(importer, seen, child_of):
    first = child_of(mother="Trần Thị Chi")
    child_of(mother="Lê Thị Lan")
    batch = importer.bring(rows_of(HAN | {"Lớp": "2B", "Họ tên mẹ": "Y Ba"}, HAN | {"Lớp": "2C", "Họ tên mẹ": "Y Bốn"}))
    importer.decide(batch, {2: f"is:{first.public_id}", 3: f"is:{first.public_id}"})
    batch = importer.accept(batch)
    assert (batch.written, batch.state) == (1, "previewed")
    assert "dòng khác của tệp đã ghi cho trẻ này" in importer.rows(batch)[1].why
    with seen():
        assert Child.objects.get(pk=first.pk).class_name == "2B"


def test_namesakes_inside_the_file_are_two_children_when_a_person_says_so(importer, seen):
    batch = importer.bring(rows_of(HAN, HAN | {"Lớp": "2B"}))
    importer.decide(batch, {3: "new"})
    importer.accept(batch)
    with seen():
        assert Child.objects.count() == 2


def test_also_when_the_answer_comes_after_the_first_one_was_written(importer, seen):
    batch = importer.bring(rows_of(HAN, HAN | {"Lớp": "2B"}))
    importer.accept(batch)
    importer.decide(batch, {3: "new"})
    assert importer.accept(batch).state == "imported"
    with seen():
        assert Child.objects.count() == 2


def test_an_answer_to_a_list_that_is_done_is_refused(importer, question):
    _, batch = question
    importer.decide(batch, {2: "book"})
    importer.accept(batch)
    with pytest.raises(Refused, match="đã nhập hoặc đã bỏ"):
        importer.decide(batch, {2: "file"})


# --- Changes of a known child ----------------------------------------------------------------
@pytest.fixture
def change(importer, seen):
    """Import one row about the only child; answer a question as the file says."""

    def write(**cells) -> Child:
        batch = importer.bring(one(**HAN, **cells) if "Tổ dân phố" not in cells else one(**(HAN | cells)))
        if batch.counts.get("decide"):
            importer.decide(batch, {2: "file"})
        batch = importer.accept(batch)
        assert (batch.written, batch.state) == (1, "imported")
        with seen():
            return Child.objects.select_related("household").get()

    return write


def test_a_new_class_keeps_the_rest_and_counts_as_a_new_version(child_of, change, seen, officer):
    before = child_of(class_name="1A", mother="Trần Thị Chi", personal_id=ID, notes="Học bán trú")
    child = change(Lớp="2B")
    assert (child.class_name, child.personal_id, child.notes) == ("2B", ID, "Học bán trú")
    assert (child.version, child.updated_at > before.updated_at) == (before.version + 1, True)
    with seen():
        newest = history_of(child)[0]
        assert (newest.old, newest.new, newest.actor) == ({"class_name": "1A"}, {"class_name": "2B"}, officer.pk)


def test_notes_are_added_to_those_that_stand_there(child_of, change):
    child_of(notes="Học bán trú")
    assert change(**{"Ghi chú": "Mới về 3/26"}).notes == "Học bán trú\nMới về 3/26"


def test_a_new_personal_id_is_not_verified_by_anybody(child_of, change, officer):
    child_of(personal_id=ID, personal_id_verified=True)
    child = change(**{"Số định danh": OTHER_ID})
    assert (child.personal_id, child.personal_id_verified) == (OTHER_ID, False)


def test_a_missing_personal_id_is_filled_and_found(child_of, change, seen, officer):
    child = child_of(mother="Trần Thị Chi")
    change(**{"Số định danh": ID, "Họ tên mẹ": "Trần Thị Chi"})
    with seen():
        assert find_children(ID, by=officer).ids == (child.pk,)


def test_poverty_is_the_households_and_an_old_certificate_goes_with_the_old_class(child_of, change, seen):
    child = child_of(address="12/4 Trần Phú")
    with seen():
        Household.objects.update(poverty="poor", certificate_number="N-12", certificate_year=2025)
    home = change(**{"Hộ cận nghèo": "x"}).household
    assert (home.poverty, home.certificate_number, home.certificate_year) == ("near_poor", "", None)
    assert (home.pk, home.version) == (child.household_id, 2)


def test_who_is_no_longer_poor_loses_the_certificate(child_of, change, seen):
    child_of(address="12/4 Trần Phú")
    with seen():
        Household.objects.update(poverty="poor", certificate_number="N-12", certificate_year=2025)
    home = change(**{"Hộ nghèo, cận nghèo": "thoát nghèo"}).household
    assert (home.poverty, home.certificate_number, home.certificate_year) == ("none", "", None)


def test_an_address_that_was_missing_is_filled_and_a_sister_is_found_by_it(child_of, importer, seen, officer):
    home = child_of(address="?").household
    sister = child_of(full_name="Nguyễn Gia My", birth=PartialDate(2020), household=home)
    with seen():
        Household.objects.update(address="", address_key="")
    importer.bring_and_accept(one(**HAN, **{"Địa chỉ": "3 Lê Lợi"}))
    with seen():
        home.refresh_from_db()
        assert (home.address, home.version) == ("3 Lê Lợi", 2)
        assert sister.pk in find_children("my le loi", by=officer).ids


def test_a_move_leaves_the_old_household(child_of, change, ward, seen):
    old = child_of(address="12/4 Trần Phú").household
    child = change(**{"Tổ dân phố": 12, "Chủ hộ": "Lê Văn Tấn", "Địa chỉ": "3 Lê Lợi"})
    assert (child.neighbourhood, child.household.head_name) == (ward["tdp12"], "Lê Văn Tấn")
    assert (child.household.neighbourhood, child.own_address) == (ward["tdp12"], "")
    with seen():
        old.refresh_from_db()
        assert old.neighbourhood == ward["tdp7"]


def test_a_move_without_a_household_keeps_the_address(child_of, change, ward):
    child_of(address="12/4 Trần Phú")
    child = change(**{"Tổ dân phố": 12})
    assert (child.neighbourhood, child.household, child.own_address) == (ward["tdp12"], None, "12/4 Trần Phú")


def test_a_child_without_a_household_gets_the_one_of_its_row(child_of, change):
    child_of(own_address="3 Lê Lợi")
    child = change(**{"Chủ hộ": "Lê Văn Tấn", "Địa chỉ": "3 Lê Lợi", "Hộ nghèo": "x"})
    assert (child.household.head_name, child.household.poverty, child.own_address) == ("Lê Văn Tấn", "poor", "")


def test_a_mother_who_is_somebody_else_is_replaced_and_keeps_the_place(child_of, change, seen):
    child_of(mother="Lê Thị Lan", personal_id=ID)
    child = change(**{"Số định danh": ID, "Họ tên mẹ": "Trần Thị Chi, 1990"})
    with seen():
        assert family_of(child) == [("mother", "Trần Thị Chi")]
        relation = only(CareRelation)
        assert (relation.is_main_carer, relation.caregiver.birth_year) == (True, 1990)
        assert not Caregiver.objects.filter(full_name="Lê Thị Lan").exists()


def test_the_mother_who_left_one_child_stays_the_mother_of_its_sister(child_of, importer, seen):
    sister = child_of(full_name="Nguyễn Gia My", birth=PartialDate(2020, 1, 2), mother="Lê Thị Lan")
    child = child_of(personal_id=ID)
    with seen():
        CareRelation.objects.create(child=child, caregiver=only(Caregiver), relation="mother")
    batch = importer.bring(one(**HAN, **{"Số định danh": ID, "Họ tên mẹ": "Trần Thị Chi"}))
    importer.decide(batch, {2: "file"})
    importer.accept(batch)
    with seen():
        assert family_of(sister) == [("mother", "Lê Thị Lan")]
        assert family_of(child) == [("mother", "Trần Thị Chi")]


def test_a_mother_leaves_one_child_and_comes_to_another_in_the_same_household(child_of, importer, seen):
    """The same file: Hân's mother is corrected, and her old name is Bảo's mother."""
    child = child_of(address="12/4 Trần Phú", mother="Lê Thị Lan", personal_id=ID)
    home = {"Chủ hộ": "Trần Văn Sáu", "Địa chỉ": "12/4 Trần Phú"}
    batch = importer.bring(
        rows_of(
            HAN | home | {"Số định danh": ID, "Họ tên mẹ": "Trần Thị Chi"}, BAO | home | {"Họ tên mẹ": "Lê Thị Lan"}
        )
    )
    importer.decide(batch, {2: "file"})
    importer.accept(batch)
    with seen():
        assert family_of(child) == [("mother", "Trần Thị Chi")]
        assert family_of(only(Child, full_name="Nguyễn Gia Bảo")) == [("mother", "Lê Thị Lan")]


def test_empty_boxes_of_a_parent_are_filled_and_full_ones_stay(child_of, change, seen):
    child_of(mother="Trần Thị Chi")
    with seen():
        Caregiver.objects.update(occupation="buôn bán")
    change(**{"Họ tên mẹ": "Trần Thị Chi", "SĐT mẹ": "0905123456", "Nghề nghiệp mẹ": "nông"})
    with seen():
        mother = only(Caregiver)
        assert (mother.phone, mother.occupation, mother.version) == ("0905123456", "buôn bán", 2)


def test_a_carer_is_added_beside_the_parents(child_of, change, seen):
    child_of(mother="Trần Thị Chi")
    child = change(**{"Người nuôi dưỡng": "Bà nội: Võ Thị Hoa"})
    with seen():
        assert family_of(child) == [("mother", "Trần Thị Chi"), ("paternal_grandmother", "Võ Thị Hoa")]
        assert only(CareRelation, is_main_carer=True).relation == "mother"  # who was named stays


def test_who_cared_for_the_child_turns_out_to_be_its_mother(child_of, change, seen):
    child = child_of()
    with seen():
        person = Caregiver.objects.create(full_name="Trần Thị Chi", neighbourhood=child.neighbourhood)
        CareRelation.objects.create(child=child, caregiver=person, relation="other", is_main_carer=True)
    change(**{"Họ tên mẹ": "Trần Thị Chi"})
    with seen():
        assert family_of(child) == [("mother", "Trần Thị Chi")]
        assert only(CareRelation).is_main_carer


def test_a_group_is_added_and_the_groups_of_the_child_stay(child_of, change, seen, officer):
    child = child_of()
    with seen():
        group = only(CircumstanceGroup, code="G01")
        add_circumstance(child=child, by=officer, draft=CircumstanceDraft(group, started_on=child.born_on))
    change(**{"Khuyết tật": "nhẹ"})
    with seen():
        codes = Circumstance.objects.order_by("group__code").values_list("group__code", "subtype__code")
        assert list(codes) == [("G01", None), ("G04", "G04.3")]


# --- What happened since the preview ---------------------------------------------------------
def edited(child: Child, officer, **fields) -> None:
    """Somebody edits the record by its form; what is not named stays."""
    with acting_as(officer):
        child = Child.objects.select_related("household", "neighbourhood").get(pk=child.pk)
        kept = {name: getattr(child, name) for name in ChildDraft.__dataclass_fields__ if hasattr(child, name)}
        family = [
            PersonDraft(each.relation, each.caregiver.full_name, is_main_carer=each.is_main_carer)
            for each in CareRelation.objects.filter(child=child).select_related("caregiver").order_by("pk")
        ]
        draft = ChildDraft(**{**kept, "family": family, **fields})
        edit_child(child=child, by=officer, draft=draft, version=child.version)


def test_a_child_that_changed_since_the_preview_comes_back_as_a_question(
    importer, seen, child_of, other_officer, officer
):
    child = child_of(class_name="1A")
    batch = importer.bring(one(**HAN, Lớp="2B"))
    edited(child, other_officer, class_name="2A")
    batch = importer.accept(batch)
    (row,) = importer.rows(batch)
    assert (batch.written, batch.state, batch.counts) == (0, "previewed", {"decide": 1})
    assert (row.why, row.answers) == ("Sổ đã thay đổi sau khi xem trước", ["file", "leave"])
    assert row.changes == {"class_name": ("2A", "2B")}
    with seen():
        assert only(Child).class_name == "2A"
    importer.decide(batch, {2: "file"})
    assert importer.accept(batch).state == "imported"
    with seen():
        assert only(Child).class_name == "2B"


def test_a_change_elsewhere_in_the_record_asks_nothing(importer, seen, child_of, other_officer):
    child = child_of(class_name="1A")
    batch = importer.bring(one(**HAN, Lớp="2B"))
    edited(child, other_officer, notes="Học bán trú")
    assert importer.accept(batch).written == 1
    with seen():
        assert (only(Child).class_name, only(Child).notes) == ("2B", "Học bán trú")


def test_somebody_else_wrote_the_same_meanwhile(importer, child_of, other_officer):
    child = child_of(class_name="1A")
    batch = importer.bring(one(**HAN, Lớp="2B"))
    edited(child, other_officer, class_name="2B")
    batch = importer.accept(batch)
    assert (batch.written, batch.state, batch.counts) == (0, "imported", {"identical": 1})


def test_an_answer_given_before_the_change_counts_no_more(importer, seen, question, other_officer):
    child, batch = question
    importer.decide(batch, {2: "file"})
    edited(child, other_officer, birth=PartialDate(2019, 5, 19))
    batch = importer.accept(batch)
    (row,) = importer.rows(batch)
    assert (batch.written, row.record.decision) == (0, "")
    assert row.changes["birth"] == ("19/05/2019", "14/03/2019")


def test_a_new_child_that_somebody_added_meanwhile_is_not_written_twice(importer, seen, child_of):
    batch = importer.bring(one(**HAN, Lớp="2B"))
    child_of()
    batch = importer.accept(batch)
    (row,) = importer.rows(batch)
    assert (batch.written, row.answers) == (0, ["file", "leave"])
    with seen():
        assert Child.objects.count() == 1


def test_accepting_twice_writes_once(importer, seen):
    batch = importer.bring_and_accept(one(**HAN))
    assert importer.accept(batch).written == 1
    with seen():
        assert Child.objects.count() == 1


def test_reading_a_list_again_after_its_import_changes_nothing(importer):
    batch = importer.bring_and_accept(one(**HAN))
    assert importer.read(batch).written == 1
    assert [row.outcome for row in importer.rows(batch)] == ["new"]


# --- Extra-secret circumstances --------------------------------------------------------------
SECRET = {"Nhiễm HIV": "x", "Hoàn cảnh": "bị xâm hại"}


@pytest.fixture
def secret_of(officer, other_officer):
    """Hà has recorded that this child was abused; Vân, who imports, does not know."""

    def record(child: Child) -> Circumstance:
        with acting_as(other_officer):
            group = CircumstanceGroup.objects.get(code="G11")
            return add_circumstance(
                child=child, by=other_officer, draft=CircumstanceDraft(group, started_on=child.born_on, proof="mật")
            )

    return record


def test_a_list_never_writes_an_extra_secret_circumstance(importer, seen, officer):
    importer.bring_and_accept(one(**HAN, **SECRET))
    with seen():
        assert Child.objects.count() == 1
        assert not Circumstance.objects.exists()


def test_an_import_neither_changes_nor_reveals_what_another_officer_keeps_secret(
    importer, child_of, secret_of, other_officer, seen
):
    child = child_of(class_name="1A")
    with_secret, without = importer.preview(one(**HAN, **SECRET, Lớp="2B")), None
    secret = secret_of(child)
    without = importer.preview(one(**HAN, **SECRET, Lớp="2B"))
    assert [(row.outcome, row.why, row.changes) for row in with_secret] == [
        (row.outcome, row.why, row.changes) for row in without
    ]
    batch = importer.bring_and_accept(one(**HAN, **SECRET, Lớp="2B", **{"Khuyết tật": "x"}))
    assert batch.written == 1
    with acting_as(other_officer):
        kept = Circumstance.objects.get(pk=secret.pk)
        assert (kept.version, kept.ended_on, kept.proof) == (secret.version, None, "mật")
        assert Circumstance.objects.count() == 2
    with seen():
        assert [each.group.code for each in Circumstance.objects.select_related("group")] == ["G04"]


# --- Who may ---------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["teacher", "collaborator", "chair", "clerk", "admin"])
def test_only_officers_bring_lists(who, request, lists):
    user = request.getfixturevalue(who)
    with acting_as(user), pytest.raises(NotAllowed):
        upload_list(by=user, file_name="DS.xlsx", data=one(**HAN))


@pytest.mark.parametrize("who", ["teacher", "collaborator", "chair"])
def test_whoever_lost_the_right_meanwhile_imports_nothing(who, importer, request, seen):
    batch = importer.bring(one(**HAN))
    user = request.getfixturevalue(who)
    with pytest.raises((NotAllowed, ImportBatch.DoesNotExist)):
        Importer(user).accept(batch)
    with seen():
        assert not Child.objects.exists()


def test_a_list_is_its_owners_alone(importer, other_officer, chair):
    importer.bring(one(**HAN))
    for user in (other_officer, chair):
        with acting_as(user):
            assert not ImportBatch.objects.exists()
            assert not ImportRow.objects.exists()


def test_file_and_rows_are_encrypted(importer, sql, officer):
    importer.bring(one(**HAN), name="DS Nguyễn Gia Hân.xlsx")
    with acting_as(officer):
        stored = sql("select upload, file_name, how_read from children_importbatch")[0]
        stored += sql("select content from children_importrow")[0]
    assert all("Hân" not in bytes(column).decode("utf-8", "replace") for column in stored)
    assert all(bytes(column)[:2] != b"PK" for column in stored)


# --- Discard, forget -------------------------------------------------------------------------
def bare(batch: ImportBatch, officer) -> tuple:
    """Whether anything of the list is left: file, file name, examples of its columns, rows."""
    with acting_as(officer):
        batch = ImportBatch.objects.get(pk=batch.pk)
        return bool(batch.upload), batch.file_name, batch.reading, batch.rows.count()


NOTHING_LEFT = (False, "", {}, 0)


def test_a_discarded_list_leaves_nothing_but_that_there_was_one(importer, officer, seen):
    batch = importer.bring(one(**HAN), name="DS Nguyễn Gia Hân.xlsx")
    importer.discard(batch)
    assert bare(batch, officer) == NOTHING_LEFT
    with seen():
        assert only(ImportBatch).state == "discarded"
        assert not Child.objects.exists()


def test_giving_up_the_rest_keeps_what_was_written_and_its_result(importer, officer, seen, child_of):
    child_of(full_name="Nguyễn Gia Bảo", birth=PartialDate(2016))
    batch = importer.bring_and_accept(rows_of(HAN, BAO))
    assert (batch.state, batch.written) == ("previewed", 1)
    importer.discard(batch)
    with seen():
        batch = only(ImportBatch)
        assert (batch.state, batch.rows.count()) == ("imported", 2)
        assert Child.objects.count() == 2
    with pytest.raises(Refused, match="đã nhập hoặc đã bỏ"):
        importer.decide(batch, {3: "file"})


def test_what_is_imported_is_not_discarded_any_more(importer, seen):
    batch = importer.bring_and_accept(one(**HAN))
    with pytest.raises(Refused, match="đã nhập xong"):
        importer.discard(batch)
    with seen():
        assert only(ImportBatch).rows.count() == 1


def test_lists_are_forgotten_in_time(importer, officer, seen, at):
    def forget(on):
        day = datetime.timedelta(days=1)
        with acting_as(User.objects.system()):
            now = datetime.datetime.fromisoformat(f"{on}T08:00+07:00")
            return forget_imports(uploaded_before=now - 7 * day, imported_before=now - 30 * day)

    with at("2026-11-01 08:00"):
        left, used = importer.bring(one(**HAN), name="bỏ quên"), importer.bring_and_accept(one(**BAO))
    assert forget("2026-11-08") == 0
    assert forget("2026-11-09") == 1
    assert bare(left, officer) == NOTHING_LEFT
    assert bare(used, officer)[3] == 1
    assert forget("2026-12-02") == 1
    assert bare(used, officer) == NOTHING_LEFT
    assert forget("2027-01-01") == 0
    with seen():
        assert sorted(ImportBatch.objects.values_list("state", "written")) == [("discarded", 0), ("imported", 1)]
        assert Child.objects.count() == 1


def test_a_list_somebody_is_working_on_is_not_forgotten(importer, officer, question, at):
    _, batch = question
    with at("2026-11-30 08:00"):
        importer.decide(batch, {2: "leave"})
    with acting_as(User.objects.system()):
        long_ago, week_ago = (datetime.datetime.fromisoformat(f"2026-11-{day}T08:00+07:00") for day in ("01", "29"))
        assert forget_imports(uploaded_before=week_ago, imported_before=long_ago) == 0


# --- Result ----------------------------------------------------------------------------------
def result_cells(batch: ImportBatch, officer) -> dict[str, list[list]]:
    with acting_as(officer):
        book = openpyxl.load_workbook(io.BytesIO(result_of(batch)))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_the_result_names_each_row_its_outcome_and_reason(importer, officer, child_of, at):
    child_of(full_name="Nguyễn Gia Bảo", birth=PartialDate(2016), class_name="4A")
    header = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp"]
    rows = [
        ["DANH SÁCH TỔ 7"],
        header,
        [1, "Nguyễn Gia Hân", datetime.date(2019, 3, 14), "Nữ", "1A"],
        [2, "Nguyễn Gia Bảo", "2/2/2016", "Nam", "5A"],
        [3, "Lê Thị Ân", "31/9/2015", "Nữ", 2],
        [4, "Nguyễn Gia Hân", datetime.date(2019, 3, 14), "Nữ", "1A"],
    ]
    with at("2026-11-23 08:00"):
        batch = importer.bring_and_accept(xlsx(("Tổ 7", rows)))
    incomplete = "Cùng tên, ngày sinh một bên chưa đủ ngày, tháng"
    no_such_day = "Ngày 31 không có: tháng 09/2015 chỉ có 30 ngày."
    once = "Trùng dòng 3, chỉ nhập một lần"
    assert result_cells(batch, officer) == {
        "1. Tổ 7": [
            ["Dòng", "Kết quả nhập", "Nhận xét của máy", *header],
            [3, "Trẻ mới, đã ghi, TE-2026-0002", None, "1", "Nguyễn Gia Hân", "14/03/2019", "Nữ", "1A"],
            [4, "Cần quyết định, TE-2026-0001", incomplete, "2", "Nguyễn Gia Bảo", "2/2/2016", "Nam", "5A"],
            [5, "Dòng lỗi", no_such_day, "3", "Lê Thị Ân", "31/9/2015", "Nữ", "2"],
            [6, "Giống hệt", once, "4", "Nguyễn Gia Hân", "14/03/2019", "Nữ", "1A"],
        ]
    }


@pytest.mark.parametrize("formula", ['=HYPERLINK("http://x")', "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_nothing_in_a_result_is_a_formula(importer, officer, formula):
    header = ["Họ và tên", "Ngày sinh", "Tổ", "Ghi chú", formula]
    batch = importer.bring(csv(header, ["Lê An", "2015", "7", formula, "x"], [formula, "2016", "7", "", ""]))
    with acting_as(officer):
        book = openpyxl.load_workbook(io.BytesIO(result_of(batch)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells].count(formula) == 3
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_result_that_was_corrected_can_be_imported(importer, officer, seen):
    """Our own columns are not taken for the list's; the rows are found again."""
    rows = [
        ["STT", "Họ và tên", "Ngày sinh", None, "Tổ", "Ghi chú"],
        [None, None, "Nam", "Nữ", None, None],
        [1, "Nguyễn Gia Hân", None, "14/3/2019", 7, "Học bán trú"],
        [2, "Nguyễn Gia Bảo", "31/9/2015", None, 7, None],
    ]
    batch = importer.bring_and_accept(xlsx(("DS", rows), merged=["C1:D1"]))
    with acting_as(officer):
        book = openpyxl.load_workbook(io.BytesIO(result_of(batch)))
    sheet = book.worksheets[0]
    sheet["F3"] = "30/9/2015"
    corrected = io.BytesIO()
    book.save(corrected)
    again = importer.bring_and_accept(corrected.getvalue())
    assert again.counts == {"identical": 1, "new": 1}
    with seen():
        assert sorted((child.sex, child.notes) for child in Child.objects.all()) == [
            ("female", "Học bán trú"),
            ("male", ""),
        ]
