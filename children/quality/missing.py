"""What a child's record still lacks or says twice in different ways: one rule each, in SQL, so that list, filter, count
and page agree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from children.models import POOR, CareRelation, Child, Circumstance, Enrolment, Poverty, Sex
from children.models.schooling import school_year_on
from vietnamese.ages import latest_birth

IDENTITY_AGE = 14  # who must have a card: Luật Căn cước 2023, Điều 19
SCHOOL_AGE = (6, 15)  # primary and lower secondary: Luật Giáo dục 2019, Điều 28


@dataclass(frozen=True)
class Rule:
    """`lacking(on)` is true of the children that break it on that day.

    `words` name what is missing; `title` says it as a fault, for the page on the quality of the data. What is not
    `asked` stands there only: a child's page would drown in it. What is `minor` makes no record a flawed one. `may` is
    the permission to know of it at all.
    """

    code: str
    words: str
    title: str
    lacking: Callable[[date], Q]
    asked: bool = True
    minor: bool = False
    may: str = "children.view_details"


def _of_school_age(on: date) -> Q:
    first, last = SCHOOL_AGE
    return Q(born_by__lte=latest_birth(on, first), born_by__gt=latest_birth(on, last))


def _dropped_out(on: date) -> Q:
    left = Enrolment.objects.filter(child=OuterRef("pk"), left_on=None).in_year(school_year_on(on)).dropped_out(on)
    return Q(Exists(left))


def _group_without_paper(on: date) -> Q:
    groups = Circumstance.objects.filter(child=OuterRef("pk"), secret=False, proof=None).current(on)
    return Q(Exists(groups))


RULES = (
    Rule("name", "Tên chính thức", "Mới có tên tạm", lambda on: Q(temporary_name=True)),
    Rule("birth", "Ngày sinh", "Chưa rõ ngày sinh", lambda on: ~Q(born_on=F("born_by"))),
    Rule("sex", "Giới tính", "Chưa xác định giới tính", lambda on: Q(sex=Sex.UNKNOWN)),
    Rule("personal_id", "Số định danh", "Chưa có số định danh", lambda on: Q(personal_id_fingerprint=None)),
    Rule(
        "caregiver",
        "Người chăm sóc",
        "Chưa có người chăm sóc",
        lambda on: Q(~Exists(CareRelation.objects.filter(child=OuterRef("pk")))),
    ),
    Rule("insurance", "Thẻ BHYT", "Chưa có thẻ BHYT", lambda on: Q(health_insurance=None)),
    Rule(
        "school",
        "Trường, lớp",
        "Đến tuổi đi học, chưa ghi trường hoặc đã bỏ học",
        lambda on: _of_school_age(on) & (Q(school=None) | _dropped_out(on)),
    ),
    Rule(
        "insurance_over",
        "Gia hạn thẻ BHYT",
        "Thẻ BHYT đã hết hạn",
        lambda on: Q(health_insurance__isnull=False, health_insurance_until__lt=on),
    ),
    Rule(
        "id_doubt",
        "Số định danh khớp giới tính, năm sinh",
        "Số định danh trái giới tính, năm sinh hoặc mã tỉnh",
        lambda on: Q(personal_id_doubtful=True),
        asked=False,
    ),
    Rule(
        "verified",
        "Công an xác thực số định danh",
        "Số định danh chưa xác thực",
        lambda on: Q(personal_id_fingerprint__isnull=False, personal_id_verified=False),
        asked=False,
    ),
    Rule(
        "certificate",
        "Số giấy khai sinh",
        "Chưa ghi số giấy khai sinh",
        lambda on: Q(birth_certificate=""),
        asked=False,
    ),
    Rule(
        "certificate_part",
        "Quyển số, nơi đăng ký khai sinh",
        "Giấy khai sinh chưa ghi quyển số, nơi đăng ký",
        lambda on: ~Q(birth_certificate="") & (Q(birth_certificate_book="") | Q(birth_certificate_place="")),
        asked=False,
        minor=True,
    ),
    Rule(
        "insurance_until",
        "Hạn thẻ BHYT",
        "Thẻ BHYT của trẻ từ 6 tuổi chưa ghi hạn",
        lambda on: Q(
            health_insurance__isnull=False, health_insurance_until=None, born_by__lte=latest_birth(on, SCHOOL_AGE[0])
        ),
        asked=False,
        minor=True,
    ),
    Rule(
        "insurance_place",
        "Nơi khám chữa bệnh ban đầu",
        "Thẻ BHYT chưa ghi nơi khám chữa bệnh ban đầu",
        lambda on: Q(health_insurance__isnull=False, health_insurance_place=""),
        asked=False,
        minor=True,
    ),
    Rule(
        "identity",
        "Thẻ căn cước",
        "Từ 14 tuổi chưa ghi thẻ căn cước",
        lambda on: Q(born_by__lte=latest_birth(on, IDENTITY_AGE), identity_issued_on=None),
        asked=False,
        minor=True,
    ),
    Rule(
        "proof",
        "Giấy tờ của hoàn cảnh",
        "Hoàn cảnh chưa ghi giấy tờ",
        _group_without_paper,
        asked=False,
        may="children.view_circumstances",
    ),
    Rule(
        "poverty",
        "Diện hộ",
        "Hộ chưa nhập diện hộ",
        lambda on: Q(household__poverty=Poverty.NOT_RECORDED),
        asked=False,
    ),
    Rule(
        "poor_paper",
        "Giấy chứng nhận hộ nghèo",
        "Hộ nghèo, cận nghèo chưa ghi giấy chứng nhận",
        lambda on: Q(household__poverty__in=POOR, household__certificate_number=""),
        asked=False,
    ),
)
ASKED = tuple(rule for rule in RULES if rule.asked)


def rules_for(user) -> list[Rule]:
    """The rules this user may know to be broken."""
    return [rule for rule in RULES if user.may(rule.may)]


def flawed(user, on: date) -> Q:
    """Of children with anything to mend that this user may know of."""
    return reduce(or_, (rule.lacking(on) for rule in rules_for(user) if not rule.minor))


def lacking(children: QuerySet[Child], code: str, on: date) -> QuerySet[Child]:
    """The children that lack what the rule of this code asks for."""
    return children.filter(lacks(code, on))


def lacks(code: str, on: date) -> Q:
    return next(rule for rule in RULES if rule.code == code).lacking(on)


def with_missing(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    """Each child knows what it lacks: ask `missing_of`."""
    return children.annotate(
        **{f"lacks_{rule.code}": ExpressionWrapper(rule.lacking(on), BooleanField()) for rule in ASKED}
    )


def missing_of(child: Child) -> list[Rule]:
    """The rules that a child from `with_missing` breaks, of those that are asked."""
    return [rule for rule in ASKED if getattr(child, f"lacks_{rule.code}")]
