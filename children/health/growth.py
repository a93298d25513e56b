"""How a child grows by the WHO standards (2006, from five years on the reference of 2007): scores, classes, doubts.

Pure functions. Scores need the exact birth date and the sex; why there is none is said in words (`why_no_score`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from importlib import import_module

from pygrowup import Observation
from pygrowup.exceptions import PyGrowUpException

from vietnamese.ages import age_on
from vietnamese.formats import format_number, format_signed
from vietnamese.partial_dates import PartialDate, Precision

SEXES = ("male", "female")
LENGTH_UNTIL = 731  # days: younger ones are measured lying down, WHO Child Growth Standards 2006
LYING_IS_LONGER = Decimal("0.7")  # cm
FIVE_YEARS = 1857  # days: the standards end, the reference of 2007 begins
SMALLEST_WEIGHT, LARGEST_WEIGHT = Decimal("0.5"), Decimal(125)  # kg, what a scale can have shown of a child
SMALLEST_HEIGHT, LARGEST_HEIGHT = Decimal(30), Decimal(200)  # cm


class Position(StrEnum):
    LYING = "lying"
    STANDING = "standing"


@dataclass(frozen=True)
class Scores:
    """Standard deviations from the median of children of the same age and sex; None where there is no score."""

    weight_for_age: Decimal | None = None
    height_for_age: Decimal | None = None
    weight_for_height: Decimal | None = None
    bmi_for_age: Decimal | None = None


@dataclass(frozen=True)
class Finding:
    """One line of the result: what was compared, the score, the class in words and how serious it is."""

    what: str
    score: Decimal | None
    words: str
    kind: str  # of a status badge: done, soon, late

    @property
    def is_normal(self) -> bool:
        return self.kind == "done"


def why_no_score(sex: str, birth: PartialDate) -> str:
    """Nothing where scores can be reckoned."""
    if birth.precision is not Precision.DAY:
        return "Chưa rõ ngày sinh của trẻ nên chưa so được với chuẩn WHO. Số đo vẫn được ghi."
    if sex not in SEXES:
        return "Chưa xác định giới tính của trẻ nên chưa so được với chuẩn WHO. Số đo vẫn được ghi."
    return ""


def scores_of(
    *,
    sex: str,
    birth: PartialDate,
    on: date,
    weight: Decimal | None = None,
    height: Decimal | None = None,
    position: Position | None = None,
) -> Scores:
    """The scores of one measurement. A height measured in the other position is corrected by 0,7 cm."""
    if why_no_score(sex, birth) or on < birth.earliest():
        return Scores()
    child = Observation(sex, dob=birth.earliest(), date_of_observation=on)
    small = child.t < LENGTH_UNTIL
    stature = _in_usual_position(height, position, lying=small)
    return Scores(
        weight_for_age=_score(child.wfa, weight),
        height_for_age=_score(child.lhfa, stature, recumbent=small, auto_adjust=False),
        weight_for_height=_score(child.wfl if small else child.wfh, weight, stature),
        bmi_for_age=_score(child.bmifa, _bmi(weight, stature)) if child.t >= FIVE_YEARS else None,
    )


def usual_position(birth: PartialDate, on: date) -> Position:
    """How a child of this age is measured."""
    return Position.LYING if (on - birth.earliest()).days < LENGTH_UNTIL else Position.STANDING


def _in_usual_position(height: Decimal | None, position: Position | None, *, lying: bool) -> Decimal | None:
    if height is None or position is None or (position is Position.LYING) is lying:
        return height
    return height + LYING_IS_LONGER if lying else height - LYING_IS_LONGER


def _bmi(weight: Decimal | None, height: Decimal | None) -> Decimal | None:
    return weight / (height / 100) ** 2 if weight and height else None


def _score(reckon, *measured: Decimal | None, **how) -> Decimal | None:
    """None outside the tables: too old, too long, nothing measured."""
    if None in measured:
        return None
    try:
        return reckon(*measured, **how)
    except PyGrowUpException:
        return None


NORMAL = ("Bình thường", "done")


def findings_of(scores: Scores, *, muac: Decimal | None = None, age_months: int = 0) -> list[Finding]:
    """The classes in words: nhẹ cân, thấp còi, gầy còm below −2 SD (severe below −3); thừa cân above +2, béo phì
    above +3 of weight for height, from five years on above +1 and +2 of BMI for age.
    """
    found = [
        Finding("Cân nặng theo tuổi", scores.weight_for_age, *_low(scores.weight_for_age, "Nhẹ cân")),
        Finding("Chiều cao theo tuổi", scores.height_for_age, *_low(scores.height_for_age, "Thấp còi")),
        Finding("Cân nặng theo chiều cao", scores.weight_for_height, *_body(scores.weight_for_height, 2, 3)),
        Finding("BMI theo tuổi", scores.bmi_for_age, *_body(scores.bmi_for_age, 1, 2)),
    ]
    return [each for each in found if each.score is not None] + list(_arm(muac, age_months))


def _low(score: Decimal | None, word: str) -> tuple[str, str]:
    if score is None or score >= -2:
        return NORMAL
    return (f"{word} nặng", "late") if score < -3 else (f"{word} vừa", "soon")


def _body(score: Decimal | None, overweight: int, obese: int) -> tuple[str, str]:
    if score is not None and score > obese:
        return "Béo phì", "late"
    if score is not None and score > overweight:
        return "Thừa cân", "soon"
    return _low(score, "Gầy còm")


def _arm(muac: Decimal | None, age_months: int) -> Iterator[Finding]:
    """WHO, UNICEF 2009: 6 to 59 months below 12,5 cm moderate, below 11,5 cm severe acute malnutrition."""
    if muac is None or not 6 <= age_months < 60:
        return
    words = f"Vòng cánh tay {format_number(muac)} cm"
    if muac < Decimal("11.5"):
        yield Finding(words, None, "Suy dinh dưỡng cấp nặng", "late")
    elif muac < Decimal("12.5"):
        yield Finding(words, None, "Suy dinh dưỡng cấp vừa", "soon")
    else:
        yield Finding(words, None, *NORMAL)


# Beyond these a score is more likely a slip than a child: WHO Anthro, flags.
PLAUSIBLE = {"weight_for_age": (-6, 5), "height_for_age": (-6, 6), "weight_for_height": (-5, 5), "bmi_for_age": (-5, 5)}
LABELS = {
    "weight_for_age": "Cân nặng", "height_for_age": "Chiều cao", "weight_for_height": "Cân nặng so với chiều cao",
    "bmi_for_age": "Cân nặng so với chiều cao",
}  # fmt: skip
LOST = Decimal("0.9")  # of the weight of the time before
SHRUNK = Decimal(1)  # cm, a measuring error that happens


def doubts_about(
    scores: Scores, *, weight: Decimal | None, height: Decimal | None, before: tuple[Decimal | None, Decimal | None]
) -> list[str]:
    """What may be a slip of the pen, asked about before it is saved. `before`: weight and height of the time before."""
    found = []
    for name, (lowest, highest) in PLAUSIBLE.items():
        score = getattr(scores, name)
        if score is not None and not lowest <= score <= highest:
            found.append(f"{LABELS[name]} lệch chuẩn WHO {format_signed(score, 1)} SD, rất hiếm gặp. Xem lại số đo.")
    weight_before, height_before = before
    if weight and weight_before and weight < weight_before * LOST:
        found.append(f"Cân nặng giảm hơn 10% so với lần trước ({format_number(weight_before)} kg).")
    if height and height_before and height < height_before - SHRUNK:
        found.append(f"Chiều cao thấp hơn lần trước ({format_number(height_before)} cm).")
    return list(dict.fromkeys(found))


def months_of(birth: PartialDate, on: date) -> int:
    years, months, _ = age_on(birth.earliest(), on)
    return years * 12 + months


def height_at(sex: str, days: int, score: int) -> float:
    """The height of a child of this age that is so many standard deviations from the median (L is 1 for height)."""
    row = import_module("pygrowup.tables.by_day.lfa").DATA[sex][days]
    return float(row["m"] * (1 + score * row["s"]))
