"""The jobs of a user, and the progress of one."""

from django.shortcuts import redirect, render
from django.urls import reverse

from interface.lists import page_of
from interface.records import get_visible
from jobs.actions import stop_job
from jobs.models import Job


def jobs(request):
    rows = Job.objects.visible_to(request.user).select_related("owner")
    return render(request, "jobs/list.html", {"page": page_of(request, rows)})


def show(request, job):
    job = get_visible(Job, request.user, public_id=job)
    template = "jobs/_progress.html" if request.htmx else "jobs/show.html"
    may_stop = request.user.may(job.right_to_stop(request.user))
    stop_url = reverse("stop_job", args=[job.public_id]) if may_stop else ""
    return render(request, template, {"job": job, "stop_url": stop_url})


def stop(request, job):
    job = get_visible(Job, request.user, public_id=job)
    stop_job(job=job, by=request.user)
    return redirect("job", job=job.public_id)
