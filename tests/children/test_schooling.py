"""Schools: the running year follows the child, a class list, dropping out and coming back."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from agencies.models import Agency, AgencyKind
from children.actions.schooling import SchoolingDraft, record_dropout, record_return, record_schooling
from children.models import Child, Enrolment
from children.models.schooling import school_year_on
from children.quality.missing import lacking
from interface.editions import Edition
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.children.importing import BAO
from tests.children.spreadsheets import rows_of
from vietnamese.partial_dates import PartialDate

TODAY = datetime.date(2026, 11, 23)
DAY = {"dropped_on": datetime.date(2026, 10, 5), "dropout_reason": "work"}


@pytest.fixture(autouse=True)
def today(at):
    with at("2026-11-23 09:00"):
        yield


@pytest.fixture
def other_school(ward):
    with acting_as(User.objects.system()):
        return Agency.objects.create(kind=AgencyKind.SCHOOL, name="Trường THCS Sông Trà", valid_from="2025-07-01")


@pytest.fixture
def pupil(child_of, ward):
    return child_of("tdp7", birth=PartialDate(2013, 3, 14), school=ward["school"], class_name="8A")


def years(child, by) -> list[tuple]:
    with acting_as(by):
        known = Enrolment.objects.filter(child=child).order_by("pk")
        return [(each.school_year, each.school.name, each.class_name, each.left_on) for each in known]


def change(child, **fields) -> None:
    with acting_as(User.objects.system(), scope=FIGURES):
        child.refresh_from_db()
        for name, value in fields.items():
            setattr(child, name, value)
        child.save()


def enrolment_of(child, by) -> Enrolment:
    with acting_as(by):
        return Enrolment.objects.get(child=child, left_on=None)


@pytest.mark.parametrize(("day", "year"), [("2026-07-31", 2025), ("2026-08-01", 2026), ("2027-05-31", 2026)])
def test_a_school_year_begins_in_august(day, year):
    assert school_year_on(datetime.date.fromisoformat(day)) == year


def test_the_running_year_follows_the_child_whoever_changes_it(pupil, officer):
    assert years(pupil, officer) == [(2026, "Trường THCS Ánh Dương", "8A", None)]
    change(pupil, class_name="8B")
    assert years(pupil, officer) == [(2026, "Trường THCS Ánh Dương", "8B", None)]
    change(pupil, notes="không đổi trường")
    assert len(years(pupil, officer)) == 1


def test_a_slip_in_the_school_leaves_no_trace_but_a_year_a_school_worked_with_stays(pupil, other_school, officer, at):
    change(pupil, school=other_school)
    assert years(pupil, officer) == [(2026, "Trường THCS Sông Trà", "8A", None)]
    enrolment = enrolment_of(pupil, officer)
    with acting_as(officer):
        record_schooling(enrolment=enrolment, by=officer, version=1, draft=SchoolingDraft("8A", absences=2))
    change(pupil, school=None)
    assert years(pupil, officer) == [(2026, "Trường THCS Sông Trà", "8A", TODAY)]
    with at("2027-09-01 08:00"):
        change(pupil, school=other_school, class_name="9A")
    assert years(pupil, officer)[1] == (2027, "Trường THCS Sông Trà", "9A", None)


def test_an_imported_list_enrols_and_its_undoing_takes_it_back(importer, officer, ward):
    batch = importer.bring_and_accept(rows_of(BAO | {"Trường": "THCS Ánh Dương", "Lớp": "6A"}))
    with acting_as(officer):
        assert Enrolment.objects.get().class_name == "6A"
    importer.undo(batch)
    with acting_as(officer):
        assert not Enrolment.objects.exists()
        assert not Child.objects.exists()


def test_the_school_enters_what_it_knows_and_the_class_is_the_registers(pupil, teacher, officer, as_user):
    browser = as_user(teacher)
    enrolment = enrolment_of(pupil, officer)
    assert "8A" in browser.get("/school/").text
    row = enrolment.public_id.hex
    typed = {"version": 1, "class_name": "8C", "absences": "3", "boards": "no", "swims": "yes", "completed": ""}
    assert browser.post("/school/", {f"{row}-{name}": value for name, value in typed.items()}).status_code == 302
    after = enrolment_of(pupil, officer)
    assert (after.class_name, after.absences, after.boards, after.swims, after.completed) == (
        "8C",
        3,
        False,
        True,
        None,
    )
    assert after.recorded_by == teacher
    with acting_as(officer):
        assert Child.objects.get(pk=pupil.pk).class_name == "8C"
    again = browser.post("/school/", {f"{row}-{name}": value for name, value in (typed | {"absences": "4"}).items()})
    assert "Có người vừa sửa dòng này" in again.text
    wrong = browser.post("/school/", {f"{row}-{name}": v for name, v in (typed | {"absences": "ba"}).items()})
    assert "1 dòng cần xem lại" in wrong.text


def test_a_row_typed_in_is_not_lost_when_the_list_has_changed_meanwhile(
    pupil, child_of, teacher, officer, as_user, ward
):
    """The teacher looks at class 8A; the pupil was moved to 8B, another one left the school."""
    gone = child_of(full_name="Lê Tú", birth=PartialDate(2013, 3, 14), school=ward["school"], class_name="8A")
    browser, rows = as_user(teacher), [enrolment_of(each, officer).public_id.hex for each in (pupil, gone)]
    change(pupil, class_name="8B")
    change(gone, school=None)
    typed = {"version": 1, "class_name": "8A", "absences": "3", "boards": "", "swims": "", "completed": ""}
    answer = browser.post(
        "/school/?class=8A", {f"{row}-{name}": value for row in rows for name, value in typed.items()}
    )
    assert "1 học sinh không còn ở trường" in answer.text
    assert "Có người vừa sửa dòng này" in answer.text
    assert f'name="{rows[0]}-absences" value="3"' in answer.text


def test_the_word_class_is_not_part_of_its_name(pupil, teacher, officer, as_user):
    row = enrolment_of(pupil, officer).public_id.hex
    as_user(teacher).post("/school/", {f"{row}-version": 1, f"{row}-class_name": "Lớp 9A"})
    assert enrolment_of(pupil, officer).class_name == "9A"


def test_who_drops_out_is_to_be_mended_until_coming_back(pupil, teacher, officer, as_user):
    browser, enrolment = as_user(teacher), enrolment_of(pupil, officer)
    form = {"dropped_on_day": "5", "dropped_on_month": "10", "dropped_on_year": "2026", "dropout_reason": "work"}
    url = f"/school/{enrolment.public_id}"
    assert browser.post(f"{url}/dropout", form | {"opened": Edition.of(enrolment).token}).status_code == 302
    assert "Bỏ học" in browser.get("/school/?state=dropped").text
    with acting_as(officer):
        assert lacking(Child.objects.all(), "school", TODAY).get() == pupil
    story = as_user(officer).get(f"/children/{pupil.public_id}/").text
    assert "đi làm, phụ giúp gia đình" in story
    back = {"returned_on_day": "2", "returned_on_month": "11", "returned_on_year": "2026"}
    assert (
        as_user(teacher)
        .post(f"{url}/return", back | {"opened": Edition.of(enrolment_of(pupil, officer)).token})
        .status_code
        == 302
    )
    with acting_as(officer):
        assert not lacking(Child.objects.all(), "school", TODAY).exists()
    assert "Trở lại trường" in as_user(officer).get(f"/children/{pupil.public_id}/").text


def test_dropping_out_and_coming_back_follow_each_other(pupil, teacher, officer):
    enrolment = enrolment_of(pupil, officer)
    with acting_as(teacher):
        with pytest.raises(Refused, match="chưa trở lại"):
            record_return(enrolment=enrolment, by=teacher, version=1, returned_on=TODAY)
        record_dropout(enrolment=enrolment, by=teacher, version=1, **DAY)
        with pytest.raises(StaleVersion):
            record_dropout(enrolment=enrolment, by=teacher, version=1, **DAY)
        with pytest.raises(Refused, match="Đã ghi"):
            record_dropout(enrolment=enrolment, by=teacher, version=2, **DAY)
        with pytest.raises(Refused, match="từ ngày bỏ học"):
            record_return(enrolment=enrolment, by=teacher, version=2, returned_on=datetime.date(2026, 10, 4))


@pytest.mark.parametrize(
    ("who", "seen"),
    [("teacher", 1), ("officer", 1), ("chair", 1), ("nurse", 0), ("collaborator", 0), ("stranger", 0), ("admin", 0)],
)
def test_who_knows_of_a_childs_school_years(pupil, request, who, seen):
    user = request.getfixturevalue(who)
    with acting_as(user):
        assert Enrolment.objects.count() == seen
        assert Enrolment.objects.visible_to(user).count() == seen


def test_a_school_knows_nothing_of_the_school_before(pupil, other_school, officer, teacher):
    with acting_as(officer):
        enrolment = Enrolment.objects.get()
        record_schooling(enrolment=enrolment, by=officer, version=1, draft=SchoolingDraft("8A", absences=2))
    change(pupil, school=other_school)
    with acting_as(teacher):
        assert not Enrolment.objects.exists()


@pytest.mark.parametrize("who", ["chair", "nurse", "collaborator"])
def test_nobody_else_records_schooling(pupil, officer, request, who):
    user, enrolment = request.getfixturevalue(who), enrolment_of(pupil, officer)
    with acting_as(user), pytest.raises(NotAllowed):
        record_schooling(enrolment=enrolment, by=user, version=1, draft=SchoolingDraft())


def test_the_database_keeps_the_rules_of_a_school_year(pupil, officer):
    for wrong, constraint in (
        ({"dropped_on": TODAY}, "a_dropout_has_a_day_and_a_reason"),
        (
            {"dropped_on": TODAY, "dropout_reason": "work", "returned_on": datetime.date(2026, 1, 1)},
            "one_returns_after_dropping_out",
        ),
    ):
        with acting_as(officer), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Enrolment.objects.update(**wrong)
