"""TCVN3 and VNI text from old files, recognised by itself; good text is never touched."""

from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.vietnamese.old_fonts import TCVN3, VNI, in_tcvn3, in_vni
from tests.vietnamese.spelling import SYLLABLES
from vietnamese.legacy_encodings import (
    Encoding,
    from_tcvn3,
    from_vni,
    recognise,
    to_unicode,
    usual_encoding,
)
from vietnamese.names import normalise
from vietnamese.syllables import TONES, VOWELS

SMALL = sorted({normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ["", *TONES]} | {"đ"})

words = st.sampled_from(SYLLABLES)
phrases = st.lists(words, min_size=1, max_size=6).map(" ".join)
cases = st.sampled_from([str.lower, str.title, str.upper])


class TestLetters:
    @pytest.mark.parametrize("letter", SMALL)
    def test_every_small_letter(self, letter):
        assert from_tcvn3(in_tcvn3(letter)) == letter
        assert from_vni(in_vni(letter)) == letter

    @pytest.mark.parametrize("letter", [letter.upper() for letter in SMALL])
    def test_every_capital_letter(self, letter):
        assert from_tcvn3(in_tcvn3(letter), capital_font=True) == letter
        assert from_vni(in_vni(letter)) == letter

    @pytest.mark.parametrize("letter", "ĂÂÊÔƠƯĐ")
    def test_tcvn3_has_capitals_for_letters_without_a_tone(self, letter):
        assert from_tcvn3(in_tcvn3(letter)) == letter

    def test_the_charts_are_complete(self):
        assert {letter for letter in SMALL if not letter.isascii()} <= TCVN3.keys()
        assert {letter for letter in SMALL if not letter.isascii()} <= VNI.keys()

    @given(phrases, cases)
    def test_every_phrase_in_vni(self, phrase, case):
        assert from_vni(in_vni(case(phrase))) == case(phrase)

    @given(phrases)
    def test_every_phrase_in_tcvn3(self, phrase):
        assert from_tcvn3(in_tcvn3(phrase)) == phrase
        assert from_tcvn3(in_tcvn3(phrase), capital_font=True) == phrase.upper()


class TestCapitalsOfTcvn3:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("NGUYÔN V¡N B¸", "NGUYỄN VĂN BÁ"),
            ("B¸ Lý", "Bá Lý"),
            ("§µ N½ng", "Đà Nẵng"),
            ("TR¦êNG THCS ¸nh D­¬ng", "TRƯỜNG THCS ánh Dương"),
        ],
    )
    def test_follow_the_letters_that_have_two_codes(self, typed, meant):
        assert from_tcvn3(typed) == meant


