"""What an import writes: each field of a new child, each change of a known one."""

import datetime

import pytest
from django.utils import timezone

from accounts.audit import history_of
from accounts.models import AccessEvent
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.imports import accepting
from children.finding.search import find_children
from children.models import (
    Caregiver,
    CareRelation,
    Child,
    Circumstance,
    CircumstanceGroup,
    Household,
    HouseholdMove,
    ImportRow,
)
from tests.children.importing import BAO, HAN
from tests.children.spreadsheets import one, rows_of
from vietnamese.partial_dates import PartialDate

ID, OTHER_ID = "051319000217", "051319000218"
THIS_YEAR = timezone.localdate().year


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
        assert Caregiver.objects.get(full_name="Nguyễn Văn Bốn").occupation == "thợ hồ"
        assert Caregiver.objects.get(full_name="Trần Thị Chi").phone == "0905123456"
        assert CareRelation.objects.get(is_main_carer=True).caregiver.full_name == "Võ Thị Hoa"
        joined = Circumstance.objects.select_related("subtype").get()
        assert (joined.subtype.code, joined.started_on, joined.officer) == (
            "G04.2",
            datetime.date(2026, 11, 23),
            officer,
        )
        assert joined.proof == "Danh sách nhập ngày 23/11/2026"
        assert find_children("han tran phu", by=officer).ids == (child.pk,)
        assert [(change.op, change.actor) for change in history_of(child)][-1] == ("I", officer.pk)
        assert ImportRow.objects.get().child == child


def test_the_one_who_cares_may_be_the_mother(importer, seen):
    importer.bring_and_accept(one(**HAN, **{"Họ tên mẹ": "Trần Thị Chi", "Người nuôi dưỡng": "Trần Thị Chi"}))
    with seen():
        relation = CareRelation.objects.get()
        assert (relation.relation, relation.is_main_carer) == ("mother", True)


def test_the_one_who_cares_may_be_called_the_mother(importer, seen):
    """“Mẹ: …” in the column of the carer: the mother where the list names none, another person where it does."""
    cares = {"Người nuôi dưỡng": "Mẹ: Trần Thị Chi"}
    batch = importer.bring_and_accept(rows_of(HAN | cares, BAO | cares | {"Họ tên mẹ": "Y Lan"}))
    assert "khác tên ở cột cha, mẹ" in importer.rows(batch)[1].why
    with seen():
        assert family_of(Child.objects.get(sex="female")) == [("mother", "Trần Thị Chi")]
        assert family_of(Child.objects.get(sex="male")) == [("mother", "Y Lan"), ("other", "Trần Thị Chi")]
        assert CareRelation.objects.filter(is_main_carer=True, caregiver__full_name="Trần Thị Chi").count() == 2


def test_brothers_and_sisters_of_one_household_share_it_and_their_parents(importer, seen):
    home = {"Chủ hộ": "Nguyễn Văn Bốn", "Địa chỉ": "12/4 Trần Phú", "Họ tên mẹ": "Trần Thị Chi"}
    importer.bring_and_accept(rows_of(HAN | home, BAO | home, BAO | {"Họ và tên": "Lê Văn Tú", "Họ tên mẹ": "Y Lan"}))
    with seen():
        assert Household.objects.count() == 1
        assert sorted(Caregiver.objects.values_list("full_name", flat=True)) == ["Trần Thị Chi", "Y Lan"]
        assert Child.objects.filter(household=Household.objects.get()).count() == 2


def test_a_new_child_joins_the_household_the_register_has(importer, seen, child_of):
    sister = child_of(address="12/4 Trần Phú")
    importer.bring_and_accept(one(**BAO, **{"Chủ hộ": "TRẦN VĂN SÁU", "Địa chỉ": "12/4 Trần Phú", "Hộ nghèo": "x"}))
    with seen():
        assert Child.objects.get(full_name="Nguyễn Gia Bảo").household_id == sister.household_id
        assert Household.objects.get().poverty == "poor"


def test_hoa_is_not_hòa(importer, seen, child_of):
    """Neither as the head of a household nor as a mother: who differs by a mark is somebody else."""
    sister = child_of(head="Nguyễn Thị Hòa", address="12 Lê Lợi")
    home = {"Chủ hộ": "Nguyễn Thị Hoa", "Họ tên mẹ": "Nguyễn Thị Hoa", "Người nuôi dưỡng": "Nguyễn Thị Hòa"}
    importer.bring_and_accept(one(**BAO, **home, **{"Hộ nghèo": "x"}))
    with seen():
        bao = Child.objects.get(full_name="Nguyễn Gia Bảo")
        assert bao.household != sister.household
        assert {(each.head_name, each.poverty) for each in Household.objects.all()} == {
            ("Nguyễn Thị Hòa", ""),
            ("Nguyễn Thị Hoa", "poor"),
        }
        assert family_of(bao) == [("mother", "Nguyễn Thị Hoa"), ("other", "Nguyễn Thị Hòa")]


def test_a_head_typed_without_marks_is_the_one_the_register_has(importer, seen, child_of):
    sister = child_of(head="Nguyễn Thị Hòa", address="12 Lê Lợi")
    importer.bring_and_accept(one(**BAO, **{"Chủ hộ": "NGUYEN THI HOA"}))
    with seen():
        assert Child.objects.get(full_name="Nguyễn Gia Bảo").household == sister.household


