"""Who may know of which child, family and circumstance; with the Python filter, and without it."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from accounts.acting import acting_as
from accounts.audit import history_of
from accounts.authorization import FIGURES
from accounts.models import User
from children.finding.search import find_children
from children.models import Caregiver, CareRelation, Child, Circumstance, CircumstanceGroup, Household
from children.queries import is_marked
from vietnamese.partial_dates import PartialDate

PERSONAL = (Child, Household, Caregiver, CareRelation)


@pytest.fixture
def hân(child_of, ward):
    return child_of("tdp7", mother="Trần Thị Kim Chi", address="12/4 Trần Phú", school=ward["school"])


def _mark(child, code, officer):
    with acting_as(officer):
        return Circumstance.objects.create(
            child=child,
            group=CircumstanceGroup.objects.get(code=code),
            started_on="2026-01-05",
            proof="Quyết định 12",
            officer=officer,
        )


@pytest.mark.parametrize("who", ["officer", "chair", "collaborator"])
def test_people_of_the_neighbourhood_see_the_child_with_its_family(hân, who, request):
    user = request.getfixturevalue(who)
    with acting_as(user):
        assert [model.objects.visible_to(user).count() for model in PERSONAL] == [1, 1, 1, 1]


@pytest.mark.parametrize("who", ["stranger", "admin", "clerk"])
def test_for_others_nothing_of_it_exists_even_without_the_python_filter(hân, who, request):
    user = request.getfixturevalue(who)
    with acting_as(user):
        assert [model.objects.visible_to(user).count() for model in PERSONAL] == [0, 0, 0, 0]
        assert [model.objects.count() for model in PERSONAL] == [0, 0, 0, 0]


def test_a_school_sees_its_pupil_but_neither_household_nor_family(hân, teacher):
    with acting_as(teacher):
        assert Child.objects.visible_to(teacher).get() == hân
        assert [model.objects.count() for model in PERSONAL] == [1, 0, 0, 0]


def test_a_school_finds_its_pupil_by_name_not_by_mother_or_street(hân, teacher, officer):
    for words, at_school in (("gia han", 1), ("kim chi", 0), ("tran phu", 0)):
        with acting_as(teacher):
            assert len(find_children(words, by=teacher).ids) == at_school
        with acting_as(officer):
            assert len(find_children(words, by=officer).ids) == 1


def test_a_stranger_finds_nobody_and_learns_no_word(hân, stranger):
    with acting_as(stranger):
        for words in ("gia han", "gia hna", hân.code):
            assert find_children(words, by=stranger).ids == ()


def test_an_extra_secret_group_is_known_to_its_officer_and_the_chairs(lists, hân, cast, officer, chair, vice_chair):
    _mark(hân, "G11", officer)
    for user in cast.values():
        with acting_as(user):
            knows = user in (officer, chair, vice_chair)
            assert Circumstance.objects.count() == knows
            assert Circumstance.objects.visible_to(user).count() == knows


def test_a_vice_chair_who_is_not_in_charge_of_children_knows_no_secret(lists, hân, officer, vice_chair):
    _mark(hân, "G11", officer)
    vice_chair.in_charge_of_children = False
    with acting_as(vice_chair):
        assert not Circumstance.objects.exists()


def test_an_ordinary_group_is_known_to_officers_and_chairs_only(lists, hân, cast, officer):
    _mark(hân, "G04", officer)
    knowing = {name for name, user in cast.items() if _sees_circumstance(user)}
    assert knowing == {"van.pth", "ha.dtt", "duy.tq", "le.dtm"}


def _sees_circumstance(user):
    """The Python filter and the database alone answer the same."""
    with acting_as(user):
        assert Circumstance.objects.exists() == Circumstance.objects.visible_to(user).exists()
        return Circumstance.objects.exists()


@pytest.mark.parametrize("who", ["collaborator", "teacher", "nurse"])
def test_who_sees_the_child_only_knows_of_a_mark_but_not_the_group(lists, child_of, ward, officer, who, request):
    child = child_of("tdp7", school=ward["school"], birth=PartialDate(2023, 3, 4))
    other = child_of("tdp12", birth=PartialDate(2010, 3, 4))
    user, today = request.getfixturevalue(who), timezone.localdate()
    _mark(child, "G11", officer)
    with acting_as(user):
        assert Child.objects.get() == child
        assert not is_marked(child, today)  # of an extra-secret group not even that
    _mark(child, "G04", officer)
    _mark(other, "G04", officer)
    with acting_as(user):
        assert is_marked(child, today)
        assert not is_marked(other, today)
        assert not Circumstance.objects.exists()


@pytest.mark.parametrize("who", ["collaborator", "teacher"])
def test_a_mark_of_a_child_one_does_not_see_is_not_told_by_the_database_either(
    lists, child_of, officer, who, request, sql
):
    other = child_of("tdp12")
    _mark(other, "G04", officer)
    for user, told in ((request.getfixturevalue(who), False), (officer, True)):
        with acting_as(user):
            assert sql("select has_ordinary_mark(%s, current_date)", other.pk) == [(told,)]


def test_secrecy_is_the_groups_and_nothing_else(lists, hân, officer, sql):
    secret = _mark(hân, "G09", officer)
    with acting_as(officer), pytest.raises(IntegrityError, match="as_secret_as_its_group"), transaction.atomic():
        Circumstance.objects.filter(pk=secret.pk).update(secret=False)


def test_two_officers_may_hold_the_same_secret_without_learning_of_each_other(lists, hân, officer, other_officer):
    _mark(hân, "G11", officer)
    _mark(hân, "G11", other_officer)
    with acting_as(other_officer):
        assert Circumstance.objects.count() == 1


def test_a_child_lives_where_its_household_does_and_moves_with_it(hân, ward, officer):
    with acting_as(officer):
        with pytest.raises(IntegrityError, match="lives_where"), transaction.atomic():
            Child.objects.filter(pk=hân.pk).update(neighbourhood=ward["tdp12"])
        Household.objects.filter(pk=hân.household_id).update(neighbourhood=ward["tdp12"])
        assert Child.objects.get().neighbourhood == ward["tdp12"]


def test_counting_for_a_report_counts_secrets_too(lists, hân, officer):
    _mark(hân, "G12", officer)
    with acting_as(User.objects.system(), scope=FIGURES):
        assert Circumstance.objects.filter(group__code="G12").count() == 1


def test_whoever_may_not_see_a_record_does_not_see_its_history(child_of, officer, stranger, admin, sql):
    child = child_of("tdp7", address="12/4 Trần Phú")
    with acting_as(officer):
        assert history_of(child)
    for person in (stranger, admin):
        with acting_as(person):
            assert history_of(child) == []
            assert sql("select tbl from audit_change where tbl in ('children_child', 'children_household')") == []


def test_links_of_protected_records_have_no_history_of_their_own(child_of, officer, sql):
    child = child_of("tdp7", mother="Trần Thị Kim Chi")
    with acting_as(officer):
        found = sql("select id from audit_link_history('children_carerelation', 'child_id', %s)", child.pk)
    assert found == []


@pytest.mark.parametrize("who", ["collaborator", "teacher"])
def test_who_may_know_of_a_mark_writes_none_even_past_the_code(lists, hân, officer, who, request):
    marked, person = _mark(hân, "G04", officer), request.getfixturevalue(who)
    with acting_as(person):
        assert Circumstance.objects.filter(pk=marked.pk).update(started_on="2026-02-01") == 0
        assert Circumstance.objects.filter(pk=marked.pk).delete()[0] == 0
    with pytest.raises(ProgrammingError, match="row-level security"):
        _mark(hân, "G03", person)
