"""Which jobs there are, and what a running job can say. Apps register theirs in `tasks.py` with `@job`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User


class StopRequested(Exception):
    """The owner pressed “Dừng”: everything the job did in this transaction is undone."""


@dataclass
class Work:
    """What a job function receives: the job's key and parameters, its owner, and a voice."""

    job: int
    params: dict[str, Any]
    owner: User
    progress: int = 0
    step: str = ""
    stop: bool = False
    result_url: str = ""
    more: bool = False  # a job in parts asks to be called again

    def say(self, step: str, progress: int) -> None:
        """Tell the owner what is being done (Vietnamese) and how far it is (0–100). Raises `StopRequested`."""
        if self.stop:
            raise StopRequested
        self.step, self.progress = step, progress


JobFunction = Callable[[Work], None]
Say = Callable[[str, int], None]  # `Work.say`


def silent(step: str, progress: int) -> None:
    """A voice for callers without a progress page."""


@dataclass(frozen=True)
class JobKind:
    name: str
    title: str
    may: str
    function: JobFunction
    limit: int  # seconds
    in_parts: bool
    tells: bool

    @property
    def took_too_long(self) -> str:
        kept = "phần đã ghi vẫn giữ nguyên" if self.in_parts else "chưa ghi gì"
        return (
            f"Công việc chạy quá {self.limit // 60} phút nên máy đã dừng; {kept}. "
            "Làm lại một lần; nếu vẫn vậy thì báo quản trị viên."
        )


KINDS: dict[str, JobKind] = {}


def job(
    name: str, *, title: str, may: str, limit: int = 600, in_parts: bool = False, tells: bool = True
) -> Callable[[JobFunction], JobFunction]:
    """Register a job: one transaction as its owner, who must still have the right `may`; it may run twice.

    One `in_parts` is called again as long as it says that there is `more`. Each part is a transaction of its own and
    must know by itself where the last one ended: so whoever takes over from a dead worker goes on from there.
    One that nobody asked for does not say that it is done: `tells=False`. What it found is something to do.
    After `limit` seconds a job is ended, with nothing saved (of one in parts, nothing of the last part).
    """

    def register(function: JobFunction) -> JobFunction:
        KINDS[name] = JobKind(name, title, may, function, limit, in_parts, tells)
        return function

    return register
