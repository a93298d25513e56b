"""Screen 16, simple: the yearly report, its parts and its drafts."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.events import Event, record
from children.models import Child
from children.quality.missing import lacking
from interface.editing import edit_page
from interface.records import get_visible
from jobs.actions import request_job
from jobs.models import Job
from jobs.progress import progress_of
from reports.actions import edit_report, open_report
from reports.forms import ReportForm
from reports.models import AnnualReport, ReportVersion
from reports.queries import (
    draft_in_the_making,
    failed_attempt,
    newest_draft,
    parts_of,
    report_of,
    state_of,
    years_to_report,
)
from reports.snapshot import SmallCells


def reports(request):
    years = years_to_report(request.user, timezone.localdate())
    return render(request, "reports/list.html", {"years": years})


def report(request, year: int):
    found = report_of(request.user, year)
    versions = ReportVersion.objects.visible_to(request.user).filter(report__year=year).without_files()
    context = {
        "report": found,
        "state": state_of(found, timezone.localdate()),
        "versions": list(versions.select_related("made_by")),
        "parts": parts_of(year, newest_draft(request.user, year)),
        "job": draft_in_the_making(request.user, found),
        "failed": failed_attempt(request.user, found),
        "may_collect": request.user.may("reports.collect"),
        "without_sex": _without_sex(request.user, found),
    }
    return render(request, "reports/show.html", context)


def _without_sex(user, report: AnnualReport) -> int:
    """Children whose sex nobody recorded: withholding these few takes numbers of boys and girls along."""
    if report.small_cells != SmallCells.ALL or not user.may("reports.collect"):
        return 0
    return lacking(Child.objects.visible_to(user).of_ward(report.cut_off), "sex", report.cut_off).count()


def make(request, year: int):
    """Queue a draft; a second press while one is being made leads to the first."""
    opened = open_report(year=year, by=request.user)
    if draft_in_the_making(request.user, opened) is None:
        request_job(kind="annual_report", by=request.user, report=str(opened.public_id))
    return redirect("report", year=year)


def edit(request, year: int):
    """Another day of the figures than the usual one; which small numbers are printed."""
    begun = open_report(year=year, by=request.user) if request.POST else report_of(request.user, year)
    return edit_page(
        request,
        ReportForm,
        edit_report,
        begun,
        name="report",
        title="Kỳ số liệu, số nhỏ",
        parent=(f"Báo cáo năm {year}", reverse("report", args=[year])),
        button="Lưu",
        done="Đã lưu. Dự thảo lập từ nay theo lựa chọn này.",
    )


def progress(request, year: int, job):
    return progress_of(request, get_visible(Job, request.user, public_id=job))


def download(request, version):
    found = get_visible(ReportVersion, request.user, public_id=version)
    record(Event.REPORT_DOWNLOADED, found)
    headers = {"Content-Disposition": f'attachment; filename="{found.file_name}"'}
    return HttpResponse(bytes(found.pdf), content_type="application/pdf", headers=headers)
