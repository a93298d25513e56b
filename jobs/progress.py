"""How far a job is that somebody waits for on a page of its own."""

from django.http import HttpResponse
from django.shortcuts import render

from jobs.models import Job
from jobs.watching import watch


def progress_of(request, job: Job | None) -> HttpResponse:
    """What htmx asks for every second; when the job has ended the page is loaded anew."""
    if job and job.unfinished:
        watch_own(request, job)
        return render(request, "jobs/_under_way.html", {"url": request.path, "job": job})
    return HttpResponse(headers={"HX-Refresh": "true"})


def watch_own(request, job: Job) -> None:
    """Somebody else who looks on does not see it for the owner."""
    if job.owner_id == request.user.pk:
        watch(job)
