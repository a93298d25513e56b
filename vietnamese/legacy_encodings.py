"""Text typed with fonts older than Unicode: TCVN3 (.VnTime, "ABC") and VNI-Windows (VNI-Times).

Such a file holds ordinary Latin-1 characters that only look Vietnamese in the right font: "NguyÔn ThÞ Hoµ"
(TCVN3), "Nguyeãn Thò Hoaø" (VNI) for "Nguyễn Thị Hoà". Spreadsheet readers do not tell the font, so the text
itself decides: what is no Vietnamese spelling as it stands and becomes Vietnamese spelling when converted.

Traps
- TCVN3 has one code for a vowel with a tone, small or capital. Capitals are made by another font
  (.VnTimeH), so "nguyÔn" may have looked like "NGUYỄN": that is lost with the font, and the result is in
  small letters. Where the other letters of a word are capitals ("NGUYÔN"), the vowels become capitals too.
- "ư" of TCVN3 is the soft hyphen: convert before `names.normalise` removes invisible characters.
- A word can be right in two encodings ("Tó" is "Tú" in TCVN3): such a cell alone is left as it stands.
  Ask `usual_encoding` about the whole file first and pass its answer on.
- A foreign name can become a Vietnamese syllable by chance ("Loïc" would be "Lọc" in VNI).
"""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from unicodedata import normalize

from vietnamese.syllables import HOI, HUYEN, NANG, NGA, SAC, is_syllable


class Encoding(StrEnum):
    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


_TCVN3_TONED = (
    ("µ¶·¸¹", "àảãáạ"),
    ("»¼½¾Æ", "ằẳẵắặ"),
    ("ÇÈÉÊË", "ầẩẫấậ"),
    ("ÌÎÏÐÑ", "èẻẽéẹ"),
    ("ÒÓÔÕÖ", "ềểễếệ"),
    ("×ØÜÝÞ", "ìỉĩíị"),
    ("ßáâãä", "òỏõóọ"),
    ("åæçèé", "ồổỗốộ"),
    ("êëìíî", "ờởỡớợ"),
    ("ïñòóô", "ùủũúụ"),
    ("õö÷øù", "ừửữứự"),
    ("úûüýþ", "ỳỷỹýỵ"),
)
_TCVN3_CODES = "".join(codes for codes, _ in _TCVN3_TONED) + "¡¢§£¤¥¦¨©®ª«¬\u00ad"
_CASELESS = "".join(letters for _, letters in _TCVN3_TONED)
_TCVN3 = str.maketrans(_TCVN3_CODES, _CASELESS + "ĂÂĐÊÔƠƯăâđêôơư")

_VNI_ORDER = (SAC, HUYEN, HOI, NGA, NANG)
_VNI_TONES = dict(zip("ùøûõï", _VNI_ORDER, strict=True))
_VNI_ROOFS = {code: "\u0302" + tone for code, tone in zip("âáàåãä", ("", *_VNI_ORDER), strict=True)}
_VNI_BREVES = {code: "\u0306" + tone for code, tone in zip("êéèúüë", ("", *_VNI_ORDER), strict=True)}
_VNI_MARKS = {
    "a": _VNI_TONES | _VNI_ROOFS | _VNI_BREVES,
    "e": _VNI_TONES | _VNI_ROOFS,
    "o": _VNI_TONES | _VNI_ROOFS,
    "u": _VNI_TONES,
    "y": _VNI_TONES,
    "ô": _VNI_TONES,
    "ö": _VNI_TONES,
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    small = dict(_VNI_SINGLE)
    for base, marks in _VNI_MARKS.items():
        for code, mark in marks.items():
            small[base + code] = normalize("NFC", _VNI_SINGLE.get(base, base) + mark)
    capital = {code.upper(): letter.upper() for code, letter in small.items()}
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in small.items()}
    return small | mixed | capital


_VNI = _vni_table()
_VNI_CODES = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

_TCVN3_WORD = re.compile(f"[A-Za-z{_TCVN3_CODES}]+")
_VNI_WORD = re.compile(f"(?:[A-Za-z]|{_VNI_CODES.pattern})+")
_WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")
_BEYOND_LATIN_1 = re.compile(r"[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")  # Latin letters, combining marks
_HIGH = re.compile(r"[\u00a1-\u00ff]")
_PLAIN = re.compile(r"[A-Za-z]")
_ENOUGH = 0.75  # of the words with marks must become Vietnamese; the rest may be foreign names and misprints


