"""Two records become one, and two again: nothing is lost on either way."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import AccessEvent, User
from children.actions.circumstances import CircumstanceDraft, add_circumstance
from children.actions.duplicates import find_duplicates
from children.actions.files import FileDraft, attach_file
from children.actions.merging import merge_children, unmerge_children
from children.actions.supports import give_support
from children.duplicates.showing import folded_in_words
from children.finding.search import find_children, keep_searchable
from children.models import (
    Caregiver,
    CareRelation,
    Child,
    ChildChange,
    ChildFile,
    ChildMerge,
    Circumstance,
    CircumstanceGroup,
    DuplicatePair,
    Household,
    HouseholdMove,
    MergedRow,
    Relation,
)
from interface.refusals import NotAllowed, Refused, StaleVersion
from tests.attachments.samples import a_pdf
from tests.children.changes import proposed
from tests.children.importing import HAN, Importer
from tests.children.spreadsheets import one
from tests.children.support import GIFT, granted, joins
from vietnamese.partial_dates import PartialDate

ID = "051319000217"
CHI = "Trần Thị Kim Chi"


def merge(kept: Child, gone: Child, by: User, *taken: str) -> ChildMerge:
    with acting_as(by):
        kept, gone = Child.objects.get(pk=kept.pk), Child.objects.get(pk=gone.pk)
        versions = (kept.version, gone.version)
        return merge_children(kept=kept, gone=gone, by=by, taken=taken, versions=versions)


def unmerge(merged: ChildMerge, by: User) -> Child:
    with acting_as(by):
        merged = ChildMerge.objects.get(pk=merged.pk)
        return unmerge_children(merge=merged, by=by, version=merged.version)


def into_group(child: Child, by: User, started_on: str, *, secret: bool = False, number: int = 0) -> Circumstance:
    with acting_as(by):
        group = CircumstanceGroup.objects.filter(extra_secret=secret).order_by("pk")[number]
        draft = CircumstanceDraft(group=group, started_on=date.fromisoformat(started_on))
        return add_circumstance(child=child, by=by, draft=draft)


def everything(user: User) -> dict[str, list]:
    """All rows of the register, as a list to compare; what counts saves is left out."""
    tables = ("child", "carerelation", "caregiver", "circumstance", "household", "importrow")
    left_out = "array['version', 'updated_at', 'tsv', 'personal_id', 'notes']"  # secrets are encrypted anew
    with acting_as(user, scope=FIGURES), connection.cursor() as cursor:
        rows = {}
        for table in tables:
            cursor.execute(f"select to_jsonb(t) - {left_out} from children_{table} t order by id")
            rows[table] = [json.loads(row) for (row,) in cursor.fetchall()]
        rows["secrets"] = [(child.personal_id, child.notes) for child in Child.objects.order_by("pk")]
        return rows


# --- What a merge keeps
def test_two_become_one_with_the_parts_that_were_chosen(child_of, officer, ward, seen):
    kept = child_of(full_name="Lê Thị Thanh Hòa", mother=CHI, address="19/8 Trần Phú")
    gone = child_of(full_name="Lê Thị Thanh Hoà", personal_id=ID, school=ward["school"], class_name="7A3")
    merge(kept, gone, officer, "personal_id", "schooling")
    with seen():
        child = Child.objects.get()
        assert (child.pk, child.full_name, child.personal_id) == (kept.pk, "Lê Thị Thanh Hòa", ID)
        assert (child.school, child.class_name, child.address) == (ward["school"], "7A3", "19/8 Trần Phú")
        assert child.version == kept.version + 1
        assert Child.objects.with_personal_id(ID).get() == child


def test_a_household_that_is_taken_over_is_a_move_until_they_are_taken_apart(child_of, officer, seen):
    kept = child_of(address="12/4 Trần Phú")
    gone = child_of(address="9 Lê Lợi", head="Lê Văn Tấn")
    merged = merge(kept, gone, officer, "home")
    with seen():
        move = HouseholdMove.objects.get()
        assert (move.child_id, move.from_household, move.to_household) == (kept.pk, kept.household, gone.household)
    unmerge(merged, officer)
    with seen():
        assert not HouseholdMove.objects.exists()


def test_notes_of_both_are_kept(child_of, officer, seen):
    kept, gone = child_of(notes="Dị ứng tôm"), child_of(notes="Ở với bà ngoại")
    merge(kept, gone, officer)
    with seen():
        assert Child.objects.get().notes == "Dị ứng tôm\nỞ với bà ngoại"


def test_circumstances_of_both_are_kept(child_of, officer, lists, seen):
    kept, gone = child_of(), child_of()
    mine, theirs = into_group(kept, officer, "2024-01-05"), into_group(gone, officer, "2025-02-03", number=1)
    merge(kept, gone, officer)
    with seen():
        assert set(Circumstance.objects.filter(child=kept).values_list("pk", flat=True)) == {mine.pk, theirs.pk}


def test_of_two_current_memberships_of_one_group_the_earlier_stays(child_of, officer, lists, seen):
    kept, gone = child_of(), child_of()
    later, earlier = into_group(kept, officer, "2025-02-03"), into_group(gone, officer, "2024-01-05")
    before = everything(officer)
    merged = merge(kept, gone, officer)
    with seen():
        assert Circumstance.objects.get() == earlier
    unmerge(merged, officer)
    assert everything(officer) == before
    with seen():
        assert Circumstance.objects.filter(pk__in=[later.pk, earlier.pk]).count() == 2


def test_an_extra_secret_circumstance_moves_unseen(child_of, officer, other_officer, lists):
    kept, gone = child_of(), child_of()
    hidden = into_group(gone, other_officer, "2025-02-03", secret=True)
    merged = merge(kept, gone, officer)
    with acting_as(other_officer):
        assert Circumstance.objects.get(pk=hidden.pk).child_id == kept.pk
    with acting_as(officer):
        assert not Circumstance.objects.exists()
        assert not MergedRow.objects.exists()
    unmerge(merged, officer)
    with acting_as(other_officer):
        assert Circumstance.objects.get(pk=hidden.pk).child_id == gone.pk


def test_the_family_of_both_is_kept_with_one_mother(child_of, officer, ward, seen):
    kept, gone = child_of(mother=CHI), child_of(mother="Trần Thị Chi")
    with acting_as(officer):
        grandmother = Caregiver.objects.create(full_name="Võ Thị Ba", neighbourhood=ward["tdp7"])
        CareRelation.objects.create(child=gone, caregiver=grandmother, relation=Relation.MATERNAL_GRANDMOTHER)
        keep_searchable([gone.pk])
    before = everything(officer)
    merged = merge(kept, gone, officer)
    with seen():
        family = Child.objects.get().relations.order_by("pk")
        assert [str(each.caregiver) for each in family] == [CHI, "Võ Thị Ba"]
        assert [each.is_main_carer for each in family] == [True, False]
    unmerge(merged, officer)
    assert everything(officer) == before


def test_the_other_mother_may_be_chosen(child_of, officer, seen):
    kept, gone = child_of(mother="Trần Thị Chi"), child_of(mother=CHI)
    before = everything(officer)
    merged = merge(kept, gone, officer, "mother")
    with seen():
        mother = Child.objects.get().relations.get()
        assert (str(mother.caregiver), mother.is_main_carer) == (CHI, True)
    unmerge(merged, officer)
    assert everything(officer) == before


@pytest.mark.parametrize("cared_for_by", ["mother", "grandmother"])
def test_the_mother_who_takes_the_place_of_the_main_carer_is_one(child_of, officer, ward, seen, cared_for_by):
    kept, gone = child_of(mother="Trần Thị Chi"), child_of(mother=CHI)
    with acting_as(officer):
        gone.relations.update(is_main_carer=False)
        grandmother = Caregiver.objects.create(full_name="Võ Thị Ba", neighbourhood=ward["tdp7"])
        main = cared_for_by == "grandmother"
        CareRelation.objects.create(
            child=gone, caregiver=grandmother, relation=Relation.MATERNAL_GRANDMOTHER, is_main_carer=main
        )
        keep_searchable([gone.pk])
    before = everything(officer)
    merged = merge(kept, gone, officer, "mother")
    with seen():
        family = {str(each.caregiver): each.is_main_carer for each in Child.objects.get().relations.all()}
        assert family == {CHI: True, "Võ Thị Ba": False}
    unmerge(merged, officer)
    assert everything(officer) == before


def test_a_part_that_no_page_knows_is_refused(child_of, officer):
    kept, gone = child_of(), child_of()
    with pytest.raises(Refused, match="Mở lại cặp hồ sơ"):
        merge(kept, gone, officer, "school")


def test_rows_of_imports_point_to_the_kept_record(child_of, officer, lists, seen):
    Importer(officer).bring_and_accept(one(**HAN))
    with seen():
        imported = Child.objects.get()
    other = child_of(mother=CHI)
    merge(imported, other, officer)
    third = child_of()
    merge(third, imported, officer)
    with seen():
        assert list(Child.objects.all()) == [third]


# --- Both codes
def test_the_old_code_finds_the_kept_record(child_of, officer, teacher, seen):
    kept, gone = child_of(mother=CHI), child_of()
    merge(kept, gone, officer)
    with seen():
        assert find_children(gone.code, by=officer).ids == (kept.pk,)
        assert find_children(kept.code, by=officer).ids == (kept.pk,)


def test_the_old_address_leads_to_the_kept_record(child_of, officer, stranger, as_user):
    kept, gone = child_of(), child_of()
    merge(kept, gone, officer)
    answer = as_user(officer).get(gone.get_absolute_url())
    assert (answer.status_code, answer.url) == (302, kept.get_absolute_url())
    assert as_user(stranger).get(gone.get_absolute_url()).status_code == 404


def test_history_and_page_tell_of_both(child_of, officer, as_user, lists):
    kept, gone = child_of(mother=CHI), child_of(class_name="5B")
    merge(kept, gone, officer)
    page = as_user(officer).get(kept.get_absolute_url()).content.decode()
    assert f"{gone.code}" in page
    history = as_user(officer).get(f"{kept.get_absolute_url()}history").content.decode()
    assert f"Hồ sơ {gone.code} đã gộp vào" in history
    assert "5B" in history


def test_a_merge_is_in_the_access_log(child_of, officer):
    kept, gone = child_of(), child_of()
    merged = merge(kept, gone, officer)
    unmerge(merged, officer)
    with acting_as(officer):
        events = AccessEvent.objects.visible_to(officer).filter(event__in=["CHILDREN_MERGED", "MERGE_UNDONE"])
        reasons = list(events.order_by("pk").values_list("about", "reason"))
    assert reasons == [(kept.code, f"gộp {gone.code}"), (kept.code, f"tách {gone.code}")]


# --- Apart again
def test_a_merge_that_is_undone_leaves_no_trace_in_the_register(child_of, officer, ward, lists):
    kept = child_of(mother=CHI, notes="Dị ứng tôm", birth=PartialDate(2019))
    gone = child_of(
        "tdp12", mother="Trần Thị Chi", address="3 Lê Lợi", personal_id=ID, notes="Ở với bà", school=ward["school"]
    )
    into_group(kept, officer, "2024-01-05")
    into_group(gone, officer, "2024-01-05")
    into_group(gone, officer, "2024-05-05", number=2)
    before = everything(officer)
    taken = ("full_name", "birth", "personal_id", "home", "schooling", "mother", "residence")
    merged = merge(kept, gone, officer, *taken)
    assert everything(officer) != before
    back = unmerge(merged, officer)
    assert back.pk == gone.pk
    assert everything(officer) == before


@pytest.mark.parametrize("slips", [1, 2])
def test_a_slip_comes_back_where_its_child_lives_by_now(child_of, officer, ward, seen, slips):
    """With two slips of one kind the second one is folded into the merge."""
    kept, gone = child_of(), child_of(address="19/8 Trần Phú")
    for child in (gone, kept)[:slips]:
        proposed(officer, child)
    merged = merge(kept, gone, officer)
    with seen():
        Household.objects.update(neighbourhood=ward["tdp12"])
    unmerge(merged, officer)
    with seen():
        slip = ChildChange.objects.get(child=gone)
        assert slip.neighbourhood == Child.objects.get(pk=gone.pk).neighbourhood == ward["tdp12"]
        assert ChildChange.objects.count() == slips


def test_a_merge_of_an_older_release_can_be_undone(child_of, officer, seen):
    """Columns that came since are not in what the merge remembers: taken away here as the owner would find it."""
    kept, gone = child_of(), child_of()
    merged = merge(kept, gone, officer)
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute(
            "update children_mergedrow set before = before - '{own_address,temporary_name,moved_in_on}'::text[]"
            " where \"table\" = 'children_child' returning id"
        )
        assert cursor.fetchall()
        cursor.execute(f"set role {settings.DATABASE_APP_ROLE}")
    unmerge(merged, officer)
    with seen():
        back = Child.objects.get(pk=gone.pk)
        assert (back.own_address, back.temporary_name, back.moved_in_on) == ("", False, None)


def test_what_is_written_after_a_merge_stays_with_the_kept_record(child_of, officer, lists, seen):
    kept, gone = child_of(), child_of()
    merged = merge(kept, gone, officer)
    later = into_group(kept, officer, "2026-01-05")
    unmerge(merged, officer)
    with seen():
        assert Circumstance.objects.get(pk=later.pk).child_id == kept.pk


def test_a_part_that_was_changed_since_is_named(child_of, officer, seen):
    kept, gone = child_of(), child_of(class_name="5B")
    merged = merge(kept, gone, officer, "schooling")
    with seen():
        Child.objects.filter(pk=kept.pk).update(class_name="6A")
    with pytest.raises(Refused, match="đã có người sửa: lớp"):
        unmerge(merged, officer)
    with seen():
        assert Child.objects.get() == kept


def test_a_number_that_somebody_else_has_by_now_is_said(child_of, officer, seen):
    kept, gone = child_of(), child_of(personal_id=ID)
    merged = merge(kept, gone, officer)  # its number goes with the record that is gone
    child_of(full_name="Võ Minh Khoa", personal_id=ID)
    with pytest.raises(Refused, match="Số định danh này đã có"):
        unmerge(merged, officer)


def test_merges_into_one_record_are_undone_the_last_first(child_of, officer, seen):
    kept, second, third = child_of(mother=CHI), child_of(), child_of()
    before = everything(officer)
    first_merge, last_merge = merge(kept, second, officer), merge(kept, third, officer)
    with pytest.raises(Refused, match=f"Tách {third.code} trước"):
        unmerge(first_merge, officer)
    unmerge(last_merge, officer)
    unmerge(first_merge, officer)
    assert everything(officer) == before
    with pytest.raises(Refused, match="đã được tách"):
        unmerge(first_merge, officer)


def test_a_merged_record_that_is_merged_on_takes_its_past_along(child_of, officer, seen):
    first, second, third = child_of(), child_of(mother=CHI), child_of()
    before = everything(officer)
    inner = merge(second, third, officer)
    outer = merge(first, second, officer)
    with seen():
        assert set(ChildMerge.objects.visible_to(officer).values_list("kept", flat=True)) == {first.pk}
        assert find_children(third.code, by=officer).ids == (first.pk,)
    with pytest.raises(Refused):
        unmerge(inner, officer)
    unmerge(outer, officer)
    unmerge(inner, officer)
    assert everything(officer) == before


def test_two_that_were_taken_apart_are_not_asked_about_again(child_of, officer, seen):
    kept, gone = child_of(), child_of()
    with seen():
        assert find_duplicates(by=officer) == 1
    merged = merge(kept, gone, officer)
    with seen():
        assert not DuplicatePair.objects.exists()
    unmerge(merged, officer)
    with seen():
        assert find_duplicates(by=officer) == 0
        assert DuplicatePair.objects.get().refused_by == officer


def test_an_answer_about_the_merged_record_is_one_about_the_kept(child_of, officer, seen):
    kept, gone, another = child_of(), child_of(), child_of()
    with seen():
        pair = DuplicatePair.objects.create(one=gone, other=another, score=80, reasons=[])
    merge(kept, gone, officer)
    with seen():
        pair.refresh_from_db()
        assert {pair.one_id, pair.other_id} == {kept.pk, another.pk}


# --- Who may, and when not
def test_only_officers_merge(child_of, officer, chair, collaborator):
    kept, gone = child_of(), child_of()
    for person in (chair, collaborator):
        with pytest.raises(NotAllowed):
            merge(kept, gone, person)
    merged = merge(kept, gone, officer)
    with pytest.raises(NotAllowed):
        unmerge(merged, chair)


def test_the_database_itself_asks_who_merges(child_of, officer, chair, collaborator, sql):
    kept, gone = child_of(), child_of()
    merged = merge(kept, gone, officer)
    other = child_of()
    for person in (chair, collaborator):
        with pytest.raises(DatabaseError, match="may not be taken apart"), acting_as(person):
            sql("select unmerge_children(%s)", merged.pk)
        with pytest.raises(DatabaseError, match="may not be merged"), acting_as(person):
            sql("select merge_children(%s, %s, %s, '{}')", merged.pk, kept.pk, other.pk)


@pytest.mark.parametrize("which", [0, 1])
def test_whoever_saw_an_older_version_does_not_merge(child_of, officer, which):
    children = [child_of(), child_of()]
    with acting_as(officer):
        children[which].save_next_version()
        kept, gone = children
        with pytest.raises(StaleVersion):
            merge_children(kept=kept, gone=gone, by=officer, taken=(), versions=(1, 1))


# --- What other tables say of a child
def test_papers_of_both_are_kept_with_the_membership_they_prove(child_of, officer, lists, files_dir, seen):
    kept, gone = child_of(), child_of()
    later, earlier = into_group(kept, officer, "2025-02-03"), into_group(gone, officer, "2024-01-05")
    only = into_group(gone, officer, "2025-06-01", number=3)
    with acting_as(officer):
        papers = [
            attach_file(child=child, by=officer, draft=FileDraft("proof", circumstance), upload=a_pdf("Giấy xác nhận"))
            for child, circumstance in ((kept, later), (gone, earlier), (gone, only), (gone, None))
        ]
    before = everything(officer)
    merged = merge(kept, gone, officer)
    with seen():
        now = ChildFile.objects.order_by("pk").values_list("child", "circumstance")
        assert list(now) == [(kept.pk, each and each.pk) for each in (earlier, earlier, only, None)]
        assert folded_in_words(merged) == "1 hoàn cảnh"
    unmerge(merged, officer)
    assert everything(officer) == before
    with seen():
        now = ChildFile.objects.order_by("pk").values_list("child", "circumstance")
        expected = [(kept.pk, later.pk), (gone.pk, earlier.pk), (gone.pk, only.pk), (gone.pk, None)]
        assert list(now) == expected
        assert len(papers) == 4


def test_papers_that_prove_the_membership_of_the_other_go_along(child_of, officer, lists, files_dir, seen):
    """The kept record's membership began earlier: it has the papers of both."""
    kept, gone = child_of(), child_of()
    earlier, later = into_group(kept, officer, "2024-01-05"), into_group(gone, officer, "2025-02-03")
    with acting_as(officer):
        attach_file(child=gone, by=officer, draft=FileDraft("proof", later), upload=a_pdf("Giấy xác nhận"))
    merged = merge(kept, gone, officer)
    with seen():
        assert ChildFile.objects.values_list("child", "circumstance").get() == (kept.pk, earlier.pk)
    unmerge(merged, officer)
    with seen():
        assert ChildFile.objects.values_list("child", "circumstance").get() == (gone.pk, later.pk)


def test_support_of_both_is_kept(child_of, officer, lists, seen):
    kept, gone = child_of(), child_of()
    joins(gone, officer, "G04.2")
    allowance = granted(gone, officer)
    with acting_as(officer):
        give_support(children=[kept], by=officer, draft=GIFT)
        give_support(children=[gone], by=officer, draft=replace(GIFT, title="Quà Trung thu"))
    merged = merge(kept, gone, officer)
    with seen():
        child = Child.objects.get()
        assert (child.allowances.get(), child.supports.count()) == (allowance, 2)
    unmerge(merged, officer)
    with seen():
        assert [Child.objects.get(pk=each.pk).supports.count() for each in (kept, gone)] == [1, 1]


def test_two_allowances_at_a_time_are_settled_before_a_merge(child_of, officer, lists, seen):
    kept, gone = child_of(), child_of()
    for child in (kept, gone):
        joins(child, officer, "G04.2")
        granted(child, officer)
    with pytest.raises(Refused, match="Ghi điều chỉnh hoặc thôi hưởng trước"):
        merge(kept, gone, officer)
    with seen():
        assert Child.objects.count() == 2
