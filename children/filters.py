"""What the list of children can be narrowed by. Filters stand in the address; names never do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.authorization import scope_of
from agencies.models import Agency, AgencyKind, Neighbourhood
from children.missing import lacking, rules_for
from children.models import (
    POOR,
    Child,
    Circumstance,
    CircumstanceGroup,
    Enrolment,
    Household,
    Poverty,
    Residence,
    SafeHomeCheck,
    Sex,
)
from children.models.child import ChildQuerySet
from children.queries import turned_16, turning_16
from interface.components import Filter
from vietnamese.ages import CHILD_UNTIL, latest_birth

AGES = {
    "0-1": "dưới 1",
    "1-3": "1 đến dưới 3",
    "3-6": "3 đến dưới 6",
    "6-11": "6 đến dưới 11",
    "11-16": "11 đến dưới 16",
}
SMALL = {band: AGES[band] for band in ("0-1", "1-3", "3-6")}
STATES = {
    "turning_16": "Sắp đủ 16 tuổi",
    "turned_16": "Mới đủ 16 tuổi (90 ngày qua)",
    "16": "Từ 16 tuổi",
    "away": "Tạm vắng",
    "moved_out": "Đã chuyển đi",
    "dead": "Đã mất",
    "all": "Tất cả trong sổ",
}
ANY_GROUP = "any"
POOR_CHOICES = [(each.value, each.label) for each in POOR]
UNRECORDED = "unrecorded"  # in an address; an empty choice would be no filter
Narrow = Callable[[Any, str], QuerySet]


@dataclass(frozen=True)
class ListFilter:
    """A chip, and what choosing a value does to the rows."""

    chip: Filter
    narrow: Narrow
    always: bool = False  # narrows also when nothing is chosen

    def apply(self, rows: Any) -> Any:
        return self.narrow(rows, self.chip.chosen) if self.chip.chosen or self.always else rows


def filters_of(request, on: date) -> list[ListFilter]:
    """The filters this user may use: a school knows its pupils by name, birth date, sex and class only."""
    user = request.user
    filters = [_ages(request, on), _sex(request)]
    if not user.may("children.view_details"):
        return filters
    return [
        neighbourhood_filter(request, on),
        *filters,
        _situations(request, on),
        _missing(request, on),
        _schools(request, on),
        _state(request, on),
    ]


def household_filters_of(request, on: date) -> list[ListFilter]:
    return [neighbourhood_filter(request, on), _poverty(request), _safe_home(request, on)]


def patient_filters_of(request, on: date) -> list[ListFilter]:
    """A station knows of its patients where they live, their age and sex."""
    return [neighbourhood_filter(request, on), _ages(request, on, SMALL), _sex(request)]


def pupil_filters_of(request, enrolments: QuerySet[Enrolment], on: date) -> list[ListFilter]:
    """Class by class; an officer chooses the school first."""
    classes = enrolments.exclude(class_name="").order_by("class_name").values_list("class_name", flat=True).distinct()
    by_class = Filter.of(request, "class", "Lớp", [(name, name) for name in classes])
    states = Filter.of(request, "state", "Tình trạng", [("dropped", "bỏ học, chưa trở lại")])
    filters = [
        ListFilter(by_class, lambda rows, name: rows.filter(class_name=name)),
        ListFilter(states, lambda rows, _: rows.dropped_out(on)),
    ]
    if not request.user.may("children.view_details"):
        return filters
    schools = _schools(request, on).chip
    return [ListFilter(schools, lambda rows, school: rows.filter(school__public_id=school)), *filters]


def due_filters_of(request, on: date) -> list[ListFilter]:
    return [neighbourhood_filter(request, on)]


def session_filters_of(request, on: date) -> list[ListFilter]:
    return [neighbourhood_filter(request, on), _ages(request, on, SMALL)]


def _poverty(request) -> ListFilter:
    """Not recorded is another answer than not poor."""

    def narrow(households: QuerySet[Household], chosen: str) -> QuerySet[Household]:
        return households.filter(poverty=Poverty.NOT_RECORDED if chosen == UNRECORDED else chosen)

    others = [(Poverty.NONE, Poverty.NONE.label), (UNRECORDED, Poverty.NOT_RECORDED.label)]
    return ListFilter(Filter.of(request, "poverty", "Diện hộ", [*POOR_CHOICES, *others]), narrow)


def _safe_home(request, on: date) -> ListFilter:
    """By this year's check: passed, not passed, begun, none."""
    passed = {"passed": True, "failed": False, "open": None}

    def narrow(households: QuerySet[Household], chosen: str) -> QuerySet[Household]:
        checks = SafeHomeCheck.objects.visible_to(request.user).filter(household=OuterRef("pk"), year=on.year)
        if chosen == "none":
            return households.filter(~Exists(checks))
        return households.filter(Exists(checks.filter(passed=passed[chosen])))

    words = {"passed": "đạt", "failed": "chưa đạt", "open": "chưa kiểm xong", "none": "chưa kiểm"}
    choices = [(value, f"{text} năm {on.year}") for value, text in words.items()]
    return ListFilter(Filter.of(request, "safe", "Ngôi nhà an toàn", choices), narrow)


