"""Spelling: which words are Vietnamese syllables, and where the tone mark stands."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese.spelling import SYLLABLES
from vietnamese.syllables import NGA, SAC, VOWELS, canonical_tones, is_syllable, parse_syllable, split_tone


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Nguyễn", ("ng", "uyê" + "n", NGA)),
        ("quý", ("qu", "y", SAC)),
        ("qúy", ("qu", "y", SAC)),
        ("GIẾNG", ("g", "iêng", SAC)),
        ("giá", ("gi", "a", SAC)),
        ("gí", ("g", "i", SAC)),
        ("ý", ("", "y", SAC)),
        ("đoán", ("đ", "oan", SAC)),
    ],
)
def test_a_syllable_has_onset_rhyme_and_tone(word, parts):
    assert parse_syllable(word) == parts


@pytest.mark.parametrize("word", ["Đặng", "khuỷu", "nghiêng", "thuở", "gửi", "xoong", "quỳnh", "tuýp", "ngoẹo", "oẳn"])
def test_rare_spellings_are_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["", "xyz", "Krông", "càc", "mặtt", "Muñoz", "áó", "cafe", "ñ", "aâ", "hoàn2"])
def test_other_words_are_no_syllables(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("hoà", "hòa"),
        ("Thuỳ Dương", "Thùy Dương"),
        ("KHOẺ", "KHỎE"),
        ("qúy", "quý"),
        ("gìa", "già"),
        ("toàn", "toàn"),
        ("ngoài", "ngoài"),
        ("cuả", "của"),
        ("miá", "mía"),
        ("thuở, khuya", "thuở, khuya"),
        ("Muñoz Noël", "Muñoz Noël"),
    ],
)
def test_tone_marks_move_to_where_legal_names_have_them(typed, canonical):
    assert canonical_tones(typed) == canonical


def test_there_are_about_as_many_syllables_as_the_spelling_allows():
    assert 15_000 < len(SYLLABLES) == len(set(SYLLABLES)) < 25_000


@given(st.sampled_from(SYLLABLES), st.data())
def test_a_tone_mark_on_any_vowel_of_the_rhyme_moves_to_its_place(word, data):
    onset, rhyme, tone = parse_syllable(word)
    vowels = [index for index, letter in enumerate(rhyme, start=1) if letter in VOWELS]
    place = len(onset) + data.draw(st.sampled_from(vowels))
    letters = onset + rhyme
    assert canonical_tones(letters[:place] + tone + letters[place:]) == word


@given(st.text(), st.sampled_from(["NFC", "NFD"]))
def test_tone_placement_is_stable_and_changes_no_letter(text, form):
    placed = canonical_tones(normalize(form, text))
    assert canonical_tones(placed) == placed
    assert split_tone(placed)[0] == split_tone(text)[0]