@pytest.mark.parametrize("part", [1, 5_000])
def test_what_a_siblings_row_has_written_is_no_surprise(importer, seen, child_of, monkeypatch, part):
    monkeypatch.setattr(accepting, "PART", part)
    han = child_of(address="12/4 Trần Phú", mother="Trần Thị Chi")
    child_of(
        full_name="Nguyễn Gia Bảo",
        birth=PartialDate(2016, 2, 2),
        sex="male",
        household=han.household,
        mother="Trần Thị Chi",
    )
    said = {"Họ tên mẹ": "Trần Thị Chi", "Hộ nghèo": "x"}
    batch = importer.bring_and_accept(rows_of(HAN | said | {"Lớp": "2B"}, BAO | said | {"Lớp": "5A"}))
    assert (batch.counts, batch.written) == ({"changed": 2}, 2)
    with seen():
        assert sorted(Child.objects.values_list("class_name", flat=True)) == ["2B", "5A"]
        assert {each.poverty for each in Household.objects.all()} == {"poor"}


def test_bad_rows_stay_out_and_good_rows_are_kept(importer, seen):
    batch = importer.bring_and_accept(rows_of(HAN, BAO | {"Ngày sinh": "31/9/2015"}))
    assert (batch.state, batch.counts, batch.written) == ("imported", {"new": 1, "error": 1}, 1)
    with seen():
        assert Child.objects.get().full_name == "Nguyễn Gia Hân"


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
        event = AccessEvent.objects.get(event="CHILDREN_IMPORTED")
        assert (event.actor, event.about) == (officer, "1 dòng")


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
    assert (home.poverty, home.certificate_number, home.certificate_year) == ("near_poor", "", THIS_YEAR)
    assert (home.pk, home.version) == (child.household_id, 2)


def test_what_the_list_does_not_say_is_not_entered(importer, seen):
    importer.bring_and_accept(one(**HAN | {"Họ tên mẹ": "Trần Thị Chi", "Chủ hộ": "Nguyễn Văn Bốn"}))
    with seen():
        assert Household.objects.get().poverty == ""
        assert Caregiver.objects.get().life_status == ""


def test_not_poor_is_news_where_nobody_had_said_it(child_of, importer, seen):
    child_of(address="12/4 Trần Phú")
    batch = importer.bring(one(**HAN | {"Hộ nghèo, cận nghèo": "không nghèo"}))
    (row,) = importer.rows(batch)
    assert row.changes == {"poverty": ("", "Không nghèo")}
    importer.accept(batch)
    with seen():
        assert Household.objects.get().poverty == "none"


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
        move = HouseholdMove.objects.get()
        assert (move.child, move.from_household, move.to_household) == (child, old, child.household)


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
        relation = CareRelation.objects.get()
        assert (relation.is_main_carer, relation.caregiver.birth_year) == (True, 1990)
        assert not Caregiver.objects.filter(full_name="Lê Thị Lan").exists()


def test_the_mother_who_left_one_child_stays_the_mother_of_its_sister(child_of, importer, seen):
    sister = child_of(full_name="Nguyễn Gia My", birth=PartialDate(2020, 1, 2), mother="Lê Thị Lan")
    child = child_of(personal_id=ID)
    with seen():
        CareRelation.objects.create(child=child, caregiver=Caregiver.objects.get(), relation="mother")
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
        assert family_of(Child.objects.get(full_name="Nguyễn Gia Bảo")) == [("mother", "Lê Thị Lan")]


def test_empty_boxes_of_a_parent_are_filled_and_full_ones_stay(child_of, change, seen):
    child_of(mother="Trần Thị Chi")
    with seen():
        Caregiver.objects.update(occupation="buôn bán")
    change(**{"Họ tên mẹ": "Trần Thị Chi", "SĐT mẹ": "0905123456", "Nghề nghiệp mẹ": "nông"})
    with seen():
        mother = Caregiver.objects.get()
        assert (mother.phone, mother.occupation, mother.version) == ("0905123456", "buôn bán", 2)


def test_a_carer_is_added_beside_the_parents(child_of, change, seen):
    child_of(mother="Trần Thị Chi")
    child = change(**{"Người nuôi dưỡng": "Bà nội: Võ Thị Hoa"})
    with seen():
        assert family_of(child) == [("mother", "Trần Thị Chi"), ("paternal_grandmother", "Võ Thị Hoa")]
        assert CareRelation.objects.get(is_main_carer=True).relation == "mother"  # who was named stays


def test_who_cared_for_the_child_turns_out_to_be_its_mother(child_of, change, seen):
    child = child_of()
    with seen():
        person = Caregiver.objects.create(full_name="Trần Thị Chi", neighbourhood=child.neighbourhood)
        CareRelation.objects.create(child=child, caregiver=person, relation="other", is_main_carer=True)
    change(**{"Họ tên mẹ": "Trần Thị Chi"})
    with seen():
        assert family_of(child) == [("mother", "Trần Thị Chi")]
        assert CareRelation.objects.get().is_main_carer


def test_a_group_is_added_and_the_groups_of_the_child_stay(child_of, change, seen, officer):
    child = child_of()
    with seen():
        group = CircumstanceGroup.objects.get(code="G01")
        add_circumstance(child=child, by=officer, draft=CircumstanceDraft(group, started_on=child.born_on))
    change(**{"Khuyết tật": "nhẹ"})
    with seen():
        codes = Circumstance.objects.order_by("group__code").values_list("group__code", "subtype__code")
        assert list(codes) == [("G01", None), ("G04", "G04.3")]
