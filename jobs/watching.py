"""Whether somebody looks at the page of a job that runs. What one sees ending is no news behind the bell."""

from django.core.cache import cache

from jobs.models import Job

FIRST = 5  # seconds: whoever asks for a job is led to its page
NEXT = 4  # the page asks every second how far the job is


def watch(job: Job, *, seconds: int = NEXT) -> None:
    cache.set(_key(job), True, seconds)


def is_watched(job: Job) -> bool:
    """False when the broker does not answer: better one line too many."""
    return bool(cache.get(_key(job)))


def _key(job: Job) -> str:
    return f"watched:{job.pk}"
