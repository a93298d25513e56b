"""A whole import is taken back; who has been worked on since stays."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.models import AccessEvent
from children.actions.checks import check_household
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.families import PersonDraft, record_family
from children.actions.households import HouseholdDraft, edit_household
from children.finding.search import find_children
from children.importing.verdicts import AS_FILE
from children.models import (
    Caregiver,
    CareRelation,
    Child,
    Circumstance,
    CircumstanceGroup,
    Household,
    HouseholdMove,
    ImportBatch,
    ImportRow,
)
from interface.refusals import NotAllowed
from jobs.actions import run_job
from tests.children.changes import proposed
from tests.children.health import measured
from tests.children.importing import BAO, HAN, Importer
from tests.children.spreadsheets import one, rows_of

REGISTER = (Household, Child, Caregiver, CareRelation, Circumstance, HouseholdMove)
DERIVED = {"version", "updated_at"}
FAMILY = {
    "Họ tên mẹ": "Trần Thị Chi",
    "SĐT mẹ": "0905123456",
    "Họ tên cha": "Nguyễn Văn Bốn",
    "Chủ hộ": "Nguyễn Văn Bốn",
    "Địa chỉ": "12/4 Trần Phú",
    "Hộ cận nghèo": "x",
    "Khuyết tật": "vận động, nặng",
}
MORE = FAMILY | {"Số định danh": "051319000217", "Thẻ BHYT": "TE1512345678901", "Trường": "THCS Ánh Dương", "Lớp": "1A"}


@pytest.fixture
def register(officer):
    """Every row of the register as it stands, with its secrets in clear."""

    def read() -> dict:
        with acting_as(officer):
            return {
                (model.__name__, row.pk): {
                    field.attname: getattr(row, field.attname)
                    for field in model._meta.concrete_fields
                    if field.attname not in DERIVED
                }
                for model in REGISTER
                for row in model.objects.all()
            }

    return read


@pytest.fixture
def known(child_of, officer):
    """Gia Hân is in the register with her mother, without number, school and household."""
    child = child_of(full_name="Nguyễn Gia Hân")
    with acting_as(officer):
        record_family(child=child, by=officer, people=[PersonDraft("mother", "Trần Thị Chi")])
    return child


def test_new_children_with_all_that_came_with_them_are_gone(importer, register, known):
    before = register()
    batch = importer.bring_and_accept(rows_of(BAO | MORE, BAO | {"Họ và tên": "Lê Văn Tú", "Tổ dân phố": 12}))
    assert len(register()) > len(before)
    batch = importer.undo(batch)
    assert register() == before
    assert (batch.state, batch.kept, batch.written) == ("undone", 0, 2)


def test_changed_children_are_what_they_were(importer, register, known, officer):
    before = register()
    batch = importer.bring_and_accept(one(**HAN | MORE))
    assert batch.written == 1
    with acting_as(officer):
        assert find_children("tran phu", by=officer).ids == (known.pk,)
    importer.undo(batch)
    assert register() == before
    with acting_as(officer):
        assert find_children("tran phu", by=officer).ids == ()
        assert Child.objects.get(pk=known.pk).version > known.version  # an open form is told


def test_somebody_who_was_replaced_is_back(importer, register, child_of, officer):
    child = child_of(full_name="Nguyễn Gia Hân")
    with acting_as(officer):
        record_family(child=child, by=officer, people=[PersonDraft("mother", "Võ Thị Sáu", phone="0905999999")])
    before = register()
    batch = importer.bring(one(**HAN | {"Họ tên mẹ": "Trần Thị Chi"}))
    (row,) = importer.rows(batch)
    importer.decide(batch, {row.number: AS_FILE})
    importer.accept(batch)
    with acting_as(officer):
        assert Caregiver.objects.get().full_name == "Trần Thị Chi"
    importer.undo(batch)
    assert register() == before


def test_rows_written_in_several_goes_are_taken_back_together(importer, register, child_of):
    child_of(full_name="Nguyễn Gia Hân", sex="male")
    before = register()
    batch = importer.bring_and_accept(rows_of(HAN, BAO | MORE))
    (question,) = [row for row in importer.rows(batch) if row.outcome == "decide"]
    importer.decide(batch, {question.number: AS_FILE})
    batch = importer.accept(batch)
    assert batch.written == 2
    importer.undo(batch)
    assert register() == before


def _edits_family(child, by):
    record_family(child=child, by=by, people=[PersonDraft("mother", "Trần Thị Chi", phone="0905000000")])


def _adds_circumstance(child, by):
    group = CircumstanceGroup.objects.get(code="G01")
    add_circumstance(child=child, by=by, draft=CircumstanceDraft(group, datetime.date(2026, 11, 20)))


def _edits_household(child, by):
    home = Household.objects.get(pk=child.household_id)
    draft = HouseholdDraft("Nguyễn Văn Bốn", home.neighbourhood, address="14 Trần Phú")
    edit_household(household=home, by=by, draft=draft, version=home.version)


def test_a_household_somebody_has_corrected_since_stays_as_it_is(importer, register, child_of, officer):
    """Also when its children live elsewhere by now."""
    child = child_of(full_name="Nguyễn Gia Hân", address="12/4 Trần Phú")
    batch = importer.bring_and_accept(
        one(**HAN | {"Chủ hộ": "Trần Văn Sáu", "Địa chỉ": "12/4 Trần Phú", "Hộ nghèo": "x"})
    )
    with acting_as(officer):
        home = Household.objects.get()
        assert home.poverty == "poor"
        draft = HouseholdDraft("Trần Văn Sáu", home.neighbourhood, address="12/4 Trần Phú", poverty="near_poor")
        edit_household(household=home, by=officer, draft=draft, version=home.version)
        Child.objects.filter(pk=child.pk).update(household=None)
    importer.undo(batch)
    with acting_as(officer):
        assert Household.objects.get().poverty == "near_poor"


def test_a_child_in_a_secret_group_stays_and_nothing_tells_why(importer, other_officer, officer):
    batch = importer.bring_and_accept(one(**HAN))
    with acting_as(other_officer):
        group = CircumstanceGroup.objects.get(code="G11")
        draft = CircumstanceDraft(group, datetime.date(2026, 11, 20))
        add_circumstance(child=Child.objects.get(), by=other_officer, draft=draft)
    assert importer.undo(batch).kept == 1
    with acting_as(officer):
        assert Child.objects.count() == 1


def test_a_household_somebody_has_asked_since_stands(importer, collaborator, officer):
    """“Không đổi” at the door is no reason to refuse the whole undo."""
    batch = importer.bring_and_accept(rows_of(BAO | MORE, HAN | {"Chủ hộ": "Lê Văn Tấn"}))
    with acting_as(collaborator):
        asked = Household.objects.get(head_name="Nguyễn Văn Bốn")
        check_household(household=asked, by=collaborator, result="same")
    assert importer.undo(batch).kept == 0
    with acting_as(officer):
        assert Household.objects.get() == asked
        assert Child.objects.count() == 0


def test_a_child_somebody_has_sent_a_slip_about_stays(importer, collaborator, officer):
    batch = importer.bring_and_accept(rows_of(BAO, HAN))
    with acting_as(collaborator):
        bao = Child.objects.select_related("neighbourhood").get(full_name="Nguyễn Gia Bảo")
    proposed(collaborator, bao)
    assert importer.undo(batch).kept == 1
    with acting_as(officer):
        assert Child.objects.get() == bao


@pytest.mark.parametrize("work", [_edits_family, _adds_circumstance, _edits_household])
def test_who_has_been_worked_on_since_stays(importer, register, known, officer, work):
    batch = importer.bring_and_accept(rows_of(BAO | MORE, BAO | {"Họ và tên": "Lê Văn Tú"}))
    with acting_as(officer):
        bao = Child.objects.get(full_name="Nguyễn Gia Bảo")
        work(bao, officer)
    before = register()
    batch = importer.undo(batch)
    assert batch.kept == 1
    assert {key: row for key, row in before.items() if key in register()} == register()
    with acting_as(officer):
        assert set(Child.objects.values_list("full_name", flat=True)) == {"Nguyễn Gia Hân", "Nguyễn Gia Bảo"}
        assert CareRelation.objects.filter(child=bao).exists()
        assert ImportRow.objects.get(written=True).child == bao


def test_a_child_another_list_has_found_stays(importer, other_officer, lists, officer):
    batch = importer.bring_and_accept(one(**HAN))
    Importer(other_officer).bring(one(**HAN))
    assert importer.undo(batch).kept == 1
    with acting_as(officer):
        assert Child.objects.count() == 1


def test_it_is_done_once_and_noted(importer, officer, register):
    batch = importer.bring_and_accept(one(**HAN))
    importer.undo(batch)
    importer.bring_and_accept(one(**HAN))
    before = register()
    importer.undo(batch)
    assert register() == before
    with acting_as(officer):
        assert AccessEvent.objects.get(event="IMPORT_UNDONE").about == "1 dòng"


def test_a_list_nobody_imported_cannot_be_taken_back(importer, register):
    batch = importer.bring(one(**HAN))
    assert importer.undo(batch).state == "previewed"


def test_it_is_its_owners_alone(importer, other_officer, chair):
    batch = importer.bring_and_accept(one(**HAN))
    for user in (other_officer, chair):
        with pytest.raises(NotAllowed):
            Importer(user).undo(batch)


def test_what_it_wrote_is_told_to_nobody_else(importer, other_officer, sql):
    batch = importer.bring_and_accept(one(**HAN))
    with acting_as(importer.user):
        [(run,)] = sql("select * from runs_of_import(%s)", batch.pk)
    with acting_as(other_officer):
        assert sql("select * from runs_of_import(%s)", batch.pk) == []
        assert sql("select * from changes_of_import(%s, %s)", batch.pk, run) == []
    with acting_as(importer.user):
        assert sql("select * from changes_of_import(%s, %s)", batch.pk, run) != []


def test_the_page_offers_it_and_says_what_was_done(importer, officer, as_user, django_capture_on_commit_callbacks):
    batch = importer.bring_and_accept(one(**HAN))
    browser, address = as_user(officer), f"/children/import/{batch.public_id}/"
    assert "Hoàn tác lần nhập" in browser.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"{address}undo")
    with acting_as(officer):
        job = ImportBatch.objects.get(pk=batch.pk).job
    run_job(job.pk)
    page = browser.get(address).content.decode()
    assert "Đã hoàn tác 1 dòng" in page
    assert "Hoàn tác lần nhập này?" not in page


def test_a_new_child_that_the_station_has_measured_since_stays(importer, nurse):
    born = {"Ngày sinh": "05/09/2024"}
    batch = importer.bring_and_accept(rows_of(BAO | born, BAO | born | {"Họ và tên": "Lê Văn Tú"}))
    with acting_as(nurse):
        child = Child.objects.get(full_name="Lê Văn Tú")
    measured(child, nurse, datetime.date(2026, 11, 1), posture="standing")
    batch = importer.undo(batch)
    assert batch.kept == 1
    with acting_as(nurse):
        assert [each.full_name for each in Child.objects.all()] == ["Lê Văn Tú"]
