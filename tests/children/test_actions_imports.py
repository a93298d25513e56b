"""What a person decides about a list, and what an import must never do."""

import datetime

import pytest

from accounts.acting import acting_as
from accounts.models import User
from children.actions.children import ChildDraft, edit_child
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.families import PersonDraft
from children.actions.imports.forgetting import forget_imports
from children.actions.imports.uploading import upload_list
from children.models import (
    CareRelation,
    Child,
    Circumstance,
    CircumstanceGroup,
    ImportBatch,
    ImportRow,
)
from interface.refusals import NotAllowed, Refused
from tests.children.importing import BAO, HAN, Importer
from tests.children.spreadsheets import one, rows_of
from vietnamese.partial_dates import PartialDate


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
        ("", [("2019-05-18", "1A")], 0),
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


@pytest.mark.parametrize("answer", ["leave", "is:somebody", "delete"])
def test_an_answer_that_was_not_offered_is_passed_over(importer, question, answer):
    _, batch = question
    importer.decide(batch, {2: "book"})
    importer.decide(batch, {2: answer})
    assert [row.record.decision for row in importer.rows(batch)] == ["book"]


def test_a_row_may_be_left_where_that_is_an_answer(importer, seen):
    batch = importer.bring(rows_of(HAN, HAN | {"Lớp": "2B"}))
    importer.decide(batch, {3: "leave"})
    batch = importer.accept(batch)
    assert (batch.written, batch.state) == (1, "previewed")
    with seen():
        assert Child.objects.get().class_name == ""


def test_a_row_that_was_left_can_be_answered_later(importer, seen, question):
    _, batch = question
    assert importer.accept(batch).written == 0
    importer.decide(batch, {2: "file"})
    assert importer.accept(batch).state == "imported"
    with seen():
        assert Child.objects.get().class_name == "2B"


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
        assert Child.objects.get().class_name == "2A"
    importer.decide(batch, {2: "file"})
    assert importer.accept(batch).state == "imported"
    with seen():
        assert Child.objects.get().class_name == "2B"


def test_a_change_elsewhere_in_the_record_asks_nothing(importer, seen, child_of, other_officer):
    child = child_of(class_name="1A")
    batch = importer.bring(one(**HAN, Lớp="2B"))
    edited(child, other_officer, notes="Học bán trú")
    assert importer.accept(batch).written == 1
    with seen():
        assert (Child.objects.get().class_name, Child.objects.get().notes) == ("2B", "Học bán trú")


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
        assert ImportBatch.objects.get().state == "discarded"
        assert not Child.objects.exists()


def test_giving_up_the_rest_keeps_what_was_written_and_its_result(importer, officer, seen, child_of):
    child_of(full_name="Nguyễn Gia Bảo", birth=PartialDate(2016))
    batch = importer.bring_and_accept(rows_of(HAN, BAO))
    assert (batch.state, batch.written) == ("previewed", 1)
    importer.discard(batch)
    with seen():
        batch = ImportBatch.objects.get()
        assert (batch.state, batch.rows.count()) == ("imported", 2)
        assert Child.objects.count() == 2
    with pytest.raises(Refused, match="đã nhập hoặc đã bỏ"):
        importer.decide(batch, {3: "file"})


def test_what_is_imported_is_not_discarded_any_more(importer, seen):
    batch = importer.bring_and_accept(one(**HAN))
    with pytest.raises(Refused, match="đã nhập xong"):
        importer.discard(batch)
    with seen():
        assert ImportBatch.objects.get().rows.count() == 1


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


def test_a_list_half_imported_can_be_taken_back_for_as_long_as_any(importer, officer, seen, at, question):
    """One row left for later: after a week the list is closed, but what it wrote is still known."""
    with at("2026-11-24 08:00"):
        half = importer.bring_and_accept(rows_of(BAO, HAN | {"Họ tên mẹ": "Trần Thị Chi"}))
    assert (half.state, half.written) == ("previewed", 1)
    with acting_as(User.objects.system()):
        week, month = (datetime.datetime.fromisoformat(f"2026-{day}T08:00+07:00") for day in ("12-10", "11-10"))
        assert forget_imports(uploaded_before=week, imported_before=month) == 2
    with seen():
        half.refresh_from_db()
        assert (half.state, half.can_be_undone, half.rows.count()) == ("imported", True, 2)
    assert importer.undo(half).kept == 0


def test_a_list_somebody_is_working_on_is_not_forgotten(importer, officer, question, at):
    _, batch = question
    with at("2026-11-30 08:00"):
        importer.decide(batch, {2: "leave"})
    with acting_as(User.objects.system()):
        long_ago, week_ago = (datetime.datetime.fromisoformat(f"2026-11-{day}T08:00+07:00") for day in ("01", "29"))
        assert forget_imports(uploaded_before=week_ago, imported_before=long_ago) == 0
