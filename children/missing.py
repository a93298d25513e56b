"""What a child's record still lacks: one rule each, in SQL, so that list, filter, count and page agree."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from children.models import CareRelation, Child
from vietnamese.ages import add_years

SCHOOL_AGE = (6, 15)  # primary and lower secondary: Luật Giáo dục 2019, Điều 28


@dataclass(frozen=True)
class Rule:
    """`lacking(on)` is true of the children that lack it on that day."""

    code: str
    words: str
    lacking: Callable[[date], Q]


def _of_school_age(on: date) -> Q:
    first, last = SCHOOL_AGE
    return Q(born_by__lte=add_years(on, -first), born_by__gt=add_years(on, -last))


RULES = (
    Rule("name", "Tên chính thức", lambda on: Q(temporary_name=True)),
    Rule("birth", "Ngày sinh", lambda on: ~Q(born_on=F("born_by"))),
    Rule("personal_id", "Số định danh", lambda on: Q(personal_id_fingerprint=None)),
    Rule("caregiver", "Người chăm sóc", lambda on: Q(~Exists(CareRelation.objects.filter(child=OuterRef("pk"))))),
    Rule("insurance", "Thẻ BHYT", lambda on: Q(health_insurance=None)),
    Rule("school", "Trường, lớp", lambda on: Q(school=None) & _of_school_age(on)),
)


def lacking(children: QuerySet[Child], code: str, on: date) -> QuerySet[Child]:
    """The children that lack what the rule of this code asks for."""
    rule = next(rule for rule in RULES if rule.code == code)
    return children.filter(rule.lacking(on))


def with_missing(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    """Each child knows what it lacks: ask `missing_of`."""
    return children.annotate(
        **{f"lacks_{rule.code}": ExpressionWrapper(rule.lacking(on), BooleanField()) for rule in RULES}
    )


def missing_of(child: Child) -> list[Rule]:
    """The rules that a child from `with_missing` breaks."""
    return [rule for rule in RULES if getattr(child, f"lacks_{rule.code}")]
