"""Finding children by any words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.acting import acting_as
from children.finding.search import find_children
from children.queries import register_of
from vietnamese.names import search_key

NAMES = (
    "Nguyễn Thị Thùy Linh",
    "Nguyễn Văn Hòa",
    "Lý Quỳnh Như",
    "Y Thơm",
    "H'Hen Niê",
    "Đặng Huỳnh Đức",
    "Trần Gia Bảo",
)


@pytest.fixture
def register(child_of):
    return {name: child_of(full_name=name) for name in NAMES}


def found(words, user) -> set[str]:
    with acting_as(user):
        by_id = {child.pk: child.full_name for child in _all(user)}
        return {by_id[pk] for pk in find_children(words, by=user).ids}


def _all(user):
    return register_of(user)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("thuy linh nguyen", "Nguyễn Thị Thùy Linh"),
        ("LINH", "Nguyễn Thị Thùy Linh"),
        ("Thuỳ Linh", "Nguyễn Thị Thùy Linh"),
        ("nguyen hoà", "Nguyễn Văn Hòa"),
        ("li quynh", "Lý Quỳnh Như"),
        ("hhen", "H'Hen Niê"),
        ("nie h'hen", "H'Hen Niê"),
        ("duc da", "Đặng Huỳnh Đức"),
        ("bao", "Trần Gia Bảo"),
    ],
)
def test_marks_order_and_the_end_of_the_last_word_do_not_matter(register, officer, words, name):
    assert found(words, officer) == {name}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_words_of_a_name_in_any_order_find_it(register, officer, data):
    name = data.draw(st.sampled_from(NAMES))
    words = search_key(name).split()
    some = data.draw(st.permutations(words).map(lambda order: order[: data.draw(st.integers(1, len(words)))]))
    *whole, last = some
    start = data.draw(st.integers(1, len(last)))
    assert name in found(" ".join([*whole, last[:start]]), officer)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(max_size=40))
def test_whatever_is_typed_is_answered(register, officer, words):
    found(words, officer)


def test_the_code_and_a_part_of_it_find_the_child(register, officer):
    child = register["Y Thơm"]
    assert found(child.code, officer) == {"Y Thơm"}
    assert found(child.code.lower().removeprefix("te-"), officer) == {"Y Thơm"}
    assert found(child.code.lower().replace("-", ""), officer) == {"Y Thơm"}


def test_parents_and_address_find_the_child_but_names_come_first(child_of, officer):
    child_of(full_name="Lê Hoàng Bảo Khánh", mother="Trần Thị Kim Chi", address="12/4 Trần Phú")
    by_name = child_of(full_name="Võ Kim Chi")
    assert found("kim chi", officer) == {"Lê Hoàng Bảo Khánh", "Võ Kim Chi"}
    assert found("khanh kim chi", officer) == {"Lê Hoàng Bảo Khánh"}
    assert found("12/4 tran phu", officer) == {"Lê Hoàng Bảo Khánh"}
    with acting_as(officer):
        assert find_children("kim chi", by=officer).ids[0] == by_name.pk


def test_whole_words_come_before_beginnings_the_name_before_the_parents_the_address_last(child_of, officer):
    order = [
        child_of(full_name="Trần Phú"),
        child_of(full_name="Nguyễn Trần Phú"),
        child_of(full_name="Phú Văn Trần"),
        child_of(full_name="Lê An", mother="Trần Phú"),
        child_of(full_name="Ngô Bình", address="12/4 Trần Phú"),
        child_of(full_name="Trần Văn Phúc"),
        child_of(full_name="Lý Phúc", mother="Trần Thị Sáu"),
    ]
    with acting_as(officer):
        assert list(find_children("trần phú", by=officer).ids) == [child.pk for child in order]
        assert list(find_children("nguyen thi", by=officer).ids) == []


def test_a_family_name_and_a_middle_name_do_not_bring_a_longer_given_name_first(child_of, officer):
    longer = child_of(full_name="Nguyễn Ân Thiên")
    meant = child_of(full_name="Nguyễn Thị Yến")
    with acting_as(officer):
        assert find_children("nguyễn thị", by=officer).ids == (meant.pk, longer.pk)


def test_a_school_learns_nothing_of_the_family_by_the_order(child_of, ward, officer, teacher):
    last = child_of(full_name="Lê Minh Yên", school=ward["school"], mother="Phan Thị Mỹ Loan")
    first = child_of(full_name="Lê Minh An", school=ward["school"])
    with acting_as(officer):
        assert find_children("mi", by=officer).ids == (last.pk, first.pk)
    with acting_as(teacher):
        assert find_children("mi", by=teacher).ids == (first.pk, last.pk)


def test_a_very_long_text_is_read_as_far_as_a_box_is_long(register, officer):
    assert found("linh " * 100_000, officer) == {"Nguyễn Thị Thùy Linh"}


@pytest.mark.parametrize("words", ["linh tdp 12", "TDP12 linh", "tổ dân phố 12", "tdp 12"])
def test_a_neighbourhood_may_be_said(child_of, officer, words):
    child_of(full_name="Y Linh", address="12/4 Trần Phú")
    child_of("tdp12", full_name="Lê Mỹ Linh")
    assert found(words, officer) == {"Lê Mỹ Linh"}


def test_a_school_cannot_ask_where_a_child_lives(child_of, ward, teacher):
    child_of(full_name="Y Linh", school=ward["school"])
    assert found("linh tdp 7", teacher) == set()


def test_only_the_exact_personal_id_finds(child_of, officer):
    child_of(full_name="Y Thơm", personal_id="051318000217")
    assert found("051 318 000 217", officer) == {"Y Thơm"}
    assert found("051318000218", officer) == set()
    assert found("051318", officer) == set()


def test_whoever_sees_a_masked_number_cannot_find_it_out_by_trying(child_of, collaborator, chair):
    child = child_of(full_name="Y Thơm", personal_id="051318000217")
    with acting_as(chair):
        assert find_children("051318000217", by=chair).ids == (child.pk,)
    with acting_as(collaborator):
        assert find_children("051318000217", by=collaborator).ids == ()


def test_a_typing_error_is_read_as_the_nearest_known_word(register, officer):
    with acting_as(officer):
        answer = find_children("nguyn hoa", by=officer)
        assert answer.read_as == "nguyen hoa"
        assert answer.ids == (register["Nguyễn Văn Hòa"].pk,)


def test_words_of_foreign_neighbourhoods_are_not_offered(register, child_of, collaborator):
    child_of("tdp12", full_name="Rơ Châm Zuyên")
    with acting_as(collaborator):
        assert find_children("zuien", by=collaborator).ids == ()
        assert find_children("zuienn", by=collaborator).read_as == ""


def test_results_by_the_box_in_the_top_bar(register, officer, as_user):
    browser = as_user(officer)
    assert browser.post("/search", {"q": "gia bao"}).url == f"/children/{register['Trần Gia Bảo'].public_id}/"
    answer = browser.post("/search", {"q": "nguyen"})
    page = browser.get(answer.url).content.decode()
    assert "2 trẻ khớp “nguyen”" in page
    assert "Hòa" in page
    assert "Không tìm thấy" in browser.get(browser.post("/search", {"q": "xqzw"}).url).content.decode()


def test_suggestions_appear_from_two_letters_on(register, officer, as_user):
    browser = as_user(officer)
    ask = {"headers": {"HX-Request": "true"}}
    assert "Hòa" in browser.post("/search", {"q": "ho"}, **ask).content.decode()
    assert "Không có trẻ nào khớp" in browser.post("/search", {"q": "xqzw"}, **ask).content.decode()
    assert browser.post("/search", {"q": "h"}, **ask).content.decode().strip() == ""


def test_who_knows_of_no_child_has_no_search_box(officer, clerk, as_user):
    assert 'action="/search"' in as_user(officer).get("/account/").content.decode()
    assert 'action="/search"' not in as_user(clerk).get("/account/").content.decode()
