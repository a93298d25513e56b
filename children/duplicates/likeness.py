"""How like two children are: points for each thing they share, taken away for each that speaks against it.

The points are a judgement, not a statistic. They are set so that name and day of birth together are enough, that one
of them with a slip needs the mother or the neighbourhood as well, and that twins are never taken for one child.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from children.duplicates.facts import Facts, Parent
from children.models.caregiver import PARENTS
from vietnamese.names import SAME_PERSON, is_temporary, name_similarity
from vietnamese.partial_dates import PartialDate, Precision

ALIKE = 65  # from here on a pair is worth a person's question
MOST = 99  # nobody but a person is sure
OTHER_PERSON = 75
TWINS = 45  # no more than this, when the names differ by more than a slip
PERHAPS_TWINS = 70  # … by a letter or a mark

# What speaks for one child or against it, by the name it has in `wording.py`.
POINTS = {
    "same_id": 60, "other_id": -25,
    "same_name": 40, "turned_name": 36, "shorter_name": 34, "near_name": 30, "near_given_name": 22,
    "temporary_name": 20, "both_temporary": 10, "similar_name": 0, "other_name": -40,
    "same_birth": 30, "turned_birth": 22, "same_month": 22, "same_part_of_birth": 22, "year_slip": 20, "open_birth": 18,
    "day_slip": 15, "other_birth": -40,
    "same_mother": 25, "other_mother": -30, "same_father": 8, "other_father": -8,
    "same_sex": 3, "other_sex": -15,
    "same_phone": 8, "same_address": 8, "same_neighbourhood": 4, "twins": 0,
}  # fmt: skip
SURE_NAMES = {"same_name", "turned_name", "shorter_name", "temporary_name"}


@dataclass(frozen=True)
class Likeness:
    """0 to 99, and what it is made of."""

    score: int
    reasons: tuple[str, ...]

    @property
    def worth_asking(self) -> bool:
        return self.score >= ALIKE


def likeness(one: Facts, other: Facts) -> Likeness:
    """The same whichever of the two comes first."""
    reasons = list(_reasons(one, other))
    most = _most(reasons)
    if most < MOST:
        reasons.append("twins")
    score = sum(POINTS[reason] for reason in reasons)
    return Likeness(max(0, min(most, score)), tuple(reasons))


def _reasons(one: Facts, other: Facts) -> Iterator[str]:
    if one.personal_id and other.personal_id:
        yield "same_id" if one.personal_id == other.personal_id else "other_id"
    yield births(one.birth, other.birth)
    yield names(one, other)
    for who in PARENTS:
        yield from _parent(who, one.parents.get(who), other.parents.get(who))
    known = {"male", "female"}
    if one.sex in known and other.sex in known:
        yield "same_sex" if one.sex == other.sex else "other_sex"
    if one.phones & other.phones:
        yield "same_phone"
    if one.neighbourhood is not None and one.neighbourhood == other.neighbourhood:
        yield "same_neighbourhood"
        if one.address and one.address == other.address:
            yield "same_address"


def _most(reasons: list[str]) -> int:
    """One mother, two names: twins or sisters, unless one name is a slip of the pen for the other."""
    if "same_mother" not in reasons or SURE_NAMES & set(reasons):
        return MOST
    slip = {"near_name", "near_given_name", "both_temporary"} & set(reasons)
    return PERHAPS_TWINS if slip and "other_sex" not in reasons else TWINS


# --- Names
def names(one: Facts, other: Facts) -> str:
    """What two names have to do with each other."""
    unnamed = [each.temporary_name or is_temporary(each.full_name) for each in (one, other)]
    if any(unnamed):
        return "both_temporary" if all(unnamed) else "temporary_name"
    if one.key == other.key:
        return "same_name" if _same_marks(one, other) else _slip(one.spelling.split(), other.spelling.split())
    return _names_apart(one.key.split(), other.key.split())


def _same_marks(one: Facts, other: Facts) -> bool:
    """Written the same, or one of them typed without any mark."""
    return one.spelling == other.spelling or one.spelling.isascii() or other.spelling.isascii()


def _names_apart(one: list[str], other: list[str]) -> str:
    if sorted(one) == sorted(other):
        return "turned_name"
    few, many = sorted((one, other), key=len)
    if "".join(few) == "".join(many):  # Ngọcanh, Ngọc Anh
        return "shorter_name"
    if len(few) < len(many) and len(few) > 1 and few[-1] == many[-1] and set(few) < set(many):
        return "shorter_name"
    if len(few) == len(many) and all(OSA.distance(*pair) <= 1 for pair in zip(one, other, strict=True)):
        return _slip(one, other)
    return "similar_name" if name_similarity(" ".join(one), " ".join(other)) >= OTHER_PERSON else "other_name"


def _slip(one: list[str], other: list[str]) -> str:
    """A letter or a mark more, less, or another one. In the given name it more often is another name."""
    if len(one) != len(other):  # two spellings of one key, parted otherwise: Kđăm-Niê, Kđăm Niê
        return "near_name"
    apart = [number for number, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(apart) > 2:
        return "similar_name"
    return "near_given_name" if len(one) - 1 in apart else "near_name"


# --- Births
def births(one: PartialDate, other: PartialDate) -> str:
    """What two birth dates have to do with each other."""
    if one == other:
        return {Precision.DAY: "same_birth", Precision.MONTH: "same_month"}.get(one.precision, "same_part_of_birth")
    if one.day is None or other.day is None:
        return "open_birth" if one.may_be(other) else "other_birth"
    if one.is_turned(other):
        return "turned_birth"
    if (one.month, one.day) == (other.month, other.day):
        return "year_slip" if _digits_apart(one.year, other.year) == 1 else "other_birth"
    slips = _digits_apart(one.month, other.month) + _digits_apart(one.day, other.day)
    return "day_slip" if one.year == other.year and slips == 1 else "other_birth"


def _digits_apart(one: int | None, other: int | None) -> int:
    return sum(a != b for a, b in zip(f"{one:04}", f"{other:04}", strict=True))


# --- Parents
def _parent(who: str, one: Parent | None, other: Parent | None) -> Iterator[str]:
    if one is None or other is None:
        return
    alike = name_similarity(one.full_name, other.full_name)
    if alike >= SAME_PERSON or (one.pk is not None and one.pk == other.pk):
        yield f"same_{who}"
    elif alike < OTHER_PERSON:
        yield f"other_{who}"
