"""Reads around the yearly report: which years, how far its parts are, whether a draft is being made."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from agencies.models import WardProfile
from jobs.models import Job, JobQuerySet, State
from reports.models import FIRST_YEAR, AnnualReport, ReportVersion
from reports.outline import outline
from reports.snapshot import Section
from reports.snapshot_json import parse
from vietnamese.formats import format_date, roman


@dataclass(frozen=True)
class Part:
    """One line of the report's contents: number, title, who answers for it; how far it is (kind of badge, words)."""

    number: str
    title: str
    owner: str
    kind: str
    state: str
    missing: tuple[str, ...] = ()  # names of the figures nobody reported


@dataclass(frozen=True)
class Year:
    report: AnnualReport
    drafts: int
    is_over: bool

    @property
    def newest(self) -> str:
        if self.drafts:
            return f"Dự thảo số {self.drafts}"
        return "Chưa lập trên máy" if self.is_over else "Chưa lập"


OWNERS = {"VHXH": "VHXH", "LEAD": "Lãnh đạo", "FINANCE": "Tài chính", "FRONT": "Mặt trận"}
NO_DRAFT = ("idle", "Chưa lập")


def years_to_report(user, today: date) -> list[Year]:
    """This year first, then back to the first year the ward is known, and every other year with a report."""
    begun = {each.year: each for each in AnnualReport.objects.visible_to(user)}
    for year in range(_first_year(today), today.year + 1):
        begun.setdefault(year, AnnualReport.of_year(year))
    numbers = ReportVersion.objects.visible_to(user).values_list("report__year", "number")
    latest = {year: max(number for of, number in numbers if of == year) for year, _ in numbers}
    return [Year(begun[year], latest.get(year, 0), year < today.year) for year in sorted(begun, reverse=True)]


def _first_year(today: date) -> int:
    """A report needs the ward's profile of its year, and a directive to report on."""
    profile = WardProfile.objects.order_by("valid_from").first()
    return min(today.year, max(profile.valid_from.year, FIRST_YEAR)) if profile else today.year


def report_of(user, year: int) -> AnnualReport:
    """The report of a year, not saved yet when nobody has begun it; it knows whether it is `drafted`."""
    drafts = ReportVersion.objects.visible_to(user).filter(report=OuterRef("pk"))
    begun = AnnualReport.objects.visible_to(user).filter(year=year).annotate(drafted=Exists(drafts)).first()
    return begun or AnnualReport.of_year(year)


@dataclass(frozen=True)
class Heading:
    title: str
    sentence: str


def state_of(report: AnnualReport, today: date) -> Heading:
    """The page's heading, and one sentence on where the report stands."""
    return Heading(
        f"Báo cáo năm {report.year}",
        f"Kết quả thực hiện Chỉ thị số 28-CT/TW. Số liệu chốt {format_date(report.cut_off)}. {_until(report, today)}.",
    )


def _until(report: AnnualReport, today: date) -> str:
    """What was sent on paper before this system is not late: it is only not here."""
    if report.year < today.year and not report.drafted:
        return "Chưa lập trên máy"
    left = (report.last_day - today).days
    until = f"còn {left} ngày" if left >= 0 else f"quá hạn {-left} ngày"
    return f"Gửi trước {format_date(report.due_before)}: {until}"


def newest_draft(user, year: int) -> ReportVersion | None:
    return (
        ReportVersion.objects.visible_to(user).filter(report__year=year).defer("pdf").select_related("made_by").first()
    )


def _jobs_for(report: AnnualReport, user) -> JobQuerySet:
    """A report nobody has begun has none: its public id is a fresh one."""
    return Job.objects.visible_to(user).filter(kind="annual_report", params={"report": str(report.public_id)})


def draft_in_the_making(user, report: AnnualReport) -> Job | None:
    """The job that is making a draft of this report now."""
    return _jobs_for(report, user).unfinished().filter(owner=user).first()


def failed_attempt(user, report: AnnualReport) -> Job | None:
    """The last attempt at a draft when it failed and no draft was made since."""
    last = _jobs_for(report, user).order_by("-pk").first()
    if last is None or last.state != State.FAILED:
        return None
    newer = ReportVersion.objects.visible_to(user).filter(report=report, made_at__gt=last.created_at)
    return None if newer.exists() else last


def parts_of(year: int, version: ReportVersion | None) -> list[Part]:
    """The contents of that year's report with the state of each part in its newest draft."""
    states = _states(version) if version else {}
    parts = []
    for position, plan in enumerate(outline().for_year(year).sections, start=1):
        number = roman(position)
        owner = OWNERS.get(plan.owner, plan.owner)
        parts.append(Part(number, plan.title, owner, *states.get(plan.code, NO_DRAFT)))
        for place, inner in enumerate(plan.parts, start=1):
            owner = OWNERS.get(inner.owner, inner.owner)
            parts.append(Part(f"{number}.{place}", inner.title, owner, *states.get(inner.code, NO_DRAFT)))
    return parts


PartState = tuple[str, str, tuple[str, ...]]


def _states(version: ReportVersion) -> dict[str, PartState]:
    snapshot = parse(bytes(version.snapshot))
    every = [each for section in snapshot.sections for each in (section, *section.parts)]
    return {section.code: _state(section) for section in every}


def _state(section: Section) -> PartState:
    figures = [figure for fact in section.facts for figure in fact.figures.values()]
    missing = tuple(dict.fromkeys(figure.name for figure in figures if figure.value is None))
    if missing:
        return "soon", f"{len(missing)} số chưa có", missing
    if figures or section.prose:
        return "done", "Xong", ()
    if section.parts:
        return "idle", "", ()
    return "idle", "Chưa soạn", ()