def _state(request, on: date) -> ListFilter:
    """Which part of the book: by default children under 16 who live here."""

    def narrow(children: ChildQuerySet, state: str) -> QuerySet[Child]:
        match state:
            case "turning_16":
                return turning_16(children.living_here(on), on, within=7)
            case "turned_16":
                return turned_16(children.living_here(on), on, within=90)
            case "16":
                return children.living_here(on).filter(born_by__lte=latest_birth(on, CHILD_UNTIL))
            case Residence.AWAY | Residence.MOVED_OUT | Residence.DEAD:
                return children.filter(residence=state)
            case "all":
                return children
            case _:
                return children.of_ward(on)

    return ListFilter(Filter.of(request, "state", "Khác", STATES.items()), narrow, always=True)


def neighbourhood_filter(request, on: date, field: str = "neighbourhood") -> ListFilter:
    """Those in force by their numbers; an ended one as long as somebody is still recorded there. `field` leads from a
    row to its neighbourhood.
    """
    visible = Neighbourhood.objects.visible_to(request.user).order_by("number", "valid_from")
    if own := scope_of(request.user).neighbourhoods:
        visible = visible.filter(pk__in=own)
    settled = Exists(Child.objects.filter(neighbourhood=OuterRef("pk"))) | Exists(
        Household.objects.filter(neighbourhood=OuterRef("pk"))
    )
    known = list(visible.filter(Q(valid_to=None) | Q(valid_to__gte=on) | settled, valid_from__lte=on))
    here = {str(each.number): (str(each.number), each) for each in known if each.in_force(on)}
    here |= {str(each.public_id): (f"{each.number} (đã thôi)", each) for each in known if not each.in_force(on)}
    chip = Filter.of(request, "tdp", "Tổ dân phố", [(value, label) for value, (label, _) in here.items()])
    return ListFilter(chip, lambda rows, value: rows.filter(**{field: here[value][1]}))


def _ages(request, on: date, bands: dict[str, str] = AGES) -> ListFilter:
    def narrow(children: ChildQuerySet, band: str) -> QuerySet[Child]:
        first, end = map(int, band.split("-"))
        return children.aged(on, at_least=first, under=end)

    return ListFilter(Filter.of(request, "age", "Tuổi", bands.items()), narrow)


def _sex(request) -> ListFilter:
    return ListFilter(
        Filter.of(request, "sex", "Giới tính", Sex.choices), lambda children, sex: children.filter(sex=sex)
    )


def _situations(request, on: date) -> ListFilter:
    """Groups and the household's class, as the column “Hoàn cảnh” shows them.

    Extra-secret groups are no choice for anybody: the list, its address and its line in the access log would tell
    who is in them (PRIV-02).
    """
    visible = Circumstance.objects.visible_to(request.user).current(on).filter(secret=False)
    choices = POOR_CHOICES
    if request.user.may("children.view_circumstances"):
        known = CircumstanceGroup.objects.filter(Exists(visible.filter(group=OuterRef("pk")))).order_by(
            "-kind", "position"
        )  # those of the law first
        groups = [(group.code, group.short_name) for group in known]
        choices = [(ANY_GROUP, "bất kỳ nhóm nào trong 14 nhóm"), *groups, *POOR_CHOICES]

    def narrow(children: QuerySet[Child], chosen: str) -> QuerySet[Child]:
        if chosen in POOR:
            return children.filter(household__poverty=chosen)
        group = Q(group__kind=CircumstanceGroup.Kind.LEGAL) if chosen == ANY_GROUP else Q(group__code=chosen)
        return children.filter(Exists(visible.filter(group, child=OuterRef("pk"))))

    return ListFilter(Filter.of(request, "group", "Hoàn cảnh", choices), narrow)


def _missing(request, on: date) -> ListFilter:
    chip = Filter.of(request, "missing", "Còn thiếu", [(rule.code, rule.words) for rule in rules_for(request.user)])
    return ListFilter(chip, lambda children, code: lacking(children, code, on))


def _schools(request, on: date) -> ListFilter:
    schools = Agency.objects.visible_to(request.user).on(on).filter(kind=AgencyKind.SCHOOL)
    chip = Filter.of(request, "school", "Trường", [(str(school.public_id), school.name) for school in schools])
    return ListFilter(chip, lambda children, school: children.filter(school__public_id=school))
