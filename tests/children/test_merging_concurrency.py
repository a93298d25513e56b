"""Two officers merge, or one merges what the other is writing about: nobody waits in a circle, nothing is lost."""

import pytest
from django.db import connection

from accounts.acting import acting_as
from accounts.authorization import FIGURES
from accounts.models import User
from agencies.models import Neighbourhood
from children.actions.children import ChildDraft, edit_child
from children.actions.duplicates import find_duplicates
from children.actions.merging import merge_children, unmerge_children
from children.models import Child, ChildMerge, CodeCounter, DuplicatePair
from interface.refusals import Refused
from vietnamese.partial_dates import PartialDate

BIRTH = PartialDate(2019, 3, 14)


@pytest.fixture
def children(officers, elsewhere):
    """Three records of one child."""

    def make(user: User) -> list[Child]:
        with acting_as(user, scope=FIGURES):
            home = Neighbourhood.objects.get()
            named = {"full_name": "Nguyễn Gia Hân", "birth": BIRTH, "sex": "female", "neighbourhood": home}
            return [Child.objects.create(code=code, **named) for code in CodeCounter.objects.take(2026, 3)]

    [made] = elsewhere(make, [officers[:1]])
    return made


def _merge(user: User, kept: Child, gone: Child) -> str:
    try:
        with acting_as(user):
            merge_children(kept=kept, gone=gone, by=user, taken=(), versions=(kept.version, gone.version))
    except Refused as refused:
        return refused.sentence
    return "gộp"


def _edit(user: User, child: Child) -> str:
    draft = ChildDraft(
        full_name=child.full_name, birth=BIRTH, sex="female", neighbourhood=child.neighbourhood, class_name="2A"
    )
    try:
        with acting_as(user):
            edit_child(child=child, by=user, draft=draft, version=child.version)
    except Refused as refused:
        return refused.sentence
    return "sửa"


def _now(user: User) -> tuple[list[str], int]:
    with acting_as(user):
        return list(Child.objects.order_by("pk").values_list("code", flat=True)), ChildMerge.objects.count()


def test_two_merge_the_same_pair_at_once(officers, children, elsewhere):
    first, second, _ = children
    told = elsewhere(_merge, [(user, first, second) for user in officers])
    assert told.count("gộp") == 1
    codes, merges = elsewhere(_now, [officers[:1]])[0]
    assert (len(codes), merges) == (2, 1)


@pytest.mark.parametrize("pairs", [((0, 1), (1, 2)), ((0, 1), (0, 2)), ((0, 2), (1, 2)), ((1, 2), (0, 1))])
def test_two_merge_pairs_that_overlap(officers, children, elsewhere, pairs):
    told = elsewhere(
        _merge, [(user, children[one], children[other]) for user, (one, other) in zip(officers, pairs, strict=True)]
    )
    assert told.count("gộp") == 1  # the other has seen an older version, or a record that is gone
    codes, merges = elsewhere(_now, [officers[:1]])[0]
    assert (len(codes), merges) == (2, 1)


@pytest.mark.parametrize("edited", [0, 1])
def test_one_edits_what_the_other_merges(officers, children, elsewhere, edited):
    first, second, _ = children
    vân, hà = officers
    told = elsewhere(lambda deed, *what: deed(*what), [(_merge, vân, first, second), (_edit, hà, children[edited])])
    assert len([each for each in told if each in ("gộp", "sửa")]) == 1
    codes, merges = elsewhere(_now, [(vân,)])[0]
    assert (len(codes), merges) == ((2, 1) if "gộp" in told else (3, 0))


def test_the_nightly_search_meets_a_merge(officers, children, elsewhere):
    vân, hà = officers

    def search(user: User) -> int:
        with acting_as(user):
            return find_duplicates(by=user)

    def pairs(user: User) -> int:
        with acting_as(user):
            return DuplicatePair.objects.count()

    elsewhere(search, [(vân,)])
    elsewhere(lambda deed, *what: deed(*what), [(search, vân), (_merge, hà, children[0], children[1])])
    assert elsewhere(pairs, [(vân,)]) == [1]


def test_two_take_one_merge_apart_at_once(officers, children, elsewhere):
    first, second, _ = children
    vân, _ = officers
    elsewhere(_merge, [(vân, first, second)])

    def apart(user: User) -> str:
        with acting_as(user):
            merge = ChildMerge.objects.get()
        try:
            with acting_as(user):
                unmerge_children(merge=merge, by=user, version=merge.version)
        except Refused:
            return "chậm"
        return "tách"

    assert sorted(elsewhere(apart, [(user,) for user in officers])) == ["chậm", "tách"]
    assert len(elsewhere(_now, [(vân,)])[0][0]) == 3


# --- A table that nobody has thought of yet
def test_a_later_table_that_points_to_a_child_is_not_forgotten(child_of, officer, sql):
    kept, gone = child_of(), child_of()
    with connection.cursor() as owner:
        owner.execute("reset role")
        owner.execute(
            "create table children_later (id bigint primary key, child_id bigint references children_child,"
            " number int, unique (child_id, number))"
        )
        owner.execute(
            "insert into children_later values (1, %s, 1), (2, %s, 1), (3, %s, 2)", [kept.pk, gone.pk, gone.pk]
        )
        owner.execute("set constraints all immediate")
        owner.execute(f"grant select on children_later to {connection.settings_dict['OPTIONS']['assume_role']}")
        owner.execute(f"set role {connection.settings_dict['OPTIONS']['assume_role']}")
    with acting_as(officer):
        merge = merge_children(kept=kept, gone=gone, by=officer, taken=(), versions=(1, 1))
        assert sql("select id, child_id from children_later order by id") == [(1, kept.pk), (3, kept.pk)]
        unmerge_children(merge=merge, by=officer, version=1)
        assert sql("select id, child_id from children_later order by id") == [(1, kept.pk), (2, gone.pk), (3, gone.pk)]
