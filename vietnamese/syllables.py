"""Letters, tones and syllables (chính tả): the ground of sorting, tone placement and old encodings."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

# The alphabet with f j w z where dictionaries put them; names of minorities and foreigners use them.
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
VOWELS = "aăâeêioôơuưy"
HUYEN, HOI, NGA, SAC, NANG = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
TONES = HUYEN + HOI + NGA + SAC + NANG  # in the order of dictionaries; no tone comes first

_FINALS = {
    "a": " c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": " c m n ng o p t",
    "ê": " ch m n nh p t u",
    "i": " a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "y": " ch nh t",
    "yê": "m n ng t u",
    "o": " c i m n ng p t",
    "oa": " c ch i m n ng nh o p t y",
    "oă": "c m n ng t",
    "oe": " m n o t",
    "oo": "c ng",
    "ô": " c i m n ng p t",
    "ơ": " i m n p t",
    "u": " a c i m n ng p t",
    "uâ": "n ng t y",
    "uê": " ch nh u",
    "uô": "c i m n ng t",
    "uơ": " ",
    "uy": " a ch n nh p t u",
    "uyê": "n t",
    "ư": " a c i m ng t u",
    "ươ": "c i m n ng p t u",
}
RHYMES = frozenset(nucleus + final for nucleus, finals in _FINALS.items() for final in finals.split(" "))
ONSETS = ("ngh", "ng", "nh", "gh", "gi", "kh", "ch", "ph", "qu", "th", "tr", *"bcdđghklmnprstvx", "")
_STOPPED = ("c", "ch", "p", "t")


class Syllable(NamedTuple):
    onset: str
    rhyme: str
    tone: str  # one of TONES, or "" for thanh ngang


def split_tone(text: str) -> tuple[str, str]:
    """The text without tone marks, and the tone marks it had, in order."""
    decomposed = normalize("NFD", text)
    tones = "".join(mark for mark in decomposed if mark in TONES)
    return normalize("NFC", "".join(char for char in decomposed if char not in TONES)), tones


@lru_cache(maxsize=10_000)  # a register repeats a few thousand syllables
def parse_syllable(word: str) -> Syllable | None:
    """Onset, rhyme and tone of one Vietnamese syllable in any case; None when it is not one."""
    letters, tones = split_tone(word.lower())
    if len(tones) > 1 or (tones and not _tone_on_vowel(word)):
        return None
    for onset in ONSETS:
        rhyme = letters[len(onset) :]
        if letters.startswith(onset) and rhyme in RHYMES:
            stopped = rhyme.endswith(_STOPPED)
            return None if stopped and tones not in ("", SAC, NANG) else Syllable(onset, rhyme, tones)
    return None


def is_syllable(word: str) -> bool:
    return parse_syllable(word) is not None


def canonical_tones(text: str) -> str:
    """Every tone mark on the letter where legal names have it: Hòa, Thúy, khỏe, quý (hoà → hòa, qúy → quý).

    For comparing and searching; a person's name is stored as the birth certificate writes it. What is no
    Vietnamese syllable stays as it is. The result is NFC.
    """
    return re.sub(r"[^\W\d_]+", lambda match: _with_tone_in_place(match[0]), normalize("NFC", text))


def _tone_on_vowel(word: str) -> bool:
    # ñ is n with the mark of the ngã tone, ś is s with the mark of sắc
    return all(split_tone(char)[0] in VOWELS for char in normalize("NFC", word.lower()) if split_tone(char)[1])


def _with_tone_in_place(word: str) -> str:
    syllable = parse_syllable(word)
    if syllable is None or not syllable.tone:
        return word
    position = len(syllable.onset) + _tone_position(syllable.rhyme)
    return _place(split_tone(word)[0], position, syllable.tone)


def _place(letters: str, position: int, tone: str) -> str:
    return normalize("NFC", letters[: position + 1] + tone + letters[position + 1 :])


def _tone_position(rhyme: str) -> int:
    marked = [index for index, letter in enumerate(rhyme) if letter in "ăâêôơư"]
    if marked:
        return marked[-1]
    vowels = rhyme.rstrip("bcdghklmnpqrstvx")
    closed = len(vowels) < len(rhyme)
    return 1 if len(vowels) == 3 or (len(vowels) == 2 and closed) else 0
