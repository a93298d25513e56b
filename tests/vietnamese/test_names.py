"""Names of people: keeping, finding, sorting, suggesting."""

from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese.spelling import SYLLABLES
from vietnamese.names import (
    is_temporary,
    name_similarity,
    normalise,
    search_key,
    sort_key,
    split_name,
    title_case,
)
from vietnamese.syllables import LETTERS, canonical_tones

vietnamese_words = st.sampled_from(SYLLABLES)
vietnamese_names = st.lists(vietnamese_words, min_size=1, max_size=5).map(lambda words: " ".join(words).title())


class TestNormalise:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("  Nguyễn \u00a0Thị\t\nHoà ", "Nguyễn Thị Hoà"),
            (normalize("NFD", "Đặng Thuỳ"), "Đặng Thuỳ"),
            ("Lê\u200b Văn\ufeff An\u00ad", "Lê Văn An"),
            ("Ðặng Văn Ðức", "Đặng Văn Đức"),  # the Icelandic letter Eth
            ("H’Blăng Niê", "H’Blăng Niê"),
            ("\u200b", ""),
        ],
    )
    def test_keeps_what_can_be_seen(self, typed, kept):
        assert normalise(typed) == kept

    @given(st.text())
    def test_is_stable_and_fit_to_store(self, text):
        kept = normalise(text)
        assert normalise(kept) == kept
        assert is_normalized("NFC", kept)
        assert "\x00" not in kept
        assert "  " not in kept
        kept.encode()


class TestSearchKey:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Nguyễn Thị Hoà", "NGUYEN THI HOA"),
            ("Hòa", "Hoà"),
            ("Thúy", "Thuý"),
            ("Lý", "Lí"),
            ("Mỹ Kỳ", "Mĩ Kì"),
            ("Quỳnh", "Quình"),
            ("Quý", "Quí"),
            ("Đỗ  Đức", "do duc"),
            ("H'Hen Niê", "H’Hen Nie"),
            ("Niê-Kđăm", "nie kdam"),
            ("Ðặng", "Đặng"),
        ],
    )
    def test_spellings_of_one_name_are_equal(self, one, other):
        assert search_key(one) == search_key(other)

    @pytest.mark.parametrize(("one", "other"), [("Mai", "May"), ("Thuý", "Thúi"), ("Tây", "Tai"), ("Hoa", "Hao")])
    def test_other_names_stay_apart(self, one, other):
        assert search_key(one) != search_key(other)

    @given(st.text())
    def test_is_stable_and_ignores_the_form_of_unicode(self, text):
        key = search_key(text)
        assert search_key(key) == key
        assert search_key(normalize("NFD", text)) == key

    @given(vietnamese_names)
    def test_of_a_vietnamese_name_is_plain_ascii_words(self, name):
        key = search_key(name)
        assert key.replace(" ", "").isascii()
        assert key.replace(" ", "").isalpha()
        assert key == search_key(name.upper()) == search_key(canonical_tones(name))


class TestParts:
    @pytest.mark.parametrize(
        ("name", "parts"),
        [
            ("Nguyễn Thị Minh Hoà", ("Nguyễn", "Thị Minh", "Hoà")),
            ("Lê An", ("Lê", "", "An")),
            ("An", ("", "", "An")),
            ("", ("", "", "")),
            ("Y Hoa", ("", "Y", "Hoa")),
            ("A Thanh", ("", "A", "Thanh")),
            ("H'Hen Niê", ("Niê", "", "H'Hen")),
            ("Hà Hen", ("Hà", "", "Hen")),
        ],
    )
    def test_split(self, name, parts):
        assert split_name(name) == parts

    @given(st.text())
    def test_no_word_is_lost(self, name):
        assert sorted(" ".join(split_name(name)).split()) == sorted(normalise(name).split())


def register_of(names):
    """Sorted from the worst order."""
    backwards = list(reversed(names))
    return sorted(backwards, key=sort_key)


