from datetime import timedelta

from django.db import models
from django.db.models import F, Q, TextChoices
from django.utils import timezone

from interface.records import Record, RecordQuerySet
from jobs import limits
from jobs.work import KINDS
from vietnamese.formats import format_moment

SILENT_AFTER = timedelta(seconds=10)  # a worker writes a heartbeat every 2 seconds
MAX_ATTEMPTS = 5


class State(TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Xong"
    FAILED = "failed", "Không làm được"
    STOPPED = "stopped", "Đã dừng"


class JobQuerySet(RecordQuerySet["Job"]):
    def visible_to(self, user):
        return self if user.may("jobs.view_all") else self.filter(owner=user)

    def unfinished(self):
        return self.filter(state__in=[State.QUEUED, State.RUNNING])

    def left_behind(self):
        """Jobs that nobody works on: the worker died, or the message got lost."""
        silent = timezone.now() - SILENT_AFTER
        return self.unfinished().filter(Q(heartbeat_at__lt=silent) | Q(heartbeat_at=None, created_at__lt=silent))

    def to_be_stopped(self):
        """Somebody pressed “Dừng”, and the worker died before it came to that."""
        return self.filter(stop_requested=True)

    def overdue(self):
        """Jobs that should have been ended by now; a heartbeat does not excuse them."""
        late = Q(pk__in=[])
        for kind in KINDS.values():
            too_early = timezone.now() - timedelta(seconds=kind.limit + limits.GRACE)
            late |= Q(kind=kind.name, started_at__lt=too_early)
        return self.filter(late, state=State.RUNNING)

    def claim(self, pk: int) -> "Job | None":
        """The job, now running and counted as one more attempt; None when another worker has it or it has ended."""
        now = timezone.now()
        free = self.filter(Q(state=State.QUEUED) | Q(state=State.RUNNING, heartbeat_at__lt=now - SILENT_AFTER), pk=pk)
        free.to_be_stopped().update(state=State.STOPPED, finished_at=now)
        claimed = free.update(
            state=State.RUNNING,
            attempt=F("attempt") + 1,
            heartbeat_at=now,
            started_at=now,
            progress=0,
            step="",
        )
        return self.select_related("owner").get(pk=pk) if claimed else None


class Job(Record):
    """A job is a row; the Celery message is only a hint that it waits. `params` holds ids, never personal data."""

    kind = models.CharField("loại", max_length=40)
    params = models.JSONField("tham số", default=dict)
    owner = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="người yêu cầu", related_name="+")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.QUEUED)
    attempt = models.PositiveSmallIntegerField("lần làm", default=0)
    progress = models.PositiveSmallIntegerField("phần trăm", default=0)
    step = models.CharField("đang làm gì", max_length=200, blank=True)
    heartbeat_at = models.DateTimeField("còn sống lúc", null=True)
    started_at = models.DateTimeField("bắt đầu lúc", null=True)
    finished_at = models.DateTimeField("xong lúc", null=True)
    stop_requested = models.BooleanField("được yêu cầu dừng", default=False)
    error = models.CharField("vì sao không làm được", max_length=500, blank=True)
    result_url = models.CharField("trang kết quả", max_length=200, blank=True)

    objects = JobQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "kind", "params", "state", "attempt", "progress",
            "step", "heartbeat_at", "started_at", "finished_at", "stop_requested", "error", "result_url",
        ]  # fmt: skip
        official = ["owner"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "công việc nền"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["heartbeat_at"], condition=Q(state__in=["queued", "running"]), name="job_unfinished"),
            models.Index(fields=["owner", "-id"], name="job_by_owner"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return KINDS[self.kind].title

    @property
    def request(self) -> str:
        """Which of several jobs of one kind: Đọc danh sách trẻ em, yêu cầu lúc 09:05 ngày 25/11/2026"""
        return f"{self.title}, yêu cầu lúc {format_moment(timezone.localtime(self.created_at))}"

    @property
    def badge(self) -> str:
        """Which kind of status badge the state is."""
        return {State.QUEUED: "idle", State.RUNNING: "run", State.DONE: "done", State.FAILED: "late"}.get(
            State(self.state), "idle"
        )

    @property
    def unfinished(self) -> bool:
        return self.state in (State.QUEUED, State.RUNNING)

    def right_to_stop(self, user) -> str:
        """The permission this person needs to stop it: of one's own job none but to see it."""
        return "jobs.view" if self.owner_id == user.pk else "jobs.stop_all"
