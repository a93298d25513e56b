"""What runs by itself, how often, and for how long at most."""

from dataclasses import dataclass

from celery.schedules import crontab

from jobs import limits

HOUR = 3600


@dataclass(frozen=True)
class Line:
    name: str
    task: str
    every: float | crontab  # seconds, or a time of day in Asia/Ho_Chi_Minh
    limit: int  # seconds; a longer run is stopped

    def for_celery(self) -> dict:
        """A message that no worker took waits until the next one comes, or for an hour."""
        waits = self.every if isinstance(self.every, int | float) else HOUR
        return {
            "task": self.task,
            "schedule": self.every,
            "options": {"expires": waits, **limits.for_celery(self.limit)},
        }


SCHEDULE = [
    Line("jobs left behind by a dead worker", "jobs.tasks.sweep", every=5, limit=30),
    Line("clocks of child-protection cases", "cases.tasks.warn", every=300, limit=60),
    Line(
        "drafts nobody came back for",
        "accounts.tasks.forget_drafts",
        every=crontab(hour=2, minute=10),
        limit=60,
    ),
    Line(
        "children who stand in the register twice",
        "children.tasks.ask_for_duplicates",
        every=crontab(hour=1, minute=40),
        limit=60,  # the search itself is a job
    ),
    Line("sessions that ended", "accounts.tasks.forget_sessions", every=crontab(hour=2, minute=20), limit=60),
    Line(
        "uploaded lists nobody imported, results of old imports",
        "children.tasks.forget_imports",
        every=crontab(hour=2, minute=30),
        limit=60,
    ),
    Line("results of imports made yesterday", "children.tasks.forget_results", every=crontab(minute=40), limit=60),
    Line("sheets of a child printed yesterday", "children.tasks.forget_sheets", every=crontab(minute=35), limit=60),
    Line("lists taken out some days ago", "children.tasks.forget_exports", every=crontab(hour=2, minute=35), limit=60),
    Line(
        "attached files whose upload was undone",
        "attachments.tasks.sweep_files",
        every=crontab(hour=2, minute=40),
        limit=600,
    ),
    Line(
        "classes of households of a year that has begun",
        "children.tasks.begin_year",
        every=crontab(hour=0, minute=5),
        limit=120,
    ),
    Line(
        "quality of the register, by month", "children.tasks.keep_quality", every=crontab(hour=2, minute=40), limit=120
    ),
]
