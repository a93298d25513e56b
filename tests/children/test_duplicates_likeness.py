"""Pairs made by hand, each with what a careful officer would say; and what holds for every pair."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from children.duplicates.facts import Facts, Parent
from children.duplicates.likeness import ALIKE, PERHAPS_TWINS, POINTS, likeness
from children.duplicates.wording import AGAINST, FOR, SILENT, in_words
from vietnamese.partial_dates import PartialDate

DAY = PartialDate(2015, 9, 5)


def facts(name="Lê Thị Thanh Hòa", birth=DAY, *, mother="", father="", **more) -> Facts:
    parents = {who: Parent(said) for who, said in (("mother", mother), ("father", father)) if said}
    return Facts(name, birth, **({"sex": "female", "neighbourhood": 7} | more), parents=parents)


HOA = facts(mother="Phan Thị Ngọc Diễm")
SAME = [
    ("written twice", HOA, HOA),
    ("the tone mark elsewhere", HOA, facts("Lê Thị Thanh Hoà", mother="Phan Thị Ngọc Diễm")),
    ("capitals without marks", HOA, facts("LE THI THANH HOA", mother="PHAN THI NGOC DIEM")),
    ("the mother not recorded", HOA, facts()),
    ("another neighbourhood, no mother", facts(), facts(neighbourhood=12)),
    ("day and month turned", facts(), facts(birth=PartialDate(2015, 5, 9))),
    ("a digit of the year", HOA, facts(birth=PartialDate(2014, 9, 5), mother="Phan Thị Ngọc Diễm")),
    ("a digit of the day", HOA, facts(birth=PartialDate(2015, 9, 6), mother="Phan Thị Ngọc Diễm")),
    ("only the year known", HOA, facts(birth=PartialDate(2015), mother="Phan Thị Ngọc Diễm")),
    ("month and year known", facts(), facts(birth=PartialDate(2015, 9))),
    ("words of the name turned", facts(), facts("Lê Thanh Thị Hòa")),
    ("the middle name left out", HOA, facts("Lê Thanh Hòa", mother="Phan Thị Ngọc Diễm")),
    ("a slip in the middle name", facts(), facts("Lê Thị Thang Hòa")),
    ("two words written as one", facts("Trần Ngọc Anh"), facts("Trần Ngọcanh")),
    ("y and i", facts("Nguyễn Thị Lý"), facts("Nguyễn Thị Lí")),
    ("the sex mistyped", HOA, replace(HOA, sex="male")),
    ("not named yet, one mother", facts("Con bà Diễm", mother="Phan Thị Ngọc Diễm", temporary_name=True), HOA),
    ("a letter of the given name, one mother", facts("Lê Gia Hân", mother="Võ Thị Ba"),
        facts("Lê Gia Hâm", mother="Võ Thị Ba")),
    ("a letter of the given name, one address", facts("Lê Gia Hân", address="12 tran phu"),
        facts("Lê Gia Hâm", address="12 tran phu")),
    ("not named yet in both, one mother", facts("Bé gái", mother="Võ Thị Ba", temporary_name=True),
        facts("Con bà Ba", mother="Võ Thị Ba", temporary_name=True)),
    ("one number", facts("Lê Hoa", personal_id="a"), facts(personal_id="a")),
]  # fmt: skip
APART = [
    ("twins", facts("Lê Gia Hân", mother="Võ Thị Ba"), facts("Lê Gia Bảo", mother="Võ Thị Ba")),
    ("twins of one given name", facts("Trần Minh Khôi", mother="Võ Thị Ba"),
        facts("Trần Anh Khôi", mother="Võ Thị Ba")),
    ("twins, a boy and a girl", facts("Lê Gia An", mother="Võ Thị Ba"),
        facts("Lê Gia Ân", mother="Võ Thị Ba", sex="male")),
    ("twins around midnight", facts("Lê Gia Hân", mother="Võ Thị Ba"),
        facts("Lê Gia Bảo", birth=PartialDate(2015, 9, 6), mother="Võ Thị Ba")),
    ("brother and sister", facts("Lê Gia Hân", mother="Võ Thị Ba"),
        facts("Lê Gia Bảo", birth=PartialDate(2018, 1, 2), mother="Võ Thị Ba")),
    ("sisters of whom only the year is known", facts("Lê Thị An", birth=PartialDate(2019), mother="Võ Thị Ba"),
        facts("Lê Thị Bình", birth=PartialDate(2019), mother="Võ Thị Ba")),
    ("twins whose mother nobody wrote down", facts("Trần Minh Khôi", father="Trần Ba", address="12 tran phu",
        phones=frozenset({"0000123456"})), facts("Trần Anh Khôi", father="Trần Ba", address="12 tran phu",
        phones=frozenset({"0000123456"}))),
    ("one name, another mother", HOA, facts(mother="Nguyễn Thị Lan")),
    ("one name, another birth", HOA, facts(birth=PartialDate(2012, 3, 4))),
    ("one day, another name", HOA, facts("Võ Minh Khoa", sex="male")),
    ("one day, another given name", facts("Nguyễn Thị Ngọc Anh"), facts("Nguyễn Thị Ngọc Oanh")),
    ("a year apart, elsewhere", facts(), facts(birth=PartialDate(2016, 9, 5), neighbourhood=12)),
    ("one name and day, another number and mother's name", replace(HOA, personal_id="a"),
        facts(mother="Võ Thị Ba", personal_id="b")),
    ("two unnamed newborns of one day", facts("Bé gái", temporary_name=True), facts("Bé gái", temporary_name=True)),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [pair[1:] for pair in SAME], ids=[pair[0] for pair in SAME])
def test_worth_a_question(one, other):
    assert likeness(one, other).worth_asking, likeness(one, other)


@pytest.mark.parametrize(("one", "other"), [pair[1:] for pair in APART], ids=[pair[0] for pair in APART])
def test_not_worth_a_question(one, other):
    assert not likeness(one, other).worth_asking, likeness(one, other)


def test_twins_with_nearly_one_name_are_asked_about_last_of_all():
    found = likeness(facts("Lê Gia Hân", mother="Võ Thị Ba"), facts("Lê Gia Hâm", mother="Võ Thị Ba"))
    assert ALIKE <= found.score <= PERHAPS_TWINS
    assert in_words(found.reasons).endswith("nhưng có thể là sinh đôi")


def test_only_the_marks_of_the_given_name_may_be_twins_too():
    found = likeness(facts("Lê Gia An", mother="Võ Thị Ba"), facts("Lê Gia Ân", mother="Võ Thị Ba"))
    assert found.score <= PERHAPS_TWINS


def test_the_likest_pair_is_the_one_with_most_in_common():
    with_mother = likeness(HOA, facts("Lê Thị Thanh Hoà", mother="Phan Thị Ngọc Diễm"))
    without = likeness(HOA, facts("Lê Thị Thanh Hoà"))
    assert with_mother.score > without.score


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (HOA, facts("Lê Thị Thanh Hoà", mother="Phan Thị Ngọc Diễm"), "Trùng tên, trùng ngày sinh, cùng mẹ"),
        (
            facts("Lê Gia Hân", mother="Võ Thị Ba"),
            facts("Lê Gia Hâm", mother="Võ Thị Ba"),
            "Trùng ngày sinh, cùng mẹ, tên gần giống (Hân và Hâm); nhưng có thể là sinh đôi",
        ),
        (
            facts("Lê Thị Thanh Hòa"),
            facts("Lê Thị Thang Hòa", sex="male"),
            "Tên gần giống (Thanh và Thang), trùng ngày sinh; nhưng khác giới tính",
        ),
        (facts(), facts(birth=PartialDate(2015, 5, 9)), "Trùng tên, ngày và tháng sinh đổi chỗ"),
        (
            facts(birth=PartialDate(2015, 9)),
            facts(birth=PartialDate(2015, 9)),
            "Trùng tên, cùng tháng sinh, chưa rõ ngày",
        ),
        (facts(birth=PartialDate(2015)), facts(birth=PartialDate(2015)), "Trùng tên, cùng năm sinh, chưa rõ ngày"),
    ],
)
def test_a_suggestion_is_explained(one, other, words):
    assert in_words(likeness(one, other).reasons, one.full_name, other.full_name) == words


def test_every_reason_has_its_words():
    assert set(POINTS) == {*FOR, *AGAINST, *SILENT}


# --- What holds for every pair
births = st.one_of(
    st.dates(min_value=DAY.earliest().replace(year=2008), max_value=DAY.earliest().replace(year=2026)).map(
        PartialDate.of
    ),
    st.builds(PartialDate, st.integers(2008, 2026), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(2008, 2026), estimated=st.booleans()),
)
words = st.sampled_from(["Lê", "Nguyễn", "Thị", "Gia", "Hân", "Hâm", "Hòa", "Hoà", "An", "Ân", "Minh", "Ngọc", "Bảo"])
people_names = st.lists(words, min_size=1, max_size=5).map(" ".join)
children = st.builds(
    facts,
    people_names,
    births,
    mother=st.one_of(st.just(""), people_names),
    father=st.one_of(st.just(""), people_names),
    sex=st.sampled_from(["male", "female", "unknown"]),
    neighbourhood=st.sampled_from([7, 12]),
    address=st.sampled_from(["", "12 tran phu"]),
    phones=st.sampled_from([frozenset(), frozenset({"0000123456"})]),
    personal_id=st.sampled_from(["", "a", "b"]),
)


@given(children, children)
def test_it_does_not_matter_which_of_the_two_comes_first(one, other):
    first, second = likeness(one, other), likeness(other, one)
    assert first.score == second.score
    assert set(first.reasons) == set(second.reasons)


@given(children)
def test_a_child_is_like_itself(child):
    found = likeness(child, child)
    assert found.worth_asking
    assert not set(AGAINST) & set(found.reasons)


@given(children, children)
def test_a_score_is_a_share_and_never_certain(one, other):
    assert 0 <= likeness(one, other).score <= 99


@given(children, children)
def test_marks_capitals_and_spaces_of_a_name_change_nothing(one, other):
    shouted = replace(one, full_name=f"  {one.full_name.upper()} ")
    assert likeness(shouted, other) == likeness(one, other)
