"""Why two records may be one child, in words: “Trùng ngày sinh, cùng mẹ, tên gần giống (Hân và Hâm)”."""

from collections.abc import Iterable

from children.duplicates.likeness import POINTS
from vietnamese.names import normalise

FOR = {
    "same_id": "trùng số định danh",
    "same_name": "trùng tên",
    "turned_name": "các chữ trong tên khác thứ tự",
    "shorter_name": "tên một bên thiếu chữ",
    "near_name": "tên gần giống",
    "near_given_name": "tên gần giống",
    "similar_name": "tên hơi giống",
    "temporary_name": "một bên là tên tạm",
    "both_temporary": "hai bên đều là tên tạm",
    "same_birth": "trùng ngày sinh",
    "turned_birth": "ngày và tháng sinh đổi chỗ",
    "same_month": "cùng tháng sinh, chưa rõ ngày",
    "same_part_of_birth": "cùng năm sinh, chưa rõ ngày",
    "year_slip": "năm sinh lệch một chữ số",
    "open_birth": "ngày sinh một bên chưa đủ",
    "day_slip": "ngày sinh lệch một chữ số",
    "same_mother": "cùng mẹ",
    "same_father": "cùng cha",
    "same_phone": "cùng số điện thoại",
    "same_address": "cùng địa chỉ",
}
AGAINST = {
    "other_id": "khác số định danh",
    "other_name": "khác tên",
    "other_birth": "khác ngày sinh",
    "other_mother": "khác tên mẹ",
    "other_father": "khác tên cha",
    "other_sex": "khác giới tính",
    "twins": "có thể là sinh đôi",
}
SILENT = {"same_sex", "same_neighbourhood"}  # true of many
_PLAIN = "tên gần giống"


def in_words(reasons: Iterable[str], one: str = "", other: str = "") -> str:
    """A sentence without its full stop. With both names it shows where they differ."""
    known = set(reasons)
    said = [words for code, words in sorted(FOR.items(), key=lambda pair: -POINTS[pair[0]]) if code in known]
    if _PLAIN in said and one and other:
        said[said.index(_PLAIN)] = f"{_PLAIN} ({_apart(one, other)})"
    doubts = [words for code, words in AGAINST.items() if code in known]
    sentence = ", ".join(said)
    if doubts:
        sentence += f"; nhưng {', '.join(doubts)}" if said else ", ".join(doubts)
    return sentence[:1].upper() + sentence[1:]


def _apart(one: str, other: str) -> str:
    """The words that only one of two names has: Hân và Hâm; both names where a word is too many."""
    words, others = normalise(one).split(), normalise(other).split()
    if len(words) != len(others):
        return f"{normalise(one)} và {normalise(other)}"
    pairs = [pair for pair in zip(words, others, strict=True) if pair[0].casefold() != pair[1].casefold()]
    return ", ".join(f"{first} và {second}" for first, second in pairs)
