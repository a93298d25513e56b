"""Drafts of the yearly report are made in the background."""

from django.urls import reverse

from interface.records import get_visible
from jobs.models import Job
from jobs.work import Work, job
from reports.actions import make_draft
from reports.models import AnnualReport


@job("annual_report", title="Lập dự thảo báo cáo năm", may="reports.collect", limit=300)
def annual_report(work: Work) -> None:
    report = get_visible(AnnualReport, work.owner, public_id=work.params["report"])
    make_draft(report=report, by=work.owner, job=Job.objects.get(pk=work.job), say=work.say)
    work.result_url = reverse("report", args=[report.year])
