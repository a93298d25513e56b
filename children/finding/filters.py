"""What the list of children can be narrowed by. Filters stand in the address; names never do."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.authorization import scope_of
from agencies.models import Agency, AgencyKind, Neighbourhood
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
from children.quality.missing import flawed, lacking, rules_for
from children.queries import turned_16, turning_16
from interface.components import Filter
from interface.filters import Filters, ListFilter
from interface.remembered import remembered
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
KIND_OF = {"any": CircumstanceGroup.Kind.LEGAL, "at_risk": CircumstanceGroup.Kind.AT_RISK}
KINDS = [("any", "bất kỳ nhóm nào trong 14 nhóm"), ("at_risk", "bất kỳ nhóm nguy cơ nào")]
ANYTHING = "anything"  # of what a record can lack
NUMBERS = {
    "verified": "đã xác thực",
    "unverified": "có số, chưa xác thực",
    "none": "chưa có số",
    "open": "chưa có số hoặc chưa xác thực",
}
POOR_CHOICES = [(each.value, each.label) for each in POOR]
UNRECORDED = "unrecorded"  # in an address; an empty choice would be no filter


def filters_of(request, on: date) -> Filters:
    """The filters this user may use: a school knows its pupils by name, birth date, sex and class only."""
    user = request.user
    filters = [_ages(request, on), _sex(request)]
    if not user.may("children.view_details"):
        return Filters(*filters)
    return Filters(
        neighbourhood_filter(request, on),
        *filters,
        _situations(request, on),
        _missing(request, on),
        _numbers(request),
        _schools(request, on),
        _state(request, on),
    )


def household_filters_of(request, on: date) -> Filters:
    return Filters(neighbourhood_filter(request, on), _poverty(request), _safe_home(request, on))


def patient_filters_of(request, on: date) -> Filters:
    """A station knows of its patients where they live, their age and sex."""
    return Filters(neighbourhood_filter(request, on), _ages(request, on, SMALL), _sex(request))


def pupil_filters_of(request, enrolments: QuerySet[Enrolment], on: date) -> Filters:
    """Class by class; an officer chooses the school first."""
    classes = enrolments.exclude(class_name="").order_by("class_name").values_list("class_name", flat=True).distinct()
    states = Filter.of(request, "state", "Tình trạng", [("dropped", "bỏ học, chưa trở lại")])
    filters = [
        ListFilter.on(request, "class", "Lớp", [(name, name) for name in classes], "class_name"),
        ListFilter(states, lambda rows, _: rows.dropped_out(on)),
    ]
    if not request.user.may("children.view_details"):
        return Filters(*filters)
    return Filters(_schools(request, on), *filters)


def new_year_filters_of(request, on: date) -> Filters:
    """A school has but its own pupils."""
    return Filters(*([_schools(request, on)] if request.user.may("children.view_details") else []))


def due_filters_of(request, on: date) -> Filters:
    return Filters(neighbourhood_filter(request, on))


def session_filters_of(request, on: date) -> Filters:
    return Filters(neighbourhood_filter(request, on), _ages(request, on, SMALL))


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
                return turning_16(children.living_here(on), on)
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
    return ListFilter(chip, lambda rows, value: rows.filter(**{field: here[value][1].pk}))


def _ages(request, on: date, bands: dict[str, str] = AGES) -> ListFilter:
    def narrow(children: ChildQuerySet, band: str) -> QuerySet[Child]:
        first, end = map(int, band.split("-"))
        return children.aged(on, at_least=first, under=end)

    return ListFilter(Filter.of(request, "age", "Tuổi", bands.items()), narrow)


def _sex(request) -> ListFilter:
    return ListFilter.on(request, "sex", "Giới tính", Sex.choices)


def _situations(request, on: date) -> ListFilter:
    """Groups and the household's class, as the column “Hoàn cảnh” shows them.

    Extra-secret groups are no choice for anybody: the list, its address and its line in the access log would tell
    who is in them (PRIV-02).
    """
    visible = Circumstance.objects.visible_to(request.user).current(on).filter(secret=False)
    choices = POOR_CHOICES
    if request.user.may("children.view_circumstances"):
        choices = [*KINDS, *_groups_known(request.user, visible, on), *POOR_CHOICES]

    def narrow(children: QuerySet[Child], chosen: str) -> QuerySet[Child]:
        if chosen in POOR:
            return children.filter(household__poverty=chosen)
        group = Q(group__kind=KIND_OF[chosen]) if chosen in KIND_OF else Q(group__code=chosen)
        return children.filter(Exists(visible.filter(group, child=OuterRef("pk"))))

    return ListFilter(Filter.of(request, "group", "Hoàn cảnh", choices), narrow)


def _groups_known(user, visible: QuerySet[Circumstance], on: date) -> list[tuple[str, str]]:
    """Groups with somebody in them; those of the law first."""

    def ask() -> list[tuple[str, str]]:
        known = CircumstanceGroup.objects.filter(Exists(visible.filter(group=OuterRef("pk"))))
        return [(group.code, group.short_name) for group in known.order_by("-kind", "position")]

    return remembered(user, f"groups:{on}", ask, always=True)


def _missing(request, on: date) -> ListFilter:
    rules = [(rule.code, rule.words) for rule in rules_for(request.user)]

    def narrow(children: QuerySet[Child], code: str) -> QuerySet[Child]:
        return children.filter(flawed(request.user, on)) if code == ANYTHING else lacking(children, code, on)

    return ListFilter(Filter.of(request, "missing", "Còn thiếu", [(ANYTHING, "bất kỳ điều nào"), *rules]), narrow)


def _numbers(request) -> ListFilter:
    """Whether the police have confirmed the personal number."""
    with_number = Q(personal_id_fingerprint__isnull=False)
    conditions = {
        "verified": Q(personal_id_verified=True),
        "unverified": with_number & Q(personal_id_verified=False),
        "none": ~with_number,
        "open": Q(personal_id_verified=False),
    }
    chip = Filter.of(request, "id", "Số định danh", NUMBERS.items())
    return ListFilter(chip, lambda children, chosen: children.filter(conditions[chosen]))


def _schools(request, on: date) -> ListFilter:
    def ask() -> list[tuple[str, str]]:
        schools = Agency.objects.visible_to(request.user).on(on).filter(kind=AgencyKind.SCHOOL)
        return [(str(school.public_id), school.name) for school in schools]

    choices = remembered(request.user, f"schools:{on}", ask, always=True)
    return ListFilter.on(request, "school", "Trường", choices, "school__public_id")
