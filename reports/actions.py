"""What people do with the yearly report: make a draft, choose the day of the figures."""

import uuid
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.authorization import authorize, locked
from accounts.events import Event, record
from accounts.models import User
from interface.refusals import Refused
from jobs.work import Say, silent
from reports.collecting import collect
from reports.models import FIRST_YEAR, AnnualReport, ReportVersion
from reports.snapshot_json import canonical_json, sha256
from reports.wording import draft_mark


@transaction.atomic
def open_report(*, year: int, by: User) -> AnnualReport:
    """The report of a year, begun if nobody has yet."""
    authorize(by, "reports.collect")
    if year < FIRST_YEAR:
        raise Refused(f"Chỉ thị số 28-CT/TW ban hành cuối năm 2023, báo cáo từ năm {FIRST_YEAR}.")
    if year > timezone.localdate().year:
        raise Refused(f"Năm {year} chưa đến nên chưa lập báo cáo.")
    fresh = AnnualReport.of_year(year)
    usual = {"cut_off": fresh.cut_off, "due_before": fresh.due_before}
    return AnnualReport.objects.get_or_create(year=year, defaults=usual)[0]


@transaction.atomic
def edit_report(*, report: AnnualReport, cut_off: date, small_cells: str, version: int, by: User) -> AnnualReport:
    """The day of the figures and what is withheld, for the drafts made from now on.

    Raises NotAllowed, StaleVersion, Refused.
    """
    report = locked(report, by=by, may="reports.collect", version=version)
    if cut_off.year != report.year:
        raise Refused(f"Ngày chốt số liệu phải trong năm {report.year}.", field="cut_off")
    report.cut_off, report.small_cells = cut_off, small_cells
    report.save_next_version()
    return report


@transaction.atomic
def make_draft(*, report: AnnualReport, by: User, job=None, say: Say = silent) -> ReportVersion:
    """Collect, freeze and print: one more draft of the report. Earlier drafts stay as they are."""
    from reports.render import render_pdf  # 0.8 s and 60 MB that only a worker needs

    authorize(by, "reports.collect")
    snapshot = collect(report, by=by, say=say)
    report = locked(report, by=by, may="reports.collect")  # the number is printed: whoever is next waits for this draft
    number = 1 + (report.versions.aggregate(latest=Max("number"))["latest"] or 0)
    snapshot = replace(snapshot, draft=draft_mark(number, timezone.now()))
    say("Đang tạo tệp PDF", 50)
    pdf = render_pdf(snapshot)
    say("Đang lưu dự thảo", 95)
    version = ReportVersion.objects.create(
        public_id=uuid.uuid4(),
        report=report,
        number=number,
        cut_off=snapshot.cut_off,
        snapshot=canonical_json(snapshot),
        sha256=sha256(snapshot),
        pdf=pdf,
        made_by=by,
        job=job,
    )
    record(Event.REPORT_COLLECTED, version)
    return version
