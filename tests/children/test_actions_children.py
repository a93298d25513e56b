"""Adding and correcting a child's record."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.acting import acting_as
from accounts.audit import history_of
from accounts.history import history_entries
from children.actions.children import ChildDraft, Namesakes, PersonalIdTaken, add_child, edit_child
from children.actions.families import PersonDraft
from children.models import Caregiver, Child, Household
from interface.refusals import NotAllowed, Refused, StaleVersion
from vietnamese.partial_dates import PartialDate

ID = "051319000217"


@pytest.fixture
def draft(ward):
    return ChildDraft(
        full_name="Nguyễn Gia Hân",
        birth=PartialDate(2019, 3, 14),
        sex="female",
        neighbourhood=ward["tdp7"],
        address="12/4 Trần Phú",
        head_name="Nguyễn Văn Bốn",
        family=[PersonDraft("mother", "Trần Thị Kim Chi", 1990, "0905123456", is_main_carer=True)],
    )


def test_a_new_child_gets_the_next_code_a_household_and_a_family(draft, officer, at):
    with at("2026-11-23 08:00"), acting_as(officer):
        child = add_child(by=officer, draft=draft)
        assert child.code == "TE-2026-0001"
        assert child.household.head_name == "Nguyễn Văn Bốn"
        assert child.relations.get().caregiver.full_name == "Trần Thị Kim Chi"
        assert add_child(by=officer, draft=replace(draft, full_name="Nguyễn Gia Bảo")).code == "TE-2026-0002"


def test_brothers_and_sisters_share_household_and_mother(draft, officer):
    with acting_as(officer):
        add_child(by=officer, draft=draft)
        add_child(by=officer, draft=replace(draft, full_name="Nguyễn Gia Bảo", address="12/4  TRẦN PHÚ"))
        assert Household.objects.count() == 1
        assert Caregiver.objects.count() == 1


@pytest.mark.parametrize("who", ["collaborator", "teacher", "chair", "admin", "clerk"])
def test_only_officers_add(draft, who, request):
    user = request.getfixturevalue(who)
    with acting_as(user), pytest.raises(NotAllowed):
        add_child(by=user, draft=draft)


def test_a_personal_id_belongs_to_one_child(draft, officer):
    with acting_as(officer):
        first = add_child(by=officer, draft=replace(draft, personal_id=ID))
        with pytest.raises(PersonalIdTaken) as refusal:
            add_child(by=officer, draft=replace(draft, full_name="Lê Văn Tám", personal_id=ID))
        assert refusal.value.other == first
        assert Child.objects.count() == 1


def test_the_personal_id_is_not_readable_in_the_database(draft, officer, sql):
    with acting_as(officer):
        child = add_child(by=officer, draft=replace(draft, personal_id=ID, health_insurance="TE1510000000017"))
        row = str(sql("select row_to_json(c)::text from children_child c where id = %s", child.pk))
        assert ID not in row
        assert "0000017" not in row
        assert ID not in str(history_of(child))
        assert Child.objects.get().personal_id == ID


def test_namesakes_of_the_same_day_are_asked_about_once(draft, officer):
    with acting_as(officer):
        first = add_child(by=officer, draft=draft)
        again = replace(draft, full_name="NGUYEN GIA HAN", birth=PartialDate(2019))
        with pytest.raises(Namesakes) as question:
            add_child(by=officer, draft=again)
        [twin] = question.value.twins
        assert (twin.child, twin.why) == (
            first,
            "Trùng tên, cùng mẹ, ngày sinh một bên chưa đủ, cùng số điện thoại, cùng địa chỉ",
        )
        assert add_child(by=officer, draft=again, despite_namesakes=True).pk != first.pk
        add_child(by=officer, draft=replace(draft, birth=PartialDate(2016, 7, 1)))


def test_a_stale_save_is_refused_and_changes_nothing(draft, officer, other_officer):
    with acting_as(officer):
        child = add_child(by=officer, draft=draft)
        edit_child(child=child, by=officer, draft=replace(draft, class_name="2A"), version=1)
    with acting_as(other_officer):
        with pytest.raises(StaleVersion):
            edit_child(child=child, by=other_officer, draft=replace(draft, class_name="2B"), version=1)
        assert Child.objects.get().class_name == "2A"


def test_a_corrected_family_keeps_the_people_and_drops_who_is_not_named(draft, officer):
    father = PersonDraft("father", "Nguyễn Văn Năm")
    with acting_as(officer):
        child = add_child(by=officer, draft=replace(draft, family=[*draft.family, father]))
        mother = Caregiver.objects.get(full_name="Trần Thị Kim Chi")
        renamed = PersonDraft("mother", "Trần Thị Kim Chị", is_main_carer=True)
        edit_child(child=child, by=officer, draft=replace(draft, family=[renamed]), version=1)
        assert Caregiver.objects.get() == mother
        assert Child.objects.get().relations.get().caregiver.full_name == "Trần Thị Kim Chị"


def test_a_child_that_moves_house_leaves_the_others_where_they_are(draft, officer, ward):
    with acting_as(officer):
        child = add_child(by=officer, draft=draft)
        sister = add_child(by=officer, draft=replace(draft, full_name="Nguyễn Gia Mỹ"))
        elsewhere = replace(draft, neighbourhood=ward["tdp12"], address="3 Lê Lợi", head_name="Trần Thị Lan")
        moved = edit_child(child=child, by=officer, draft=elsewhere, version=1)
        assert moved.neighbourhood == ward["tdp12"]
        assert Child.objects.get(pk=sister.pk).neighbourhood == ward["tdp7"]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"residence": "dead", "left_on": date(2019, 3, 13)}, "left_on", "Ngày mất ở trước ngày sinh"),
        ({"residence": "moved_out", "left_on": date(2019, 3, 13)}, "left_on", "Ngày chuyển đi ở trước ngày sinh"),
        ({"birth_registered_on": date(2019, 3, 13)}, "birth_registered_on", "Ngày đăng ký khai sinh ở trước"),
    ],
)
def test_nothing_happens_before_the_birth(draft, officer, change, field, sentence):
    with acting_as(officer):
        child = add_child(by=officer, draft=draft)
        with pytest.raises(Refused, match=sentence) as refused:
            edit_child(child=child, by=officer, draft=replace(draft, **change), version=1)
        assert refused.value.field == field


def test_the_history_tells_of_a_secret_only_when_it_changed(draft, officer):
    draft = replace(draft, personal_id=ID, notes="Học bán trú", health_insurance="TE1515120000217")
    with acting_as(officer):
        child = add_child(by=officer, draft=draft)
    for version, change in enumerate(({"class_name": "2A"}, {"notes": "Học cả ngày"}), start=1):
        draft = replace(draft, **change)
        with acting_as(officer):
            edit_child(child=child, by=officer, draft=draft, version=version)
    with acting_as(officer):
        notes, class_name, added = history_entries(Child.objects.get(), officer)
        assert [(each.label, each.old, each.new) for each in notes.lines] == [
            ("Ghi chú", "đã ghi (che)", "đã đổi"),
        ]
        assert [each.label for each in class_name.lines] == ["Lớp"]
        assert ("Số định danh cá nhân", "đã ghi (che)") in [(each.label, each.new) for each in added.lines]
