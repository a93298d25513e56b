"""What the list of children can be narrowed by. Filters stand in the address; names never do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.models import Agency, AgencyKind, Neighbourhood
from children.missing import RULES, lacking
from children.models import Child, Circumstance, CircumstanceGroup, Poverty, Residence, Sex
from children.queries import turning_16
from interface.components import Filter
from vietnamese.ages import CHILD_UNTIL, add_years

AGES = {
    "0-1": "dưới 1",
    "1-3": "1 đến dưới 3",
    "3-6": "3 đến dưới 6",
    "6-11": "6 đến dưới 11",
    "11-16": "11 đến dưới 16",
}
STATES = {
    "turning_16": "Sắp đủ 16 tuổi",
    "16": "Đủ 16 tuổi",
    "away": "Tạm vắng",
    "moved_out": "Đã chuyển đi",
    "dead": "Đã mất",
    "all": "Tất cả trong sổ",
}
ANY_GROUP = "any"
Narrow = Callable[[QuerySet, str], QuerySet]


@dataclass(frozen=True)
class ListFilter:
    """A chip, and what choosing a value does to the rows."""

    chip: Filter
    narrow: Narrow

    def apply(self, rows: QuerySet) -> QuerySet:
        return self.narrow(rows, self.chip.chosen) if self.chip.chosen else rows


def filters_of(request, on: date) -> list[ListFilter]:
    """The filters this user may use: a school knows its pupils by name, birth date, sex and class only."""
    user = request.user
    filters = [_ages(request, on), _sex(request)]
    if user.may("children.view_details"):
        filters = [
            _neighbourhoods(request, on),
            *filters,
            _missing(request, on),
            _poverty(request),
            _schools(request, on),
        ]
    if user.may("children.view_circumstances"):
        filters.insert(3, _groups(request, on))
    return filters


def household_filters_of(request, on: date) -> list[ListFilter]:
    return [_neighbourhoods(request, on), _poverty(request, "poverty")]


def state_filter(request, on: date) -> ListFilter:
    """Which part of the book: by default children under 16 who live here."""

    def narrow(children: QuerySet[Child], state: str) -> QuerySet[Child]:
        match state:
            case "turning_16":
                return turning_16(children.living_here(on), on, within=7)
            case "16":
                return children.living_here(on).filter(born_by__lte=add_years(on, -CHILD_UNTIL))
            case Residence.AWAY | Residence.MOVED_OUT | Residence.DEAD:
                return children.filter(residence=state)
            case "all":
                return children
            case _:
                return children.of_ward(on)

    return ListFilter(Filter.of(request, "state", "Khác", STATES.items()), narrow)


def _neighbourhoods(request, on: date) -> ListFilter:
    here = {str(each.number): each for each in Neighbourhood.objects.visible_to(request.user).on(on)}
    if own := request.user.neighbourhood_ids:
        here = {number: each for number, each in here.items() if each.pk in own}
    chip = Filter.of(request, "tdp", "Tổ dân phố", [(number, number) for number in here])
    return ListFilter(chip, lambda children, number: children.filter(neighbourhood=here[number]))


def _ages(request, on: date) -> ListFilter:
    def narrow(children: QuerySet[Child], band: str) -> QuerySet[Child]:
        first, end = map(int, band.split("-"))
        return children.aged(on, at_least=first, under=end)

    return ListFilter(Filter.of(request, "age", "Tuổi", AGES.items()), narrow)


def _sex(request) -> ListFilter:
    return ListFilter(
        Filter.of(request, "sex", "Giới tính", Sex.choices), lambda children, sex: children.filter(sex=sex)
    )


def _groups(request, on: date) -> ListFilter:
    """Only groups in which this user may know of somebody: an empty choice would tell about secret ones."""
    visible = Circumstance.objects.visible_to(request.user).current(on)
    known = CircumstanceGroup.objects.filter(Exists(visible.filter(group=OuterRef("pk"))))
    choices = [(ANY_GROUP, "bất kỳ nhóm nào"), *((group.code, group.short_name) for group in known)]

    def narrow(children: QuerySet[Child], code: str) -> QuerySet[Child]:
        chosen = Q(group__kind=CircumstanceGroup.Kind.LEGAL) if code == ANY_GROUP else Q(group__code=code)
        return children.filter(Exists(visible.filter(chosen, child=OuterRef("pk"))))

    return ListFilter(Filter.of(request, "group", "Hoàn cảnh", choices), narrow)


def _missing(request, on: date) -> ListFilter:
    chip = Filter.of(request, "missing", "Còn thiếu", [(rule.code, rule.words) for rule in RULES])
    return ListFilter(chip, lambda children, code: lacking(children, code, on))


def _poverty(request, path: str = "household__poverty") -> ListFilter:
    choices = [choice for choice in Poverty.choices if choice[0] != Poverty.NONE]
    chip = Filter.of(request, "poverty", "Diện hộ", choices)
    return ListFilter(chip, lambda rows, poverty: rows.filter(**{path: poverty}))


def _schools(request, on: date) -> ListFilter:
    schools = Agency.objects.visible_to(request.user).on(on).filter(kind=AgencyKind.SCHOOL)
    chip = Filter.of(request, "school", "Trường", [(str(school.public_id), school.name) for school in schools])
    return ListFilter(chip, lambda children, school: children.filter(school__public_id=school))