class TestSorting:
    def test_register_goes_by_given_name_then_family_then_middle(self):
        register = [
            "Trần Văn An",
            "Lê Thị Ánh",
            "Lê Văn Ánh",
            "Trần An Ánh",
            "Nguyễn Văn Bé",
            "Đỗ Cường",
            "An Đào",
        ]
        assert register_of(register) == list(register)

    def test_letters_come_before_tones(self):
        order = "an àn ản ãn án ạn anh ăn ân ba ca da đa e ê ô ơ ư"
        words = order.split()
        assert register_of(words) == list(words)

    def test_alphabet_is_the_vietnamese_one_with_foreign_letters_in_their_places(self):
        assert register_of(LETTERS) == list(LETTERS)

    def test_a_shorter_name_comes_first(self):
        names = ["Hoa", "Lê Hoa", "Lê A Hoa", "Lê Ánh Hoa", "Lê Đình Hoa", "Hoàng Hoan"]
        assert register_of(names) == list(names)

    def test_tone_placement_case_and_apostrophe_do_not_matter(self):
        assert sort_key("Võ Thuỳ Dương") == sort_key("VÕ THÙY DƯƠNG")
        assert sort_key("H'Hen Niê") == sort_key("h’hen niê")

    def test_foreign_marks_count_as_the_plain_letter(self):
        assert sort_key("Kpă Ksŏr") == sort_key("Kpă Ksor")
        assert sort_key("Jörg") == sort_key("Jorg")

    @given(st.text())
    def test_key_sorts_the_same_by_bytes_as_by_characters(self, name):
        assert sort_key(name).isascii()
        assert sort_key(name) == sort_key(normalize("NFD", name))

    @given(st.lists(vietnamese_words, min_size=2, max_size=2, unique=True))
    def test_two_given_names_share_a_key_only_when_they_are_one(self, words):
        assert sort_key(words[0]) != sort_key(words[1])


class TestTitleCase:
    @pytest.mark.parametrize(
        ("name", "suggestion"),
        [
            ("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hoà"),
            ("nguyễn văn ấn", "Nguyễn Văn Ấn"),
            ("H'BLĂNG NIÊ-KĐĂM", "H'Blăng Niê-Kđăm"),
            ("Y BLÔ", "Y Blô"),
            ("O’NEIL", "O’Neil"),
            ("KƠ̆R", "Kơ̆r"),
            ("Nguyễn Thị HOÀ", "Nguyễn Thị HOÀ"),
            ("", ""),
        ],
    )
    def test_suggests_only_where_nobody_chose_the_case(self, name, suggestion):
        assert title_case(name) == suggestion

    @given(vietnamese_names)
    def test_restores_every_name_from_capitals(self, name):
        assert title_case(name.upper()) == normalize("NFC", name)


class TestTemporaryNames:
    @pytest.mark.parametrize(
        "name",
        ["Trai", "GÁI", "Bé gái", "Trai 2", "Con trai", "Con", "Con bà Lan", "Con ông Hùng", "con chi Hoa"],
    )
    def test_by_sex_or_parent(self, name):
        assert is_temporary(name)

    @pytest.mark.parametrize(
        "name",
        ["Chưa đặt tên", "Nguyễn Thị chưa đặt tên", "Chưa có tên", "Không tên", "Sơ sinh", "Trẻ sơ sinh"],
    )
    def test_not_yet_named(self, name):
        assert is_temporary(name)

    @pytest.mark.parametrize("name", ["Nguyễn Văn Trai", "Trần Thị Gái", "Nguyễn Công", "Lê Con Em", "Bé", ""])
    def test_real_names(self, name):
        assert not is_temporary(name)


class TestSimilarity:
    def test_marks_do_not_count(self):
        assert name_similarity("Nguyễn Thị Hoà", "nguyen thi hoa") == 100

    def test_a_typing_error_is_near_and_another_person_is_far(self):
        near = name_similarity("Nguyễn Thị Hoà", "Nguyễn Thi Hoàa")
        assert 90 <= near < 100
        assert name_similarity("Nguyễn Thị Hoà", "Phạm Quốc Bảo") < 50

    def test_words_in_another_order_are_near(self):
        assert 90 <= name_similarity("Hoà Nguyễn Thị", "Nguyễn Thị Hoà") < 100

    def test_nothing_is_like_nothing(self):
        assert name_similarity("", "") == 0

    @given(st.text(max_size=30), st.text(max_size=30))
    def test_is_symmetric_and_100_only_for_equal_keys(self, one, other):
        score = name_similarity(one, other)
        assert score == name_similarity(other, one)
        assert 0 <= score <= 100
        assert (score == 100) == (search_key(one) == search_key(other) != "")
