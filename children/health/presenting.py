"""Wording of health records: a patient in a list, a measurement, what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from children.health.growth import Finding
from children.health.patients import findings
from children.models import Child, Measurement
from children.presenting import age_of
from vietnamese.ages import add_months
from vietnamese.formats import format_date, format_number, format_signed


@dataclass(frozen=True)
class PatientLine:
    """A patient in a list, in words."""

    child: Child
    age: str
    last: Measurement | None = None
    classes: tuple[Finding, ...] = ()  # those that are not normal; of a child that is well, one that says so

    @classmethod
    def of(cls, child: Child, on: date, last: Measurement | None = None) -> Self:
        found = findings(last, child) if last else []
        told = [each for each in found if not each.is_normal] or found[:1]
        return cls(child, age_of(child, on), last, tuple(told))


def patient_lines(children: Iterable[Child], on: date) -> list[PatientLine]:
    """Children from `with_measurements` as the station's list shows them."""
    return [PatientLine.of(child, on, next(iter(child.measured), None)) for child in children]  # type: ignore[attr-defined]


def measured_in_words(measurement: Measurement) -> str:
    """10,5 kg; 80 cm (đứng); vòng cánh tay 14 cm"""
    parts = []
    if measurement.weight_kg is not None:
        parts.append(f"{format_number(measurement.weight_kg)} kg")
    if measurement.height_cm is not None:
        parts.append(f"{format_number(measurement.height_cm)} cm ({measurement.get_posture_display().lower()})")
    if measurement.muac_cm is not None:
        parts.append(f"vòng cánh tay {format_number(measurement.muac_cm)} cm")
    return "; ".join(parts)


def words_of(found: list[Finding]) -> str:
    """thấp còi vừa (−2,2 SD); bình thường; đã ghi số đo"""
    told = [_with_score(each) for each in found if not each.is_normal]
    return ", ".join(told) or ("bình thường" if found else "đã lưu số đo, chưa so được với chuẩn WHO")


def _with_score(each: Finding) -> str:
    score = f" ({format_signed(each.score, 1)} SD)" if each.score is not None else ""
    return each.words[:1].lower() + each.words[1:] + score


def consequence_of(found: list[Finding], on: date) -> str:
    """What the station does next: advice and another measuring in a month, in serious cases the doctor as well."""
    if all(each.is_normal for each in found):
        return ""
    again = f"hẹn đo lại {format_date(add_months(on, 1))}"
    if any(each.kind == "late" for each in found):
        return f"Tư vấn dinh dưỡng, chuyển khám bác sĩ, {again}."
    return f"Tư vấn dinh dưỡng, {again}."


def insurance_in_words(child: Child, on: date) -> str:
    """Has a card, and until when the free card of a small child is good (Luật BHYT; NĐ 146/2018 Điều 13).

    The station is told that there is a card, never its number.
    """
    if not child.health_insurance:
        return "Chưa có thẻ BHYT trong sổ."
    if until := child.health_insurance_until:
        return f"Có thẻ BHYT, {'có giá trị đến' if on <= until else 'đã hết hạn ngày'} {format_date(until)}."
    if (until := free_card_until(child)) and on <= until:
        return f"Có thẻ BHYT; thẻ trẻ em dưới 6 tuổi có giá trị đến {format_date(until)}."
    return "Có thẻ BHYT. Trẻ từ 6 tuổi: thẻ theo trường học hoặc hộ gia đình."


def free_card_until(child: Child) -> date | None:
    """Through the month of 72 months; who turns 72 months before school begins, through 30 September of that year."""
    if child.born_on != child.born_by:
        return None
    sixth = add_months(child.born_on, 72)
    school = date(sixth.year, 9, 30)
    return school if sixth <= school else add_months(sixth.replace(day=1), 1) - timedelta(days=1)
