"""The annex tables. A cell nobody reported stays empty and prints as “…”; it is never 0."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from agencies.models import Neighbourhood
from children.models import CircumstanceGroup, InjuryEntry, InjuryKind, InjuryPlace, Poverty, Sex, in_class
from programs.due_dates import short_due
from programs.models import AgencyScope, PlanTask
from programs.wording import decision_words
from reports.builder import AnnexBuilder, Behind, ReportBuilder
from reports.collecting.results import results_of
from reports.collecting.targets import JudgedTarget
from reports.indicators import Period, counted, known_on, register_began
from reports.indicators.circumstances import in_group, knows_poverty
from reports.indicators.entries import injuries, injury_deaths, knows_injuries
from reports.indicators.support import helped, knows_support, paid_children, spent
from reports.snapshot import Figure
from vietnamese.ages import latest_birth

NOT_MINORITY = ("01", "55", "99")  # Kinh, foreigners, not known
ABUSE_FORMS = ("Bạo lực", "Bóc lột", "Xâm hại tình dục", "Mua bán", "Bỏ rơi, bỏ mặc", "Hình thức khác")
AGES = {"age_0": (0, 6), "age_6": (6, 10), "age_10": (10, 14), "age_14": (14, 16)}  # of the injury report
PLANNED, ALLOWANCES, GIFTS, OTHERS = (
    "Dự toán giao thực hiện Kế hoạch", "Trợ cấp xã hội hằng tháng", "Học bổng, quà tặng, đỡ đầu", "Hoạt động khác",
)  # fmt: skip


def write(report: ReportBuilder, period: Period, targets: list[JudgedTarget]) -> None:
    _neighbourhoods(report.annex("PL01"), period)
    _groups(report.annex("PL02"), period)
    _rows(report.annex("PL03"), "form", ABUSE_FORMS)
    _injuries(report.annex("PL04"), period)
    _targets(report.annex("PL05"), targets)
    _tasks(report.annex("PL06"), period, targets)
    _money(report.annex("PL07"), period)


def _rows(annex: AnnexBuilder, column: str, names: tuple[str, ...]) -> None:
    """A table whose figures nobody reports yet: its rows stand, its cells are empty."""
    for name in names:
        annex.row(**{column: name})  # type: ignore[arg-type]


def _injuries(annex: AnnexBuilder, period: Period) -> None:
    """By cause; who was hurt twice counts twice. Where nobody recorded any the rows stand and their cells are empty."""
    if not knows_injuries(period):
        return _rows(annex, "cause", tuple(label for _, label in InjuryKind.choices))
    hurt, dead = injuries(period), injury_deaths(period)
    for kind, label in InjuryKind.choices:
        found = _split([e for e in hurt if e.kind == kind], [e for e in dead if e.kind == kind])
        annex.row(cause=label, **found)  # type: ignore[arg-type]
    return annex.total(cause="Cộng", **_split(hurt, dead))


def _split(hurt: list[InjuryEntry], dead: list[InjuryEntry]) -> dict[str, int]:
    """By sex, age and place, each as hurt (fatally too) and dead."""
    parts: dict[str, Callable[[InjuryEntry], bool]] = {
        "total": lambda each: True,
        "boys": lambda each: each.child.sex == Sex.MALE,
        "girls": lambda each: each.child.sex == Sex.FEMALE,
        "unknown": lambda each: each.child.sex == Sex.UNKNOWN,
        **{name: lambda each, of=ages: of[0] <= each.age < of[1] for name, ages in AGES.items()},  # type: ignore[misc]
        **{place: lambda each, of=place: each.place == of for place in InjuryPlace.values},  # type: ignore[misc]
    }
    return {
        f"{name}_{state}": sum(map(among, entries))
        for name, among in parts.items()
        for state, entries in (("hurt", hurt), ("dead", dead))
    }


def _money(annex: AnnexBuilder, period: Period) -> None:
    """What the register knows was spent; estimates and other activities are not in it."""
    money = spent(period)
    annex.row(item=PLANNED)
    paid = paid_children(period)
    behind = {"budget": paid, "total": paid}
    annex.row(item=ALLOWANCES, budget=money.allowances, total=money.allowances, behind=behind)
    given = None if money.budget is None and money.mobilised is None else (money.budget or 0) + (money.mobilised or 0)
    annex.row(item=GIFTS, budget=money.budget, donated=money.mobilised, total=given)
    annex.row(item=OTHERS)


def _neighbourhoods(annex: AnnexBuilder, period: Period) -> None:
    if register_began() is None:
        return
    children = counted("POP-01", period).who
    cells = _by_sex_age_and_poverty(period.cut_off)
    found = {row.pop("neighbourhood"): row for row in children.order_by().values("neighbourhood").annotate(**cells)}
    here = {each.pk: each for each in Neighbourhood.objects.on(period.cut_off)}
    elsewhere = Neighbourhood.objects.filter(pk__in=found.keys() - here.keys())
    for each in [*here.values(), *elsewhere]:
        annex.row(name=each.name, **found.get(each.pk, dict.fromkeys(cells, 0)))
    annex.total(name="Toàn phường", **children.aggregate(**cells))


def _by_sex_age_and_poverty(on: date) -> dict[str, Count]:
    six, eleven = latest_birth(on, 6), latest_birth(on, 11)
    rules = {
        "total": Q(),
        "boys": Q(sex=Sex.MALE),
        "girls": Q(sex=Sex.FEMALE),
        "unknown": Q(sex=Sex.UNKNOWN),
        "under_6": Q(born_by__gt=six),
        "from_6_under_11": Q(born_by__lte=six, born_by__gt=eleven),
        "from_11_under_16": Q(born_by__lte=eleven),
        "minority": Q(ethnic_group__isnull=False) & ~Q(ethnic_group__code__in=NOT_MINORITY),
    }
    if knows_poverty(on):
        rules |= {"poor": in_class(on, Poverty.POOR), "near_poor": in_class(on, Poverty.NEAR_POOR)}
    return {name: Count("pk", filter=rule) if rule else Count("pk") for name, rule in rules.items()}


def _groups(annex: AnnexBuilder, period: Period) -> None:
    """The 14 groups in the words of the law, “Trẻ em” said once in the head of the table."""
    before = period.year_before()
    compared, counts = known_on(before.cut_off), _by_sex if register_began() else _nothing
    groups = CircumstanceGroup.objects.on(period.cut_off).filter(kind=CircumstanceGroup.Kind.LEGAL)
    for group in groups.order_by("position"):
        annex.row(
            point=group.law_point,
            group=_without_noun(group.name),
            secret=group.extra_secret,
            last_year=in_group(before, group).count() if compared else None,
            **_helped(in_group(period, group), period),
            **counts(in_group(period, group)),  # type: ignore[arg-type]
        )
    annex.total(
        group="Tổng số trẻ em (không trùng)",
        last_year=counted("SPC-01", before).who.count() if compared else None,
        **counts(counted("SPC-01", period).who),
        helped=_number_helped(counted("SPC-01", period).who, period),
    )


def _helped(children: QuerySet, period: Period) -> dict[str, Any]:
    """Of a group; beside the total its cell also tells how many were not helped."""
    found = _number_helped(children, period)
    return {"helped": found} | ({} if found is None else {"behind": {"helped": (children.count() - found,)}})


def _number_helped(children: QuerySet, period: Period) -> int | None:
    known = register_began() is not None and knows_support(period)
    return children.filter(helped(period)).count() if known else None


def _without_noun(name: str) -> str:
    words = name.removeprefix("Trẻ em ").replace(" trẻ em ", " ")
    return words[:1].upper() + words[1:]


def _nothing(children: QuerySet) -> dict[str, int]:
    return {}


def _by_sex(children: QuerySet) -> dict[str, int]:
    return children.aggregate(
        total=Count("pk"),
        boys=Count("pk", filter=Q(sex=Sex.MALE)),
        girls=Count("pk", filter=Q(sex=Sex.FEMALE)),
        unknown=Count("pk", filter=Q(sex=Sex.UNKNOWN)),
    )


def _targets(annex: AnnexBuilder, targets: list[JudgedTarget]) -> None:
    programme = None
    for each in targets:
        if each.target.programme != programme:
            programme = each.target.programme
            annex.group(f"{programme.name} ({decision_words(programme)})")
        found = each.figure
        annex.row(
            code=each.target.number,
            target=each.target.text,
            unit=each.target.unit,
            goal=f"{each.value.in_words} (đến {each.value.year})" if each.value else "",
            value=found.value if found else None,
            numerator=found.numerator if found else None,
            denominator=found.denominator if found else None,
            last_year=found.previous if found else None,
            verdict=""
            if found is None or found.value is None
            else each.verdict.label,  # the row says “chưa có số liệu”
            behind=_behind(found) if found else {},
        )


def _behind(found: Figure) -> Behind:
    """A count tells itself. Of a rate: those it is not true of, whom whoever sees both counts knows; and the few behind
    last year's.
    """
    if not found.is_rate:
        told = {"value": found.value, "last_year": found.previous}
        return {key: (number,) for key, number in told.items() if isinstance(number, int)}
    behind: Behind = {"last_year": (1,)} if found.few_before else {}
    return behind if found.rest is None else behind | {"numerator": (found.rest,)}


def _tasks(annex: AnnexBuilder, period: Period, targets: list[JudgedTarget]) -> None:
    tasks = PlanTask.objects.of_year(period.cut_off.year).prefetch_related("outputs").order_by("position")
    for scope in AgencyScope:
        own = [task for task in tasks if task.scope == scope]
        if own:
            annex.group(scope.label)
        for task in own:
            _task(annex, task, period, targets)


def _task(annex: AnnexBuilder, task: PlanTask, period: Period, targets: list[JudgedTarget]) -> None:
    """One line; below it the results to be measured, once one of them is known."""
    results = results_of(task, period, targets)
    known = any(result.value is not None for _, result in results)
    annex.row(task=task.title, due=short_due(task.due), value="" if known else None, about_people=False)
    for output, result in results if known else []:
        annex.detail(
            task=f"- {output.label} ({output.unit})",
            value=result.value,
            behind={} if result.rest is None else {"value": (result.rest,)},
            about_people=result.about_people,
            secret=result.secret,
        )
