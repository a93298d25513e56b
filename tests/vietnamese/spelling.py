"""Every syllable the spelling allows, in lower case; many mean nothing."""

from itertools import product
from unicodedata import normalize

from vietnamese.syllables import ONSETS, RHYMES, TONES, canonical_tones, parse_syllable


def _spelled():
    for onset, rhyme, tone in product(ONSETS, sorted(RHYMES), ["", *TONES]):
        word = canonical_tones(normalize("NFC", onset + rhyme[0] + tone + rhyme[1:]))
        if parse_syllable(word) == (onset, rhyme, tone):
            yield word


SYLLABLES = tuple(_spelled())
