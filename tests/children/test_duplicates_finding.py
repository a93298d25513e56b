"""Who stands in the register twice: found, written down, refused and remembered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.acting import acting_as
from accounts.models import User
from children.actions.children import ChildDraft, edit_child
from children.actions.duplicates import ask_again, find_duplicates, find_duplicates_of, refuse_pair
from children.actions.families import PersonDraft
from children.duplicates.facts import Facts, Parent, facts_of
from children.duplicates.finding import like
from children.models import Child, DuplicatePair
from interface.refusals import NotAllowed, Refused, StaleVersion
from jobs.actions import request_job, run_job
from jobs.models import Job
from tests.children.importing import HAN, Importer
from tests.children.spreadsheets import one
from vietnamese.partial_dates import PartialDate

MOTHER = "Trần Thị Kim Chi"
BORN = PartialDate(2019, 3, 14)


@pytest.fixture
def pairs(officer):
    """The open pairs after a search, the likest first, as codes."""

    def search() -> list[tuple[int, int]]:
        with acting_as(officer):
            find_duplicates(by=officer)
            return [(pair.one_id, pair.other_id) for pair in DuplicatePair.objects.visible_to(officer).open()]

    return search


TWICE = [
    {"full_name": "NGUYEN GIA HAN"},
    {"mother": MOTHER, "full_name": "Nguyễn Gia Hâm"},
    {"full_name": "Gia Hân Nguyễn"},
    {"birth": PartialDate(2019), "mother": MOTHER},
    {"birth": PartialDate(2018, 3, 14), "mother": MOTHER},
    {"birth": PartialDate(2019, 3, 15), "mother": MOTHER},
    {"full_name": "Bé gái", "temporary_name": True, "mother": MOTHER},
    {"neighbourhood": "tdp12"},
    {"residence": "moved_out", "left_on": "2024-01-01", "mother": MOTHER},
]


@pytest.mark.parametrize("again", TWICE, ids=str)
def test_a_child_that_was_entered_twice_is_found(pairs, child_of, again):
    first, second = child_of(mother=MOTHER), child_of(**{"neighbourhood": "tdp7"} | again)
    assert pairs() == [(first.pk, second.pk)]


def test_day_and_month_in_each_others_place_are_found(pairs, child_of):
    first, second = child_of(birth=PartialDate(2019, 3, 4)), child_of(birth=PartialDate(2019, 4, 3))
    assert pairs() == [(first.pk, second.pk)]


def test_others_are_left_in_peace(pairs, child_of):
    child_of(mother=MOTHER)
    child_of(full_name="Nguyễn Gia Bảo", mother=MOTHER)  # a twin
    child_of(full_name="Nguyễn Gia Huy", mother=MOTHER, birth=PartialDate(2021, 5, 6))
    child_of(mother="Lê Thị Sáu")
    child_of(birth=PartialDate(2013, 1, 2))
    assert pairs() == []


def test_searching_again_changes_nothing(pairs, child_of, officer):
    child_of(), child_of()
    assert len(pairs()) == 1
    with acting_as(officer):
        before = DuplicatePair.objects.values().get()
    assert len(pairs()) == 1
    with acting_as(officer):
        assert DuplicatePair.objects.values().get() == before


def test_a_pair_that_was_put_right_is_asked_no_longer(pairs, child_of, officer):
    child_of()
    other = child_of()
    assert len(pairs()) == 1
    rename(other, officer, full_name="Phan Minh Khoa")
    assert pairs() == []


def rename(child: Child, by: User, *, family=(), **fields) -> None:
    with acting_as(by):
        child = Child.objects.get(pk=child.pk)
        known = {
            name: getattr(child, name)
            for name in ("full_name", "birth", "sex", "neighbourhood", "residence", "personal_id")
        }
        draft = ChildDraft(**{**known, **fields}, family=list(family))
        edit_child(child=child, by=by, draft=draft, version=child.version)


def test_a_refusal_is_remembered(pairs, child_of, officer):
    child_of(), child_of()
    assert len(pairs()) == 1
    with acting_as(officer):
        pair = DuplicatePair.objects.get()
        refuse_pair(pair=pair, by=officer, version=pair.version)
    assert pairs() == []


def test_a_refused_pair_that_became_more_alike_is_asked_about_again(pairs, child_of, officer):
    child_of(mother=MOTHER)
    other = child_of()
    assert len(pairs()) == 1
    with acting_as(officer):
        pair = DuplicatePair.objects.get()
        refuse_pair(pair=pair, by=officer, version=pair.version)
    rename(other, officer, family=[PersonDraft("mother", MOTHER)])
    assert len(pairs()) == 1


def test_a_refused_pair_that_became_less_alike_stays_refused(pairs, child_of, officer):
    child_of(mother=MOTHER)
    other = child_of(mother=MOTHER)
    assert len(pairs()) == 1
    with acting_as(officer):
        pair = DuplicatePair.objects.get()
        refuse_pair(pair=pair, by=officer, version=pair.version)
    rename(other, officer, full_name="Nguyễn Giạ Hân")
    assert pairs() == []


def test_a_refusal_can_be_taken_back(pairs, child_of, officer):
    child_of(), child_of()
    assert len(pairs()) == 1
    with acting_as(officer):
        pair = DuplicatePair.objects.get()
        pair = refuse_pair(pair=pair, by=officer, version=pair.version)
        with pytest.raises(Refused):
            refuse_pair(pair=pair, by=officer, version=pair.version)
        with pytest.raises(StaleVersion):
            ask_again(pair=pair, by=officer, version=1)
        ask_again(pair=pair, by=officer, version=pair.version)
    assert len(pairs()) == 1


def test_only_officers_search_and_answer(pairs, child_of, collaborator, teacher):
    child_of(), child_of()
    assert len(pairs()) == 1
    for person in (collaborator, teacher):
        with acting_as(person):
            assert not DuplicatePair.objects.visible_to(person).exists()
            with pytest.raises(NotAllowed):
                find_duplicates(by=person)


# --- One typed child
def typed(name="Nguyễn Gia Hân", birth=BORN, **more) -> Facts:
    return Facts(name, birth, sex="female", **more)


def test_a_typed_child_finds_its_like(child_of, officer):
    child = child_of(mother=MOTHER)
    child_of(full_name="Nguyễn Gia Bảo", mother=MOTHER)
    with acting_as(officer):
        [match] = like(typed("Gia Hân Nguyễn", parents={"mother": Parent(MOTHER)}), officer)
    assert (match.pk, match.likeness.score > 90) == (child.pk, True)


def test_nobody_learns_of_a_child_one_may_not_see(child_of, officer, stranger):
    child_of(mother=MOTHER)
    with acting_as(stranger):
        assert like(typed(), stranger) == []
    with acting_as(officer):
        assert like(typed(), officer)


def test_a_typed_child_costs_few_questions(child_of, officer):
    for number in range(12):
        child_of(mother=MOTHER, neighbourhood="tdp7" if number % 2 else "tdp12")
    with acting_as(officer), CaptureQueriesContext(connection) as asked:
        assert len(like(typed(parents={"mother": Parent(MOTHER)}), officer)) == 12
    assert len(asked) <= 4


def test_facts_are_the_same_from_the_register_as_typed(child_of, officer, ward):
    child = child_of(mother=MOTHER, address="12 Trần Phú")
    with acting_as(officer):
        facts = facts_of([child.pk], officer)[child.pk]
    assert facts.parents["mother"].full_name == MOTHER
    assert (facts.key, facts.address, facts.neighbourhood) == ("nguyen gia han", "12 tran phu", ward["tdp7"].pk)


# --- After an import
def test_imported_children_are_compared_with_the_register(officer, lists, child_of, seen):
    child = child_of(full_name="Nguyễn Gia Hâm", mother=MOTHER)
    importer = Importer(officer)
    importer.bring_and_accept(one(**HAN | {"Họ tên mẹ": MOTHER, "Ngày sinh": "15/3/2019"}))
    with seen():
        new = Child.objects.exclude(pk=child.pk).get()
        assert find_duplicates_of(children=[new.pk], by=officer) == 1
        assert find_duplicates_of(children=[new.pk], by=officer) == 1
        pair = DuplicatePair.objects.get()
        assert (pair.one_id, pair.other_id) == (child.pk, new.pk)


def test_an_import_asks_for_the_search(officer, lists):
    batch = Importer(officer).bring(one(**HAN))
    with acting_as(officer):
        job = request_job(kind="import_list", by=officer, batch=str(batch.public_id))
    run_job(job.pk)
    with acting_as(officer):
        search = Job.objects.get(kind="find_duplicates")
        assert search.params == {"batch": str(batch.public_id)}
    run_job(search.pk)
    with acting_as(officer):
        assert Job.objects.get(pk=search.pk).state == "done"


def test_pairs_that_an_import_finds_while_the_whole_register_is_searched_stay(child_of, officer):
    first = child_of()

    def import_meanwhile(step, progress):
        if step.startswith("Đang ghi"):
            find_duplicates_of(children=[child_of().pk], by=officer)

    with acting_as(officer):
        find_duplicates(by=officer, say=import_meanwhile)
        assert DuplicatePair.objects.get().one_id == first.pk
