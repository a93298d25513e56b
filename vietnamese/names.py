"""Names of people: keeping, comparing, sorting and suggesting. A name is stored as the papers write it."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

from rapidfuzz import fuzz

from vietnamese.syllables import LETTERS, TONES, canonical_tones, split_tone

_APOSTROPHES = re.compile("['’‘ʼ`´]")
_MARKS = re.compile("[\u0300-\u036f]+")  # all that Vietnamese needs; other marks are found one by one
_INVISIBLE = ("Cc", "Cf", "Cs")  # controls, soft hyphen, zero-width and direction marks, lone surrogates
_LETTER_RUN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")  # ơ̆ has no single code
_ETH = str.maketrans("ÐðƉɖ", "ĐđĐđ")  # look the same; old keyboards and converters leave the wrong one

# Bytes of COLLATE "C" rank ' ' < digits < capitals < small letters: 6 tones, 10 digits, 33 letters fit.
_TONE_CODES = "012345"
_DIGIT_CODES = dict(zip("0123456789", "ABCDEFGHIJ", strict=True))
_LETTER_CODES = dict(zip(LETTERS, "KLMNOPQRSTUVWXYZabcdefghijklmnopq", strict=True))
_AFTER_ALPHABET = "r"  # letters of other scripts

SAME_PERSON = 90  # names of adults this similar (`name_similarity`, of 100) are two spellings of one


class NameParts(NamedTuple):
    family: str
    middle: str
    given: str


def normalise(text: str) -> str:
    """NFC, invisible characters removed, every run of white space one space, none at the ends, Ð as Đ.

    Trap: a text in TCVN3 uses the soft hyphen for "ư"; convert old encodings before calling this.
    """
    if not text.isprintable():  # line breaks, no-break spaces, invisible characters: rare
        text = "".join(" " if char.isspace() else char for char in text if char.isspace() or _is_visible(char))
    return " ".join(normalize("NFC", text).translate(_ETH).split())


def search_key(text: str) -> str:
    """What two spellings of one name have in common: small letters without marks, đ as d, y as i where both
    are written (Lý/Lí, Quỳnh/Quình, but not Mai/May), apostrophes dropped, other punctuation as a space.
    """
    folded = normalize("NFD", normalise(text).casefold()).replace("đ", "d")
    plain = _MARKS.sub("", _APOSTROPHES.sub("", folded))
    if not plain.isascii():
        plain = "".join(char for char in plain if category(char) != "Mn")
    words = re.sub(r"[\W_]+", " ", plain).strip()
    return re.sub(r"(?<![aeou])y|(?<=\bqu)y", "i", words) if "y" in words else words


def split_name(name: str) -> NameParts:
    """Family name, middle names and given name; a single word is a given name.

    A and Y before a name of Xơ Đăng, Ba Na or Ê Đê people mark the sex and are no family name; after H'
    stands the given name, the clan follows (H'Hen Niê).
    """
    words = normalise(name).split()
    if len(words) < 2:
        return NameParts("", "", "".join(words))
    if re.match(r"H['’‘ʼ`´]\w", words[0], re.IGNORECASE):
        return NameParts(" ".join(words[1:]), "", words[0])
    if words[0].upper() in ("A", "Y"):
        return NameParts("", " ".join(words[:-1]), words[-1])
    return NameParts(words[0], " ".join(words[1:-1]), words[-1])


def sort_key(name: str) -> str:
    """An ASCII string that sorts by bytes (COLLATE "C") as a register does: tên, then họ, then đệm.

    Within a syllable first the letters of the alphabet, then the tone (ngang, huyền, hỏi, ngã, sắc, nặng).
    Both tone placements give the same key.
    """
    family, middle, given = split_name(name)
    return " ".join(_part_key(part) for part in (given, family, middle)).rstrip()


def title_case(name: str) -> str:
    """A suggestion for a name typed all in capitals or all small: "Y BLÔ NIÊ-KĐĂM" → "Y Blô Niê-Kđăm".

    A name in mixed case is returned unchanged: someone chose it.
    """
    name = normalise(name)
    if name not in (name.upper(), name.lower()):
        return name
    return _LETTER_RUN.sub(lambda run: run[0][0].upper() + run[0][1:].lower(), name)


def is_temporary(name: str) -> bool:
    """Whether this stands in for a name not yet given: Trai, Gái, Bé gái, Con bà …, Chưa đặt tên, Sơ sinh."""
    key = search_key(name)
    return bool(
        re.match(r"con\b", key)
        or re.fullmatch(r"(be |chau |tre )?(trai|gai|so sinh)( so sinh)?( \d+)?", key)
        or re.search(r"\b(chua (dat|co|khai|biet) ten|khong (ten|co ten|biet ten))\b", key)
    )


def name_similarity(one: str, other: str) -> int:
    """0 to 100 for near matches; 100 means equal search keys, so marks do not count (An and Ân are 100).

    Words in another order count a little less than words in the same order.
    """
    first, second = search_key(one), search_key(other)
    if not first or not second:
        return 0
    if first == second:
        return 100
    reordered = fuzz.token_sort_ratio(first, second) * 0.95
    return min(99, round(max(fuzz.ratio(first, second), reordered)))


def same_name(one: str, other: str) -> bool:
    """Whether both are one name: Hoa is not Hòa, but NGUYỄN HOÀ and Nguyen Hoa (typed without marks) are Nguyễn Hòa."""
    if search_key(one) != search_key(other):
        return False
    first, second = (canonical_tones(normalise(name)).casefold() for name in (one, other))
    return first == second or first.isascii() or second.isascii()


def _is_visible(char: str) -> bool:
    return category(char) not in _INVISIBLE


def _part_key(part: str) -> str:
    words = re.findall(r"[^\W_]+", _APOSTROPHES.sub("", _without_foreign_marks(part.lower())))
    return "".join(_word_key(word) for word in words)


@lru_cache(maxsize=10_000)
def _word_key(word: str) -> str:
    letters, tones = split_tone(word)
    tone = _TONE_CODES[TONES.index(tones[0]) + 1 if tones else 0]
    codes = (_LETTER_CODES.get(char) or _DIGIT_CODES.get(char) or _AFTER_ALPHABET for char in letters)
    return "".join(codes) + tone


def _without_foreign_marks(text: str) -> str:
    """ĕ → e, ü → u, č → c; letters and tones of the Vietnamese alphabet stay (ñ keeps its mark as a tone)."""
    return "".join(_plain(char) for char in normalize("NFC", text) if category(char) != "Mn" or char in TONES)


@lru_cache(maxsize=1_000)
def _plain(char: str) -> str:
    letter, tone = split_tone(char)
    if letter in LETTERS or not letter:
        return char
    return normalize("NFC", normalize("NFD", letter)[0] + tone)