class TestRecognising:
    @pytest.mark.parametrize(
        ("typed", "encoding", "meant"),
        [
            ("NguyÔn ThÞ Hoµ", Encoding.TCVN3, "Nguyễn Thị Hoà"),
            ("Tæ d©n phè 5", Encoding.TCVN3, "Tổ dân phố 5"),
            ("ph\u00adêng NguyÔn Nghiªm", Encoding.TCVN3, "phường Nguyễn Nghiêm"),
            ("Häc sinh líp 3, tr\u00adêng TiÓu häc", Encoding.TCVN3, "Học sinh lớp 3, trường Tiểu học"),
            ("Nguyeãn Thò Hoaø", Encoding.VNI, "Nguyễn Thị Hoà"),
            ("TRAÀN VAÊN HUØNG", Encoding.VNI, "TRẦN VĂN HÙNG"),
            ("Ñöôøng soá 3", Encoding.VNI, "Đường số 3"),
            (normalize("NFD", "Đặng Thuỳ"), Encoding.UNICODE, "Đặng Thuỳ"),
            ("Nguyễn Thị Hoà", Encoding.UNICODE, "Nguyễn Thị Hoà"),
            ("Ksor H'Blĕ", Encoding.UNICODE, "Ksor H'Blĕ"),
        ],
    )
    def test_by_the_text_alone(self, typed, encoding, meant):
        assert recognise(typed) is encoding
        assert to_unicode(typed) == meant

    @pytest.mark.parametrize(
        "text",
        ["José Muñoz", "café", "Noël", "Jürgen Müller", "m² và 37°C", "«Hoà»", "Y Blô", "Ðào"],
    )
    def test_foreign_names_and_signs_stay(self, text):
        assert to_unicode(text) == text

    @pytest.mark.parametrize(
        "text", ["· Nam", "½ suất", "© 2026", "Lê Thái Tú", "HOÀ", "The quick brown fox", "a@b.vn", ""]
    )
    def test_good_vietnamese_and_english_stay(self, text):
        assert to_unicode(text) == text

    @pytest.mark.parametrize("text", ["Loïc Müller", "Hoà Toà Loà José"])
    def test_words_that_become_vietnamese_by_chance_do_not_decide(self, text):
        assert to_unicode(text) == text

    @given(phrases, cases)
    def test_good_unicode_never_changes(self, phrase, case):
        text = case(phrase)
        assert to_unicode(text) == text
        assert to_unicode(normalize("NFD", text)) == text
        assert recognise(text) in (None, Encoding.UNICODE)

    @given(st.text("ăđơưạếỗ aàảbcdhino ", min_size=1))
    def test_text_with_a_letter_of_unicode_alone_never_changes(self, text):
        assume(any(char > "\xff" for char in text))
        assert to_unicode(text) == text

    @given(st.text(st.characters(max_codepoint=127)))
    def test_ascii_never_changes(self, text):
        assert to_unicode(text) == text
        assert to_unicode(text, Encoding.TCVN3) == text
        assert to_unicode(text, Encoding.VNI) == text

    def test_old_text_survives_only_when_converted_before_it_is_normalised(self):
        typed = "ph\u00adêng"
        assert normalise(to_unicode(typed)) == "phường"
        assert normalise(typed) != "phường"


class TestWholeFile:
    TCVN3_ROWS = ("Hä vµ tªn", "NguyÔn ThÞ Tó", "Tó", "051213000217", "TrÇn V¨n An", "Lª Hoµi")
    VNI_ROWS = ("Hoï vaø teân", "Leâ Vaên Hoà", "Traàn Thò Sôn", "12/05/2015")

    def test_shows_its_encoding(self):
        assert usual_encoding(self.TCVN3_ROWS) is Encoding.TCVN3
        assert usual_encoding(self.VNI_ROWS) is Encoding.VNI
        assert usual_encoding(["Họ và tên", "Lê Văn Tú", "Tó", ""]) is Encoding.UNICODE

    def test_a_few_rows_of_an_old_font_do_not_decide_for_the_others(self):
        assert usual_encoding([*self.TCVN3_ROWS, *[f"Trần Thị {name}" for name in "ABCDEFGH"]]) is Encoding.UNICODE

    def test_decides_for_cells_that_do_not_show_it(self):
        assert to_unicode("Tó") == "Tó"
        assert to_unicode("Tó", usual_encoding(self.TCVN3_ROWS)) == "Tú"
        assert to_unicode("§ç Minh An", Encoding.TCVN3) == "Đỗ Minh An"
        assert to_unicode("§ 5", Encoding.TCVN3) == "§ 5"
        assert to_unicode("Sôn", usual_encoding(self.VNI_ROWS)) == "Sơn"

    def test_leaves_cells_of_another_encoding(self):
        assert to_unicode("Nguyễn Văn Hoà", Encoding.TCVN3) == "Nguyễn Văn Hoà"
        assert to_unicode("Hoà", Encoding.TCVN3) == "Hoà"
        assert to_unicode("José", Encoding.VNI) == "José"

    @given(st.lists(words, min_size=1, max_size=6))
    def test_every_phrase_comes_back_when_its_encoding_is_the_usual_one(self, syllables):
        phrase = " ".join(syllables)
        for typed, encoding in ((in_tcvn3(phrase), Encoding.TCVN3), (in_vni(phrase), Encoding.VNI)):
            assert to_unicode(typed) in (phrase, typed)
            if all(any("a" <= char <= "z" for char in word) for word in typed.split()):
                assert to_unicode(typed, encoding) == phrase