def recognise(text: str) -> Encoding | None:
    """The encoding the text itself shows; None when nothing in it decides (plain ASCII; "Tó", right
    in Unicode and TCVN3; "nghî", a syllable in TCVN3 and VNI).

    Latin letters outside Latin-1 and combining marks prove Unicode.
    """
    if text.isascii():
        return None
    if _BEYOND_LATIN_1.search(text):
        return Encoding.UNICODE
    words = _marked_words(text)
    now = sum(map(_is_spelled, words))
    if now == len(words):
        return None
    tcvn3, vni = (_share_of_syllables(words, encoding) for encoding in (Encoding.TCVN3, Encoding.VNI))
    if max(tcvn3, vni) < _ENOUGH or max(tcvn3, vni) <= now / len(words):
        return Encoding.UNICODE
    if tcvn3 == vni:
        return None
    return Encoding.TCVN3 if tcvn3 > vni else Encoding.VNI


def usual_encoding(texts: Iterable[str]) -> Encoding:
    """The encoding most cells of a file show; Unicode when none shows any."""
    seen = Counter(map(recognise, texts))
    tcvn3, vni = seen[Encoding.TCVN3], seen[Encoding.VNI]
    if tcvn3 == vni == 0 or seen[Encoding.UNICODE] > tcvn3 + vni:
        return Encoding.UNICODE
    return Encoding.TCVN3 if tcvn3 >= vni else Encoding.VNI


def to_unicode(text: str, usual: Encoding = Encoding.UNICODE) -> str:
    """The text as Unicode NFC. What is good Unicode, English or unknown changes only from NFD to NFC.

    `usual` (of the file) decides where the text alone does not, if all its words become Vietnamese by it.
    """
    encoding = recognise(text)
    if encoding is None:
        words = [word for word in _WORD.findall(text) if _HIGH.search(word)]  # also "§ç", which shows nothing alone
        fits = usual is not Encoding.UNICODE and _share_of_syllables(words, usual) == 1
        encoding = usual if fits else Encoding.UNICODE
    if encoding is Encoding.TCVN3:
        return from_tcvn3(text)
    return from_vni(text) if encoding is Encoding.VNI else normalize("NFC", text)


def from_tcvn3(text: str, *, capital_font: bool = False) -> str:
    """TCVN3 text, known to be such, as Unicode. `capital_font` when it stood in a font like .VnTimeH."""
    decoded = text.translate(_TCVN3)
    return decoded.upper() if capital_font else _with_capitals(decoded)


def from_vni(text: str) -> str:
    """VNI-Windows text, known to be such, as Unicode."""
    return _VNI_CODES.sub(lambda code: _VNI[code[0]], text)


def _marked_words(text: str) -> list[str]:
    """Words with plain letters and something above ASCII: the ones that can show an encoding."""
    return [word for word in _WORD.findall(text) if _HIGH.search(word) and _PLAIN.search(word)]


def _is_spelled(word: str) -> bool:
    return word in (word.lower(), word.upper(), word.capitalize()) and is_syllable(word)


def _share_of_syllables(words: list[str], encoding: Encoding) -> float:
    return sum(_becomes_syllable(word, encoding) for word in words) / max(1, len(words))


def _becomes_syllable(word: str, encoding: Encoding) -> bool:
    """Every character is of this encoding and the result is spelled as Vietnamese."""
    if encoding is Encoding.TCVN3:
        return bool(_TCVN3_WORD.fullmatch(word)) and is_syllable(from_tcvn3(word))
    return bool(_VNI_WORD.fullmatch(word)) and is_syllable(from_vni(word))


def _with_capitals(decoded: str) -> str:
    """Capital vowels where the letters that do have two codes are capitals: NGUYễN → NGUYỄN.

    "Bá" has one such letter and stays, unless the whole text shouts.
    """
    words = decoded.split()
    if _shouts(decoded) and any(map(_shouts, words)):
        return decoded.upper()
    return re.sub(r"\S+", lambda word: word[0].upper() if _shouts(word[0]) else word[0], decoded)


def _shouts(text: str) -> bool:
    own_case = [char for char in text if char.isalpha() and char not in _CASELESS]
    return len(own_case) >= 2 and all(map(str.isupper, own_case))
