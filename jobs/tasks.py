from celery import shared_task

from jobs import actions


@shared_task(name="jobs.tasks.run")
def run(pk: int) -> None:
    actions.run_job(pk)


@shared_task(name="jobs.tasks.sweep")
def sweep() -> None:
    actions.sweep()
