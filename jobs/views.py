"""The jobs of a user, and the progress of one."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from interface.lists import page_of
from interface.records import get_visible
from jobs.actions import stop_job
from jobs.models import Job
from jobs.progress import watch_own


def jobs(request):
    rows = Job.objects.visible_to(request.user).select_related("owner")
    return render(request, "jobs/list.html", {"page": page_of(request, rows)})


def show(request, job):
    job = get_visible(Job, request.user, public_id=job)
    if job.unfinished:
        watch_own(request, job)
    template = "jobs/_progress.html" if request.htmx else "jobs/show.html"
    may_stop = request.user.may(job.right_to_stop(request.user))
    stop_url = reverse("stop_job", args=[job.public_id]) if may_stop else ""
    return render(request, template, {"job": job, "stop_url": stop_url})


def stop(request, job):
    job = get_visible(Job, request.user, public_id=job)
    stop_job(job=job, by=request.user)
    return redirect(_page_before(request) or reverse("job", args=[job.public_id]))


def _page_before(request) -> str:
    """Where somebody waited for the job: that page says what is done and what is not."""
    page = request.headers.get("Referer", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else ""
