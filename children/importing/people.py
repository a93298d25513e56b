"""A parent or carer as lists write one: a name, often with the year of birth and the occupation in the same cell."""

import re
from dataclasses import dataclass

from vietnamese.names import normalise, search_key, title_case

# Words that say there is nothing to say; as search keys.
NOTHING = frozenset(
    ("-", "–", "—", ".", "/", "khong co", "chua co", "khong ro", "ko ro", "chua ro", "khong biet", "n a", "ko co")
)
_DEAD = r"\((đã |da )?(chết|chet|mất|mat)\)|\b(đã mất|đã chết|đã qua đời|qua đời)\b"
_RELATIONS = {
    "ông nội": "paternal_grandfather",
    "bà nội": "paternal_grandmother",
    "ông ngoại": "maternal_grandfather",
    "bà ngoại": "maternal_grandmother",
    "cô": "uncle_aunt",
    "dì": "uncle_aunt",
    "chú": "uncle_aunt",
    "bác": "uncle_aunt",
    "cậu": "uncle_aunt",
    "anh": "sibling",
    "chị": "sibling",
    "cha": "father",
    "bố": "father",
    "mẹ": "mother",
}
_TITLE = re.compile(
    rf"(?i)^({'|'.join(_RELATIONS)}|ba|má|ông|bà)\s*[:.]\s*|^(ông nội|bà nội|ông ngoại|bà ngoại|cha|bố|mẹ)\s+"
)


@dataclass(frozen=True)
class Person:
    full_name: str
    relation: str = ""
    birth_year: int | None = None
    occupation: str = ""
    phone: str = ""
    dead: bool = False


def read_person(text: str, who: str) -> Person | None:
    """“Lê Văn Tấn, 1988”, “Phạm Lộc 85”, “Bà nội: Võ Thị Hoa (chết)”; None where nobody is named."""
    dead = bool(re.search(_DEAD, text, re.IGNORECASE))
    text = normalise(re.sub(_DEAD, " ", text, flags=re.IGNORECASE))
    title = _TITLE.match(text)
    text = text[title.end() :] if title else text
    name = re.split(r"[,;:(/\d]|\s[-–]\s|\bNS\b|\bsinh\b", text, maxsplit=1)[0].strip(" .-–")
    if not name or search_key(name) in NOTHING or search_key(name) in ("khong", "ko", "don than"):
        return None
    rest = text[text.index(name) + len(name) :]
    relation = _RELATIONS.get((title[1] or title[2]).lower(), "other") if title else "other"
    return Person(
        full_name=(title_case(name) if name == name.lower() else name)[:120],
        relation=who if who in ("mother", "father") else relation,
        birth_year=_year(rest),
        occupation=_occupation(rest),
        dead=dead,
    )


def _year(rest: str) -> int | None:
    """“85” is 1985: whoever has a child was born in the last century or is written with four digits."""
    if match := re.search(r"\b(19|20)\d\d\b", rest):
        return int(match[0])
    match = re.search(r"(?<!\d)(\d\d)(?!\d)", rest)
    return 1900 + int(match[1]) if match and int(match[1]) >= 40 else None


def _occupation(rest: str) -> str:
    words = re.sub(r"\d+|\b(NS|sinh|năm|nghề|nghiệp)\b", " ", rest)
    words = normalise(re.sub(r"[,;:()/–-]+", " ", words))
    return words[:120] if len(words) > 2 else ""


def read_parents(text: str) -> dict[str, Person]:
    """Both parents in one cell: “Cha: Lê Văn Tấn; Mẹ: Trần Thị Chi”, on two lines, or parted by a dash."""
    parts = [part for part in re.split(r"[;\n]|\s[-–]\s|,\s*(?=[Mm]ẹ)", text) if part.strip(" .-–")]
    people: dict[str, Person] = {}
    for part, usual in zip(parts[:2], ("father", "mother"), strict=False):
        who = _who(part) or usual
        if person := read_person(part, who):
            people[who] = person
    return people


def _who(part: str) -> str:
    words = part.strip().lower()
    if words.startswith(("mẹ", "má")):
        return "mother"
    return "father" if words.startswith(("cha", "bố", "ba:")) else ""
