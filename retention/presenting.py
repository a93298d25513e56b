"""A child of the review list in words."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from children.models import Child, CircumstanceGroup
from retention.periods import ADULT, WHY, Periods
from vietnamese.ages import add_years
from vietnamese.formats import format_date


@dataclass(frozen=True)
class Line:
    child: Child
    due: date
    ground: str
    stops: list[str]  # in words


def line_of(child: Child, kept: Periods, stops: list[str]) -> Line:
    return Line(child, kept.due(child.born_by, child.left_on), ground_of(child, kept), [WHY[stop] for stop in stops])


def ground_of(child: Child, kept: Periods) -> str:
    """Đủ 18 tuổi ngày 05/9/2024, giữ thêm 1 năm"""
    due = kept.due(child.born_by, child.left_on)
    if child.left_on and due == add_years(child.left_on, kept.left):
        return f"{child.get_residence_display()} ngày {format_date(child.left_on)}, giữ thêm {kept.left} năm"
    return f"Đủ 18 tuổi ngày {format_date(add_years(child.born_by, ADULT))}, giữ thêm {kept.register} năm"


@dataclass(frozen=True)
class KeptLine:
    year: int
    words: str
    total: int


MEASURES = {"resident": "Trẻ em cư trú", "allowance": "Trẻ hưởng trợ cấp hằng tháng", "support": "Trẻ được trợ giúp"}


def in_words(figures: QuerySet) -> list[KeptLine]:
    """By year: how many of the destroyed lived here, were in a group, had support."""
    groups = dict(CircumstanceGroup.objects.values_list("code", "short_name"))
    sums = figures.order_by().values_list("year", "measure").annotate(total=Sum("count")).order_by("-year", "measure")
    return [KeptLine(year, _measure(measure, groups), total) for year, measure, total in sums]


def _measure(measure: str, groups: dict[str, str]) -> str:
    code = measure.removeprefix("group:")
    return MEASURES.get(measure) or f"Hoàn cảnh: {groups.get(code, code)}"
