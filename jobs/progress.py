"""How far a job is that somebody waits for on a page of its own."""

from django.http import HttpResponse
from django.shortcuts import render

from jobs.models import Job


def progress_of(request, job: Job | None) -> HttpResponse:
    """What htmx asks for every second; when the job has ended the page is loaded anew."""
    if job and job.unfinished:
        return render(request, "jobs/_under_way.html", {"url": request.path, "job": job})
    return HttpResponse(headers={"HX-Refresh": "true"})
