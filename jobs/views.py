"""The jobs of a user, and the progress of one."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render

from interface.records import get_visible
from jobs.actions import stop_job
from jobs.models import Job


def jobs(request):
    page = Paginator(Job.objects.visible_to(request.user).select_related("owner"), 25).get_page(request.GET.get("page"))
    return render(request, "jobs/list.html", {"page": page})


def show(request, job):
    job = get_visible(Job, request.user, public_id=job)
    template = "jobs/_progress.html" if request.htmx else "jobs/show.html"
    return render(request, template, {"job": job})


def stop(request, job):
    job = get_visible(Job, request.user, public_id=job)
    stop_job(job=job, by=request.user)
    return redirect("job", job=job.public_id)
